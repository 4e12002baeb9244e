#include "core/analysis/profiles/tally_sums.h"

#include <math.h>

#include "core/stats/hodges_lehmann.h"
#include "core/stats/mann_whitney.h"
#include "core/stats/rate_test.h"

/* Ranks of fewer runs than this cannot be significant. */
enum { LEAST_RANKED = 5 };

/* Assumed of each side where no replicates show it. */
static const double run_to_run_deviation = 0.03;

static size_t side_count(const struct tally *tally, bool head)
{
    return head ? tally->head_count : tally->base_count;
}

struct scaled_sums tally_sums(const struct tally *tally)
{
    struct scaled_sums sums = { .sum = { 0, 0 } };
    for (size_t side = 0; side < 2; side++) {
        size_t count = side_count(tally, side == 1);
        sums.replicate_count[side] =
            count < MOST_REPLICATES ? count : MOST_REPLICATES;
    }
    return sums;
}

/* Index of a profile among those of its side. */
static size_t replicate_of(const struct tally *tally, size_t profile)
{
    size_t index = tally->profiles[profile].is_head
                       ? profile - tally->base_count
                       : profile;
    return index < MOST_REPLICATES ? index : MOST_REPLICATES - 1;
}

/* The mean of the side's profiles; of head as if it had run no more often. */
static double scale_retained(const struct tally *tally,
                             const struct tally_group *group, size_t profile)
{
    double base_count = (double)tally->base_count;
    double base = group->base_operations / base_count;
    double own = group->operations[profile];
    bool ran_more = tally->profiles[profile].is_head && base > 0 && own > base;
    return (ran_more ? base / own : 1) / base_count;
}

double tally_scale(const struct tally *tally, const struct tally_group *group,
                   size_t profile, size_t measure)
{
    double base_count = (double)tally->base_count;
    double own, base;
    if (tally->is_retained) {
        return scale_retained(tally, group, profile);
    }
    if (tally->is_per_operation) {
        own = group->operations[profile];
        base = group->base_operations;
        if (!(group->head_operations > 0)) {
            return 0;
        }
    } else {
        own = tally->totals[profile * tally->measure_count + measure];
        base = tally_total(tally, measure, false);
    }
    return own > 0 && base > 0 ? base / base_count / own : 0;
}

void tally_sums_add(const struct tally *tally, struct scaled_sums *sums,
                    size_t profile, struct tally_amount amount)
{
    bool head = tally->profiles[profile].is_head;
    double count = (double)side_count(tally, head);
    /* Replicates are runs of base's average length; their sum over a side
     * stands for base's whole. */
    double whole = (double)tally->base_count / count;
    if (head) {
        amount.value /= tally->common_shift;
        amount.variance /= tally->common_shift * tally->common_shift;
    }
    sums->replicates[head][replicate_of(tally, profile)] += amount.value;
    sums->sum[head] += amount.value * whole;
    sums->variance[head] += amount.variance * whole * whole;
}

/* Variance of a side's sum: what the replicates show, at least what sampling
 * alone makes. */
static double side_variance(const struct tally *tally,
                            const struct scaled_sums *sums, size_t side)
{
    size_t count = sums->replicate_count[side];
    if (count < 2) {
        return sums->variance[side];
    }
    double deviation = numbers_standard_deviation(
        (struct numbers){ sums->replicates[side], count });
    double whole = (double)tally->base_count;
    double seen = whole * whole * deviation * deviation / (double)count;
    return fmax(seen, sums->variance[side]);
}

double tally_sums_variance(const struct tally *tally,
                           const struct scaled_sums *sums, size_t side)
{
    double assumed = run_to_run_deviation * sums->sum[side];
    return side_variance(tally, sums, side) +
           (sums->replicate_count[side] < 2 ? assumed * assumed : 0);
}

static struct change rate_change(const struct tally *tally,
                                 const struct scaled_sums *sums)
{
    size_t replicates = sums->replicate_count[0] + sums->replicate_count[1];
    bool has_replicates =
        sums->replicate_count[0] > 1 && sums->replicate_count[1] > 1;
    struct rates rates = {
        .base_sum = sums->sum[0],
        .base_variance = side_variance(tally, sums, 0),
        .head_sum = sums->sum[1],
        .head_variance = side_variance(tally, sums, 1),
        .exposure_ratio = 1,
        .degrees_of_freedom = has_replicates ? (double)replicates - 2 : 0,
        .extra_deviation = has_replicates ? 0 : run_to_run_deviation,
    };
    struct rate_result result = rate_test(&rates);
    return (struct change){ .ratio = result.ratio,
                            .low = result.low,
                            .high = result.high,
                            .p = result.p };
}

/* Delays are heavy-tailed: ranks of whole runs, and only with enough. */
static struct change rank_change(const struct scaled_sums *sums)
{
    struct change change = { .low = (double)NAN,
                             .high = (double)NAN,
                             .p = (double)NAN };
    double base = sums->sum[0], head = sums->sum[1];
    change.ratio = base > 0 ? head / base : head > 0 ? (double)INFINITY : 1;
    struct numbers values[2];
    for (size_t side = 0; side < 2; side++) {
        values[side] = (struct numbers){ sums->replicates[side],
                                         sums->replicate_count[side] };
        if (sums->replicate_count[side] < LEAST_RANKED) {
            return change;
        }
    }
    change.p = mann_whitney_two_sided(values[0], values[1]).p;
    struct ratio_interval interval;
    if (hodges_lehmann_ratio(values[0], values[1], 0.95, &interval)) {
        change.ratio = interval.ratio;
        change.low = interval.low;
        change.high = interval.high;
    }
    return change;
}

static bool is_ranked(const struct tally *tally)
{
    return tally->kind == PROFILE_MUTEX || tally->kind == PROFILE_BLOCK ||
           tally->kind == PROFILE_WALL || tally->is_retained;
}

struct change tally_sums_change(const struct tally *tally,
                                const struct scaled_sums *sums)
{
    struct change change =
        is_ranked(tally) ? rank_change(sums) : rate_change(tally, sums);
    change.base = sums->sum[0];
    change.head = sums->sum[1];
    change.base_each = (double)NAN;
    change.head_each = (double)NAN;
    change.q = (double)NAN;
    if (tally->base_count == 0 || tally->head_count == 0) {
        change.p = (double)NAN;
    }
    return change;
}
