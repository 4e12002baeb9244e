#include <math.h>

#include "core/analysis/tally_sums.h"

/* A profile's stacks that belong to benchmarks. */
struct assigned {
    double recorded;            /* all of them */
    struct tally_amount amount; /* those that can be compared, scaled */
};

static struct assigned assigned_of(const struct tally *tally, size_t profile)
{
    struct assigned assigned = { .recorded = 0 };
    for (size_t i = 1; i < tally->groups.count; i++) {
        const struct tally_group *group = &tally->groups.items[i];
        double value = group->totals[profile * tally->measure_count];
        double scale = tally_scale(tally, group, profile, 0);
        assigned.recorded += value;
        assigned.amount.value += value * scale;
        assigned.amount.variance += value * scale * scale; /* Poisson */
    }
    return assigned;
}

/* What a sample under no benchmark is worth. */
static double scale_of_rest(const struct tally *tally, size_t profile,
                            const struct assigned *assigned)
{
    double scale = tally_scale(tally, &tally->groups.items[0], profile, 0);
    return scale > 0 ? scale
           : assigned->recorded > 0
               ? assigned->amount.value / assigned->recorded
               : 0;
}

struct change tally_whole_change(const struct tally *tally)
{
    if (!tally->is_per_operation) {
        return (struct change){ .ratio = (double)NAN, .p = (double)NAN };
    }
    struct scaled_sums sums = tally_sums(tally);
    for (size_t i = 0; i < tally->profile_count; i++) {
        struct assigned assigned = assigned_of(tally, i);
        double rest = tally->groups.items[0].totals[i * tally->measure_count];
        double scale = scale_of_rest(tally, i, &assigned);
        assigned.amount.value += rest * scale;
        assigned.amount.variance += rest * scale * scale;
        tally_sums_add(tally, &sums, i, assigned.amount);
    }
    return tally_sums_change(tally, &sums);
}
