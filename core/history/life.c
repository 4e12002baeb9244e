#include "core/history/life.h"

#include <string.h>

#include "core/history/rows.h"

/* The regressions of one scope while a run is recorded. */
struct lives {
    struct store *store;
    const struct run_record *run;
    const char *scope;
    struct arena arena;
    struct regression_list open; /* of the scope */
};

/* Whether the run may change them: a later one has had its say already. */
static bool is_newest(const struct lives *lives, bool *is_it,
                      struct error *error)
{
    static const char sql[] =
        "SELECT count(*) FROM runs AS t, runs AS r WHERE r.id = ?1"
        " AND t.at > r.at AND t.repository = r.repository"
        " AND t.target = r.target AND t.is_main = r.is_main"
        " AND t.pull_request = r.pull_request";
    sqlite3_stmt *statement = NULL;
    bool has_row = false;
    if (!database_prepare(lives->store, sql, &statement, error)) {
        return false;
    }
    sqlite3_bind_int64(statement, 1, lives->run->id);
    bool ok = database_step(lives->store, statement, &has_row, error);
    *is_it = has_row && sqlite3_column_int64(statement, 0) == 0;
    sqlite3_finalize(statement);
    return ok;
}

static bool read_scope(struct lives *lives,
                       const struct regression_filter *more,
                       struct regression_list *list, struct error *error)
{
    struct regression_filter filter = *more;
    filter.repository = lives->run->repository;
    filter.target = lives->run->target;
    filter.scope = lives->scope;
    return store_regressions(lives->store, &filter, &lives->arena, list, error);
}

/* The one with the key that is open; NULL: none. */
static struct regression *find_open(const struct lives *lives, const char *key)
{
    for (size_t i = 0; i < lives->open.count; i++) {
        if (strcmp(lives->open.items[i].key, key) == 0) {
            return &lives->open.items[i];
        }
    }
    return NULL;
}

static bool save(const struct lives *lives, const struct regression *regression,
                 struct error *error)
{
    struct buffer sql;
    sqlite3_stmt *statement = NULL;
    buffer_init(&sql);
    buffer_text(&sql, "INSERT OR REPLACE INTO regressions (id");
    rows_columns(regression_fields, &sql);
    buffer_text(&sql, ") VALUES (?1");
    for (int i = 2; i <= 1 + rows_count(regression_fields); i++) {
        buffer_printf(&sql, ", ?%d", i);
    }
    buffer_byte(&sql, ')');
    bool ok = database_prepare(lives->store, sql.bytes, &statement, error);
    buffer_release(&sql);
    if (ok && regression->id != 0) {
        sqlite3_bind_int64(statement, 1, regression->id);
    }
    ok = ok &&
         rows_bind(lives->store, statement, 2, regression_fields, regression,
                   error) &&
         database_execute(lives->store, statement, error);
    sqlite3_finalize(statement);
    return ok;
}

/* What the finding says of the regression today. */
static void update(struct regression *regression,
                   const struct recorded_finding *finding,
                   const struct run_record *run)
{
    regression->level = finding->level;
    regression->function = finding->function;
    regression->file = finding->file;
    regression->line = finding->line;
    regression->line_text = finding->line_text;
    regression->last = finding->head;
    regression->share = finding->share;
    regression->owner = finding->owner;
    if (!finding->is_recalled) {
        regression->headline = finding->headline;
        regression->cause = finding->cause;
    }
    regression->last_seen = run->at;
    regression->runs++;
}

static struct regression opened_by(const struct run_record *run,
                                   const struct recorded_finding *finding)
{
    struct regression regression = {
        .repository = run->repository,
        .target = run->target,
        .key = finding->key,
        .state = "open",
        .rule = finding->rule,
        .category = finding->category,
        .benchmark = finding->benchmark,
        .package = finding->package,
        .metric = finding->metric,
        .unit = finding->unit,
        .good = finding->base,
        .limit = finding->limit,
        .headline = finding->headline,
        .cause = finding->cause,
        .introduced_by = run->pull_request,
        .head_commit = run->head_commit,
        .commit_time = run->commit_time,
        .first_seen = run->at,
        .opened = run->at,
        .is_imported = run->is_imported,
    };
    update(&regression, finding, run);
    return regression;
}

/* The newest that any pull request has had with the key, if it was seen
 * before: main got it from there. */
static bool find_origin(struct lives *lives, const char *key,
                        struct regression *origin, bool *is_there,
                        struct error *error)
{
    struct buffer sql;
    sqlite3_stmt *statement = NULL;
    buffer_init(&sql);
    buffer_text(&sql, "SELECT t.id");
    rows_select(regression_fields, &sql);
    buffer_text(&sql, " FROM regressions AS t, runs AS r WHERE r.id = ?1"
                      " AND t.repository = r.repository"
                      " AND t.target = r.target AND t.key = ?2"
                      " AND t.scope <> (SELECT id FROM strings WHERE text = '')"
                      " AND t.opened <= r.at ORDER BY t.last_seen DESC, t.id");
    bool ok = database_prepare(lives->store, sql.bytes, &statement, error);
    buffer_release(&sql);
    *is_there = false;
    if (ok) {
        sqlite3_bind_int64(statement, 1, lives->run->id);
        sqlite3_bind_text(statement, 2, key, -1, SQLITE_STATIC);
        ok = database_step(lives->store, statement, is_there, error);
    }
    if (*is_there) {
        origin->id = sqlite3_column_int64(statement, 0);
        rows_read(statement, 1, regression_fields, origin, &lives->arena);
    }
    sqlite3_finalize(statement);
    return ok;
}

/* Main has it from a pull request, whose part in it ends. */
static bool take_over(struct lives *lives, struct regression *regression,
                      struct error *error)
{
    struct regression origin;
    bool is_there;
    if (!find_origin(lives, regression->key, &origin, &is_there, error)) {
        return false;
    }
    if (!is_there) {
        return true;
    }
    regression->introduced_by = origin.scope;
    if (origin.first_seen < regression->first_seen) {
        regression->first_seen = origin.first_seen;
    }
    if (origin.closed != 0) {
        return true;
    }
    origin.closed = lives->run->at;
    origin.state = "merged";
    return save(lives, &origin, error);
}

static bool open_new(struct lives *lives,
                     const struct recorded_finding *finding,
                     struct error *error)
{
    struct regression regression = opened_by(lives->run, finding);
    struct regression_filter filter = { .key = finding->key };
    struct regression_list before = { .items = NULL };
    regression.scope = lives->scope;
    if (!read_scope(lives, &filter, &before, error)) {
        return false;
    }
    if (before.count > 0) {
        const struct regression *last = &before.items[before.count - 1];
        regression.returns =
            last->returns + (strcmp(last->state, "fixed") == 0);
        regression.introduced_by = last->introduced_by;
        regression.first_seen = last->first_seen;
    } else if (lives->scope[0] == '\0' &&
               !take_over(lives, &regression, error)) {
        return false;
    }
    bool ok = save(lives, &regression, error);
    regression.id = sqlite3_last_insert_rowid(lives->store->handle);
    *LIST_PUSH(&lives->arena, &lives->open) = regression;
    return ok;
}

static bool close_as(const struct lives *lives, struct regression *regression,
                     const char *state, struct error *error)
{
    regression->state = state;
    regression->closed = lives->run->at;
    return save(lives, regression, error);
}

/* Notes say less than that something got worse. */
static bool counts(const struct recorded_finding *finding)
{
    return finding->is_recalled || (strcmp(finding->state, "regression") == 0 &&
                                    strcmp(finding->level, "note") != 0);
}

static bool meet(struct lives *lives, const struct recorded_finding *finding,
                 struct error *error)
{
    struct regression *regression = find_open(lives, finding->key);
    bool is_waived = finding->waiver[0] != '\0';
    if (regression == NULL) {
        return is_waived || open_new(lives, finding, error);
    }
    update(regression, finding, lives->run);
    return is_waived ? close_as(lives, regression, "waived", error)
                     : save(lives, regression, error);
}

static bool meet_all(struct lives *lives, struct error *error)
{
    const struct recorded_finding *findings = run_findings(lives->run);
    for (size_t i = 0; i < lives->run->parts[PART_FINDINGS].count; i++) {
        if (counts(&findings[i]) && !meet(lives, &findings[i], error)) {
            return false;
        }
    }
    return true;
}

static bool is_met(const struct lives *lives, const char *key)
{
    const struct recorded_finding *findings = run_findings(lives->run);
    for (size_t i = 0; i < lives->run->parts[PART_FINDINGS].count; i++) {
        if (counts(&findings[i]) && strcmp(findings[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

/* What was open and was not met is gone. */
static bool close_rest(struct lives *lives, struct error *error)
{
    for (size_t i = 0; i < lives->open.count; i++) {
        struct regression *regression = &lives->open.items[i];
        if (!is_met(lives, regression->key) &&
            !close_as(lives, regression, "fixed", error)) {
            return false;
        }
    }
    return true;
}

bool life_move_on(struct store *store, const struct run_record *run,
                  struct error *error)
{
    struct lives lives = { .store = store,
                           .run = run,
                           .scope = run->is_main ? "" : run->pull_request,
                           .arena = ARENA_INIT };
    bool is_it = false;
    if (!run->is_main && run->pull_request[0] == '\0') {
        return true;
    }
    bool ok = is_newest(&lives, &is_it, error);
    if (ok && is_it) {
        struct regression_filter filter = { .is_open = true };
        ok = read_scope(&lives, &filter, &lives.open, error) &&
             meet_all(&lives, error) && close_rest(&lives, error);
    }
    arena_release(&lives.arena);
    return ok;
}
