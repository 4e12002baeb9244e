#include "core/analysis/profiles/compare_operations.h"

#include <math.h>

#include "core/analysis/profiles/operations.h"
#include "core/analysis/profiles/tally.h"

/* Seen as growth of what runs under no benchmark: it only keeps a finding
 * back, so that no correction for many tests is due. */
static const double rest_alpha = 0.05;

static bool rest_grew(const struct analysis *analysis,
                      const struct tally *tally)
{
    struct change rest = tally_group_change(tally, 0).change;
    return rest.p < rest_alpha &&
           rest.ratio > 1 + analysis->config->up_relative;
}

/* Nanoseconds; the mean of the side's runs, the machine's shift divided out as
 * of their CPU. NAN when one has none. */
static double time_of(const struct analysis *analysis,
                      const struct tally *tally, const char *benchmark,
                      bool head)
{
    double sum = 0;
    for (size_t i = 0; i < tally->profile_count; i++) {
        if (tally->profiles[i].is_head == head) {
            sum += operations_time(head ? &analysis->evidence->head
                                        : &analysis->evidence->base,
                                   tally->profiles[i].profile, benchmark);
        }
    }
    double count = (double)(head ? tally->head_count : tally->base_count);
    return sum * 1e9 / count / (head ? tally->common_shift : 1);
}

static void add_cost(const struct analysis *analysis, const struct tally *tally,
                     uint32_t group, bool rest)
{
    const char *benchmark = tally->groups.items[group].benchmark;
    struct group_change cpu = tally_group_change(tally, group);
    double period = (double)tally->profiles[0].profile->period;
    cpu.change.benchmark = benchmark;
    cpu.change.base_each *= period;
    cpu.change.head_each *= period;
    *LIST_PUSH(analysis->arena, &analysis->comparison->operation_costs) =
        (struct operation_cost){
            .benchmark = benchmark,
            .cpu = cpu.change,
            .cpu_growth_high = cpu.growth_high * period,
            .rest_grew = rest,
            .base_time = time_of(analysis, tally, benchmark, false),
            .head_time = time_of(analysis, tally, benchmark, true),
        };
}

void compare_operations(struct analysis *analysis)
{
    const struct tally *tally = analysis->tallies[PROFILE_CPU];
    if (tally == NULL || !tally->is_per_operation) {
        return;
    }
    bool rest = rest_grew(analysis, tally);
    for (uint32_t i = 1; i < tally->groups.count; i++) {
        const struct tally_group *group = &tally->groups.items[i];
        if (group->base_operations > 0 && group->head_operations > 0) {
            add_cost(analysis, tally, i, rest);
        }
    }
}
