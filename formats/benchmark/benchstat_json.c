#include <math.h>

#include "formats/benchmark/benchstat.h"
#include "formats/benchmark/benchstat_words.h"
#include "formats/json/json_tree.h"

/* Of the object's form; `perfscribe explain bench` describes it. */
static const int64_t form_version = 1;
static const char *const side_names[] = { "base", "head" };

static void add_array_number(cJSON *array, double value)
{
    cJSON *holder = cJSON_CreateObject();
    json_add_number(holder, "value", value);
    cJSON_AddItemToArray(
        array, cJSON_DetachItemFromObjectCaseSensitive(holder, "value"));
    cJSON_Delete(holder);
}

static void add_notes(cJSON *object, const struct benchmark_table_set *set,
                      const struct benchmark_cell *cell, unsigned notes)
{
    cJSON *list = json_add_array(object, "notes");
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < BENCHMARK_NOTE_COUNT; i++) {
        if ((notes & 1U << i) != 0) {
            buffer_clear(&text);
            benchstat_note(&text, set, cell, (enum benchmark_note)(1 << i));
            cJSON_AddItemToArray(list, cJSON_CreateString(text.bytes));
        }
    }
    buffer_release(&text);
}

static void add_cell(cJSON *object, const struct benchmark_table_set *set,
                     const struct benchmark_cell *cell)
{
    json_add_number(object, "center", cell->center);
    json_add_number(object, "low", cell->low);
    json_add_number(object, "high", cell->high);
    cJSON *values = json_add_array(object, "values");
    for (size_t i = 0; i < cell->count; i++) {
        add_array_number(values, cell->values[i]);
    }
    add_notes(object, set, cell, cell->notes);
}

/* The cell of base (0) or head (1), or NULL. */
static const struct benchmark_cell *find_cell(
    const struct benchmark_table *table, size_t row, size_t side)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const struct benchmark_cell *cell = benchmark_table_cell(table, row, i);
        if (table->columns[i] == side && cell->count > 0) {
            return cell;
        }
    }
    return NULL;
}

static void add_comparison(cJSON *object, const struct benchmark_table_set *set,
                           const struct benchmark_cell *base,
                           const struct benchmark_cell *head)
{
    bool is_equal = base->center == head->center;
    bool is_tested = head->p != 0;
    json_add_number(object, "delta",
                    is_equal ? 0 : head->center / base->center - 1);
    json_add_number(object, "p", is_tested ? head->p : (double)NAN);
    json_add_flag(object, "is_significant",
                  is_tested ? head->p <= set->alpha : !is_equal);
    add_notes(object, set, head, head->comparison_notes);
}

static void add_row(cJSON *rows, const struct benchmark_table_set *set,
                    const struct benchmark_table *table, size_t row)
{
    cJSON *object = json_push_object(rows);
    json_add_text(object, "name", table->rows[row]);
    const struct benchmark_cell *cells[2];
    for (size_t side = 0; side < 2; side++) {
        cells[side] = find_cell(table, row, side);
        if (cells[side] != NULL) {
            add_cell(json_add_object(object, side_names[side]), set,
                     cells[side]);
        } else {
            cJSON_AddNullToObject(object, side_names[side]);
        }
    }
    if (cells[0] != NULL && cells[1] != NULL) {
        add_comparison(json_add_object(object, "comparison"), set, cells[0],
                       cells[1]);
    } else {
        cJSON_AddNullToObject(object, "comparison");
    }
}

static void add_geomean(cJSON *object, const struct benchmark_table_set *set,
                        const struct benchmark_table *table)
{
    double centers[2] = { (double)NAN, (double)NAN };
    double delta = (double)NAN;
    unsigned notes = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        const struct benchmark_summary *mean = &table->means[i];
        if (mean->has_center && table->columns[i] < 2) {
            centers[table->columns[i]] = mean->center;
        }
        if (mean->has_ratio) {
            delta = mean->ratio - 1;
        }
        notes |= mean->notes;
    }
    json_add_number(object, side_names[0], centers[0]);
    json_add_number(object, side_names[1], centers[1]);
    json_add_number(object, "delta", delta);
    add_notes(object, set, NULL, notes);
}

static void add_table(cJSON *tables, const struct benchmark_table_set *set,
                      const struct benchmark_table *table)
{
    cJSON *object = json_push_object(tables);
    cJSON *configuration = json_add_object(object, "configuration");
    for (size_t i = 0; i < set->key_count; i++) {
        json_add_optional(configuration, set->keys[i], table->config[i]);
    }
    json_add_text(object, "unit", table->unit);
    json_add_flag(object, "higher_is_better", table->higher_is_better);
    json_add_flag(object, "is_exact", table->is_exact);
    cJSON *rows = json_add_array(object, "rows");
    for (size_t i = 0; i < table->row_count; i++) {
        add_row(rows, set, table, i);
    }
    add_geomean(json_add_object(object, "geomean"), set, table);
}

void benchstat_json(const struct benchmark_table_set *set, struct buffer *out)
{
    cJSON *root = cJSON_CreateObject();
    json_add_integer(root, "version", form_version);
    json_add_text(root, side_names[0], set->labels[0]);
    json_add_text(root, side_names[1], set->labels[1]);
    json_add_number(root, "alpha", set->alpha);
    json_add_number(root, "confidence", set->confidence);
    cJSON *tables = json_add_array(root, "tables");
    for (size_t i = 0; i < set->tables.count; i++) {
        add_table(tables, set, &set->tables.items[i]);
    }
    char *text = cJSON_Print(root);
    buffer_text(out, text);
    buffer_byte(out, '\n');
    cJSON_free(text);
    cJSON_Delete(root);
}
