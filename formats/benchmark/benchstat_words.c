#include "formats/benchmark/benchstat_words.h"

#include <math.h>
#include <string.h>

#include "formats/benchmark/go_float.h"

/* benchstat looks no further for the count that an interval takes. */
#define INTERVAL_SEARCH_LIMIT 50
#define TEST_SEARCH_LIMIT     50

static void add_samples(struct buffer *out, size_t needed, size_t limit)
{
    if (needed > 0) {
        buffer_printf(out, "need >= %zu samples ", needed);
    } else {
        buffer_printf(out, "need > %zu samples ", limit);
    }
}

static void add_spread(struct buffer *out, const struct benchmark_cell *cell)
{
    buffer_text(out, "exact distribution expected, but values range from ");
    go_float_print(out, cell->values[0]);
    buffer_text(out, " to ");
    go_float_print(out, cell->values[cell->count - 1]);
}

void benchstat_note(struct buffer *out, const struct benchmark_table_set *set,
                    const struct benchmark_cell *cell, enum benchmark_note note)
{
    switch (note) {
    case NOTE_FEW_FOR_INTERVAL:
        add_samples(out, set->interval_samples, INTERVAL_SEARCH_LIMIT);
        buffer_text(out, "for confidence interval at level ");
        go_float_print(out, set->confidence);
        break;
    case NOTE_NOT_EXACT:
        add_spread(out, cell);
        break;
    case NOTE_ALL_EQUAL:
        buffer_text(out, "all samples are equal");
        break;
    case NOTE_FEW_FOR_TEST:
        add_samples(out, set->test_samples, TEST_SEARCH_LIMIT);
        buffer_text(out, "to detect a difference at alpha level ");
        go_float_print(out, set->alpha);
        break;
    case NOTE_SET_DIFFERS:
        buffer_text(out, "benchmark set differs from baseline; geomeans may "
                         "not be comparable");
        break;
    case NOTE_NOT_POSITIVE:
        buffer_text(out, "summaries must be >0 to compute geomean");
        break;
    case NOTE_RATIO_NOT_POSITIVE:
        buffer_text(out, "ratios must be >0 to compute geomean");
        break;
    }
}

static int sign_of(double value)
{
    return (value > 0) - (value < 0);
}

void benchstat_range(struct buffer *out, const struct benchmark_cell *cell)
{
    if (isinf(cell->low) || isinf(cell->high)) {
        buffer_text(out, "∞");
        return;
    }
    int sign = sign_of(cell->center);
    if (sign != sign_of(cell->low) || sign != sign_of(cell->high)) {
        buffer_text(out, "?");
        return;
    }
    double above = sign == 0 ? 0 : cell->high / cell->center - 1;
    double below = sign == 0 ? 0 : 1 - cell->low / cell->center;
    go_float_fixed(out, 100 * fmax(above, below), 0, false);
    buffer_byte(out, '%');
}

static void add_change(struct buffer *out, double ratio)
{
    go_float_fixed(out, (ratio - 1) * 100, 2, true);
    buffer_byte(out, '%');
}

void benchstat_delta(struct buffer *out, const struct benchmark_table_set *set,
                     const struct benchmark_cell *base,
                     const struct benchmark_cell *cell)
{
    if (cell->p > set->alpha) {
        buffer_byte(out, '~');
    } else if (base->center == cell->center) {
        buffer_text(out, "0.00%");
    } else if (base->center == 0) {
        buffer_byte(out, '?');
    } else {
        add_change(out, cell->center / base->center);
    }
}

void benchstat_test(struct buffer *out, const struct benchmark_cell *base,
                    const struct benchmark_cell *cell)
{
    if (cell->p != 0) {
        buffer_printf(out, "p=%.3f ", cell->p);
    }
    if (base->count == cell->count) {
        buffer_printf(out, "n=%zu", cell->count);
    } else {
        buffer_printf(out, "n=%zu+%zu", base->count, cell->count);
    }
}

void benchstat_mean_delta(struct buffer *out,
                          const struct benchmark_summary *mean)
{
    if (mean->has_ratio) {
        add_change(out, mean->ratio);
    } else {
        buffer_byte(out, '?');
    }
}

void benchstat_config(const struct benchmark_table_set *set, size_t table,
                      void (*line)(void *context, const char *text),
                      void *context)
{
    const struct benchmark_table *tables = set->tables.items;
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < set->key_count; i++) {
        const char *value = tables[table].config[i];
        if (table > 0 && strcmp(value, tables[table - 1].config[i]) == 0) {
            continue;
        }
        buffer_clear(&text);
        buffer_printf(&text, "%s: %s", set->keys[i], value);
        line(context, text.bytes);
    }
    buffer_release(&text);
}
