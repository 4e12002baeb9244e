/*
 * SQLite behind the store: errors in words, statements, transactions. Only
 * the files of this folder include it.
 */
#ifndef CORE_HISTORY_DATABASE_H
#define CORE_HISTORY_DATABASE_H

#include <sqlite3.h>

#include "core/history/store.h"

struct store {
    sqlite3 *handle;
    char *path;
    enum error_kind failure; /* what a failure of SQLite is */
    sqlite3_stmt *find_string, *add_string;
};

/* Opens the file and sets what SQLite is to do, but for what would write. */
WARN_UNUSED bool database_open(struct store *store, enum store_mode mode,
                               struct error *error);

/* Says what the last call of SQLite failed on, and what to do about it. */
bool database_fail(const struct store *store, struct error *error);

/* Statements without a result; waits while the file is locked. */
WARN_UNUSED bool database_run(const struct store *store, const char *sql,
                              struct error *error);

/* Finalise with sqlite3_finalize, which takes NULL. */
WARN_UNUSED bool database_prepare(const struct store *store, const char *sql,
                                  sqlite3_stmt **statement,
                                  struct error *error);

/* Whether there is a row; ends the statement when there is none. */
WARN_UNUSED bool database_step(const struct store *store,
                               sqlite3_stmt *statement, bool *has_row,
                               struct error *error);

/* One step of a statement that gives no rows, made ready for the next. */
WARN_UNUSED bool database_execute(const struct store *store,
                                  sqlite3_stmt *statement, struct error *error);

/* The first column of the only row; 0 when there is none. */
WARN_UNUSED bool database_integer(const struct store *store, const char *sql,
                                  int64_t *value, struct error *error);

#endif
