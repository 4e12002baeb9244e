#include "formats/report/benchmark_json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/quantity.h"
#include "formats/json/json_tree.h"
#include "formats/text/metric_text.h"

/* Rows of the page; the file has them all. */
enum { MOST_SHOWN = 500 };

/* The rows and what was decided of each; NULL: nothing. */
struct decided_rows {
    const struct benchmark_row_list *rows;
    const struct gate **gates;
    struct arena arena;
};

static void decided_rows_init(struct decided_rows *decided,
                              const struct report *report)
{
    decided->rows = &report->comparison->benchmarks;
    arena_init(&decided->arena);
    decided->gates = arena_array(&decided->arena, decided->rows->count,
                                 sizeof(const struct gate *));
    for (size_t i = 0; i < report->gates.count; i++) {
        const struct gate *gate = &report->gates.items[i];
        if (gate->row != NULL) {
            decided->gates[gate->row - decided->rows->items] = gate;
        }
    }
}

static bool has_both(const struct benchmark_row *row)
{
    return row->base_count > 0 && row->head_count > 0;
}

/* Passed, and nothing to see: 0 B before and after. */
static bool is_unchanged(const struct decided_rows *decided, size_t index)
{
    const struct benchmark_row *row = &decided->rows->items[index];
    const struct gate *gate = decided->gates[index];
    bool has_passed = gate == NULL || gate->state == GATE_PASSED;
    return has_passed && has_both(row) && strcmp(row->unit, "sec/op") != 0 &&
           strcmp(quantity_of(row->base_center, row->unit).text,
                  quantity_of(row->head_center, row->unit).text) == 0;
}

static void add_numbers(cJSON *object, const struct benchmark_row *row)
{
    double quotient =
        has_both(row) ? row->head_center / row->base_center : (double)NAN;
    json_add_integer(object, "base_count", (int64_t)row->base_count);
    json_add_integer(object, "head_count", (int64_t)row->head_count);
    json_add_number(object, "base", row->base_center);
    json_add_number(object, "head", row->head_center);
    json_add_number(object, "delta", quotient - 1);
    json_add_number(object, "ratio", row->ratio);
    json_add_number(object, "low", row->ratio_low);
    json_add_number(object, "high", row->ratio_high);
    json_add_probability(object, "p", row->p);
}

/* For a column that is headed "p": "0.0031", "<0.0001". */
static struct quantity bare_p(double p)
{
    struct quantity bare = { .text = "-" };
    if (!isnan(p)) {
        struct quantity named = quantity_p(p);
        const char *text = named.text + strlen("p");
        snprintf(bare.text, sizeof(bare.text), "%s", text + (*text == '='));
    }
    return bare;
}

static void add_words(cJSON *object, const struct benchmark_row *row)
{
    struct quantity none = { .text = "-" };
    struct buffer interval;
    buffer_init(&interval);
    metric_add_interval(row->ratio_low, row->ratio_high, &interval);
    json_add_text(object, "interval_text", interval.bytes);
    buffer_release(&interval);
    json_add_quantity(
        object, "base_text",
        row->base_count > 0 ? quantity_of(row->base_center, row->unit) : none);
    json_add_quantity(
        object, "head_text",
        row->head_count > 0 ? quantity_of(row->head_center, row->unit) : none);
    json_add_quantity(object, "change_text",
                      has_both(row) ? quantity_change(row->ratio) : none);
    json_add_text(object, "p_text", bare_p(row->p).text);
}

static void add_direction(cJSON *object, const struct benchmark_row *row)
{
    bool worse = row->higher_is_better ? row->ratio < 1 : row->ratio > 1;
    bool is_certain = has_both(row) && row->is_significant;
    json_add_flag(object, "is_significant", row->is_significant);
    json_add_flag(object, "is_worse", is_certain && worse);
    json_add_flag(object, "is_better", is_certain && !worse);
    json_add_flag(object, "is_related", row->is_related);
    json_add_flag(object, "relation_known", row->relation_known);
    json_add_optional(object, "relation", row->relation);
}

static void add_decision(cJSON *object, const struct gate *gate)
{
    if (gate == NULL) {
        return;
    }
    cJSON *entry = json_add_object(object, "decision");
    json_add_text(entry, "gate", gate->id);
    json_add_text(entry, "state", gate_state_name(gate->state));
    json_add_quantity(entry, "limit_text", quantity_change(1 + gate->limit));
    if (gate->runs_needed > 0) {
        json_add_integer(entry, "runs_needed", gate->runs_needed);
    }
}

/* In the same part of the table. */
static bool is_beside(const struct benchmark_row *left,
                      const struct benchmark_row *right)
{
    return strcmp(left->unit, right->unit) == 0 &&
           strcmp(left->package, right->package) == 0;
}

/* Those that did not change are named, not tabled. */
static void add_unit_head(cJSON *object, const struct decided_rows *decided,
                          size_t first)
{
    const struct benchmark_row *items = decided->rows->items;
    cJSON *head = json_add_object(object, "unit_head");
    struct buffer names;
    size_t count = 0;
    buffer_init(&names);
    for (size_t i = first;
         i < decided->rows->count && is_beside(&items[i], &items[first]); i++) {
        if (is_unchanged(decided, i)) {
            buffer_printf(&names, "%s%s", count > 0 ? ", " : "", items[i].name);
            count++;
        }
    }
    json_add_text(head, "unit", items[first].unit);
    json_add_optional(head, "package", items[first].package);
    json_add_integer(head, "unchanged_count", (int64_t)count);
    json_add_optional(head, "unchanged", names.bytes);
    buffer_release(&names);
}

static void add_benchmark(cJSON *list, const struct decided_rows *decided,
                          size_t index, bool is_shown)
{
    const struct benchmark_row *row = &decided->rows->items[index];
    cJSON *object = json_push_object(list);
    json_add_text(object, "name", row->name);
    json_add_optional(object, "package", row->package);
    json_add_text(object, "unit", row->unit);
    add_numbers(object, row);
    add_words(object, row);
    add_direction(object, row);
    add_decision(object, decided->gates[index]);
    json_add_flag(object, "is_unchanged", is_unchanged(decided, index));
    json_add_flag(object, "is_shown", is_shown);
    if (index == 0 || !is_beside(row, row - 1)) {
        add_unit_head(object, decided, index);
    }
}

/* What failed, and what changed, is shown before the rest. */
static bool comes_first(const struct decided_rows *decided, size_t index)
{
    const struct gate *gate = decided->gates[index];
    return decided->rows->items[index].is_significant ||
           (gate != NULL && gate->state == GATE_FAILED);
}

/* Marks those of the page. Gives how many have no room on it. */
static size_t choose_rows(const struct decided_rows *decided, bool *is_shown)
{
    size_t room = MOST_SHOWN, more = 0;
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < decided->rows->count; i++) {
            bool wanted = !is_unchanged(decided, i) &&
                          comes_first(decided, i) == (pass == 0);
            is_shown[i] |= wanted && room > 0;
            more += wanted && room == 0;
            room -= wanted && room > 0;
        }
    }
    return more;
}

void add_benchmarks_json(cJSON *root, const struct report *report)
{
    struct decided_rows decided;
    decided_rows_init(&decided, report);
    size_t count = decided.rows->count;
    bool *is_shown = arena_array(&decided.arena, count, sizeof(*is_shown));
    cJSON *list = json_add_array(root, "benchmarks");
    size_t more = choose_rows(&decided, is_shown);
    for (size_t i = 0; i < count; i++) {
        add_benchmark(list, &decided, i, is_shown[i]);
    }
    json_add_more(root, "more_benchmarks", more, 0);
    json_add_flag(root, "has_benchmarks", count > 0);
    arena_release(&decided.arena);
}

static void add_scaling(cJSON *list, const struct scaling *scaling)
{
    cJSON *object = json_push_object(list);
    json_add_text(object, "name", scaling->name);
    json_add_optional(object, "package", scaling->package);
    json_add_integer(object, "sizes", (int64_t)scaling->size_count);
    json_add_text(object, "smallest", scaling->smallest);
    json_add_text(object, "largest", scaling->largest);
    json_add_number(object, "base_exponent", scaling->base_exponent);
    json_add_number(object, "head_exponent", scaling->head_exponent);
    json_add_number(object, "head_low", scaling->head_low);
    json_add_number(object, "head_high", scaling->head_high);
    json_add_number(object, "rise", scaling->rise);
    json_add_number(object, "rise_low", scaling->rise_low);
    json_add_number(object, "rise_high", scaling->rise_high);
    json_add_probability(object, "p", scaling->change.p);
    json_add_probability(object, "q", scaling->change.q);
}

void add_scalings_json(cJSON *root, const struct report *report)
{
    const struct scaling_list *scalings = &report->comparison->scalings;
    cJSON *list = json_add_array(root, "scaling");
    for (size_t i = 0; i < scalings->count; i++) {
        add_scaling(list, &scalings->items[i]);
    }
}
