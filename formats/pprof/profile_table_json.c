#include "formats/pprof/profile_table_print.h"

#include <cjson/cJSON.h>
#include <time.h>

#include "formats/json/json_tree.h"

/* Prints and frees: the rows of a large profile never lie in one tree. */
static void print_object(cJSON *object, struct buffer *out)
{
    char *text = cJSON_PrintUnformatted(object);
    if (text != NULL) {
        buffer_text(out, text);
    }
    cJSON_free(text);
    cJSON_Delete(object);
}

static void add_time(cJSON *object, int64_t time_nanos)
{
    char text[40] = "";
    time_t seconds = (time_t)(time_nanos / 1000000000);
    struct tm utc;
    if (time_nanos > 0 && gmtime_r(&seconds, &utc) != NULL) {
        strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
    }
    json_add_text(object, "time", text);
}

static void print_comparison(const struct profile_table *table,
                             struct buffer *out)
{
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "sample_type", table->value.type);
    json_add_text(object, "unit", table->value.unit);
    json_add_text(object, "granularity",
                  table->by_line ? "lines" : "functions");
    json_add_text(object, "binary", table->binary);
    add_time(object, table->time_nanos);
    json_add_integer(object, "duration_nanos", table->duration_nanos);
    json_add_integer(object, "base_total", table->base_total);
    json_add_integer(object, "head_total", table->head_total);
    print_object(object, out);
}

static void print_row(const struct profile_table *table,
                      const struct profile_table_row *row, struct buffer *out)
{
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "name", row->name);
    if (table->by_line) {
        json_add_text(object, "file", row->file);
        json_add_integer(object, "line", row->line);
    }
    json_add_integer(object, "base_flat", row->base_flat);
    json_add_integer(object, "head_flat", row->head_flat);
    json_add_integer(object, "flat_delta", row->flat_delta);
    json_add_integer(object, "base_cum", row->base_cum);
    json_add_integer(object, "head_cum", row->head_cum);
    json_add_integer(object, "cum_delta", row->cum_delta);
    json_add_number(object, "p", row->p);
    print_object(object, out);
}

void profile_table_json(const struct profile_table *table, struct buffer *out)
{
    buffer_text(out, "{\"comparison\":");
    print_comparison(table, out);
    buffer_text(out, ",\n\"rows\":[");
    for (size_t i = 0; i < table->row_count; i++) {
        buffer_text(out, i == 0 ? "\n" : ",\n");
        print_row(table, &table->rows[i], out);
    }
    buffer_text(out, "\n]}\n");
}
