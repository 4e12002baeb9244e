/*
 * The text that pprof's internal/report writes for -top, down to the blanks.
 */
#include "formats/pprof/profile_table_print.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "core/model/value_unit.h"
#include "formats/text/clean.h"

struct text_writer {
    const struct profile_table *table;
    struct buffer *out;
    int64_t total; /* what percentages refer to */
    const char *unit;
};

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

/* Rows in which nothing changed are not in a table of differences. */
static bool is_shown(const struct profile_table_row *row)
{
    return row->flat_delta != 0 || row->cum_delta != 0;
}

static uint64_t smallest_value(const struct profile_table *table)
{
    uint64_t smallest = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        const struct profile_table_row *row = &table->rows[i];
        uint64_t value =
            magnitude(row->flat_delta != 0 ? row->flat_delta : row->cum_delta);
        if (value != 0 && (smallest == 0 || value < smallest)) {
            smallest = value;
        }
    }
    return smallest;
}

/*
 * The unit in which the smallest value is at least 1, or 0.01 where that
 * makes the total shorter. Without rows each amount has its own.
 */
static const char *choose_unit(const struct profile_table *table, int64_t total)
{
    const char *unit = table->value.unit;
    uint64_t smallest = smallest_value(table);
    if (smallest == 0) {
        return "minimum";
    }
    if (smallest > INT64_MAX / 100) {
        smallest = INT64_MAX / 100;
    }
    int64_t least = (int64_t)smallest;
    struct scaled_value chosen = value_scale(least, unit, "minimum");
    struct scaled_value largest = value_scale(total, unit, "minimum");
    if (strcmp(chosen.unit, largest.unit) != 0 && least * 100 < total) {
        chosen = value_scale(least * 100, unit, "minimum");
    }
    return chosen.unit[0] != '\0' ? chosen.unit : unit;
}

static struct value_text format(const struct text_writer *writer, int64_t value)
{
    return value_format(value, writer->table->value.unit, writer->unit);
}

static void write_line(const struct text_writer *writer, const char *label,
                       const char *text)
{
    buffer_text(writer->out, label);
    clean_terminal(writer->out, text);
    buffer_byte(writer->out, '\n');
}

static void write_time(const struct text_writer *writer)
{
    char text[64];
    time_t seconds = (time_t)(writer->table->time_nanos / 1000000000);
    struct tm utc;
    if (writer->table->time_nanos != 0 && gmtime_r(&seconds, &utc) != NULL &&
        strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S UTC", &utc) > 0) {
        write_line(writer, "Time: ", text);
    }
}

static void write_duration(const struct text_writer *writer)
{
    int64_t duration = writer->table->duration_nanos;
    if (duration == 0) {
        return;
    }
    struct scaled_value nanos =
        value_scale(writer->total, writer->table->value.unit, "nanoseconds");
    buffer_printf(writer->out, "Duration: %s, Total samples = %s ",
                  value_format(duration, "nanoseconds", "minimum").text,
                  format(writer, writer->total).text);
    if (strcmp(nanos.unit, "ns") == 0 && nanos.value != 0) {
        buffer_printf(writer->out, "(%s)",
                      value_percentage((int64_t)nanos.value, duration).text);
    }
    buffer_byte(writer->out, '\n');
}

static const char *trim_blanks(const char *text)
{
    return text + strspn(text, " ");
}

/* Both sides' values fill 63 bits at most; only a hostile pair wraps. */
static int64_t add(int64_t left, int64_t right)
{
    return (int64_t)((uint64_t)left + (uint64_t)right);
}

static int64_t sum_of_flat(const struct profile_table *table)
{
    int64_t sum = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        sum = add(sum, table->rows[i].flat_delta);
    }
    return sum;
}

static void write_header(const struct text_writer *writer)
{
    const struct profile_table *table = writer->table;
    int64_t shown = sum_of_flat(table);
    if (table->binary[0] != '\0') {
        write_line(writer, "File: ", table->binary);
    }
    if (table->build_id[0] != '\0') {
        write_line(writer, "Build ID: ", table->build_id);
    }
    if (table->value.type[0] != '\0') {
        write_line(writer, "Type: ", table->value.type);
    }
    write_time(writer);
    write_duration(writer);
    struct value_text share = value_percentage(shown, writer->total);
    buffer_printf(writer->out,
                  "Showing nodes accounting for %s, %s of %s total\n",
                  format(writer, shown).text, trim_blanks(share.text),
                  format(writer, writer->total).text);
    buffer_printf(writer->out, "%10s %5s%% %5s%% %10s %5s%%\n", "flat", "flat",
                  "sum", "cum", "cum");
}

static void write_name(const struct text_writer *writer,
                       const struct profile_table_row *row)
{
    clean_terminal(writer->out, row->name);
    if (row->line != 0 || row->file[0] != '\0') {
        buffer_byte(writer->out, ' ');
        clean_terminal(writer->out, row->file);
    }
    if (row->line != 0) {
        buffer_printf(writer->out, ":%" PRId64, row->line);
    }
    if (row->is_inlined) {
        buffer_text(writer->out,
                    row->is_called ? " (partial-inline)" : " (inline)");
    }
}

static void write_rows(const struct text_writer *writer)
{
    int64_t running = 0;
    for (size_t i = 0; i < writer->table->row_count; i++) {
        const struct profile_table_row *row = &writer->table->rows[i];
        if (!is_shown(row)) {
            continue;
        }
        running = add(running, row->flat_delta);
        buffer_printf(writer->out, "%10s %s %s %10s %s  ",
                      format(writer, row->flat_delta).text,
                      value_percentage(row->flat_delta, writer->total).text,
                      value_percentage(running, writer->total).text,
                      format(writer, row->cum_delta).text,
                      value_percentage(row->cum_delta, writer->total).text);
        write_name(writer, row);
        buffer_byte(writer->out, '\n');
    }
}

void profile_table_text(const struct profile_table *table, struct buffer *out)
{
    struct text_writer writer = { .table = table, .out = out };
    writer.total = table->base_magnitude != 0 ? table->base_magnitude
                                              : table->head_magnitude;
    writer.unit = choose_unit(table, writer.total);
    write_header(&writer);
    write_rows(&writer);
}
