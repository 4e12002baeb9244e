#include "core/analysis/profiles/compare_collector.h"

#include <math.h>
#include <string.h>

#include "core/analysis/profiles/tally_sums.h"
#include "core/stats/hodges_lehmann.h"
#include "core/stats/mann_whitney.h"
#include "core/stats/median.h"

/* As for locks: ranks of fewer cannot be significant. */
enum { LEAST_RANKED = 5 };

/* Where marking and sweeping start, none within another: whoever does it, its
 * own workers, goroutines that allocate, or the sweeper. What the sweeper does
 * beside (runtime.bgsweep) is mostly to wait for its turn. */
static bool is_collector(const char *function)
{
    static const char *const names[] = {
        "runtime.gcBgMarkWorker", "runtime.gcAssistAlloc",
        "runtime.(*sweepLocked).sweep",
        "runtime.(*mspan).sweep", /* until Go 1.16 */
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(function, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static double collector_samples(const struct profile *profile, size_t value)
{
    double sum = 0;
    for (uint32_t i = 0; i < profile->function_count; i++) {
        if (is_collector(profile->functions[i].name)) {
            sum += (double)profile_function_cum(profile, i)[value];
        }
    }
    return sum;
}

/* What one operation of a benchmark costs in base; 0: not known. */
static double operation_cost(const struct tally *tally, uint32_t group_index)
{
    const struct tally_group *group = &tally->groups.items[group_index];
    double cost = 0;
    if (!(group->base_operations > 0) || !(group->head_operations > 0)) {
        return 0;
    }
    for (size_t i = 0; i < tally->base_count; i++) {
        cost += group->totals[i * tally->measure_count];
    }
    return cost / group->base_operations;
}

/* The work that a profile did: its operations, each counted by what it costs
 * in base; without operations, all of its samples. */
static double work_of(const struct tally *tally, size_t profile)
{
    if (!tally->is_per_operation) {
        return tally->totals[profile * tally->measure_count];
    }
    double work = 0;
    for (uint32_t g = 1; g < tally->groups.count; g++) {
        double operations = tally->groups.items[g].operations[profile];
        if (operations > 0) {
            work += operations * operation_cost(tally, g);
        }
    }
    return work;
}

/* The average of base's profiles; 0 when some profile did none that counts. */
static double base_work_of(const struct tally *tally)
{
    double sum = 0;
    for (size_t i = 0; i < tally->profile_count; i++) {
        double work = work_of(tally, i);
        if (!(work > 0)) {
            return 0;
        }
        sum += i < tally->base_count ? work : 0;
    }
    return sum / (double)tally->base_count;
}

/* A slower machine is divided out as from all else. Of a faster one nothing is
 * made: it may be the patch that is faster. */
static double without_speed(const struct tally *tally, size_t profile)
{
    return tally->profiles[profile].is_head ? fmin(tally->common_shift, 1) : 1;
}

static double share_of(const struct tally *tally, bool head)
{
    double samples = 0, all = 0;
    for (size_t i = 0; i < tally->profile_count; i++) {
        if (tally->profiles[i].is_head == head) {
            samples += collector_samples(tally->profiles[i].profile,
                                         tally->measures[0]);
            all += tally->totals[i * tally->measure_count];
        }
    }
    return all > 0 ? samples / all : 0;
}

static void compare_profiles(const struct analysis *analysis,
                             const struct tally *tally)
{
    struct collector_comparison *collector = &analysis->comparison->collector;
    if (tally == NULL || tally->base_count == 0 || tally->head_count == 0 ||
        !(base_work_of(tally) > 0)) {
        return;
    }
    double base_work = base_work_of(tally);
    struct scaled_sums sums = tally_sums(tally), all = tally_sums(tally);
    for (size_t i = 0; i < tally->profile_count; i++) {
        double scale = base_work / work_of(tally, i) * without_speed(tally, i);
        double samples =
            collector_samples(tally->profiles[i].profile, tally->measures[0]);
        double total = tally->totals[i * tally->measure_count];
        tally_sums_add(
            tally, &sums, i,
            (struct tally_amount){ samples * scale, samples * scale * scale });
        tally_sums_add(tally, &all, i,
                       (struct tally_amount){ .value = total * scale });
    }
    double unit_value = (double)tally->profiles[0].profile->period;
    collector->has_cpu = true;
    collector->is_per_operation = tally->is_per_operation;
    collector->cpu = tally_sums_change(tally, &sums);
    collector->cpu.benchmark = "";
    collector->cpu.base *= unit_value;
    collector->cpu.head *= unit_value;
    collector->cpu.base_share = share_of(tally, false);
    collector->cpu.head_share = share_of(tally, true);
    collector->base_total = all.sum[0] * unit_value;
    collector->head_total = all.sum[1] * unit_value;
}

static struct change blank_change(void)
{
    double none = (double)NAN;
    return (struct change){ .benchmark = "",
                            .base_each = none,
                            .head_each = none,
                            .ratio = none,
                            .low = none,
                            .high = none,
                            .p = none,
                            .q = none,
                            .base_share = none,
                            .head_share = none };
}

/* Of the traces that have one, sorted. */
static struct numbers frequencies_of(const struct analysis *analysis,
                                     const struct gc_trace_list *traces)
{
    double *values =
        arena_array(analysis->arena, traces->count, sizeof(double));
    size_t count = 0;
    for (size_t i = 0; i < traces->count; i++) {
        double frequency =
            gc_process_frequency(gc_trace_main(&traces->items[i]));
        if (isfinite(frequency)) {
            values[count++] = frequency;
        }
    }
    numbers_sort(values, count);
    return (struct numbers){ values, count };
}

static struct change rank(struct numbers base, struct numbers head)
{
    struct change change = blank_change();
    struct ratio_interval interval;
    change.base = median_of_sorted(base);
    change.head = median_of_sorted(head);
    if (hodges_lehmann_ratio(base, head, 0.95, &interval)) {
        change.ratio = interval.ratio;
        change.low = interval.low;
        change.high = interval.high;
    }
    if (base.count >= LEAST_RANKED && head.count >= LEAST_RANKED) {
        change.p = mann_whitney_two_sided(base, head).p;
    }
    return change;
}

static void compare_traces(const struct analysis *analysis)
{
    const struct evidence *evidence = analysis->evidence;
    struct collector_comparison *collector = &analysis->comparison->collector;
    struct numbers base = frequencies_of(analysis, &evidence->base.gc_traces);
    struct numbers head = frequencies_of(analysis, &evidence->head.gc_traces);
    if (base.count > 0 && head.count > 0) {
        collector->has_frequency = true;
        collector->frequency = rank(base, head);
    }
}

void compare_collector(struct analysis *analysis)
{
    compare_profiles(analysis, analysis->tallies[PROFILE_CPU]);
    compare_traces(analysis);
}
