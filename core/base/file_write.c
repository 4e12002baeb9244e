#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"

static bool fail(struct error *error, const char *path)
{
    return error_set(error, ERROR_OUTPUT,
                     "%s: cannot be written: %s; check the folder and the "
                     "space left",
                     path, strerror(errno));
}

static bool write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

/* Closes in every case; the first failure is the one in errno. */
static bool write_and_close(int descriptor, const char *bytes, size_t length)
{
    bool ok = write_all(descriptor, bytes, length) && fsync(descriptor) == 0;
    int first = errno;
    bool closed = close(descriptor) == 0;
    if (!ok) {
        errno = first;
    }
    return ok && closed;
}

static bool replace(const char *temporary, const char *path, const char *bytes,
                    size_t length)
{
    int descriptor = open(
        temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        return false;
    }
    if (write_and_close(descriptor, bytes, length) &&
        rename(temporary, path) == 0) {
        return true;
    }
    int first = errno;
    unlink(temporary);
    errno = first;
    return false;
}

/* The new name must survive a power cut too. A file system that cannot sync a
 * folder is no reason to fail: the file is whole and in its place. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct buffer folder;
    buffer_init(&folder);
    buffer_append(&folder, path, slash == NULL ? 0 : (size_t)(slash - path));
    buffer_text(&folder, slash == NULL ? "." : "/");
    int descriptor = open(folder.bytes, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    buffer_release(&folder);
}

static bool write_beside(const char *path, const char *bytes, size_t length)
{
    struct buffer temporary;
    buffer_init(&temporary);
    buffer_printf(&temporary, "%s.tmp.%ld", path, (long)getpid());
    bool ok = replace(temporary.bytes, path, bytes, length);
    int first = errno;
    if (ok) {
        sync_folder(path);
    }
    buffer_release(&temporary);
    errno = first;
    return ok;
}

/* A pipe or a device; renaming over /dev/null would break the machine. */
static bool write_through(const char *path, const char *bytes, size_t length)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    bool ok = write_all(descriptor, bytes, length);
    int first = errno;
    close(descriptor);
    errno = first;
    return ok;
}

bool file_is_stdout(const char *path)
{
    return strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0;
}

bool file_write(const char *path, const char *bytes, size_t length,
                struct error *error)
{
    if (file_is_stdout(path)) {
        return write_all(STDOUT_FILENO, bytes, length) || fail(error, "stdout");
    }
    bool ok = file_type_of(path) == FILE_OTHER
                  ? write_through(path, bytes, length)
                  : write_beside(path, bytes, length);
    return ok || fail(error, path);
}

bool file_make_folder(const char *path, struct error *error)
{
    struct buffer partial;
    buffer_init(&partial);
    buffer_text(&partial, path);
    bool ok = true;
    for (size_t i = 1; ok && i <= partial.length; i++) {
        if (partial.bytes[i] == '/' || partial.bytes[i] == '\0') {
            char separator = partial.bytes[i];
            partial.bytes[i] = '\0';
            ok = mkdir(partial.bytes, 0777) == 0 || errno == EEXIST;
            partial.bytes[i] = separator;
        }
    }
    if (ok && file_type_of(path) != FILE_FOLDER) {
        errno = ENOTDIR;
        ok = false;
    }
    int first = errno;
    buffer_release(&partial);
    errno = first;
    return ok || fail(error, path);
}
