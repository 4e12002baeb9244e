#include "core/history/store.h"

#include <string.h>

#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/history/life.h"
#include "core/history/rows.h"
#include "core/history/schema.h"

/* A store to be written lies in a folder that may have to be made. */
static bool make_folder(const struct store *store, struct error *error)
{
    char *slash = strrchr(store->path, '/');
    if (slash == NULL || slash == store->path) {
        return true;
    }
    *slash = '\0';
    bool ok = file_type_of(store->path) == FILE_FOLDER ||
              file_make_folder(store->path, error);
    *slash = '/';
    return ok;
}

static bool has_name(const struct store *store, struct error *error)
{
    return store->path[0] != '\0' ||
           error_set(error, ERROR_USAGE, "--history needs the name of a file");
}

bool store_open(struct store **store, const char *path, enum store_mode mode,
                struct error *error)
{
    size_t length = strlen(path);
    struct store *opened = memory_allocate(sizeof(*opened));
    opened->path = memory_allocate(length + 1);
    memcpy(opened->path, path, length);
    opened->failure = mode == STORE_READ ? ERROR_INPUT : ERROR_OUTPUT;
    if (!has_name(opened, error) ||
        (mode == STORE_RECORD && !make_folder(opened, error)) ||
        !database_open(opened, mode, error) ||
        !schema_prepare(opened, mode, error)) {
        store_close(opened);
        return false;
    }
    *store = opened;
    return true;
}

void store_close(struct store *store)
{
    if (store == NULL) {
        return;
    }
    sqlite3_finalize(store->find_string);
    sqlite3_finalize(store->add_string);
    sqlite3_close(store->handle);
    memory_release(store->path);
    memory_release(store);
}

bool store_begin(struct store *store, struct error *error)
{
    return database_run(store, "BEGIN IMMEDIATE", error);
}

bool store_commit(struct store *store, struct error *error)
{
    return database_run(store, "COMMIT", error);
}

void store_roll_back(struct store *store)
{
    sqlite3_exec(store->handle, "ROLLBACK", NULL, NULL, NULL);
}

/* The run that has the same four members, or 0. */
static bool find_run(struct store *store, const struct run_record *run,
                     int64_t *id, struct error *error)
{
    static const char sql[] =
        "SELECT id FROM runs WHERE repository = ?1 AND target = ?2"
        " AND head_commit = ?3 AND content_hash = ?4";
    sqlite3_stmt *statement = NULL;
    int64_t repository, target;
    bool has_row = false;
    *id = 0;
    if (!rows_string(store, run->repository, &repository, error) ||
        !rows_string(store, run->target, &target, error) ||
        !database_prepare(store, sql, &statement, error)) {
        return false;
    }
    sqlite3_bind_int64(statement, 1, repository);
    sqlite3_bind_int64(statement, 2, target);
    sqlite3_bind_text(statement, 3, run->head_commit, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 4, run->content_hash, -1, SQLITE_STATIC);
    bool ok = database_step(store, statement, &has_row, error);
    if (has_row) {
        *id = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    return ok;
}

/* INSERT INTO table (KEYS, FIELDS) VALUES (?1, ...); keys: "id" and so on. */
static bool prepare_insert(struct store *store, const char *head, int keys,
                           const struct record_field *fields,
                           sqlite3_stmt **statement, struct error *error)
{
    struct buffer sql;
    buffer_init(&sql);
    buffer_text(&sql, head);
    rows_columns(fields, &sql);
    buffer_text(&sql, ") VALUES (?1");
    for (int i = 2; i <= keys + rows_count(fields); i++) {
        buffer_printf(&sql, ", ?%d", i);
    }
    buffer_byte(&sql, ')');
    bool ok = database_prepare(store, sql.bytes, statement, error);
    buffer_release(&sql);
    return ok;
}

static bool add_run(struct store *store, struct run_record *run,
                    struct error *error)
{
    sqlite3_stmt *statement = NULL;
    bool ok = prepare_insert(store, "INSERT INTO runs (id", 1,
                             run_record_fields, &statement, error) &&
              rows_bind(store, statement, 2, run_record_fields, run, error) &&
              database_execute(store, statement, error);
    run->id = sqlite3_last_insert_rowid(store->handle);
    sqlite3_finalize(statement);
    return ok;
}

static bool add_rows(struct store *store, const struct run_record *run,
                     enum record_part part, sqlite3_stmt *statement,
                     struct error *error)
{
    const struct record_part_info *info = &record_parts[part];
    const char *row = run->parts[part].items;
    bool ok = true;
    sqlite3_bind_int64(statement, 1, run->id);
    for (size_t i = 0; ok && i < run->parts[part].count; i++) {
        sqlite3_bind_int64(statement, 2, (sqlite3_int64)i);
        ok = rows_bind(store, statement, 3, info->fields, row + i * info->size,
                       error) &&
             database_execute(store, statement, error);
    }
    return ok;
}

static bool add_parts(struct store *store, const struct run_record *run,
                      struct error *error)
{
    bool ok = true;
    for (enum record_part part = 0; ok && part < PART_COUNT; part++) {
        sqlite3_stmt *statement = NULL;
        struct buffer head;
        buffer_init(&head);
        buffer_printf(&head, "INSERT INTO %s (run, ordinal",
                      record_parts[part].name);
        ok = prepare_insert(store, head.bytes, 2, record_parts[part].fields,
                            &statement, error) &&
             add_rows(store, run, part, statement, error);
        sqlite3_finalize(statement);
        buffer_release(&head);
    }
    return ok;
}

bool store_record(struct store *store, struct run_record *run, bool *is_new,
                  struct error *error)
{
    int64_t id;
    *is_new = false;
    if (!find_run(store, run, &id, error)) {
        return false;
    }
    if (id != 0) {
        run->id = id;
        return true;
    }
    *is_new = true;
    return add_run(store, run, error) && add_parts(store, run, error) &&
           life_move_on(store, run, error);
}
