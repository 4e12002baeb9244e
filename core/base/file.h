/*
 * Whole files in, whole files out. Reading maps regular files only, under a
 * limit; writing goes to a temporary file in the same folder and is renamed,
 * so a report is whole or the old one stands. A struct tree reads the sources
 * below one folder and never leaves it, whatever a path or a symlink says.
 */
#ifndef CORE_BASE_FILE_H
#define CORE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/cursor.h"
#include "core/base/error.h"

/* 256 MiB: the most that one input file may hold as it lies on disk. */
#define FILE_LIMIT_BYTES ((size_t)256 << 20)

struct file_view {
    const char *bytes; /* never NULL */
    size_t length;
    void *mapping; /* NULL when nothing is mapped */
    size_t mapping_length;
};

/*
 * Maps a regular file for reading. ERROR_INPUT when it is missing, a folder or
 * not regular; ERROR_LIMIT beyond `limit_bytes`. An empty file is no error.
 */
WARN_UNUSED bool file_open_view(const char *path, size_t limit_bytes,
                                struct file_view *view, struct error *error);
void file_close_view(struct file_view *view);

struct file_content {
    const char *path;
    const char *bytes;
    size_t length;
};

/*
 * Writes each file to PATH.tmp.PID beside its target and syncs it; only when
 * all are there are they renamed, so that a full disk leaves all old files as
 * they were. Into a pipe or a device it writes as it is. ERROR_OUTPUT on
 * failure; then no temporary file is left.
 */
WARN_UNUSED bool file_write_all(const struct file_content *files, size_t count,
                                struct error *error);

/* The same for one file. */
WARN_UNUSED bool file_write(const char *path, const char *bytes, size_t length,
                            struct error *error);

/* Writes all bytes, syncs and closes, the last in every case; the first failure
 * is the one in errno. */
WARN_UNUSED bool file_write_and_close(int descriptor, const char *bytes,
                                      size_t length);

/* So that a new name of a file survives a power cut too. A file system that
 * cannot sync a folder is no reason to fail: the file is whole and in its
 * place. */
void file_sync_folder_of(const char *path);

/* Whether file_write() takes the path for stdout: "-" and "/dev/stdout". */
bool file_is_stdout(const char *path);

/* Makes the folder and its missing parents. */
WARN_UNUSED bool file_make_folder(const char *path, struct error *error);

enum file_type { FILE_MISSING, FILE_REGULAR, FILE_FOLDER, FILE_OTHER };
enum file_type file_type_of(const char *path);

struct file_names {
    const char **items; /* sorted by bytes; allocated in the arena */
    size_t count;
};

/* Names in a folder, without "." and "..". */
WARN_UNUSED bool file_list_folder(struct arena *arena, const char *path,
                                  struct file_names *names,
                                  struct error *error);

/* A folder below which sources are read. */
struct tree {
    int descriptor; /* -1: no tree */
};

#define TREE_NONE { .descriptor = -1 }

WARN_UNUSED bool tree_open(struct tree *tree, const char *path,
                           struct error *error);
void tree_close(struct tree *tree);

/*
 * Whether `path` (relative, '/' separated) names a regular file beneath the
 * tree without leaving it through "..", an absolute path or a symlink.
 */
bool tree_has_file(const struct tree *tree, const char *path);

/* Reads such a file whole; false when it is not there or over 16 MiB. */
bool tree_read(const struct tree *tree, const char *path,
               struct buffer *content);

/* The regular files and the folders (their names end with '/') in a folder of
 * the tree, "" being its root; none when it is not there. */
void tree_list(const struct tree *tree, struct arena *arena, const char *path,
               struct file_names *names);

#endif
