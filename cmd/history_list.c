#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cmd/history.h"
#include "core/base/calendar.h"
#include "core/base/file.h"
#include "formats/history/run_json.h"
#include "formats/json/json_tree.h"
#include "formats/text/clean.h"
#include "formats/text/text_table.h"

enum { SHORT_COMMIT = 10 };

struct table {
    struct text_table text;
    size_t row, column;
    struct arena arena;
};

static void add_cell(struct table *table, const char *text)
{
    text_table_add(&table->text, (struct text_cell){
                                     .row = table->row,
                                     .column = table->column,
                                     .text = text,
                                     .margin = table->column > 0 ? "  " : NULL,
                                 });
    table->column++;
}

static void end_row(struct table *table)
{
    table->row++;
    table->column = 0;
}

/* "pull request 42", else the branch. */
static const char *place_of(struct table *table, const struct run_record *run)
{
    return run->pull_request[0] != '\0'
               ? arena_printf(&table->arena, "PR %s", run->pull_request)
               : run->branch;
}

static void add_run(struct table *table, const struct run_record *run)
{
    struct arena *arena = &table->arena;
    add_cell(table, arena_printf(arena, "%" PRId64, run->id));
    add_cell(table,
             arena_printf(arena, "%.10s %.5s", calendar_time(run->at).text,
                          calendar_time(run->at).text + 11));
    add_cell(table, run->target);
    add_cell(table, place_of(table, run));
    add_cell(table,
             arena_printf(arena, "%.*s", SHORT_COMMIT, run->head_commit));
    add_cell(table, run->verdict_state);
    add_cell(table, isnan(run->rating)
                        ? "-"
                        : arena_printf(arena, "%.1f", run->rating));
    end_row(table);
}

static void print_text(const struct run_list *runs, struct buffer *out)
{
    static const char *const heads[] = { "run",    "time",    "target", "of",
                                         "commit", "verdict", "rating" };
    struct table table = { .row = 0, .arena = ARENA_INIT };
    text_table_init(&table.text);
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
        add_cell(&table, heads[i]);
    }
    end_row(&table);
    for (size_t i = 0; i < runs->count; i++) {
        add_run(&table, &runs->items[i]);
    }
    text_table_print(&table.text, out);
    text_table_release(&table.text);
    arena_release(&table.arena);
}

static void print_json(const struct run_list *runs, struct buffer *out)
{
    for (size_t i = 0; i < runs->count; i++) {
        cJSON *object = cJSON_CreateObject();
        json_add_integer(object, "id", runs->items[i].id);
        record_json(object, run_record_fields, &runs->items[i]);
        json_print(out, object);
        buffer_byte(out, '\n');
    }
}

static void print_csv(const struct run_list *runs, struct buffer *out)
{
    buffer_text(out, "id,");
    record_csv_head(run_record_fields, out);
    for (size_t i = 0; i < runs->count; i++) {
        buffer_printf(out, "%" PRId64 ",", runs->items[i].id);
        record_csv_row(run_record_fields, &runs->items[i], out);
    }
}

bool history_list(struct store *store, const struct history_options *options,
                  struct error *error)
{
    struct arena arena = ARENA_INIT;
    struct run_filter filter = { .id = 0 };
    struct run_list runs = { .items = NULL };
    struct buffer out;
    buffer_init(&out);
    bool ok = store_runs(store, &filter, &arena, &runs, error);
    if (ok) {
        switch ((enum history_format)options->format) {
        case HISTORY_TEXT:
            print_text(&runs, &out);
            break;
        case HISTORY_JSON:
            print_json(&runs, &out);
            break;
        case HISTORY_CSV:
            print_csv(&runs, &out);
            break;
        }
        ok = file_write("-", out.bytes, out.length, error);
    }
    buffer_release(&out);
    arena_release(&arena);
    return ok;
}
