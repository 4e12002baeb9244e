/*
 * Series of medians out of the store: store_series() of store.h.
 */
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/map.h"
#include "core/history/rows.h"

#define AS_TEXT(number) #number
#define TEXT_OF(number) AS_TEXT(number)

/* Runs of main before the one that bind_run() is given, itself left out. */
#define OF_MAIN                                                             \
    "t.is_main AND t.repository = (SELECT id FROM strings WHERE text = ?1)" \
    " AND t.target = (SELECT id FROM strings WHERE text = ?2)"              \
    " AND (t.at, t.id) < (?3, ?4)"                                          \
    " AND NOT (t.head_commit = ?10 AND t.content_hash = ?11)"
#define SAME(column, parameter) \
    "t." column " = (SELECT id FROM strings WHERE text = " parameter ")"
#define ALIKE                                                                \
    SAME("machine", "?5")                                                    \
    " AND " SAME("cpu", "?6") " AND " SAME("go_version", "?7") " AND " SAME( \
        "goos", "?8") " AND " SAME("goarch", "?9")

/* While it is read; rows name strings by number. */
struct reading {
    struct store *store;
    const struct run_record *run;
    struct arena *arena;
    struct past *past;
    struct map places; /* of struct series_key, in past->series */
    int64_t last_id;   /* of the run that was read last */
};
struct series_key {
    int64_t package, name, unit;
};

static void bind_run(const struct reading *reading, sqlite3_stmt *statement)
{
    const struct run_record *run = reading->run;
    const char *const texts[] = { run->machine, run->cpu, run->go_version,
                                  run->goos, run->goarch };
    sqlite3_bind_text(statement, 1, run->repository, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, run->target, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 3, run->at);
    sqlite3_bind_int64(statement, 4, run->id != 0 ? run->id : INT64_MAX);
    sqlite3_bind_text(statement, 10, run->head_commit, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 11, run->content_hash, -1, SQLITE_STATIC);
    for (int i = 0; i < 5; i++) {
        sqlite3_bind_text(statement, 5 + i, texts[i], -1, SQLITE_STATIC);
    }
}

static bool prepare(const struct reading *reading, const char *sql,
                    sqlite3_stmt **statement, struct error *error)
{
    if (!database_prepare(reading->store, sql, statement, error)) {
        return false;
    }
    bind_run(reading, *statement);
    return true;
}

static bool name_of(const struct reading *reading, int64_t id,
                    const char **name, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    bool has_row = false;
    if (!database_prepare(reading->store,
                          "SELECT text FROM strings WHERE id = ?1", &statement,
                          error)) {
        return false;
    }
    sqlite3_bind_int64(statement, 1, id);
    bool ok = database_step(reading->store, statement, &has_row, error);
    *name = has_row
                ? arena_printf(reading->arena, "%s",
                               (const char *)sqlite3_column_text(statement, 0))
                : "";
    sqlite3_finalize(statement);
    return ok;
}

static bool find_series(struct reading *reading, const struct series_key *key,
                        struct past_series **series, struct error *error)
{
    bool is_new;
    uint32_t place = map_add(&reading->places, key, &is_new);
    struct past_series_list *list = &reading->past->series;
    if (is_new) {
        *series = LIST_PUSH(reading->arena, list);
        return name_of(reading, key->package, &(*series)->package, error) &&
               name_of(reading, key->name, &(*series)->name, error) &&
               name_of(reading, key->unit, &(*series)->unit, error);
    }
    *series = &list->items[place];
    return true;
}

static bool take_row(struct reading *reading, sqlite3_stmt *statement,
                     struct error *error)
{
    struct past_series *series;
    struct series_key key = { sqlite3_column_int64(statement, 0),
                              sqlite3_column_int64(statement, 1),
                              sqlite3_column_int64(statement, 2) };
    double center = sqlite3_column_double(statement, 3);
    int64_t id = sqlite3_column_int64(statement, 7);
    reading->past->series_runs += id != reading->last_id;
    reading->last_id = id;
    if (!(center > 0)) {
        return true;
    }
    if (!find_series(reading, &key, &series, error)) {
        return false;
    }
    series->higher_is_better = sqlite3_column_int(statement, 4) != 0;
    *LIST_PUSH(reading->arena, &series->values) = (struct past_value){
        .center = center,
        .at = sqlite3_column_int64(statement, 5),
        .run = reading->past->series_runs - 1,
        .is_caught = sqlite3_column_int(statement, 6) != 0,
    };
    return true;
}

/* Of the runs that `chosen` selects from, as t. */
static bool read_values(struct reading *reading, const char *chosen,
                        struct error *error)
{
    sqlite3_stmt *statement = NULL;
    struct buffer sql;
    bool has_row;
    buffer_init(&sql);
    buffer_printf(
        &sql,
        "WITH chosen AS (SELECT t.id, t.at FROM %s)"
        " SELECT b.package, b.name, b.unit, b.head, b.higher_is_better, c.at,"
        " EXISTS (SELECT 1 FROM decisions AS d WHERE d.run = b.run"
        "  AND d.benchmark = b.name AND d.unit = b.unit"
        "  AND d.package = b.package AND d.state ="
        "  (SELECT id FROM strings WHERE text = 'failed')), c.id"
        " FROM chosen AS c CROSS JOIN benchmarks AS b ON b.run = c.id"
        " ORDER BY c.at, c.id",
        chosen);
    bool ok = prepare(reading, sql.bytes, &statement, error);
    buffer_release(&sql);
    while (ok &&
           (ok = database_step(reading->store, statement, &has_row, error)) &&
           has_row) {
        ok = take_row(reading, statement, error);
    }
    sqlite3_finalize(statement);
    return ok;
}

/* What is different, of the two: the version of Go, else the machine. */
static void say_began(struct reading *reading, int64_t since,
                      sqlite3_stmt *before)
{
    const struct run_record *run = reading->run;
    const char *go_version = (const char *)sqlite3_column_text(before, 0);
    const char *machine = (const char *)sqlite3_column_text(before, 1);
    bool is_other_go = strcmp(go_version, run->go_version) != 0;
    const char *now = is_other_go ? run->go_version : run->machine;
    const char *then = is_other_go ? go_version : machine;
    reading->past->series_began = arena_printf(
        reading->arena, "on %s: before that the runs were on %s, now on %s",
        calendar_date(since).text, then[0] != '\0' ? then : "another machine",
        now[0] != '\0' ? now : "this one");
}

/* Runs of two machines in turn are no beginning. */
static bool find_beginning(struct reading *reading, struct error *error)
{
    static const char first_sql[] =
        "SELECT min(t.at) FROM runs AS t WHERE " OF_MAIN " AND " ALIKE;
    static const char others_sql[] =
        "SELECT (SELECT text FROM strings WHERE id = t.go_version),"
        " (SELECT text FROM strings WHERE id = t.machine), t.at"
        " FROM runs AS t WHERE " OF_MAIN " AND NOT ifnull(" ALIKE
        ", false) ORDER BY t.at DESC, t.id DESC LIMIT 1";
    sqlite3_stmt *statement = NULL;
    bool has_row = false;
    bool ok = prepare(reading, first_sql, &statement, error) &&
              database_step(reading->store, statement, &has_row, error);
    int64_t since = has_row ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    statement = NULL;
    if (!ok || since == 0) {
        return ok;
    }
    ok = prepare(reading, others_sql, &statement, error) &&
         database_step(reading->store, statement, &has_row, error);
    if (ok && has_row && sqlite3_column_int64(statement, 2) < since) {
        say_began(reading, since, statement);
    }
    sqlite3_finalize(statement);
    return ok;
}

static bool read_series(struct reading *reading, const char *chosen,
                        struct error *error)
{
    reading->past->series_began = "";
    reading->past->series_runs = 0;
    map_init(&reading->places, sizeof(struct series_key));
    bool ok =
        read_values(reading, chosen, error) && find_beginning(reading, error);
    map_release(&reading->places);
    return ok;
}

/* Weeks are those of ISO 8601: 1970 began on a Thursday. The week of the run
 * itself is left out: it has a value of its own. */
static bool read_weeks(struct reading *reading, struct error *error)
{
    static const char last_of_weeks[] =
        "(SELECT t.id, t.at, row_number() OVER"
        "  (PARTITION BY (t.at + 259200) / 604800"
        "   ORDER BY t.at DESC, t.id DESC) AS place"
        "  FROM runs AS t WHERE " OF_MAIN " AND " ALIKE
        "  AND t.at > ?3 - " TEXT_OF(
            STORE_SERIES_WEEKS) " * 604800"
                                "  AND (t.at + 259200) / 604800 < (?3 + 259200) / 604800) AS t"
                                " WHERE t.place = 1";
    struct past *weekly = arena_allocate(reading->arena, sizeof(*weekly));
    struct reading weeks = *reading;
    weekly->is_main = reading->past->is_main;
    weekly->scope = reading->past->scope;
    weekly->is_weekly = true;
    weeks.past = weekly;
    weeks.last_id = 0;
    reading->past->weekly = weekly;
    return read_series(&weeks, last_of_weeks, error);
}

bool store_series(struct store *store, const struct run_record *run,
                  struct arena *arena, struct past *past, struct error *error)
{
    static const char latest[] =
        "runs AS t WHERE " OF_MAIN " AND " ALIKE
        " ORDER BY t.at DESC, t.id DESC LIMIT " TEXT_OF(STORE_SERIES_RUNS);
    struct reading reading = {
        .store = store, .run = run, .arena = arena, .past = past
    };
    return read_series(&reading, latest, error) &&
           (past->series_runs < STORE_SERIES_RUNS ||
            read_weeks(&reading, error));
}
