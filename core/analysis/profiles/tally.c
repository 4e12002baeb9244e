#include "core/analysis/profiles/tally.h"

#include <math.h>
#include <string.h>

#include "core/analysis/profiles/tally_sums.h"

struct cell_key {
    uint32_t node, group;
};

/* A change of less than this share of a node's cost is not worth a benchmark
 * of its own. */
static const double least_to_show = 0.05;

/* What a change of stacks that are nobody's counts for beside a benchmark's. */
static const double worth_of_unnamed = 0.25;

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
            tally_scale(tally, &tally->groups.items[group], i, query->measure);
        struct tally_amount amount = amount_at(tally, query, cell, i);
        amount.value *= scale;
        amount.variance *= scale * scale;
        tally_sums_add(tally, sums, i, amount);
    }
}

static struct scaled_sums scaled_sums(const struct tally *tally,
                                      const struct tally_query *queries,
                                      size_t query_count)
{
    struct scaled_sums sums = tally_sums(tally);
    for (size_t i = 0; i < query_count; i++) {
        for (uint32_t group = 0; group < tally->groups.count; group++) {
            add_group(tally, &queries[i], group, &sums);
        }
    }
    return sums;
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

/* The benchmark in which the nodes changed most. Group 0 has no name and no
 * amount of an operation: it takes much more for it to be that. */
static uint32_t most_changed(const struct tally *tally,
                             const struct tally_query *queries, size_t count)
{
    uint32_t best = MAP_NONE;
    double most = 0, whole = 0;
    for (uint32_t group = 0; group < tally->groups.count; group++) {
        struct scaled_sums sums = group_sums(tally, queries, count, group);
        double change = fabs(sums.sum[1] - sums.sum[0]);
        change *= group == 0 ? worth_of_unnamed : 1;
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
    if (tally->is_retained) {
        change->base_each = change->base;
        change->head_each = change->head;
        return;
    }
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
    struct change change = tally_sums_change(tally, &sums);
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

struct tally_cost tally_cost_under(const struct tally *tally,
                                   const struct tally_query *query,
                                   const char *benchmark)
{
    struct tally_cost cost = { .base = 0 };
    for (uint32_t group = 0; group < tally->groups.count; group++) {
        const char *name = tally->groups.items[group].benchmark;
        if (benchmark == NULL || group == 0 || strcmp(name, benchmark) == 0) {
            struct scaled_sums sums = group_sums(tally, query, 1, group);
            cost.base += sums.sum[0];
            cost.head += sums.sum[1];
        }
    }
    return cost;
}

double tally_operations_under(const struct tally *tally, const char *benchmark)
{
    for (uint32_t group = 1; group < tally->groups.count; group++) {
        const struct tally_group *entry = &tally->groups.items[group];
        if (strcmp(entry->benchmark, benchmark) == 0) {
            return entry->base_operations;
        }
    }
    return tally->groups.items[0].base_operations;
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
