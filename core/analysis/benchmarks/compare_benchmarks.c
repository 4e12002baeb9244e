#include "core/analysis/benchmarks/compare_benchmarks.h"

#include <math.h>
#include <string.h>

#include "core/analysis/benchmarks/benchmark_table.h"
#include "core/model/go_symbol.h"
#include "core/stats/hodges_lehmann.h"

static const double confidence = 0.95;
/* Of ignored keys; a noisy log has many, and they are all alike. */
static const size_t notice_limit = 20;

struct source_list LIST_STRUCT(struct benchmark_source);
struct key_list LIST_STRUCT(const char *);

/* What is pooled: column 0 is base, 1 is head. */
struct pooling {
    struct source_list sources;
    struct key_list keys; /* "pkg", and platform keys that split a side */
};

static bool is_copy(const struct benchmark_file_list *files, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (files->items[i].role == BENCHMARK_TIMING &&
            files->items[i].content_hash == files->items[index].content_hash) {
            return true;
        }
    }
    return false;
}

static void add_side(const struct analysis *analysis, struct pooling *pooling,
                     const struct evidence_side *side, uint32_t column)
{
    for (size_t i = 0; i < side->benchmarks.count; i++) {
        const struct benchmark_file *file = &side->benchmarks.items[i];
        if (file->role == BENCHMARK_TIMING && !is_copy(&side->benchmarks, i)) {
            *LIST_PUSH(analysis->arena, &pooling->sources) =
                (struct benchmark_source){ file, column };
        }
    }
}

/* The first result, as a file and a configuration, whose value of the key is
 * not that of the first result at all. */
struct difference {
    const struct benchmark_source *source;
    uint32_t config;
    const char *first; /* value that others are held against; NULL: none yet */
};

static bool find_in_source(struct difference *difference, const char *key)
{
    const struct benchmark_file *file = difference->source->file;
    for (uint32_t i = 0; i < file->configs.count; i++) {
        const char *value = benchmark_setting(file, i, key);
        if (difference->first == NULL) {
            difference->first = value;
        } else if (strcmp(difference->first, value) != 0) {
            difference->config = i;
            return true;
        }
    }
    return false;
}

static bool is_split(const struct pooling *pooling, const char *key,
                     uint32_t column)
{
    struct difference difference = { .first = NULL };
    for (size_t i = 0; i < pooling->sources.count; i++) {
        difference.source = &pooling->sources.items[i];
        if (difference.source->column == column &&
            find_in_source(&difference, key)) {
            return true;
        }
    }
    return false;
}

static void choose_keys(const struct analysis *analysis,
                        struct pooling *pooling)
{
    static const char *const platform[] = { "goos", "goarch", "cpu" };
    *LIST_PUSH(analysis->arena, &pooling->keys) = "pkg";
    for (size_t i = 0; i < 3; i++) {
        if (is_split(pooling, platform[i], 0) ||
            is_split(pooling, platform[i], 1)) {
            *LIST_PUSH(analysis->arena, &pooling->keys) = platform[i];
        }
    }
}

static uint32_t line_of_config(const struct benchmark_file *file,
                               uint32_t config)
{
    for (size_t i = 0; i < file->results.count; i++) {
        if (file->results.items[i].config == config) {
            return file->results.items[i].line;
        }
    }
    return 0;
}

static void note_ignored(const struct analysis *analysis, const char *key,
                         const struct difference *difference)
{
    struct evidence *evidence = analysis->evidence;
    struct evidence_side *side =
        difference->source->column == 0 ? &evidence->base : &evidence->head;
    const struct benchmark_file *file = difference->source->file;
    evidence_notice(side, file->name, line_of_config(file, difference->config),
                    arena_printf(&side->arena,
                                 "\"%s:\" is not the same for all results: "
                                 "taken for a log line and ignored",
                                 key));
}

static bool is_platform_key(const char *key)
{
    return strcmp(key, "pkg") == 0 || strcmp(key, "goos") == 0 ||
           strcmp(key, "goarch") == 0 || strcmp(key, "cpu") == 0;
}

static bool is_known(const struct key_list *keys, const char *key)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (keys->items[i] == key) {
            return true;
        }
    }
    return false;
}

static void collect_other_keys(const struct analysis *analysis,
                               const struct benchmark_file *file,
                               struct key_list *keys)
{
    for (size_t i = 0; i < file->configs.count; i++) {
        const struct setting_list *list = &file->configs.items[i].settings;
        for (size_t j = 0; j < list->count && keys->count < notice_limit; j++) {
            const char *key = list->items[j].key;
            if (!is_platform_key(key) && !is_known(keys, key)) {
                *LIST_PUSH(analysis->arena, keys) = key;
            }
        }
    }
}

static void note_ignored_keys(const struct analysis *analysis,
                              const struct pooling *pooling)
{
    struct key_list keys = { .items = NULL };
    for (size_t i = 0; i < pooling->sources.count; i++) {
        collect_other_keys(analysis, pooling->sources.items[i].file, &keys);
    }
    for (size_t i = 0; i < keys.count; i++) {
        struct difference difference = { .first = NULL };
        for (size_t j = 0; j < pooling->sources.count; j++) {
            difference.source = &pooling->sources.items[j];
            if (find_in_source(&difference, keys.items[i])) {
                note_ignored(analysis, keys.items[i], &difference);
                break;
            }
        }
    }
}

/* Puts "/key=value" before the "-8" for every key beside "pkg". */
static const char *variant_name(const struct analysis *analysis,
                                const struct benchmark_table_set *set,
                                const struct benchmark_table *table,
                                const char *name)
{
    for (size_t i = 0; i < set->key_count; i++) {
        if (strcmp(set->keys[i], "pkg") != 0 && table->config[i][0] != '\0') {
            size_t length = go_benchmark_plain_length(name);
            name =
                arena_printf(analysis->arena, "%.*s/%s=%s%s", (int)length, name,
                             set->keys[i], table->config[i], name + length);
        }
    }
    return name;
}

static const char *package_of(const struct benchmark_table_set *set,
                              const struct benchmark_table *table)
{
    for (size_t i = 0; i < set->key_count; i++) {
        if (strcmp(set->keys[i], "pkg") == 0) {
            return table->config[i];
        }
    }
    return "";
}

/* The row's cell of base (0) or head (1), or an empty one. */
static struct benchmark_cell cell_of(const struct benchmark_table *table,
                                     size_t row, size_t side)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const struct benchmark_cell *cell = benchmark_table_cell(table, row, i);
        if (table->columns[i] == side && cell->count > 0) {
            return *cell;
        }
    }
    return (struct benchmark_cell){ .center = (double)NAN,
                                    .low = (double)NAN,
                                    .high = (double)NAN };
}

/* Fills what takes both sides; without them ratio and p are NAN. */
static void compare_sides(const struct analysis *analysis,
                          const struct benchmark_cell *head, bool is_exact_unit,
                          struct benchmark_row *row)
{
    struct numbers base_numbers = { row->base_values, row->base_count };
    struct numbers head_numbers = { row->head_values, row->head_count };
    struct ratio_interval interval;
    bool has_ratio =
        hodges_lehmann_ratio(base_numbers, head_numbers, confidence, &interval);
    row->ratio = has_ratio ? interval.ratio : (double)NAN;
    row->ratio_low = has_ratio ? interval.low : (double)NAN;
    row->ratio_high = has_ratio ? interval.high : (double)NAN;
    row->p = (double)NAN;
    if (head->has_comparison) {
        row->p = head->p;
        row->is_exact = numbers_are_constant(base_numbers) &&
                        numbers_are_constant(head_numbers);
        row->is_significant = is_exact_unit
                                  ? row->base_center != row->head_center
                                  : row->p < analysis->config->gate_alpha;
    }
}

static void add_row(const struct analysis *analysis,
                    const struct benchmark_table_set *set,
                    const struct benchmark_table *table, size_t index)
{
    struct benchmark_cell base = cell_of(table, index, 0);
    struct benchmark_cell head = cell_of(table, index, 1);
    struct benchmark_row *row =
        LIST_PUSH(analysis->arena, &analysis->comparison->benchmarks);
    *row = (struct benchmark_row){
        .name = variant_name(analysis, set, table, table->rows[index]),
        .package = package_of(set, table),
        .unit = table->unit,
        .base_count = base.count,
        .head_count = head.count,
        .base_values = base.values,
        .head_values = head.values,
        .base_center = base.center,
        .base_low = base.low,
        .base_high = base.high,
        .head_center = head.center,
        .head_low = head.low,
        .head_high = head.high,
        .higher_is_better = table->higher_is_better,
    };
    compare_sides(analysis, &head, table->is_exact, row);
}

void compare_benchmarks(struct analysis *analysis)
{
    static const char *const labels[] = { "base", "head" };
    struct pooling pooling = { .sources = { .items = NULL } };
    add_side(analysis, &pooling, &analysis->evidence->base, 0);
    add_side(analysis, &pooling, &analysis->evidence->head, 1);
    choose_keys(analysis, &pooling);
    note_ignored_keys(analysis, &pooling);
    const struct benchmark_table_request request = {
        .arena = analysis->arena,
        .strings = analysis->evidence->strings,
        .sources = pooling.sources.items,
        .source_count = pooling.sources.count,
        .labels = labels,
        .keys = pooling.keys.items,
        .key_count = pooling.keys.count,
        .only_keys = true,
        .alpha = analysis->config->gate_alpha,
        .confidence = confidence,
    };
    const struct benchmark_table_set *set = benchmark_tables_build(&request);
    for (size_t i = 0; i < set->tables.count; i++) {
        for (size_t row = 0; row < set->tables.items[i].row_count; row++) {
            add_row(analysis, set, &set->tables.items[i], row);
        }
    }
}
