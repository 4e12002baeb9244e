#include "core/history/database.h"

#include <string.h>

#include "core/base/file.h"
#include "core/base/memory.h"

/* How long a recorder waits for the others: some hundred of them. */
enum { LOCK_WAIT_MS = 300000, RETRY_MS = 20 };

/* No text or row that we write is longer. */
static const int longest_bytes = 16 << 20;

static bool fail_with(const struct store *store, const char *what,
                      struct error *error)
{
    return error_set(error, store->failure, "%s: %s", store->path, what);
}

bool database_fail(const struct store *store, struct error *error)
{
    switch (sqlite3_errcode(store->handle) & 0xff) {
    case SQLITE_NOMEM:
        memory_exhausted(0);
    case SQLITE_NOTADB:
        return fail_with(store,
                         "is no store of perfscribe; give --history the file "
                         "that it wrote, or a new name",
                         error);
    case SQLITE_CORRUPT:
        return fail_with(store,
                         "is damaged or cut off; put a copy of it back, or "
                         "export what can be read into a new store",
                         error);
    case SQLITE_FULL:
        return fail_with(store,
                         "the disk is full; make room, or drop old profiles "
                         "with perfscribe history prune",
                         error);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail_with(store,
                         "another program has had it locked for five minutes; "
                         "end that one, and run this again",
                         error);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_IOERR:
        return error_set(error, store->failure,
                         "%s: cannot be used: %s; it and its folder must be "
                         "there and writable",
                         store->path, sqlite3_errmsg(store->handle));
    default:
        return error_set(error, store->failure,
                         "%s: is not as a store should be: %s; "
                         "put a copy of it back",
                         store->path, sqlite3_errmsg(store->handle));
    }
}

bool database_prepare(const struct store *store, const char *sql,
                      sqlite3_stmt **statement, struct error *error)
{
    return sqlite3_prepare_v2(store->handle, sql, -1, statement, NULL) ==
               SQLITE_OK ||
           database_fail(store, error);
}

bool database_step(const struct store *store, sqlite3_stmt *statement,
                   bool *has_row, struct error *error)
{
    int status = sqlite3_step(statement);
    *has_row = status == SQLITE_ROW;
    return status == SQLITE_ROW || status == SQLITE_DONE ||
           database_fail(store, error);
}

bool database_execute(const struct store *store, sqlite3_stmt *statement,
                      struct error *error)
{
    bool ok =
        sqlite3_step(statement) == SQLITE_DONE || database_fail(store, error);
    sqlite3_reset(statement);
    return ok;
}

/* SQLite gives up at once where waiting could be in vain: while another opens
 * or closes the file for the first or last time it is not. */
bool database_run(const struct store *store, const char *sql,
                  struct error *error)
{
    for (int waited = 0;; waited += RETRY_MS) {
        int status = sqlite3_exec(store->handle, sql, NULL, NULL, NULL);
        if (status == SQLITE_OK) {
            return true;
        }
        if ((status & 0xff) != SQLITE_BUSY || waited >= LOCK_WAIT_MS) {
            return database_fail(store, error);
        }
        sqlite3_sleep(RETRY_MS);
    }
}

bool database_integer(const struct store *store, const char *sql,
                      int64_t *value, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    bool has_row = false;
    *value = 0;
    bool ok = database_prepare(store, sql, &statement, error) &&
              database_step(store, statement, &has_row, error);
    if (has_row) {
        *value = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    return ok;
}

/* The file may be a stranger's: nothing in it is run. */
static void distrust(sqlite3 *handle)
{
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, longest_bytes);
}

static bool check_path(const struct store *store, enum store_mode mode,
                       struct error *error)
{
    enum file_type type = file_type_of(store->path);
    if (type == FILE_MISSING && mode != STORE_RECORD) {
        return fail_with(store,
                         "there is no such store; perfscribe report --history "
                         "FILE makes one",
                         error);
    }
    return type == FILE_MISSING || type == FILE_REGULAR ||
           fail_with(store, "is no file; give the name of one", error);
}

bool database_open(struct store *store, enum store_mode mode,
                   struct error *error)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                SQLITE_OPEN_EXRESCODE |
                (mode == STORE_RECORD ? SQLITE_OPEN_CREATE : 0);
    if (!check_path(store, mode, error)) {
        return false;
    }
    /* Behind "./" no name has a meaning of its own (":memory:"). */
    struct buffer path;
    buffer_init(&path);
    buffer_printf(&path, "%s%s", store->path[0] == '/' ? "" : "./",
                  store->path);
    int status = sqlite3_open_v2(path.bytes, &store->handle, flags, NULL);
    buffer_release(&path);
    if (store->handle == NULL) {
        memory_exhausted(0);
    }
    if (status != SQLITE_OK) {
        return database_fail(store, error);
    }
    distrust(store->handle);
    sqlite3_busy_timeout(store->handle, LOCK_WAIT_MS);
    return database_run(store,
                        "PRAGMA cell_size_check = ON;"
                        "PRAGMA synchronous = FULL;"
                        "PRAGMA foreign_keys = ON;",
                        error);
}
