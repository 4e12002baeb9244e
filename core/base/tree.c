/*
 * Sources are read only beneath the tree: a profile or a patch of a stranger
 * names the paths. Each component is opened with O_NOFOLLOW, which every
 * Linux has (openat2 would need 5.6), so no symlink leads outside.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"

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

/* A descriptor of the regular file, or -1. */
static int open_beneath(const struct tree *tree, const char *path)
{
    if (tree->descriptor < 0) {
        return -1;
    }
    int folder = tree->descriptor;
    for (;;) {
        size_t length = strcspn(path, "/");
        bool is_last = path[length] == '\0';
        int next =
            open_component(folder, path, length, is_last ? 0 : O_DIRECTORY);
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
    int descriptor = open_beneath(tree, path);
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
    int descriptor = open_beneath(tree, path);
    if (descriptor < 0) {
        return false;
    }
    bool ok = read_descriptor(descriptor, content);
    close(descriptor);
    return ok;
}
