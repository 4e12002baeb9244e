#include <math.h>

#include "core/analysis/profiles/tally_sums.h"

/* A profile's stacks that belong to benchmarks. */
struct assigned {
    double recorded;            /* all of them */
    double comparable;          /* those whose operations are known */
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
        assigned.comparable += scale > 0 ? value : 0;
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

static double scale_of_group(const struct tally *tally, uint32_t group,
                             size_t profile)
{
    struct assigned assigned = assigned_of(tally, profile);
    if (group == 0) {
        return scale_of_rest(tally, profile, &assigned);
    }
    double scale = tally_scale(tally, &tally->groups.items[group], profile, 0);
    return scale > 0 ? scale
           : assigned.comparable > 0
               ? assigned.amount.value / assigned.comparable
               : 0;
}

double tally_weight(const struct tally *tally, uint32_t group, size_t profile)
{
    bool head = tally->profiles[profile].is_head;
    double count = (double)(head ? tally->head_count : tally->base_count);
    /* Replicates are runs of base's average length. */
    return scale_of_group(tally, group, profile) * (double)tally->base_count /
           count / (head ? tally->common_shift : 1);
}

/* Two-sided 95 % of a normal distribution. */
static const double interval_deviations = 1.959963984540054;

/* That no sample was seen excludes more than three, at 95 %. */
static const double unseen_samples = 3;

static double growth_high(const struct tally *tally,
                          const struct scaled_sums *sums, double unit)
{
    double deviation = sqrt(tally_sums_variance(tally, sums, 0) +
                            tally_sums_variance(tally, sums, 1));
    return sums->sum[1] - sums->sum[0] +
           fmax(interval_deviations * deviation, unseen_samples * unit);
}

struct group_change tally_group_change(const struct tally *tally,
                                       uint32_t group)
{
    const struct tally_group *entry = &tally->groups.items[group];
    struct scaled_sums sums = tally_sums(tally);
    for (size_t i = 0; i < tally->profile_count; i++) {
        struct assigned assigned = assigned_of(tally, i);
        double value = entry->totals[i * tally->measure_count];
        double scale = group == 0 ? scale_of_rest(tally, i, &assigned)
                                  : tally_scale(tally, entry, i, 0);
        struct tally_amount amount = { .value = value * scale,
                                       .variance = value * scale * scale };
        tally_sums_add(tally, &sums, i, amount);
    }
    struct group_change result = { .change = tally_sums_change(tally, &sums) };
    if (group > 0) {
        double operations = entry->base_operations;
        double unit = operations / entry->head_operations;
        result.change.base_each = sums.sum[0] / operations;
        result.change.head_each = sums.sum[1] / operations;
        result.growth_high = growth_high(tally, &sums, unit) / operations;
    }
    return result;
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
