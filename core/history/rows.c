#include "core/history/rows.h"

#include <math.h>
#include <string.h>

int rows_count(const struct record_field *fields)
{
    int count = 0;
    while (fields[count].name != NULL) {
        count++;
    }
    return count;
}

void rows_columns(const struct record_field *fields, struct buffer *sql)
{
    for (; fields->name != NULL; fields++) {
        buffer_printf(sql, ", \"%s\"", fields->name);
    }
}

void rows_select(const struct record_field *fields, struct buffer *sql)
{
    for (; fields->name != NULL; fields++) {
        if (fields->kind == FIELD_NAME) {
            buffer_printf(sql,
                          ", (SELECT text FROM strings WHERE id = t.\"%s\")",
                          fields->name);
        } else {
            buffer_printf(sql, ", t.\"%s\"", fields->name);
        }
    }
}

static bool find_string(struct store *store, const char *text, int64_t *id,
                        bool *is_there, struct error *error)
{
    sqlite3_stmt *statement = store->find_string;
    sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    bool ok = database_step(store, statement, is_there, error);
    if (*is_there) {
        *id = sqlite3_column_int64(statement, 0);
    }
    sqlite3_reset(statement);
    return ok;
}

bool rows_string(struct store *store, const char *text, int64_t *id,
                 struct error *error)
{
    bool is_there = false;
    if (store->find_string == NULL &&
        (!database_prepare(store, "SELECT id FROM strings WHERE text = ?1",
                           &store->find_string, error) ||
         !database_prepare(store, "INSERT INTO strings (text) VALUES (?1)",
                           &store->add_string, error))) {
        return false;
    }
    if (!find_string(store, text, id, &is_there, error)) {
        return false;
    }
    if (is_there) {
        return true;
    }
    sqlite3_bind_text(store->add_string, 1, text, -1, SQLITE_STATIC);
    bool ok = database_execute(store, store->add_string, error);
    *id = sqlite3_last_insert_rowid(store->handle);
    return ok;
}

/* What is not finite is not known, as in JSON. */
static void bind_number(sqlite3_stmt *statement, int at, double number)
{
    if (isfinite(number)) {
        sqlite3_bind_double(statement, at, number);
    } else {
        sqlite3_bind_null(statement, at);
    }
}

static bool bind_member(struct store *store, sqlite3_stmt *statement, int at,
                        const struct record_field *field, const void *row,
                        struct error *error)
{
    int64_t id = 0;
    switch (field->kind) {
    case FIELD_NAME:
        if (!rows_string(store, record_text(field, row), &id, error)) {
            return false;
        }
        sqlite3_bind_int64(statement, at, id);
        break;
    case FIELD_TEXT:
        sqlite3_bind_text(statement, at, record_text(field, row), -1,
                          SQLITE_STATIC);
        break;
    case FIELD_INTEGER:
        sqlite3_bind_int64(statement, at, record_integer(field, row));
        break;
    case FIELD_NUMBER:
        bind_number(statement, at, record_number(field, row));
        break;
    case FIELD_FLAG:
        sqlite3_bind_int(statement, at, record_flag(field, row));
        break;
    }
    return true;
}

bool rows_bind(struct store *store, sqlite3_stmt *statement, int first,
               const struct record_field *fields, const void *row,
               struct error *error)
{
    for (int i = 0; fields[i].name != NULL; i++) {
        if (!bind_member(store, statement, first + i, &fields[i], row, error)) {
            return false;
        }
    }
    return true;
}

static const char *text_at(sqlite3_stmt *statement, int column,
                           struct arena *arena)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    if (text == NULL) {
        return "";
    }
    return arena_printf(arena, "%s", (const char *)text);
}

static double number_at(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL
               ? (double)NAN
               : sqlite3_column_double(statement, column);
}

void rows_read(sqlite3_stmt *statement, int first,
               const struct record_field *fields, void *row,
               struct arena *arena)
{
    for (int i = 0; fields[i].name != NULL; i++) {
        const struct record_field *field = &fields[i];
        int column = first + i;
        switch (field->kind) {
        case FIELD_NAME:
        case FIELD_TEXT:
            record_set_text(field, row, text_at(statement, column, arena));
            break;
        case FIELD_INTEGER:
            record_set_integer(field, row,
                               sqlite3_column_int64(statement, column));
            break;
        case FIELD_NUMBER:
            record_set_number(field, row, number_at(statement, column));
            break;
        case FIELD_FLAG:
            record_set_flag(field, row,
                            sqlite3_column_int(statement, column) != 0);
            break;
        }
    }
}
