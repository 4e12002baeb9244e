/*
 * Sources are read only beneath the tree: a profile or a patch of a stranger
 * names the paths. Each component is opened with O_NOFOLLOW, which every
 * Linux has (openat2 would need 5.6), so no symlink leads outside.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/strings.h"

static const off_t source_limit_bytes = 16 << 20;

bool tree_open(struct tree *tree, const char *path, struct error *error)
{
    tree->descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return tree->descriptor >= 0 ||
           error_set(error, ERROR_USAGE,
                     "%s: cannot be used as a source root: %s; give the "
                     "folder of the checkout",
                     path, strerror(errno));
}

void tree_close(struct tree *tree)
{
    if (tree->descriptor >= 0) {
        close(tree->descriptor);
    }
    tree->descriptor = -1;
}

static bool is_plain_component(const char *name, size_t length)
{
    return length > 0 && length < 256 && !(length == 1 && name[0] == '.') &&
           !(length == 2 && name[0] == '.' && name[1] == '.');
}

static int open_component(int folder, const char *name, size_t length,
                          int flags)
{
    char component[256];
    if (!is_plain_component(name, length)) {
        return -1;
    }
    memcpy(component, name, length);
    component[length] = '\0';
    return openat(folder, component,
                  O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | flags);
}

/* A descriptor of what the path names, or -1; flags are for its last part. */
static int open_beneath(const struct tree *tree, const char *path, int flags)
{
    if (tree->descriptor < 0) {
        return -1;
    }
    int folder = tree->descriptor;
    for (;;) {
        size_t length = strcspn(path, "/");
        bool is_last = path[length] == '\0';
        int next =
            open_component(folder, path, length, is_last ? flags : O_DIRECTORY);
        if (folder != tree->descriptor) {
            close(folder);
        }
        if (next < 0 || is_last) {
            return next;
        }
        folder = next;
        path += length + 1;
    }
}

static bool is_regular(int descriptor, off_t *size)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        return false;
    }
    *size = status.st_size;
    return true;
}

bool tree_has_file(const struct tree *tree, const char *path)
{
    int descriptor = open_beneath(tree, path, 0);
    if (descriptor < 0) {
        return false;
    }
    off_t size;
    bool regular = is_regular(descriptor, &size);
    close(descriptor);
    return regular;
}

static bool read_descriptor(int descriptor, struct buffer *content)
{
    off_t size;
    if (!is_regular(descriptor, &size) || size > source_limit_bytes) {
        return false;
    }
    for (;;) {
        char *room = buffer_reserve(content, 64 * 1024);
        ssize_t got = read(descriptor, room, 64 * 1024);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0 || (off_t)content->length > source_limit_bytes) {
            return false;
        }
        if (got == 0) {
            return true;
        }
        content->length += (size_t)got;
        content->bytes[content->length] = '\0';
    }
}

bool tree_read(const struct tree *tree, const char *path,
               struct buffer *content)
{
    buffer_clear(content);
    int descriptor = open_beneath(tree, path, 0);
    if (descriptor < 0) {
        return false;
    }
    bool ok = read_descriptor(descriptor, content);
    close(descriptor);
    return ok;
}

static int compare_names(const void *left, const void *right)
{
    return text_compare(*(const char *const *)left,
                        *(const char *const *)right);
}

/* The entry's name, of folders with a '/' behind it; NULL for what is neither
 * file nor folder. */
static const char *entry_name(struct arena *arena, int folder, const char *name)
{
    struct stat status;
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
        fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
        (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))) {
        return NULL;
    }
    return arena_printf(arena, "%s%s", name,
                        S_ISDIR(status.st_mode) ? "/" : "");
}

static void list_entries(struct arena *arena, DIR *folder,
                         struct file_names *names)
{
    struct LIST_STRUCT(const char *) list = { .items = NULL };
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const char *name = entry_name(arena, dirfd(folder), entry->d_name);
        if (name != NULL) {
            *LIST_PUSH(arena, &list) = name;
        }
    }
    if (list.count > 1) {
        qsort(list.items, list.count, sizeof(*list.items), compare_names);
    }
    *names = (struct file_names){ .items = list.items, .count = list.count };
}

void tree_list(const struct tree *tree, struct arena *arena, const char *path,
               struct file_names *names)
{
    *names = (struct file_names){ .items = NULL };
    if (tree->descriptor < 0) {
        return;
    }
    int descriptor =
        path[0] == '\0'
            ? openat(tree->descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            : open_beneath(tree, path, O_DIRECTORY);
    DIR *folder = descriptor >= 0 ? fdopendir(descriptor) : NULL;
    if (folder != NULL) {
        list_entries(arena, folder, names);
        closedir(folder);
    } else if (descriptor >= 0) {
        if (errno == ENOMEM) {
            memory_exhausted(0);
        }
        close(descriptor);
    }
}
