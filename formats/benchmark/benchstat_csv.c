#include "formats/benchmark/benchstat.h"
#include "formats/benchmark/benchstat_words.h"
#include "formats/benchmark/go_float.h"
#include "formats/text/csv.h"

/* Output in progress. Rows are counted as a spreadsheet does, from 1. */
struct csv_writer {
    const struct benchmark_table_set *set;
    struct csv_row row;
    size_t line;
    struct buffer *warnings;
    struct buffer text; /* of one field */
};

static void end_row(struct csv_writer *writer)
{
    csv_end(&writer->row);
    writer->line++;
}

/* The label, then center and interval of the first column, then these and
 * delta and p of each further one. */
static size_t field_of_column(size_t column)
{
    return column == 0 ? 1 : 3 + (column - 1) * 4;
}

static void add_letters(struct buffer *out, size_t field)
{
    if (field >= 26) {
        add_letters(out, field / 26 - 1);
    }
    buffer_byte(out, (char)('A' + field % 26));
}

/* Notes belong to the field that comes next. */
static void warn(struct csv_writer *writer, const struct benchmark_cell *cell,
                 unsigned notes)
{
    for (size_t i = 0; i < BENCHMARK_NOTE_COUNT; i++) {
        if ((notes & 1U << i) == 0) {
            continue;
        }
        add_letters(writer->warnings, writer->row.fields);
        buffer_printf(writer->warnings, "%zu: ", writer->line);
        benchstat_note(writer->warnings, writer->set, cell,
                       (enum benchmark_note)(1 << i));
        buffer_byte(writer->warnings, '\n');
    }
}

/* Puts out the field that stands in writer->text. */
static void end_field(struct csv_writer *writer)
{
    csv_field(&writer->row, writer->text.bytes);
    buffer_clear(&writer->text);
}

static void write_cell(struct csv_writer *writer,
                       const struct benchmark_cell *base,
                       const struct benchmark_cell *cell)
{
    warn(writer, cell, cell->notes);
    go_float_print(&writer->text, cell->center);
    end_field(writer);
    benchstat_range(&writer->text, cell);
    end_field(writer);
    if (!cell->has_comparison) {
        return;
    }
    warn(writer, cell, cell->comparison_notes);
    benchstat_delta(&writer->text, writer->set, base, cell);
    end_field(writer);
    benchstat_test(&writer->text, base, cell);
    end_field(writer);
}

static void write_row(struct csv_writer *writer,
                      const struct benchmark_table *table, size_t row)
{
    csv_field(&writer->row, table->rows[row]);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct benchmark_cell *cell = benchmark_table_cell(table, row, i);
        if (cell->count > 0) {
            csv_fill(&writer->row, field_of_column(i));
            write_cell(writer, benchmark_table_cell(table, row, 0), cell);
        }
    }
    end_row(writer);
}

static void write_means(struct csv_writer *writer,
                        const struct benchmark_table *table)
{
    csv_field(&writer->row, "geomean");
    for (size_t i = 0; i < table->column_count; i++) {
        const struct benchmark_summary *mean = &table->means[i];
        csv_fill(&writer->row, field_of_column(i));
        warn(writer, NULL, mean->notes);
        if (mean->has_center) {
            go_float_print(&writer->text, mean->center);
            end_field(writer);
        }
        if (i > 0) {
            csv_fill(&writer->row, field_of_column(i) + 2);
            benchstat_mean_delta(&writer->text, mean);
            end_field(writer);
        }
    }
    csv_fill(&writer->row, field_of_column(table->column_count));
    end_row(writer);
}

static void write_header(struct csv_writer *writer,
                         const struct benchmark_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        csv_fill(&writer->row, field_of_column(i));
        csv_field(&writer->row, writer->set->labels[table->columns[i]]);
    }
    csv_fill(&writer->row, field_of_column(table->column_count));
    end_row(writer);
    csv_field(&writer->row, "");
    for (size_t i = 0; i < table->column_count; i++) {
        csv_field(&writer->row, table->unit);
        csv_field(&writer->row, "CI");
        if (i > 0) {
            csv_field(&writer->row, "vs base");
            csv_field(&writer->row, "P");
        }
    }
    end_row(writer);
}

static void write_line(void *context, const char *text)
{
    struct csv_writer *writer = context;
    csv_field(&writer->row, text);
    end_row(writer);
}

void benchstat_csv(const struct benchmark_table_set *set, struct buffer *out,
                   struct buffer *warnings)
{
    struct csv_writer writer = {
        .set = set, .row = { .out = out }, .line = 1, .warnings = warnings
    };
    buffer_init(&writer.text);
    for (size_t i = 0; i < set->tables.count; i++) {
        const struct benchmark_table *table = &set->tables.items[i];
        if (i > 0) {
            write_line(&writer, "");
        }
        benchstat_config(set, i, write_line, &writer);
        write_header(&writer, table);
        for (size_t row = 0; row < table->row_count; row++) {
            write_row(&writer, table, row);
        }
        write_means(&writer, table);
    }
    buffer_release(&writer.text);
}
