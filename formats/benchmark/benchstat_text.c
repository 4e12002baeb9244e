#include <math.h>
#include <string.h>

#include "core/model/benchmark_unit.h"
#include "formats/benchmark/benchstat.h"
#include "formats/benchmark/benchstat_words.h"
#include "formats/benchmark/go_float.h"
#include "formats/text/clean.h"
#include "formats/text/text_table.h"

/* Columns of the text table: the label; center, range and footnotes of each
 * file; delta, test and footnotes of each but the first. */
#define LABEL_COLUMNS  1
#define CENTER_COLUMNS 3
#define DELTA_COLUMNS  3

struct footnote_list LIST_STRUCT(const char *);

struct text_writer {
    const struct benchmark_table_set *set;
    const struct benchmark_table *table;
    struct text_table text;
    struct buffer scratch;
    struct arena arena;
    struct footnote_list footnotes;
    size_t row;
};

/* How a row prints its values: divided, with digits after the point and a
 * prefix. */
struct scale {
    int precision;
    double factor;
    const char *prefix;
};

/* A prefix, and the values from which on 1, 2 and 3 digits after the point
 * show four significant ones. */
struct prefix {
    double factor;
    const char *name;
    double hundred, ten, one;
};

static const struct prefix decimal_prefixes[] = {
    { 1e12, "T", 99.995e12, 9.9995e12, .99995e12 },
    { 1e9, "G", 99.995e9, 9.9995e9, .99995e9 },
    { 1e6, "M", 99.995e6, 9.9995e6, .99995e6 },
    { 1e3, "k", 99.995e3, 9.9995e3, .99995e3 },
    { 1, "", 99.995, 9.9995, .99995 },
    { 1e-3, "m", 99.995e-3, 9.9995e-3, .99995e-3 },
    { 1e-6, "µ", 99.995e-6, 9.9995e-6, .99995e-6 },
    { 1e-9, "n", 99.995e-9, 9.9995e-9, .99995e-9 },
};

#define BINARY_PREFIX(exponent, name)                                         \
    { 0x1p##exponent, name, 99.995 * 0x1p##exponent, 9.9995 * 0x1p##exponent, \
      .99995 * 0x1p##exponent }
static const struct prefix binary_prefixes[] = {
    BINARY_PREFIX(40, "Ti"), BINARY_PREFIX(30, "Gi"), BINARY_PREFIX(20, "Mi"),
    BINARY_PREFIX(10, "Ki"), BINARY_PREFIX(0, ""),
};

/* Below the smallest prefix: more digits, at most 10. */
static struct scale small_scale(double value, const struct prefix *prefix)
{
    static const double thresholds[] = { 9.9995e-1, 9.9995e-2, 9.9995e-3,
                                         9.9995e-4, 9.9995e-5, 9.9995e-6,
                                         9.9995e-7 };
    int precision = 3;
    for (size_t i = 0; i < 7 && value / prefix->factor < thresholds[i]; i++) {
        precision++;
    }
    return (struct scale){ precision, prefix->factor, prefix->name };
}

/* For a smallest absolute value that is not 0; 0 when all are. */
static struct scale scale_for(double smallest, bool is_binary)
{
    const struct prefix *prefixes =
        is_binary ? binary_prefixes : decimal_prefixes;
    size_t count = is_binary ? sizeof(binary_prefixes) / sizeof(*prefixes)
                             : sizeof(decimal_prefixes) / sizeof(*prefixes);
    if (smallest == 0) {
        return (struct scale){ 3, 1, "" };
    }
    for (size_t i = 0; i < count; i++) {
        const struct prefix *prefix = &prefixes[i];
        if (smallest >= prefix->one) {
            int precision = smallest >= prefix->hundred ? 1
                            : smallest >= prefix->ten   ? 2
                                                        : 3;
            return (struct scale){ precision, prefix->factor, prefix->name };
        }
    }
    return small_scale(smallest, &prefixes[count - 1]);
}

static struct scale scale_of_row(const struct text_writer *writer, size_t row)
{
    double smallest = 0;
    for (size_t i = 0; i < writer->table->column_count; i++) {
        const struct benchmark_cell *cell =
            benchmark_table_cell(writer->table, row, i);
        double size = cell->count > 0 ? fabs(cell->center) : 0;
        if (size != 0 && (smallest == 0 || size < smallest)) {
            smallest = size;
        }
    }
    return scale_for(smallest, benchmark_unit_is_binary(writer->table->unit));
}

static size_t start_of(size_t column)
{
    return column == 0 ? LABEL_COLUMNS
                       : LABEL_COLUMNS + CENTER_COLUMNS +
                             (column - 1) * (CENTER_COLUMNS + DELTA_COLUMNS);
}

/* Puts what stands in scratch into a cell. */
static void place(struct text_writer *writer, size_t column,
                  enum text_align align, const char *margin)
{
    text_table_add(&writer->text, (struct text_cell){
                                      .row = writer->row,
                                      .column = column,
                                      .text = writer->scratch.bytes,
                                      .align = align,
                                      .margin = margin,
                                  });
    buffer_clear(&writer->scratch);
}

static void place_value(struct text_writer *writer, size_t column, double value,
                        struct scale scale)
{
    go_float_fixed(&writer->scratch, value / scale.factor, scale.precision,
                   false);
    buffer_text(&writer->scratch, scale.prefix);
    place(writer, column, ALIGN_RIGHT, NULL);
}

static void add_superscript(struct buffer *out, size_t number)
{
    static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴",
                                          "⁵", "⁶", "⁷", "⁸", "⁹" };
    if (number >= 10) {
        add_superscript(out, number / 10);
    }
    buffer_text(out, digits[number % 10]);
}

/* The number of a footnote with this text, from 1. */
static size_t footnote_number(struct text_writer *writer, const char *text)
{
    for (size_t i = 0; i < writer->footnotes.count; i++) {
        if (strcmp(writer->footnotes.items[i], text) == 0) {
            return i + 1;
        }
    }
    *LIST_PUSH(&writer->arena, &writer->footnotes) =
        arena_copy(&writer->arena, text, strlen(text));
    return writer->footnotes.count;
}

static void place_notes(struct text_writer *writer, size_t column,
                        const struct benchmark_cell *cell, unsigned notes)
{
    struct buffer note;
    buffer_init(&note);
    for (size_t i = 0; i < BENCHMARK_NOTE_COUNT; i++) {
        if ((notes & 1U << i) == 0) {
            continue;
        }
        buffer_clear(&note);
        benchstat_note(&note, writer->set, cell, (enum benchmark_note)(1 << i));
        if (writer->scratch.length > 0) {
            buffer_byte(&writer->scratch, ' ');
        }
        add_superscript(&writer->scratch, footnote_number(writer, note.bytes));
    }
    buffer_release(&note);
    place(writer, column, ALIGN_LEFT, NULL);
}

static void place_cell(struct text_writer *writer, size_t row, size_t column,
                       struct scale scale)
{
    const struct benchmark_cell *base =
        benchmark_table_cell(writer->table, row, 0);
    const struct benchmark_cell *cell =
        benchmark_table_cell(writer->table, row, column);
    size_t start = start_of(column);
    place_value(writer, start, cell->center, scale);
    benchstat_range(&writer->scratch, cell);
    place(writer, start + 1, ALIGN_RIGHT, " ± ");
    place_notes(writer, start + 2, cell, cell->notes);
    if (!cell->has_comparison) {
        return;
    }
    benchstat_delta(&writer->scratch, writer->set, base, cell);
    place(writer, start + 3, ALIGN_RIGHT, NULL);
    buffer_byte(&writer->scratch, '(');
    benchstat_test(&writer->scratch, base, cell);
    buffer_byte(&writer->scratch, ')');
    place(writer, start + 4, ALIGN_LEFT, NULL);
    place_notes(writer, start + 5, cell, cell->comparison_notes);
}

static void place_rows(struct text_writer *writer)
{
    const struct benchmark_table *table = writer->table;
    for (size_t row = 0; row < table->row_count; row++) {
        buffer_text(&writer->scratch, table->rows[row]);
        place(writer, 0, ALIGN_LEFT, NULL);
        struct scale scale = scale_of_row(writer, row);
        for (size_t i = 0; i < table->column_count; i++) {
            if (benchmark_table_cell(table, row, i)->count > 0) {
                place_cell(writer, row, i, scale);
            }
        }
        writer->row++;
    }
}

static void place_means(struct text_writer *writer)
{
    const struct benchmark_table *table = writer->table;
    bool is_binary = benchmark_unit_is_binary(table->unit);
    buffer_text(&writer->scratch, "geomean");
    place(writer, 0, ALIGN_LEFT, NULL);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct benchmark_summary *mean = &table->means[i];
        if (mean->has_center) {
            place_value(writer, start_of(i), mean->center,
                        scale_for(mean->center, is_binary));
        }
        if (i > 0) {
            benchstat_mean_delta(&writer->scratch, mean);
            place(writer, start_of(i) + CENTER_COLUMNS,
                  mean->has_ratio ? ALIGN_RIGHT : ALIGN_LEFT, NULL);
        }
        place_notes(writer, start_of(i + 1) - 1, NULL, mean->notes);
    }
    writer->row++;
}

/* A title over several columns; the rules between columns are margins. */
static void place_title(struct text_writer *writer, size_t column, size_t span,
                        const char *title)
{
    text_table_add(&writer->text, (struct text_cell){
                                      .row = writer->row,
                                      .column = column,
                                      .span = span,
                                      .text = title,
                                      .margin = " │ ",
                                      .align = ALIGN_CENTER,
                                      .stretches = true,
                                  });
}

static void end_title(struct text_writer *writer)
{
    place(writer, start_of(writer->table->column_count), ALIGN_LEFT, " │");
    writer->row++;
}

static void place_header(struct text_writer *writer)
{
    const struct benchmark_table *table = writer->table;
    for (size_t i = 0; i < table->column_count; i++) {
        place_title(writer, start_of(i), start_of(i + 1) - start_of(i),
                    writer->set->labels[table->columns[i]]);
    }
    end_title(writer);
    for (size_t i = 0; i < table->column_count; i++) {
        place_title(writer, start_of(i), CENTER_COLUMNS, table->unit);
        if (i > 0) {
            text_table_add(&writer->text,
                           (struct text_cell){
                               .row = writer->row,
                               .column = start_of(i) + CENTER_COLUMNS,
                               .span = DELTA_COLUMNS,
                               .text = "vs base",
                               .margin = "  ",
                           });
        }
    }
    end_title(writer);
}

static void print_table(const struct benchmark_table_set *set,
                        const struct benchmark_table *table, struct buffer *out)
{
    struct text_writer writer = { .set = set, .table = table };
    text_table_init(&writer.text);
    arena_init(&writer.arena);
    buffer_init(&writer.scratch);
    place_header(&writer);
    place_rows(&writer);
    if (table->row_count > 1) {
        place_means(&writer);
    }
    text_table_print(&writer.text, out);
    for (size_t i = 0; i < writer.footnotes.count; i++) {
        add_superscript(out, i + 1);
        buffer_printf(out, " %s\n", writer.footnotes.items[i]);
    }
    buffer_release(&writer.scratch);
    arena_release(&writer.arena);
    text_table_release(&writer.text);
}

static void print_line(void *context, const char *text)
{
    clean_terminal(context, text);
    buffer_byte(context, '\n');
}

void benchstat_text(const struct benchmark_table_set *set, struct buffer *out)
{
    for (size_t i = 0; i < set->tables.count; i++) {
        if (i > 0) {
            buffer_byte(out, '\n');
        }
        benchstat_config(set, i, print_line, out);
        print_table(set, &set->tables.items[i], out);
    }
}
