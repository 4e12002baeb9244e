#include "core/analysis/tally.h"

#include <math.h>
#include <string.h>

#include "core/stats/hodges_lehmann.h"
#include "core/stats/mann_whitney.h"
#include "core/stats/rate_test.h"

struct cell_key {
    uint32_t node, group;
};

/* More replicates than this a side are pooled into the last. */
enum { MOST_REPLICATES = 64 };

/* Ranks of fewer runs than this cannot be significant. */
enum { LEAST_RANKED = 5 };

/* Assumed of each side where no replicates show it. */
static const double run_to_run_deviation = 0.03;

/* A change of less than this share of a node's cost is not worth a benchmark
 * of its own. */
static const double least_to_show = 0.05;

/* A node's amounts at base's operations, per side and per replicate. */
struct scaled_sums {
    double sum[2];      /* base, head */
    double variance[2]; /* from sampling alone */
    double replicates[2][MOST_REPLICATES];
    size_t replicate_count[2];
};

static const struct tally_amount *cell_amounts(const struct tally *tally,
                                               const struct tally_query *query,
                                               uint32_t group)
{
    struct cell_key key = { .node = query->node, .group = group };
    const struct map *keys =
        query->is_line ? &tally->line_cells : &tally->function_cells;
    uint32_t index = map_find(keys, &key);
    if (index == MAP_NONE) {
        return NULL;
    }
    const struct tally_cells *cells =
        query->is_line ? &tally->line_amounts : &tally->function_amounts;
    size_t stride = tally->profile_count * FOLD_COUNT * tally->measure_count;
    return cells->amounts + index * stride;
}

static struct tally_amount amount_at(const struct tally *tally,
                                     const struct tally_query *query,
                                     const struct tally_amount *cell,
                                     size_t profile)
{
    return cell[(profile * FOLD_COUNT + query->fold) * tally->measure_count +
                query->measure];
}

static size_t side_count(const struct tally *tally, bool head)
{
    return head ? tally->head_count : tally->base_count;
}

/* Index of a profile among those of its side. */
static size_t replicate_of(const struct tally *tally, size_t profile)
{
    size_t index = tally->profiles[profile].is_head
                       ? profile - tally->base_count
                       : profile;
    return index < MOST_REPLICATES ? index : MOST_REPLICATES - 1;
}

/*
 * What one unit of this profile is worth at base's operations (or, for
 * shares, at base's total): base's operations per profile over the profile's
 * own. 0: the group cannot be compared.
 */
static double scale_of(const struct tally *tally,
                       const struct tally_group *group, size_t profile,
                       size_t measure)
{
    double base_count = (double)tally->base_count;
    double own, base;
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

static void add_scaled(const struct tally *tally, struct scaled_sums *sums,
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

static void add_group(const struct tally *tally,
                      const struct tally_query *query, uint32_t group,
                      struct scaled_sums *sums)
{
    const struct tally_amount *cell = cell_amounts(tally, query, group);
    if (cell == NULL) {
        return;
    }
    for (size_t i = 0; i < tally->profile_count; i++) {
        double scale =
            scale_of(tally, &tally->groups.items[group], i, query->measure);
        struct tally_amount amount = amount_at(tally, query, cell, i);
        amount.value *= scale;
        amount.variance *= scale * scale;
        add_scaled(tally, sums, i, amount);
    }
}

static struct scaled_sums scaled_sums(const struct tally *tally,
                                      const struct tally_query *queries,
                                      size_t query_count)
{
    struct scaled_sums sums = { .sum = { 0, 0 } };
    for (size_t side = 0; side < 2; side++) {
        size_t count = side_count(tally, side == 1);
        sums.replicate_count[side] =
            count < MOST_REPLICATES ? count : MOST_REPLICATES;
    }
    for (size_t i = 0; i < query_count; i++) {
        for (uint32_t group = 0; group < tally->groups.count; group++) {
            add_group(tally, &queries[i], group, &sums);
        }
    }
    return sums;
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
    return tally->kind == PROFILE_MUTEX || tally->kind == PROFILE_BLOCK;
}

static struct change change_from(const struct tally *tally,
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

static double group_sum(const struct tally *tally,
                        const struct tally_query *query, uint32_t group,
                        bool head)
{
    const struct tally_amount *cell = cell_amounts(tally, query, group);
    double sum = 0;
    for (size_t i = 0; cell != NULL && i < tally->profile_count; i++) {
        if (tally->profiles[i].is_head == head) {
            sum += amount_at(tally, query, cell, i).value;
        }
    }
    return sum;
}

/* Of several nodes under one benchmark, at base's operations. */
static struct scaled_sums group_sums(const struct tally *tally,
                                     const struct tally_query *queries,
                                     size_t count, uint32_t group)
{
    struct scaled_sums sums = { .sum = { 0, 0 } };
    for (size_t i = 0; i < count; i++) {
        add_group(tally, &queries[i], group, &sums);
    }
    return sums;
}

/* The benchmark in which the nodes changed most. */
static uint32_t most_changed(const struct tally *tally,
                             const struct tally_query *queries, size_t count)
{
    uint32_t best = MAP_NONE;
    double most = 0, whole = 0;
    for (uint32_t group = 0; group < tally->groups.count; group++) {
        struct scaled_sums sums = group_sums(tally, queries, count, group);
        double change = fabs(sums.sum[1] - sums.sum[0]);
        whole += fmax(sums.sum[0], sums.sum[1]);
        if (change > most) {
            most = change;
            best = group;
        }
    }
    return most > least_to_show * whole ? best : MAP_NONE;
}

/* In which they cost most: in head, in base where head has no cost. */
static uint32_t most_costly(const struct tally *tally,
                            const struct tally_query *queries, size_t count)
{
    uint32_t best[2] = { 0, MAP_NONE };
    double most[2] = { 0, 0 };
    for (uint32_t group = 0; group < tally->groups.count; group++) {
        double sums[2] = { 0, 0 };
        for (size_t i = 0; i < count; i++) {
            sums[0] += group_sum(tally, &queries[i], group, false);
            sums[1] += group_sum(tally, &queries[i], group, true);
        }
        for (size_t side = 0; side < 2; side++) {
            if (sums[side] > most[side]) {
                most[side] = sums[side];
                best[side] = group;
            }
        }
    }
    return best[1] != MAP_NONE ? best[1] : best[0];
}

static void fill_each(const struct tally *tally,
                      const struct tally_query *queries, size_t count,
                      struct change *change)
{
    uint32_t group = most_changed(tally, queries, count);
    group = group != MAP_NONE ? group : most_costly(tally, queries, count);
    const struct tally_group *entry = &tally->groups.items[group];
    change->benchmark = entry->benchmark;
    if (group == 0 || !(entry->base_operations > 0) ||
        !(entry->head_operations > 0)) {
        return;
    }
    double base = 0, head = 0;
    for (size_t i = 0; i < count; i++) {
        base += group_sum(tally, &queries[i], group, false);
        head += group_sum(tally, &queries[i], group, true);
    }
    change->base_each = base / entry->base_operations;
    change->head_each = head / entry->head_operations;
}

static double share_of_all(const struct tally *tally,
                           const struct tally_query *queries, size_t count,
                           bool head)
{
    double sum = 0, total = tally_total(tally, queries[0].measure, head);
    for (size_t i = 0; i < count; i++) {
        sum += tally_recorded(tally, &queries[i], head);
    }
    return total > 0 ? sum / total : 0;
}

struct change tally_change_of_all(const struct tally *tally,
                                  const struct tally_query *queries,
                                  size_t count)
{
    struct scaled_sums sums = scaled_sums(tally, queries, count);
    struct change change = change_from(tally, &sums);
    change.base_share = share_of_all(tally, queries, count, false);
    change.head_share = share_of_all(tally, queries, count, true);
    fill_each(tally, queries, count, &change);
    return change;
}

struct change tally_change(const struct tally *tally,
                           const struct tally_query *query)
{
    return tally_change_of_all(tally, query, 1);
}

double tally_recorded(const struct tally *tally,
                      const struct tally_query *query, bool head)
{
    double sum = 0;
    for (uint32_t group = 0; group < tally->groups.count; group++) {
        sum += group_sum(tally, query, group, head);
    }
    return sum;
}

double tally_total(const struct tally *tally, size_t measure, bool head)
{
    double sum = 0;
    for (size_t i = 0; i < tally->profile_count; i++) {
        if (tally->profiles[i].is_head == head) {
            sum += tally->totals[i * tally->measure_count + measure];
        }
    }
    return sum;
}

struct change tally_total_change(const struct tally *tally, size_t measure)
{
    struct scaled_sums total = { .sum = { 0, 0 } };
    struct tally_query query = { .fold = FOLD_FLAT, .measure = measure };
    for (query.node = 0; query.node < tally->functions.count; query.node++) {
        struct scaled_sums sums = scaled_sums(tally, &query, 1);
        total.sum[0] += sums.sum[0];
        total.sum[1] += sums.sum[1];
    }
    return (struct change){ .base = total.sum[0], .head = total.sum[1] };
}
