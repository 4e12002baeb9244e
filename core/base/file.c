#include "core/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/memory.h"
#include "core/base/strings.h"

static bool check_regular(const char *path, int descriptor, size_t limit_bytes,
                          struct file_view *view, struct error *error)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        return error_set(error, ERROR_INPUT, "%s: %s", path, strerror(errno));
    }
    if (S_ISDIR(status.st_mode)) {
        return error_set(error, ERROR_INPUT,
                         "%s: is a folder; give a file here", path);
    }
    if (!S_ISREG(status.st_mode)) {
        return error_set(error, ERROR_INPUT,
                         "%s: is not a regular file; copy its content to one",
                         path);
    }
    if ((uintmax_t)status.st_size > limit_bytes) {
        return error_set(error, ERROR_LIMIT,
                         "%s: %jd bytes exceed the limit of %zu; give a "
                         "smaller file",
                         path, (intmax_t)status.st_size, limit_bytes);
    }
    view->length = (size_t)status.st_size;
    return true;
}

static bool map_descriptor(const char *path, int descriptor,
                           struct file_view *view, struct error *error)
{
    if (view->length == 0) {
        return true;
    }
    void *mapping =
        mmap(NULL, view->length, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (mapping == MAP_FAILED) {
        return error_set(error, ERROR_INPUT, "%s: cannot be mapped: %s", path,
                         strerror(errno));
    }
    view->mapping = mapping;
    view->mapping_length = view->length;
    view->bytes = mapping;
    return true;
}

bool file_open_view(const char *path, size_t limit_bytes,
                    struct file_view *view, struct error *error)
{
    *view = (struct file_view){ .bytes = "" };
    /* O_NONBLOCK: a FIFO must not hang us before fstat refuses it. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return error_set(error, ERROR_INPUT,
                         "%s: cannot be opened: %s; check the path", path,
                         strerror(errno));
    }
    bool ok = check_regular(path, descriptor, limit_bytes, view, error) &&
              map_descriptor(path, descriptor, view, error);
    close(descriptor);
    return ok;
}

void file_close_view(struct file_view *view)
{
    if (view->mapping != NULL) {
        munmap(view->mapping, view->mapping_length);
    }
    *view = (struct file_view){ .bytes = "" };
}

enum file_type file_type_of(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        return FILE_MISSING;
    }
    if (S_ISDIR(status.st_mode)) {
        return FILE_FOLDER;
    }
    return S_ISREG(status.st_mode) ? FILE_REGULAR : FILE_OTHER;
}

static int compare_names(const void *left, const void *right)
{
    return text_compare(*(const char *const *)left,
                        *(const char *const *)right);
}

bool file_list_folder(struct arena *arena, const char *path,
                      struct file_names *names, struct error *error)
{
    DIR *folder = opendir(path);
    if (folder == NULL && errno == ENOMEM) {
        memory_exhausted(0);
    }
    if (folder == NULL) {
        return error_set(error, ERROR_INPUT,
                         "%s: cannot be listed: %s; check the path", path,
                         strerror(errno));
    }
    struct LIST_STRUCT(const char *) list = { .items = NULL };
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") != 0 &&
            strcmp(entry->d_name, "..") != 0) {
            *LIST_PUSH(arena, &list) =
                arena_copy(arena, entry->d_name, strlen(entry->d_name));
        }
    }
    closedir(folder);
    if (list.count > 1) {
        qsort(list.items, list.count, sizeof(*list.items), compare_names);
    }
    *names = (struct file_names){ .items = list.items, .count = list.count };
    return true;
}
