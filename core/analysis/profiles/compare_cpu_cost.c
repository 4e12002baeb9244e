#include "core/analysis/profiles/compare_cpu_cost.h"

#include <math.h>

#include "core/analysis/profiles/stack_frames.h"
#include "core/analysis/profiles/tally.h"

/* Samples of one side, and those with the allocator or the collector on their
 * stacks. */
struct memory_walk {
    const struct profile *profile;
    const bool *is_memory; /* per line of the profile */
    size_t value;
    double total, memory;
};

/* In Go 1.26 the allocator has a function for each size class. */
static bool is_of_memory(const char *function)
{
    static const char *const prefixes[] = {
        "runtime.mallocgc",      "runtime.gcBgMarkWorker", "runtime.gcStart",
        "runtime.gcAssistAlloc", "runtime.bgsweep",        "runtime.bgscavenge"
    };
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
        if (text_starts_with(function, prefixes[i])) {
            return true;
        }
    }
    return false;
}

static void add_sample(void *context, const struct profile_sample *sample)
{
    struct memory_walk *walk = context;
    double value = (double)sample->values[walk->value];
    struct stack_walk frames = stack_from_leaf(walk->profile, sample);
    walk->total += value;
    for (uint32_t line; stack_next(&frames, &line);) {
        if (walk->is_memory[line]) {
            walk->memory += value;
            return;
        }
    }
}

static void walk_profile(const struct analysis *analysis,
                         const struct tally *tally, size_t index,
                         struct memory_walk *walk)
{
    const struct profile *profile = tally->profiles[index].profile;
    bool *is_memory =
        arena_array(analysis->arena, profile->line_count, sizeof(bool));
    for (uint32_t i = 0; i < profile->line_count; i++) {
        uint32_t function = profile->lines[i].function;
        is_memory[i] = is_of_memory(profile->functions[function].name);
    }
    walk->profile = profile;
    walk->is_memory = is_memory;
    walk->value = tally->measures[0];
    profile->visit(profile, add_sample, walk);
}

static double memory_share(const struct analysis *analysis,
                           const struct tally *tally, bool head)
{
    struct memory_walk walk = { .total = 0 };
    for (size_t i = 0; i < tally->profile_count; i++) {
        if (tally->profiles[i].is_head == head) {
            walk_profile(analysis, tally, i, &walk);
        }
    }
    return walk.total > 0 ? walk.memory / walk.total : 0;
}

void compare_cpu_cost(struct analysis *analysis)
{
    const struct tally *tally = analysis->tallies[PROFILE_CPU];
    if (tally == NULL || !tally->is_per_operation) {
        return;
    }
    struct change change = tally_whole_change(tally);
    double period = (double)tally->profiles[0].profile->period;
    change.base *= period;
    change.head *= period;
    change.benchmark = "";
    change.base_share = (double)NAN;
    change.head_share = (double)NAN;
    double base = memory_share(analysis, tally, false) * change.base;
    double head = memory_share(analysis, tally, true) * change.head;
    double growth = change.head - change.base;
    analysis->comparison->cpu_cost = (struct cpu_cost){
        .is_known = true,
        .change = change,
        .memory_part = fabs(growth) > 0 ? (head - base) / growth : (double)NAN,
    };
}
