/*
 * What tests with files share: a folder of their own under $TMPDIR, made
 * before a test and removed behind it, as the test's state.
 */
#ifndef TESTS_UNIT_FILES_SUPPORT_H
#define TESTS_UNIT_FILES_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"

struct folder {
    struct arena arena;
    const char *path;
};

static inline int folder_setup(void **state)
{
    const char *parent = getenv("TMPDIR");
    struct folder *folder = calloc(1, sizeof(*folder));
    arena_init(&folder->arena);
    char *path = arena_printf(&folder->arena, "%s/perfscribe-unit-XXXXXX",
                              parent != NULL ? parent : "/tmp");
    folder->path = mkdtemp(path);
    *state = folder;
    return folder->path == NULL ? -1 : 0;
}

static inline int folder_remove_entry(const char *path,
                                      const struct stat *status, int type,
                                      struct FTW *place)
{
    (void)status;
    (void)type;
    (void)place;
    return remove(path);
}

static inline int folder_teardown(void **state)
{
    struct folder *folder = *state;
    nftw(folder->path, folder_remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    arena_release(&folder->arena);
    free(folder);
    return 0;
}

/* FOLDER/NAME, in the folder's arena. */
static inline const char *folder_path(struct folder *folder, const char *name)
{
    return arena_printf(&folder->arena, "%s/%s", folder->path, name);
}

static inline const char *folder_make(struct folder *folder, const char *name)
{
    const char *path = folder_path(folder, name);
    struct error error = ERROR_INIT;
    assert_true(file_make_folder(path, &error));
    return path;
}

/* Writes bytes to FOLDER/NAME and the folders above it; gives its path. */
static inline const char *folder_bytes(struct folder *folder, const char *name,
                                       const void *bytes, size_t length)
{
    const char *slash = strrchr(name, '/');
    if (slash != NULL) {
        folder_make(folder,
                    arena_copy(&folder->arena, name, (size_t)(slash - name)));
    }
    const char *path = folder_path(folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    return path;
}

static inline const char *folder_text(struct folder *folder, const char *name,
                                      const char *text)
{
    return folder_bytes(folder, name, text, strlen(text));
}

static inline void assert_file(const char *path, const char *expected)
{
    struct file_view view;
    struct error error = ERROR_INIT;
    if (!file_open_view(path, FILE_LIMIT_BYTES, &view, &error)) {
        fail_msg("%s", error.message);
    }
    assert_int_equal(view.length, strlen(expected));
    assert_memory_equal(view.bytes, expected, view.length);
    file_close_view(&view);
}

static inline size_t folder_count(struct folder *folder)
{
    struct file_names names;
    struct error error = ERROR_INIT;
    assert_true(file_list_folder(&folder->arena, folder->path, &names, &error));
    return names.count;
}

#define folder_test(test) \
    cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

/* The failure's kind, and a part of its message. */
#define assert_error(error, wanted_kind, part)                        \
    do {                                                              \
        assert_int_equal((error).kind, (wanted_kind));                \
        if (strstr((error).message, (part)) == NULL) {                \
            fail_msg("\"%s\" lacks \"%s\"", (error).message, (part)); \
        }                                                             \
    } while (0)

#endif
