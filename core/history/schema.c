#include "core/history/schema.h"

#include <inttypes.h>

#include "core/history/database.h"

/* "PFSC" in the header of the file: what `file` can tell it by. */
static const int64_t our_application = 0x50465343;

/*
 * What leads to each layout from the one before. A statement that was released
 * never changes: add others for a new layout. Names that recur are numbers
 * into `strings`. Rows of a run lie side by side in the order of runs, so that
 * adding one touches the end of each table, however long the history is.
 */
static const struct {
    int64_t layout;
    const char *sql;
} steps[] = {
    { 1, "CREATE TABLE strings ("
         "  id INTEGER PRIMARY KEY,"
         "  text TEXT NOT NULL UNIQUE) STRICT" },
    { 1, "CREATE TABLE runs ("
         "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
         "  repository INTEGER NOT NULL REFERENCES strings,"
         "  target INTEGER NOT NULL REFERENCES strings,"
         "  head_commit TEXT NOT NULL, content_hash TEXT NOT NULL,"
         "  base_commit TEXT NOT NULL,"
         "  branch INTEGER NOT NULL REFERENCES strings,"
         "  pull_request INTEGER NOT NULL REFERENCES strings,"
         "  machine INTEGER NOT NULL REFERENCES strings,"
         "  go_version INTEGER NOT NULL REFERENCES strings,"
         "  goos INTEGER NOT NULL REFERENCES strings,"
         "  goarch INTEGER NOT NULL REFERENCES strings,"
         "  cpu INTEGER NOT NULL REFERENCES strings,"
         "  time INTEGER NOT NULL, commit_time INTEGER NOT NULL,"
         "  at INTEGER NOT NULL, is_imported INTEGER NOT NULL,"
         "  is_main INTEGER NOT NULL, has_cpu INTEGER NOT NULL,"
         "  verdict_state INTEGER NOT NULL REFERENCES strings,"
         "  verdict TEXT NOT NULL,"
         "  rating REAL, rating_time REAL, rating_allocations REAL,"
         "  improved REAL, regressed REAL, failed_gates INTEGER NOT NULL,"
         "  critical INTEGER NOT NULL, covered INTEGER NOT NULL,"
         "  UNIQUE (repository, target, head_commit, content_hash)) STRICT" },
    { 1, "CREATE INDEX runs_at ON runs (at)" },
    { 1, "CREATE TABLE benchmarks ("
         "  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
         "  ordinal INTEGER NOT NULL,"
         "  package INTEGER NOT NULL REFERENCES strings,"
         "  name INTEGER NOT NULL REFERENCES strings,"
         "  unit INTEGER NOT NULL REFERENCES strings,"
         "  base REAL, head REAL, head_low REAL, head_high REAL,"
         "  ratio REAL, ratio_low REAL, ratio_high REAL, p REAL,"
         "  base_count INTEGER NOT NULL, head_count INTEGER NOT NULL,"
         "  is_significant INTEGER NOT NULL, is_related INTEGER NOT NULL,"
         "  higher_is_better INTEGER NOT NULL, is_exact INTEGER NOT NULL,"
         "  PRIMARY KEY (run, ordinal)) STRICT, WITHOUT ROWID" },
    { 1, "CREATE TABLE gates ("
         "  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
         "  ordinal INTEGER NOT NULL,"
         "  gate INTEGER NOT NULL REFERENCES strings,"
         "  state INTEGER NOT NULL REFERENCES strings,"
         "  passed INTEGER NOT NULL, failed INTEGER NOT NULL,"
         "  inconclusive INTEGER NOT NULL, skipped INTEGER NOT NULL,"
         "  text TEXT NOT NULL,"
         "  PRIMARY KEY (run, ordinal)) STRICT, WITHOUT ROWID" },
    { 1, "CREATE TABLE decisions ("
         "  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
         "  ordinal INTEGER NOT NULL,"
         "  gate INTEGER NOT NULL REFERENCES strings,"
         "  state INTEGER NOT NULL REFERENCES strings,"
         "  benchmark INTEGER NOT NULL REFERENCES strings,"
         "  unit INTEGER NOT NULL REFERENCES strings,"
         "  package INTEGER NOT NULL REFERENCES strings,"
         "  function INTEGER NOT NULL REFERENCES strings,"
         "  \"limit\" REAL, value REAL, low REAL, high REAL, p REAL,"
         "  reason TEXT NOT NULL,"
         "  PRIMARY KEY (run, ordinal)) STRICT, WITHOUT ROWID" },
    { 1, "CREATE TABLE findings ("
         "  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
         "  ordinal INTEGER NOT NULL,"
         "  key TEXT NOT NULL,"
         "  rule INTEGER NOT NULL REFERENCES strings,"
         "  category INTEGER NOT NULL REFERENCES strings,"
         "  level INTEGER NOT NULL REFERENCES strings,"
         "  state INTEGER NOT NULL REFERENCES strings,"
         "  function INTEGER NOT NULL REFERENCES strings,"
         "  benchmark INTEGER NOT NULL REFERENCES strings,"
         "  package INTEGER NOT NULL REFERENCES strings,"
         "  file INTEGER NOT NULL REFERENCES strings, line INTEGER NOT NULL,"
         "  line_text INTEGER NOT NULL REFERENCES strings,"
         "  metric INTEGER NOT NULL REFERENCES strings,"
         "  unit INTEGER NOT NULL REFERENCES strings,"
         "  base REAL, head REAL, share REAL, \"limit\" REAL,"
         "  owner INTEGER NOT NULL REFERENCES strings,"
         "  impact INTEGER NOT NULL REFERENCES strings,"
         "  effort INTEGER NOT NULL REFERENCES strings,"
         "  headline TEXT NOT NULL, cause TEXT NOT NULL,"
         "  waiver TEXT NOT NULL,"
         "  fails_gate INTEGER NOT NULL, is_recalled INTEGER NOT NULL,"
         "  PRIMARY KEY (run, ordinal)) STRICT, WITHOUT ROWID" },
    { 1, "CREATE TABLE hotspots ("
         "  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
         "  ordinal INTEGER NOT NULL,"
         "  function INTEGER NOT NULL REFERENCES strings,"
         "  file INTEGER NOT NULL REFERENCES strings,"
         "  owner INTEGER NOT NULL REFERENCES strings,"
         "  flat REAL, cum REAL, own REAL,"
         "  PRIMARY KEY (run, ordinal)) STRICT, WITHOUT ROWID" },
    { 1, "CREATE TABLE profiles ("
         "  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,"
         "  ordinal INTEGER NOT NULL,"
         "  side INTEGER NOT NULL REFERENCES strings,"
         "  kind INTEGER NOT NULL REFERENCES strings,"
         "  name INTEGER NOT NULL REFERENCES strings,"
         "  hash TEXT NOT NULL, size INTEGER NOT NULL,"
         "  PRIMARY KEY (run, ordinal)) STRICT, WITHOUT ROWID" },
    { 1, "CREATE INDEX profiles_hash ON profiles (hash)" },
    /* The profiles whose bytes lie in the archive. */
    { 1,
      "CREATE TABLE archive ("
      "  hash TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID" },
    { 1, "CREATE TABLE regressions ("
         "  id INTEGER PRIMARY KEY,"
         "  repository INTEGER NOT NULL REFERENCES strings,"
         "  target INTEGER NOT NULL REFERENCES strings,"
         "  scope INTEGER NOT NULL REFERENCES strings,"
         "  key TEXT NOT NULL,"
         "  state INTEGER NOT NULL REFERENCES strings,"
         "  rule INTEGER NOT NULL REFERENCES strings,"
         "  category INTEGER NOT NULL REFERENCES strings,"
         "  level INTEGER NOT NULL REFERENCES strings,"
         "  function INTEGER NOT NULL REFERENCES strings,"
         "  benchmark INTEGER NOT NULL REFERENCES strings,"
         "  package INTEGER NOT NULL REFERENCES strings,"
         "  file INTEGER NOT NULL REFERENCES strings, line INTEGER NOT NULL,"
         "  line_text INTEGER NOT NULL REFERENCES strings,"
         "  metric INTEGER NOT NULL REFERENCES strings,"
         "  unit INTEGER NOT NULL REFERENCES strings,"
         "  good REAL, last REAL, share REAL, \"limit\" REAL,"
         "  owner INTEGER NOT NULL REFERENCES strings,"
         "  headline TEXT NOT NULL, cause TEXT NOT NULL,"
         "  introduced_by INTEGER NOT NULL REFERENCES strings,"
         "  head_commit TEXT NOT NULL, commit_time INTEGER NOT NULL,"
         "  first_seen INTEGER NOT NULL, opened INTEGER NOT NULL,"
         "  last_seen INTEGER NOT NULL, closed INTEGER NOT NULL,"
         "  runs INTEGER NOT NULL, returns INTEGER NOT NULL,"
         "  is_imported INTEGER NOT NULL) STRICT" },
    { 1, "CREATE INDEX regressions_key"
         "  ON regressions (repository, target, scope, key)" },
    { 1, "CREATE UNIQUE INDEX regressions_open"
         "  ON regressions (repository, target, scope, key) WHERE closed = 0" },
};
static const size_t step_count = sizeof(steps) / sizeof(steps[0]);
static const int64_t our_layout = 1;

struct header {
    int64_t application, layout, entries;
    int64_t programs; /* triggers and views, of which we have none */
};

static bool read_header(const struct store *store, struct header *header,
                        struct error *error)
{
    return database_integer(store, "PRAGMA application_id",
                            &header->application, error) &&
           database_integer(store, "PRAGMA user_version", &header->layout,
                            error) &&
           database_integer(store, "SELECT count(*) FROM sqlite_schema",
                            &header->entries, error) &&
           database_integer(store,
                            "SELECT count(*) FROM sqlite_schema "
                            "WHERE type IN ('trigger', 'view')",
                            &header->programs, error);
}

static bool is_empty(const struct header *header)
{
    return header->application == 0 && header->layout == 0 &&
           header->entries == 0;
}

static bool check_header(const struct store *store, enum store_mode mode,
                         const struct header *header, struct error *error)
{
    bool may_fill = mode == STORE_RECORD && is_empty(header);
    if ((header->application != our_application && !may_fill) ||
        header->layout < 0 || header->programs != 0) {
        return error_set(error, store->failure,
                         "%s: is an SQLite file, but no store of perfscribe; "
                         "give --history the file that it wrote, or a new "
                         "name",
                         store->path);
    }
    if (header->layout > our_layout) {
        return error_set(error, store->failure,
                         "%s: was written by a newer perfscribe (layout "
                         "%" PRId64 ", this one knows %" PRId64
                         "); update perfscribe",
                         store->path, header->layout, our_layout);
    }
    if (mode == STORE_READ && header->layout < our_layout) {
        return error_set(error, store->failure,
                         "%s: was written by an older perfscribe; perfscribe "
                         "report --history brings it up to date",
                         store->path);
    }
    return true;
}

static bool take_steps(struct store *store, int64_t layout, struct error *error)
{
    char sql[128];
    sqlite3_snprintf(sizeof(sql), sql,
                     "PRAGMA application_id = %lld; PRAGMA user_version = %lld",
                     (long long)our_application, (long long)our_layout);
    for (size_t i = 0; i < step_count; i++) {
        if (steps[i].layout > layout &&
            !database_run(store, steps[i].sql, error)) {
            return false;
        }
    }
    return database_run(store, sql, error);
}

/* Another may have done it meanwhile: the layout is read again. */
static bool migrate(struct store *store, enum store_mode mode,
                    struct error *error)
{
    struct header header;
    if (!store_begin(store, error)) {
        return false;
    }
    if (!read_header(store, &header, error) ||
        !check_header(store, mode, &header, error) ||
        !take_steps(store, header.layout, error)) {
        store_roll_back(store);
        return false;
    }
    return store_commit(store, error);
}

bool schema_prepare(struct store *store, enum store_mode mode,
                    struct error *error)
{
    struct header header;
    if (!read_header(store, &header, error) ||
        !check_header(store, mode, &header, error)) {
        return false;
    }
    if (mode == STORE_READ) {
        return true;
    }
    /* A file system without shared memory keeps its old journal: slower, and
     * as safe. */
    return database_run(store, "PRAGMA journal_mode = WAL", error) &&
           (header.layout == our_layout || migrate(store, mode, error));
}
