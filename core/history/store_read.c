#include <string.h>

#include "core/base/calendar.h"
#include "core/history/rows.h"

/* How long ago a regression was fixed for its return to be told as one. */
static const int64_t memory = 365 * SECONDS_A_DAY;

/* Binds only what the statement asks for. */
static void bind_text(sqlite3_stmt *statement, const char *name,
                      const char *text)
{
    int at = sqlite3_bind_parameter_index(statement, name);
    if (at != 0) {
        sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
    }
}

static void bind_integer(sqlite3_stmt *statement, const char *name,
                         int64_t value)
{
    int at = sqlite3_bind_parameter_index(statement, name);
    if (at != 0) {
        sqlite3_bind_int64(statement, at, value);
    }
}

static void where_name(struct buffer *sql, const char *column, const char *text)
{
    if (text != NULL) {
        buffer_printf(sql,
                      " AND t.%s = (SELECT id FROM strings WHERE text = @%s)",
                      column, column);
    }
}

static void select_runs(const struct run_filter *filter, struct buffer *sql)
{
    buffer_text(sql, "SELECT t.id");
    rows_select(run_record_fields, sql);
    buffer_text(sql, " FROM runs AS t WHERE true");
    if (filter->id != 0) {
        buffer_text(sql, " AND t.id = @id");
    }
    if (filter->from != 0) {
        buffer_text(sql, " AND t.at >= @from");
    }
    if (filter->until != 0) {
        buffer_text(sql, " AND t.at < @until");
    }
    where_name(sql, "repository", filter->repository);
    where_name(sql, "target", filter->target);
    buffer_text(sql, " ORDER BY t.at, t.id");
}

bool store_runs(struct store *store, const struct run_filter *filter,
                struct arena *arena, struct run_list *runs, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    struct buffer sql;
    bool has_row;
    buffer_init(&sql);
    select_runs(filter, &sql);
    bool ok = database_prepare(store, sql.bytes, &statement, error);
    buffer_release(&sql);
    if (!ok) {
        return false;
    }
    bind_integer(statement, "@id", filter->id);
    bind_integer(statement, "@from", filter->from);
    bind_integer(statement, "@until", filter->until);
    bind_text(statement, "@repository", filter->repository);
    bind_text(statement, "@target", filter->target);
    while ((ok = database_step(store, statement, &has_row, error)) && has_row) {
        struct run_record *run = LIST_PUSH(arena, runs);
        run->id = sqlite3_column_int64(statement, 0);
        rows_read(statement, 1, run_record_fields, run, arena);
    }
    sqlite3_finalize(statement);
    return ok;
}

bool store_read_part(struct store *store, struct run_record *run,
                     enum record_part part, struct arena *arena,
                     struct error *error)
{
    const struct record_part_info *info = &record_parts[part];
    sqlite3_stmt *statement = NULL;
    struct buffer sql;
    bool has_row;
    buffer_init(&sql);
    buffer_text(&sql, "SELECT t.ordinal");
    rows_select(info->fields, &sql);
    buffer_printf(&sql, " FROM %s AS t WHERE t.run = @run ORDER BY t.ordinal",
                  info->name);
    bool ok = database_prepare(store, sql.bytes, &statement, error);
    buffer_release(&sql);
    if (!ok) {
        return false;
    }
    bind_integer(statement, "@run", run->id);
    while ((ok = database_step(store, statement, &has_row, error)) && has_row) {
        rows_read(statement, 1, info->fields, record_push(arena, run, part),
                  arena);
    }
    sqlite3_finalize(statement);
    return ok;
}

bool store_read_parts(struct store *store, struct run_record *run,
                      struct arena *arena, struct error *error)
{
    bool ok = true;
    for (enum record_part part = 0; ok && part < PART_COUNT; part++) {
        ok = store_read_part(store, run, part, arena, error);
    }
    return ok;
}

static void select_regressions(const struct regression_filter *filter,
                               struct buffer *sql)
{
    buffer_text(sql, "SELECT t.id");
    rows_select(regression_fields, sql);
    buffer_text(sql, " FROM regressions AS t WHERE true");
    where_name(sql, "repository", filter->repository);
    where_name(sql, "target", filter->target);
    where_name(sql, "scope", filter->scope);
    if (filter->key != NULL) {
        buffer_text(sql, " AND t.key = @key");
    }
    if (filter->is_open) {
        buffer_text(sql, " AND t.closed = 0");
    }
    if (filter->closed_since != 0) {
        buffer_text(sql, " AND (t.closed = 0 OR t.closed >= @since)");
    }
    buffer_text(sql, " ORDER BY t.opened, t.id");
}

bool store_regressions(struct store *store,
                       const struct regression_filter *filter,
                       struct arena *arena, struct regression_list *regressions,
                       struct error *error)
{
    sqlite3_stmt *statement = NULL;
    struct buffer sql;
    bool has_row;
    buffer_init(&sql);
    select_regressions(filter, &sql);
    bool ok = database_prepare(store, sql.bytes, &statement, error);
    buffer_release(&sql);
    if (!ok) {
        return false;
    }
    bind_text(statement, "@repository", filter->repository);
    bind_text(statement, "@target", filter->target);
    bind_text(statement, "@scope", filter->scope);
    bind_text(statement, "@key", filter->key);
    bind_integer(statement, "@since", filter->closed_since);
    while ((ok = database_step(store, statement, &has_row, error)) && has_row) {
        struct regression *regression = LIST_PUSH(arena, regressions);
        regression->id = sqlite3_column_int64(statement, 0);
        rows_read(statement, 1, regression_fields, regression, arena);
    }
    sqlite3_finalize(statement);
    return ok;
}

bool store_past(struct store *store, const struct run_record *run,
                struct arena *arena, struct past *past, struct error *error)
{
    struct regression_filter filter = { .repository = run->repository,
                                        .target = run->target,
                                        .scope = "",
                                        .closed_since = run->at - memory };
    *past = (struct past){ .is_main = run->is_main,
                           .scope = run->pull_request,
                           .series_began = "" };
    if (!store_regressions(store, &filter, arena, &past->regressions, error) ||
        (run->is_main && !store_series(store, run, arena, past, error))) {
        return false;
    }
    filter.scope = run->pull_request;
    return run->pull_request[0] == '\0' ||
           store_regressions(store, &filter, arena, &past->regressions, error);
}
