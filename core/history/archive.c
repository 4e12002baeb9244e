#include "core/history/archive.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/history/database.h"

/* The first two digits name a folder. */
enum { FOLDER_DIGITS = 2 };

const char *archive_path(const struct store *store, const char *hash,
                         struct arena *arena)
{
    return arena_printf(
        arena, "%s.profiles/%.*s/%s", store->path, FOLDER_DIGITS, hash,
        strlen(hash) > FOLDER_DIGITS ? hash + FOLDER_DIGITS : "");
}

static bool fail(const char *path, struct error *error)
{
    return error_set(error, ERROR_OUTPUT,
                     "%s: cannot be written: %s; check the folder and the "
                     "space left",
                     path, strerror(errno));
}

static bool is_there(const char *path, uint64_t size)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
           (uint64_t)status.st_size == size;
}

/* Under a name that no other recorder has: several may put one profile. */
static bool write_whole(const char *path, const char *bytes, size_t length,
                        struct arena *arena)
{
    char *temporary = arena_printf(arena, "%s.tmp.XXXXXX", path);
    int descriptor = mkstemp(temporary);
    if (descriptor < 0) {
        return false;
    }
    bool ok = fchmod(descriptor, 0644) == 0;
    ok = file_write_and_close(descriptor, bytes, length) && ok &&
         rename(temporary, path) == 0;
    if (!ok) {
        int first = errno;
        unlink(temporary);
        errno = first;
        return false;
    }
    file_sync_folder_of(path);
    return true;
}

static bool make_folder(const struct store *store, const char *hash,
                        struct arena *arena, struct error *error)
{
    const char *folder = arena_printf(arena, "%s.profiles/%.*s", store->path,
                                      FOLDER_DIGITS, hash);
    return file_type_of(folder) == FILE_FOLDER ||
           file_make_folder(folder, error);
}

/* What was judged, or nothing. */
static bool check_content(const struct read_file *file,
                          const struct file_view *view, struct error *error)
{
    struct sha256_text hash = sha256_text(view->bytes, view->length);
    return strcmp(hash.text, file->hash.text) == 0 ||
           error_set(error, ERROR_OUTPUT,
                     "%s: has changed since it was read; run this again when "
                     "the recording is done",
                     file->path);
}

static bool put(const struct store *store, const struct read_file *file,
                struct arena *arena, struct error *error)
{
    const char *path = archive_path(store, file->hash.text, arena);
    struct file_view view;
    if (is_there(path, file->size)) {
        return true;
    }
    if (!make_folder(store, file->hash.text, arena, error) ||
        !file_open_view(file->path, FILE_LIMIT_BYTES, &view, error)) {
        return false;
    }
    bool ok = check_content(file, &view, error) &&
              (write_whole(path, view.bytes, view.length, arena) ||
               fail(path, error));
    file_close_view(&view);
    return ok;
}

static bool is_profile(const struct evidence_side *side,
                       const struct read_file *file)
{
    const struct profile_list *lists[] = { &side->profiles, &side->aside };
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < lists[i]->count; j++) {
            if (strcmp(lists[i]->items[j].name, file->name) == 0) {
                return true;
            }
        }
    }
    return false;
}

bool archive_side(const struct store *store, const struct evidence_side *side,
                  uint32_t *count, struct error *error)
{
    struct arena arena = ARENA_INIT;
    bool ok = true;
    *count = 0;
    for (size_t i = 0; ok && i < side->files.count; i++) {
        if (is_profile(side, &side->files.items[i])) {
            ok = put(store, &side->files.items[i], &arena, error);
            *count += ok;
        }
    }
    arena_release(&arena);
    return ok;
}

static bool note_side(struct store *store, const struct evidence_side *side,
                      sqlite3_stmt *statement, struct error *error)
{
    uint32_t count;
    bool ok = archive_side(store, side, &count, error);
    for (size_t i = 0; ok && i < side->files.count; i++) {
        const struct read_file *file = &side->files.items[i];
        if (is_profile(side, file)) {
            sqlite3_bind_text(statement, 1, file->hash.text, -1, SQLITE_STATIC);
            sqlite3_bind_int64(statement, 2, (sqlite3_int64)file->size);
            ok = database_execute(store, statement, error);
        }
    }
    return ok;
}

bool archive_note(struct store *store, const struct evidence *evidence,
                  struct error *error)
{
    sqlite3_stmt *statement = NULL;
    bool ok = database_prepare(store,
                               "INSERT OR IGNORE INTO archive (hash, size) "
                               "VALUES (?1, ?2)",
                               &statement, error) &&
              note_side(store, &evidence->base, statement, error) &&
              note_side(store, &evidence->head, statement, error);
    sqlite3_finalize(statement);
    return ok;
}
