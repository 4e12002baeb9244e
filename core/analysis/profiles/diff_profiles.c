#include "core/analysis/profiles/diff_profiles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/profiles/tally.h"

struct diff_request {
    struct tally *tally;
    size_t measure;
    struct value_type value;
    double unit_value; /* of one unit of the measure: ns of a cpu sample */
};

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

static void scale_change(struct change *change, double factor)
{
    change->base *= factor;
    change->head *= factor;
    change->base_each *= factor;
    change->head_each *= factor;
}

static struct change change_of(const struct diff_request *request,
                               struct tally_query query, enum fold fold)
{
    query.fold = fold;
    struct change change = tally_change(request->tally, &query);
    scale_change(&change, request->unit_value);
    return change;
}

static double recorded(const struct diff_request *request,
                       struct tally_query query, enum fold fold, bool head)
{
    query.fold = fold;
    return tally_recorded(request->tally, &query, head);
}

static void fill_shares(const struct diff_request *request,
                        struct tally_query query, struct profile_row *row)
{
    double base = tally_total(request->tally, request->measure, false);
    double head = tally_total(request->tally, request->measure, true);
    double flat[2] = { recorded(request, query, FOLD_FLAT, false),
                       recorded(request, query, FOLD_FLAT, true) };
    double cum[2] = { recorded(request, query, FOLD_CUM, false),
                      recorded(request, query, FOLD_CUM, true) };
    row->base_flat = (int64_t)(flat[0] * request->unit_value);
    row->head_flat = (int64_t)(flat[1] * request->unit_value);
    row->base_cum = (int64_t)(cum[0] * request->unit_value);
    row->head_cum = (int64_t)(cum[1] * request->unit_value);
    row->base_share = share(flat[0], base);
    row->head_share = share(flat[1], head);
    row->base_cum_share = share(cum[0], base);
    row->head_cum_share = share(cum[1], head);
    row->base_own_share = row->own.base_share;
    row->head_own_share = row->own.head_share;
}

static void add_row(const struct analysis *analysis,
                    const struct diff_request *request,
                    struct tally_query query, struct profile_row_list *rows)
{
    const struct tally_node *node =
        query.is_line ? &request->tally->lines.items[query.node]
                      : &request->tally->functions.items[query.node];
    struct profile_row *row = LIST_PUSH(analysis->arena, rows);
    row->function = node->function;
    row->location = node->location;
    row->in_source = node->in_source;
    row->is_test = node->is_test;
    row->is_only_base = node->is_only_base;
    row->flat = change_of(request, query, FOLD_FLAT);
    row->cum = change_of(request, query, FOLD_CUM);
    row->own = change_of(request, query, FOLD_OWN);
    fill_shares(request, query, row);
    row->benchmark = row->cum.benchmark;
}

static int compare_amounts(double left, double right)
{
    return (left < right) - (left > right); /* the larger first */
}

/* As pprof sorts: the largest difference first, then the name; total. */
static int compare_rows(const void *left, const void *right)
{
    const struct profile_row *a = left, *b = right;
    int order = compare_amounts(fabs(a->flat.head - a->flat.base),
                                fabs(b->flat.head - b->flat.base));
    if (order == 0) {
        order = text_compare(a->function, b->function);
    }
    if (order == 0) {
        order = location_compare(a->location, b->location);
    }
    return order != 0 ? order : a->is_only_base - b->is_only_base;
}

static void add_diff(const struct analysis *analysis,
                     const struct diff_request *request)
{
    struct tally *tally = request->tally;
    struct profile_diff *diff =
        LIST_PUSH(analysis->arena, &analysis->comparison->profiles);
    struct change total = tally_total_change(tally, request->measure);
    double unit = request->unit_value;
    *diff = (struct profile_diff){
        .kind = tally->kind,
        .value = request->value,
        .base_total =
            (int64_t)(tally_total(tally, request->measure, false) * unit),
        .head_total =
            (int64_t)(tally_total(tally, request->measure, true) * unit),
        .base_profiles = (uint32_t)tally->base_count,
        .head_profiles = (uint32_t)tally->head_count,
        .has_base = tally->base_count > 0,
        .has_head = tally->head_count > 0,
        .is_per_operation = tally->is_per_operation,
        .common_shift = tally->common_shift,
        .scaled_base_total = total.base * unit,
        .scaled_head_total = total.head * unit,
    };
    struct tally_query query = { .measure = request->measure };
    for (query.node = 0; query.node < tally->functions.count; query.node++) {
        add_row(analysis, request, query, &diff->functions);
    }
    query.is_line = true;
    for (query.node = 0; query.node < tally->lines.count; query.node++) {
        add_row(analysis, request, query, &diff->lines);
    }
    qsort(diff->functions.items, diff->functions.count,
          sizeof(struct profile_row), compare_rows);
    qsort(diff->lines.items, diff->lines.count, sizeof(struct profile_row),
          compare_rows);
}

static void add_diffs(const struct analysis *analysis, struct tally *tally)
{
    const struct profile *profile = tally->profiles[0].profile;
    for (size_t i = 0; i < tally->measure_count; i++) {
        struct diff_request request = {
            .tally = tally,
            .measure = i,
            .value = profile->value_types[tally->measures[i]],
            .unit_value = 1,
        };
        if (tally->kind == PROFILE_CPU) {
            request.value = (struct value_type){ "cpu", "nanoseconds" };
            request.unit_value = (double)profile->period;
        }
        add_diff(analysis, &request);
    }
}

void diff_profiles(struct analysis *analysis)
{
    static const enum profile_kind kinds[] = { PROFILE_CPU, PROFILE_HEAP,
                                               PROFILE_MUTEX, PROFILE_BLOCK,
                                               PROFILE_WALL };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        struct tally *tally = tally_build(analysis, kinds[i]);
        analysis->tallies[kinds[i]] = tally;
        if (tally == NULL) {
            continue;
        }
        if (tally->kind == PROFILE_CPU) {
            tally_set_common_shift(tally);
        }
        add_diffs(analysis, tally);
    }
}
