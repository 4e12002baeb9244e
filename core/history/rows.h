/*
 * Rows of the tables of fields (core/model/run_record.h) in and out of SQLite.
 */
#ifndef CORE_HISTORY_ROWS_H
#define CORE_HISTORY_ROWS_H

#include "core/base/buffer.h"
#include "core/history/database.h"

/* `, "a", "b"` and so on: the columns as they are. */
void rows_columns(const struct record_field *fields, struct buffer *sql);

/* The same to select from the table `t`, with names in their text. */
void rows_select(const struct record_field *fields, struct buffer *sql);

/* The number that stands for the name; added when it is new. */
WARN_UNUSED bool rows_string(struct store *store, const char *text, int64_t *id,
                             struct error *error);

/* Binds the members from the parameter `first` on. */
WARN_UNUSED bool rows_bind(struct store *store, sqlite3_stmt *statement,
                           int first, const struct record_field *fields,
                           const void *row, struct error *error);

/* Fills the row from the columns from `first` on; texts go to the arena. */
void rows_read(sqlite3_stmt *statement, int first,
               const struct record_field *fields, void *row,
               struct arena *arena);

/* How many columns the fields are. */
int rows_count(const struct record_field *fields);

#endif
