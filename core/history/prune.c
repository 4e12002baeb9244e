#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/history/archive.h"
#include "core/history/database.h"
#include "core/history/upkeep.h"

/* A temporary file of a recorder that must be dead by now. */
static const int64_t stale_seconds = 3600;

struct pruning {
    struct store *store;
    const struct prune_request *request;
    struct prune_result *result;
    struct arena arena;
    sqlite3_stmt *find; /* whether the archive lists a hash */
};

/* The runs that go, in a table of this connection alone. */
static const char old_runs[] =
    "CREATE TEMP TABLE old_runs AS SELECT id FROM ("
    "  SELECT id, at, row_number() OVER (ORDER BY at DESC, id DESC) AS rank"
    "  FROM runs)"
    " WHERE (@since > 0 AND at < @since) OR (@runs > 0 AND rank > @runs)";

static bool find_old(const struct pruning *pruning, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    bool ok = database_prepare(pruning->store, old_runs, &statement, error);
    if (ok) {
        sqlite3_bind_int64(statement, 1, pruning->request->since);
        sqlite3_bind_int64(statement, 2, pruning->request->runs);
        ok = database_execute(pruning->store, statement, error);
    }
    sqlite3_finalize(statement);
    return ok;
}

/* A profile that a younger run has too stays. */
static bool drop_rows(const struct pruning *pruning, struct error *error)
{
    struct store *store = pruning->store;
    if (!database_run(store,
                      "DELETE FROM archive WHERE hash NOT IN (SELECT hash "
                      "FROM profiles WHERE run NOT IN old_runs)",
                      error)) {
        return false;
    }
    if (!pruning->request->drops_records) {
        return true;
    }
    bool ok =
        database_run(store, "DELETE FROM runs WHERE id IN old_runs", error);
    pruning->result->runs = sqlite3_changes(store->handle);
    return ok;
}

static bool prune_rows(const struct pruning *pruning, struct error *error)
{
    return store_begin(pruning->store, error) && find_old(pruning, error) &&
           drop_rows(pruning, error) &&
           database_run(pruning->store, "DROP TABLE old_runs", error) &&
           store_commit(pruning->store, error);
}

static bool is_listed(const struct pruning *pruning, const char *hash,
                      bool *is_it, struct error *error)
{
    sqlite3_bind_text(pruning->find, 1, hash, -1, SQLITE_STATIC);
    bool ok = database_step(pruning->store, pruning->find, is_it, error);
    sqlite3_reset(pruning->find);
    return ok;
}

/* Only what has the form of our names is ours to remove. */
static bool is_ours(const struct pruning *pruning, const char *name,
                    const char *path, struct stat *status)
{
    size_t digits = strspn(name, "0123456789abcdef");
    if (digits != 2 * SHA256_BYTES - 2 || lstat(path, status) != 0 ||
        !S_ISREG(status->st_mode)) {
        return false;
    }
    return name[digits] == '\0' ||
           (strncmp(name + digits, ".tmp.", 5) == 0 &&
            (int64_t)status->st_mtime < pruning->request->now - stale_seconds);
}

static bool remove_file(struct pruning *pruning, const char *folder,
                        const char *name, struct error *error)
{
    const char *path = arena_printf(&pruning->arena, "%s.profiles/%s/%s",
                                    pruning->store->path, folder, name);
    struct stat status;
    bool is_kept = false;
    if (!is_ours(pruning, name, path, &status)) {
        return true;
    }
    if (!is_listed(pruning, arena_printf(&pruning->arena, "%s%s", folder, name),
                   &is_kept, error)) {
        return false;
    }
    if (!is_kept && unlink(path) == 0) {
        pruning->result->profiles++;
        pruning->result->bytes += status.st_size;
    }
    return true;
}

static bool sweep_folder(struct pruning *pruning, const char *folder,
                         struct error *error)
{
    const char *path = arena_printf(&pruning->arena, "%s.profiles/%s",
                                    pruning->store->path, folder);
    struct file_names names;
    if (strlen(folder) != 2 || file_type_of(path) != FILE_FOLDER) {
        return true;
    }
    bool ok = file_list_folder(&pruning->arena, path, &names, error);
    for (size_t i = 0; ok && i < names.count; i++) {
        ok = remove_file(pruning, folder, names.items[i], error);
    }
    return ok;
}

static bool sweep(struct pruning *pruning, struct error *error)
{
    const char *path =
        arena_printf(&pruning->arena, "%s.profiles", pruning->store->path);
    struct file_names names;
    if (file_type_of(path) != FILE_FOLDER) {
        return true;
    }
    bool ok = file_list_folder(&pruning->arena, path, &names, error);
    for (size_t i = 0; ok && i < names.count; i++) {
        ok = sweep_folder(pruning, names.items[i], error);
    }
    return ok;
}

/* In a transaction of its own: no recorder notes a file meanwhile, and rows
 * that are gone are so for good before their files are. */
static bool prune_files(struct pruning *pruning, struct error *error)
{
    bool ok = store_begin(pruning->store, error) &&
              database_prepare(pruning->store,
                               "SELECT 1 FROM archive WHERE hash = ?1",
                               &pruning->find, error) &&
              sweep(pruning, error);
    sqlite3_finalize(pruning->find);
    return ok && store_commit(pruning->store, error);
}

bool store_prune(struct store *store, const struct prune_request *request,
                 struct prune_result *result, struct error *error)
{
    struct pruning pruning = { .store = store,
                               .request = request,
                               .result = result,
                               .arena = ARENA_INIT };
    *result = (struct prune_result){ .runs = 0 };
    bool ok = prune_rows(&pruning, error) && prune_files(&pruning, error);
    if (!ok) {
        store_roll_back(store);
    }
    arena_release(&pruning.arena);
    return ok;
}
