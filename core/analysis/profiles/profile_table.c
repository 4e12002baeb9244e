#include "core/analysis/profiles/profile_table.h"

#include <math.h>
#include <string.h>

#include "core/analysis/profiles/profile_calls.h"
#include "core/analysis/profiles/profile_order.h"
#include "core/analysis/profiles/profile_values.h"
#include "core/base/map.h"
#include "core/stats/share_test.h"

/* Names in all rows together; at lines granularity they repeat. */
static const size_t text_limit_bytes = (size_t)1 << 30;

/* Every measurement of one program differs by about this much from run to
 * run, beyond the statistics of its samples. */
static const double run_to_run_deviation = 0.03;

/* No padding: the map compares bytes. */
struct row_key {
    const char *name;
    const char *file;
    int64_t line;
};

struct row_list LIST_STRUCT(struct profile_table_row);

struct side {
    const struct profile *profile;
    size_t value; /* index of the value type */
    int64_t factor;
    bool is_base;
    uint32_t *line_rows; /* by line of the profile */
};

struct join {
    const struct profile_table_request *request;
    struct arena *arena;
    struct map keys;
    struct row_list rows;
    struct side base, head;
};

static struct row_key key_of(const struct join *join,
                             const struct profile *profile, uint32_t node)
{
    if (!join->request->by_line) {
        return (struct row_key){ .name = profile->functions[node].name,
                                 .file = "" };
    }
    const struct profile_line *line = &profile->lines[node];
    struct line_place place = { line->file, line->line };
    if (join->request->places != NULL) {
        place = line_places_of(join->request->places, profile, node);
    }
    return (struct row_key){ .name = profile->functions[line->function].name,
                             .file = place.file,
                             .line = place.line };
}

static uint32_t find_row(struct join *join, const struct profile *profile,
                         uint32_t node)
{
    struct row_key key = key_of(join, profile, node);
    bool is_new;
    uint32_t index = map_add(&join->keys, &key, &is_new);
    if (is_new) {
        *LIST_PUSH(join->arena, &join->rows) =
            (struct profile_table_row){ .name = key.name,
                                        .file = key.file,
                                        .line = key.line,
                                        .p = (double)NAN };
    }
    return index;
}

static bool fail_overflow(const struct profile *profile, struct error *error)
{
    return error_set(error, ERROR_INPUT,
                     "%s: the values overflow 64 bits; record a shorter "
                     "profile",
                     profile->name);
}

static bool add_value(int64_t value, int64_t factor, int64_t *sum)
{
    int64_t scaled;
    return !__builtin_mul_overflow(value, factor, &scaled) &&
           !__builtin_add_overflow(*sum, scaled, sum);
}

/* One side's values of one node; several have a row only where their files are
 * taken for one. */
static bool add_values(const struct join *join, const struct side *side,
                       uint32_t node, struct profile_table_row *row)
{
    const int64_t *flat = join->request->by_line
                              ? profile_line_flat(side->profile, node)
                              : profile_function_flat(side->profile, node);
    const int64_t *cum = flat + side->profile->value_count;
    return add_value(flat[side->value], side->factor,
                     side->is_base ? &row->base_flat : &row->head_flat) &&
           add_value(cum[side->value], side->factor,
                     side->is_base ? &row->base_cum : &row->head_cum);
}

/* At functions granularity: the row of each line is its function's. */
static uint32_t *rows_of_lines(const struct join *join,
                               const struct profile *profile,
                               const uint32_t *function_rows)
{
    uint32_t *rows =
        arena_array(join->arena, profile->line_count, sizeof(*rows));
    for (uint32_t i = 0; i < profile->line_count; i++) {
        rows[i] = function_rows[profile->lines[i].function];
    }
    return rows;
}

static bool add_side(struct join *join, struct side *side, struct error *error)
{
    const struct profile *profile = side->profile;
    bool by_line = join->request->by_line;
    uint32_t count = by_line ? profile->line_count : profile->function_count;
    uint32_t *rows = arena_array(join->arena, count, sizeof(*rows));
    for (uint32_t i = 0; i < count; i++) {
        rows[i] = find_row(join, profile, i);
        if (!add_values(join, side, i, &join->rows.items[rows[i]])) {
            return fail_overflow(profile, error);
        }
    }
    side->line_rows = by_line ? rows : rows_of_lines(join, profile, rows);
    return true;
}

static bool subtract_sides(struct join *join, struct error *error)
{
    for (size_t i = 0; i < join->rows.count; i++) {
        struct profile_table_row *row = &join->rows.items[i];
        if (__builtin_sub_overflow(row->head_flat, row->base_flat,
                                   &row->flat_delta) ||
            __builtin_sub_overflow(row->head_cum, row->base_cum,
                                   &row->cum_delta)) {
            return fail_overflow(join->request->head, error);
        }
    }
    return true;
}

/* Flat sample counts of one side, by row. */
static double *count_samples(const struct join *join, const struct side *side)
{
    const struct profile *profile = side->profile;
    size_t samples = profile_value_index(profile, "samples");
    double *counts =
        arena_array(join->arena, join->rows.count, sizeof(*counts));
    for (uint32_t i = 0; i < profile->line_count; i++) {
        counts[side->line_rows[i]] +=
            (double)profile_line_flat(profile, i)[samples];
    }
    return counts;
}

static double total_samples(const struct profile *profile)
{
    return (double)profile->totals[profile_value_index(profile, "samples")];
}

/*
 * Only CPU samples are independent of each other: each is one tick of a
 * clock. Delays and sizes are heavy-tailed, and heap samples were scaled.
 */
static void test_rows(struct join *join)
{
    if (join->request->base->kind != PROFILE_CPU ||
        join->request->head->kind != PROFILE_CPU) {
        return;
    }
    const double *base = count_samples(join, &join->base);
    const double *head = count_samples(join, &join->head);
    struct shares shares = {
        .base_total = total_samples(join->request->base),
        .head_total = total_samples(join->request->head),
        .dispersion = 1,
        .extra_deviation = run_to_run_deviation,
    };
    for (size_t i = 0; i < join->rows.count; i++) {
        shares.base_part = base[i];
        shares.head_part = head[i];
        struct share_result result = share_test(&shares);
        if (!result.is_invalid && base[i] + head[i] > 0) {
            join->rows.items[i].p = result.p;
        }
    }
}

static bool has_value(const struct profile_table_row *row)
{
    return (row->base_flat | row->head_flat | row->base_cum | row->head_cum) !=
           0;
}

/* Every row with a value on either side, in pprof's order. */
static void put_in_order(const struct join *join, struct profile_table *table)
{
    const struct profile_table_row **order =
        arena_array(join->arena, join->rows.count, sizeof(*order));
    size_t count = 0;
    for (size_t i = 0; i < join->rows.count; i++) {
        if (has_value(&join->rows.items[i])) {
            order[count++] = &join->rows.items[i];
        }
    }
    profile_order_sort(order, count);
    table->rows = arena_array(join->arena, count, sizeof(*table->rows));
    table->row_count = count;
    for (size_t i = 0; i < count; i++) {
        table->rows[i] = *order[i];
    }
}

static bool check_text(const struct join *join, struct error *error)
{
    size_t bytes = 0;
    for (size_t i = 0; i < join->rows.count; i++) {
        const struct profile_table_row *row = &join->rows.items[i];
        bytes += strlen(row->name) + strlen(row->file);
        if (bytes > text_limit_bytes) {
            return error_set(error, ERROR_LIMIT,
                             "%s: the names of all rows exceed the limit of "
                             "%zu bytes; compare functions, not lines",
                             join->request->head->name, text_limit_bytes);
        }
    }
    return true;
}

static int64_t earlier_time(int64_t base_nanos, int64_t head_nanos)
{
    return head_nanos == 0 || base_nanos < head_nanos ? base_nanos : head_nanos;
}

static bool describe(const struct join *join, struct profile_table *table,
                     struct error *error)
{
    const struct profile *base = join->request->base;
    const struct profile *head = join->request->head;
    const struct profile *named = head->has_mapping ? head : base;
    table->by_line = join->request->by_line;
    table->binary = named->binary;
    table->build_id = named->build_id;
    table->time_nanos = earlier_time(base->time_nanos, head->time_nanos);
    if (__builtin_add_overflow(base->duration_nanos, head->duration_nanos,
                               &table->duration_nanos)) {
        table->duration_nanos = 0;
    }
    return (!__builtin_mul_overflow(base->totals[join->base.value],
                                    join->base.factor, &table->base_total) &&
            !__builtin_mul_overflow(head->totals[join->head.value],
                                    join->head.factor, &table->head_total)) ||
           fail_overflow(head, error);
}

static void mark_calls(struct join *join, struct profile_table *table)
{
    struct profile_calls calls = { .rows = join->rows.items,
                                   .row_count = join->rows.count };
    const struct side *sides[] = { &join->base, &join->head };
    int64_t *magnitudes[] = { &table->base_magnitude, &table->head_magnitude };
    for (size_t i = 0; i < 2; i++) {
        calls.sides[i].profile = sides[i]->profile;
        calls.sides[i].value = sides[i]->value;
        calls.sides[i].line_rows = sides[i]->line_rows;
    }
    profile_calls_mark(&calls);
    for (size_t i = 0; i < 2; i++) {
        if (__builtin_mul_overflow(calls.sides[i].magnitude, sides[i]->factor,
                                   magnitudes[i])) {
            *magnitudes[i] = INT64_MAX;
        }
    }
}

static bool build(struct join *join, struct profile_table *table,
                  struct error *error)
{
    if (!describe(join, table, error) || !add_side(join, &join->base, error) ||
        !add_side(join, &join->head, error) || !check_text(join, error) ||
        !subtract_sides(join, error)) {
        return false;
    }
    test_rows(join);
    if (join->request->with_calls) {
        mark_calls(join, table);
    }
    put_in_order(join, table);
    return true;
}

bool profile_table_build(const struct profile_table_request *request,
                         struct arena *arena, struct profile_table *table,
                         struct error *error)
{
    struct value_pair pair;
    *table = (struct profile_table){ .rows = NULL };
    if (!profile_values_choose(request->base, request->head,
                               request->sample_index, &pair, error)) {
        return false;
    }
    struct join join = { .request = request, .arena = arena };
    join.base = (struct side){ .profile = request->base,
                               .value = pair.base,
                               .factor = pair.base_factor,
                               .is_base = true };
    join.head = (struct side){ .profile = request->head,
                               .value = pair.head,
                               .factor = pair.head_factor };
    table->value = pair.value;
    map_init(&join.keys, sizeof(struct row_key));
    bool ok = build(&join, table, error);
    map_release(&join.keys);
    return ok;
}
