#include <stdio.h>
#include <string.h>

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/history/archive.h"
#include "core/history/database.h"
#include "core/history/upkeep.h"

/* Faults that are listed; one broken page breaks many rows. */
enum { MOST_FAULTS = 100 };

struct check {
    struct store *store;
    struct arena *arena;
    struct verify_result *result;
};

static void add_fault(const struct check *check, const char *text)
{
    if (check->result->faults.count < MOST_FAULTS) {
        *LIST_PUSH(check->arena, &check->result->faults) = text;
    }
}

/* Each row of the statement is a fault, but "ok". */
static bool list_faults(const struct check *check, const char *sql,
                        struct error *error)
{
    sqlite3_stmt *statement = NULL;
    bool has_row = false;
    bool ok = database_prepare(check->store, sql, &statement, error);
    while (ok &&
           (ok = database_step(check->store, statement, &has_row, error)) &&
           has_row) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        if (text != NULL && strcmp(text, "ok") != 0) {
            add_fault(check, arena_printf(check->arena, "%s", text));
        }
    }
    sqlite3_finalize(statement);
    return ok;
}

static void check_profile(const struct check *check, const char *hash)
{
    const char *path = archive_path(check->store, hash, check->arena);
    struct file_view view;
    struct error error = ERROR_INIT;
    check->result->profiles++;
    if (!file_open_view(path, FILE_LIMIT_BYTES, &view, &error)) {
        add_fault(check, arena_printf(check->arena, "%s", error.message));
        return;
    }
    struct sha256_text found = sha256_text(view.bytes, view.length);
    if (strcmp(found.text, hash) != 0) {
        add_fault(check, arena_printf(check->arena,
                                      "%s: has another content than it is "
                                      "named by",
                                      path));
    }
    file_close_view(&view);
}

static bool check_archive(const struct check *check, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    bool has_row = false;
    bool ok =
        database_prepare(check->store, "SELECT hash FROM archive ORDER BY hash",
                         &statement, error);
    while (ok &&
           (ok = database_step(check->store, statement, &has_row, error)) &&
           has_row) {
        const char *hash = (const char *)sqlite3_column_text(statement, 0);
        bool is_hash = strlen(hash) == SHA256_BYTES * 2 &&
                       strspn(hash, "0123456789abcdef") == SHA256_BYTES * 2;
        if (is_hash) {
            check_profile(check, hash);
        } else {
            add_fault(check, "the archive lists a name that is no hash");
        }
    }
    sqlite3_finalize(statement);
    return ok;
}

bool store_verify(struct store *store, struct arena *arena,
                  struct verify_result *result, struct error *error)
{
    struct check check = { .store = store, .arena = arena, .result = result };
    *result = (struct verify_result){ .runs = 0 };
    return list_faults(&check, "PRAGMA integrity_check", error) &&
           list_faults(&check,
                       "SELECT 'a row of ' || \"table\" || ' belongs to no "
                       "row of ' || parent FROM pragma_foreign_key_check",
                       error) &&
           database_integer(store, "SELECT count(*) FROM runs", &result->runs,
                            error) &&
           check_archive(&check, error);
}
