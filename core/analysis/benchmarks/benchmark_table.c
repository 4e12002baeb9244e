#include "core/analysis/benchmarks/benchmark_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/benchmarks/benchmark_pool.h"
#include "core/model/benchmark_unit.h"
#include "core/stats/geometric_mean.h"
#include "core/stats/mann_whitney.h"
#include "core/stats/median.h"

/* A table on its way: its place in the order, and its cells in the pool. */
struct draft {
    const char *const *config;
    size_t key_count;
    uint32_t unit;
    struct index_list cells;
};

struct builder {
    const struct benchmark_table_request *request;
    struct benchmark_pool pool;
    struct benchmark_table_set *set;
};

const char *benchmark_unit_fact(const struct benchmark_table_request *request,
                                const char *unit, const char *key)
{
    for (size_t i = 0; i < request->source_count; i++) {
        const struct unit_metadata_list *units =
            &request->sources[i].file->units;
        for (size_t j = 0; j < units->count; j++) {
            if (units->items[j].unit == unit &&
                strcmp(units->items[j].key, key) == 0) {
                return units->items[j].value;
            }
        }
    }
    return "";
}

/* By configuration as text, then by unit as first seen. */
static int compare_drafts(const void *left, const void *right)
{
    const struct draft *a = left, *b = right;
    for (size_t i = 0; i < a->key_count; i++) {
        int order = text_compare(a->config[i], b->config[i]);
        if (order != 0) {
            return order;
        }
    }
    return (a->unit > b->unit) - (a->unit < b->unit);
}

static struct draft *draft_tables(struct builder *builder)
{
    struct benchmark_pool *pool = &builder->pool;
    struct arena *arena = builder->request->arena;
    struct draft *drafts =
        arena_array(arena, pool->tables.count, sizeof(*drafts));
    for (uint32_t i = 0; i < pool->tables.count; i++) {
        const struct pool_key *key = map_key(&pool->tables, i);
        drafts[i].config = map_key(&pool->configs, key->config);
        drafts[i].key_count = pool->keys.count;
        drafts[i].unit = key->unit;
    }
    for (uint32_t i = 0; i < pool->cells.count; i++) {
        struct draft *draft = &drafts[pool->cells.items[i].table];
        *LIST_PUSH(arena, &draft->cells) = i;
    }
    if (pool->tables.count > 0) {
        qsort(drafts, pool->tables.count, sizeof(*drafts), compare_drafts);
    }
    return drafts;
}

static int compare_indexes(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* The distinct rows, or columns, of a table's cells in ascending order. */
static struct index_list distinct(const struct builder *builder,
                                  const struct draft *draft, bool of_columns)
{
    struct index_list list = { .items = NULL };
    for (size_t i = 0; i < draft->cells.count; i++) {
        const struct pool_cell *cell =
            &builder->pool.cells.items[draft->cells.items[i]];
        *LIST_PUSH(builder->request->arena, &list) =
            of_columns ? cell->column : cell->row;
    }
    qsort(list.items, list.count, sizeof(*list.items), compare_indexes);
    size_t kept = 0;
    for (size_t i = 0; i < list.count; i++) {
        if (kept == 0 || list.items[kept - 1] != list.items[i]) {
            list.items[kept++] = list.items[i];
        }
    }
    list.count = kept;
    return list;
}

static size_t position_of(const struct index_list *list, uint32_t index)
{
    const uint32_t *found = bsearch(&index, list->items, list->count,
                                    sizeof(*list->items), compare_indexes);
    return (size_t)(found - list->items);
}

/* The most frequent value, the lowest on ties. */
static double mode_of_sorted(struct numbers sorted)
{
    size_t best = 0, run = 0;
    double mode = sorted.values[0];
    for (size_t i = 0; i < sorted.count; i++) {
        run = i > 0 && sorted.values[i] == sorted.values[i - 1] ? run + 1 : 1;
        if (run > best) {
            best = run;
            mode = sorted.values[i];
        }
    }
    return mode;
}

static void summarise_exact(struct benchmark_cell *cell, struct numbers numbers)
{
    cell->center = mode_of_sorted(numbers);
    cell->low = numbers.values[0];
    cell->high = numbers.values[numbers.count - 1];
    cell->notes = cell->low == cell->high ? 0 : NOTE_NOT_EXACT;
}

static void summarise(struct benchmark_cell *cell, struct numbers numbers,
                      double confidence)
{
    struct median_orders orders = median_orders(numbers.count, confidence);
    struct median_interval interval =
        median_interval_of_sorted(numbers, confidence);
    cell->center = median_of_sorted(numbers);
    cell->low = interval.low;
    cell->high = interval.high;
    bool is_open = orders.low == 0 || orders.high > numbers.count;
    cell->notes = is_open ? NOTE_FEW_FOR_INTERVAL : 0;
}

static void fill_cell(const struct builder *builder,
                      const struct pool_cell *pooled, bool is_exact,
                      struct benchmark_cell *cell)
{
    numbers_sort(pooled->values.items, pooled->values.count);
    cell->values = pooled->values.items;
    cell->count = pooled->values.count;
    struct numbers numbers = { cell->values, cell->count };
    if (is_exact) {
        summarise_exact(cell, numbers);
    } else {
        summarise(cell, numbers, builder->request->confidence);
    }
}

static void compare(const struct benchmark_table_set *set,
                    const struct benchmark_cell *base,
                    struct benchmark_cell *cell)
{
    struct mann_whitney test =
        mann_whitney_two_sided((struct numbers){ base->values, base->count },
                               (struct numbers){ cell->values, cell->count });
    cell->p = test.p;
    if (test.all_equal) {
        cell->comparison_notes = NOTE_ALL_EQUAL;
        return;
    }
    size_t needed = set->test_samples;
    bool is_few = needed == 0 || (base->count < needed && cell->count < needed);
    if (test.p > set->alpha && is_few) {
        cell->comparison_notes = NOTE_FEW_FOR_TEST;
    }
}

/* An exact unit needs no test: what differs, differs. */
static void compare_rows(const struct benchmark_table_set *set,
                         struct benchmark_table *table)
{
    for (size_t row = 0; row < table->row_count; row++) {
        const struct benchmark_cell *base = benchmark_table_cell(table, row, 0);
        for (size_t column = 1; column < table->column_count; column++) {
            struct benchmark_cell *cell =
                benchmark_table_cell(table, row, column);
            cell->has_comparison = base->count > 0 && cell->count > 0;
            if (cell->has_comparison && !table->is_exact) {
                compare(set, base, cell);
            }
        }
    }
}

/* Centers and ratios of one column, in the order of the rows. */
struct column_numbers {
    double *centers, *ratios;
    size_t count, ratio_count;
    bool has_bad_ratio;
};

static void gather_row(const struct benchmark_table *table, size_t row,
                       size_t column, struct column_numbers *numbers)
{
    const struct benchmark_cell *base = benchmark_table_cell(table, row, 0);
    const struct benchmark_cell *cell =
        benchmark_table_cell(table, row, column);
    if (cell->count == 0) {
        return;
    }
    numbers->centers[numbers->count++] = cell->center;
    if (!cell->has_comparison) {
        return;
    }
    bool is_same = cell->center == base->center; /* 0/0 is 1 */
    numbers->has_bad_ratio |= !is_same && base->center == 0;
    numbers->ratios[numbers->ratio_count++] =
        is_same ? 1 : cell->center / base->center;
}

static size_t count_base_cells(const struct benchmark_table *table)
{
    size_t count = 0;
    for (size_t row = 0; row < table->row_count; row++) {
        count += benchmark_table_cell(table, row, 0)->count > 0;
    }
    return count;
}

/* The geomean of a column, and of its ratios: not the ratio of two geomeans,
 * which means nothing when the sets of benchmarks differ. */
static void average_column(struct arena *arena, struct benchmark_table *table,
                           size_t column)
{
    struct benchmark_summary *mean = &table->means[column];
    struct column_numbers numbers = {
        .centers = arena_array(arena, table->row_count, sizeof(double)),
        .ratios = arena_array(arena, table->row_count, sizeof(double)),
    };
    for (size_t row = 0; row < table->row_count; row++) {
        gather_row(table, row, column, &numbers);
    }
    if (column > 0 && numbers.ratio_count != count_base_cells(table)) {
        mean->notes |= NOTE_SET_DIFFERS;
    }
    mean->center =
        geometric_mean((struct numbers){ numbers.centers, numbers.count });
    mean->has_center = !isnan(mean->center);
    mean->notes |= mean->has_center ? 0U : (unsigned)NOTE_NOT_POSITIVE;
    if (column == 0 || numbers.has_bad_ratio) {
        return;
    }
    mean->ratio =
        geometric_mean((struct numbers){ numbers.ratios, numbers.ratio_count });
    mean->has_ratio = !isnan(mean->ratio);
    mean->notes |= mean->has_ratio ? 0U : (unsigned)NOTE_RATIO_NOT_POSITIVE;
}

static void name_rows(const struct builder *builder,
                      const struct index_list *rows,
                      struct benchmark_table *table)
{
    table->row_count = rows->count;
    table->rows =
        arena_array(builder->request->arena, rows->count, sizeof(*table->rows));
    for (size_t i = 0; i < rows->count; i++) {
        const char *const *name = map_key(&builder->pool.rows, rows->items[i]);
        table->rows[i] = *name;
    }
}

static void name_columns(const struct builder *builder,
                         const struct index_list *columns,
                         struct benchmark_table *table)
{
    table->column_count = columns->count;
    table->columns = arena_array(builder->request->arena, columns->count,
                                 sizeof(*table->columns));
    for (size_t i = 0; i < columns->count; i++) {
        table->columns[i] = columns->items[i];
    }
}

static void describe(const struct builder *builder, const struct draft *draft,
                     struct benchmark_table *table)
{
    const struct benchmark_table_request *request = builder->request;
    table->config =
        arena_array(request->arena, draft->key_count, sizeof(*table->config));
    for (size_t i = 0; i < draft->key_count; i++) {
        table->config[i] = draft->config[i];
    }
    const char *const *unit = map_key(&builder->pool.units, draft->unit);
    table->unit = *unit;
    const char *assume = benchmark_unit_fact(request, table->unit, "assume");
    const char *better = benchmark_unit_fact(request, table->unit, "better");
    table->is_exact = strcmp(assume, "exact") == 0;
    table->higher_is_better = *better == '\0'
                                  ? benchmark_unit_prefers_higher(table->unit)
                                  : strcmp(better, "higher") == 0;
}

static void finish_table(struct builder *builder, const struct draft *draft)
{
    struct arena *arena = builder->request->arena;
    struct benchmark_table *table = LIST_PUSH(arena, &builder->set->tables);
    describe(builder, draft, table);
    struct index_list rows = distinct(builder, draft, false);
    struct index_list columns = distinct(builder, draft, true);
    name_rows(builder, &rows, table);
    name_columns(builder, &columns, table);
    table->cells =
        arena_array(arena, rows.count * columns.count, sizeof(*table->cells));
    for (size_t i = 0; i < draft->cells.count; i++) {
        const struct pool_cell *pooled =
            &builder->pool.cells.items[draft->cells.items[i]];
        struct benchmark_cell *cell =
            benchmark_table_cell(table, position_of(&rows, pooled->row),
                                 position_of(&columns, pooled->column));
        fill_cell(builder, pooled, table->is_exact, cell);
    }
    compare_rows(builder->set, table);
    table->means = arena_array(arena, columns.count, sizeof(*table->means));
    for (size_t i = 0; i < columns.count; i++) {
        average_column(arena, table, i);
    }
}

struct benchmark_table_set *benchmark_tables_build(
    const struct benchmark_table_request *request)
{
    struct benchmark_table_set *set =
        arena_allocate(request->arena, sizeof(*set));
    struct builder builder = { .request = request, .set = set };
    benchmark_pool_init(&builder.pool, request);
    set->labels = request->labels;
    set->keys = builder.pool.keys.items;
    set->key_count = builder.pool.keys.count;
    set->alpha = request->alpha;
    set->confidence = request->confidence;
    set->interval_samples = median_interval_samples(request->confidence);
    set->test_samples = mann_whitney_samples(request->alpha);
    struct draft *drafts = draft_tables(&builder);
    for (size_t i = 0; i < builder.pool.tables.count; i++) {
        finish_table(&builder, &drafts[i]);
    }
    benchmark_pool_release(&builder.pool);
    return set;
}
