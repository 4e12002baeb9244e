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

bool file_write_and_close(int descriptor, const char *bytes, size_t length)
{
    bool ok = write_all(descriptor, bytes, length) && fsync(descriptor) == 0;
    int first = errno;
    bool closed = close(descriptor) == 0;
    if (!ok) {
        errno = first;
    }
    return ok && closed;
}

static void temporary_name(struct buffer *name, const char *path)
{
    buffer_init(name);
    buffer_printf(name, "%s.tmp.%ld", path, (long)getpid());
}

static void discard(const char *path)
{
    struct buffer temporary;
    int first = errno;
    temporary_name(&temporary, path);
    unlink(temporary.bytes);
    buffer_release(&temporary);
    errno = first;
}

/* Leaves no temporary file when it fails. */
static bool write_beside(const struct file_content *file)
{
    struct buffer temporary;
    temporary_name(&temporary, file->path);
    int descriptor =
        open(temporary.bytes,
             O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    buffer_release(&temporary);
    if (descriptor < 0) {
        return false;
    }
    if (file_write_and_close(descriptor, file->bytes, file->length)) {
        return true;
    }
    discard(file->path);
    return false;
}

void file_sync_folder_of(const char *path)
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

static bool put_in_place(const char *path)
{
    struct buffer temporary;
    temporary_name(&temporary, path);
    bool ok = rename(temporary.bytes, path) == 0;
    int first = errno;
    buffer_release(&temporary);
    if (ok) {
        file_sync_folder_of(path);
    }
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

static bool is_direct(const struct file_content *file)
{
    return file_is_stdout(file->path) || file_type_of(file->path) == FILE_OTHER;
}

static bool write_direct(const struct file_content *file, struct error *error)
{
    if (file_is_stdout(file->path)) {
        return write_all(STDOUT_FILENO, file->bytes, file->length) ||
               fail(error, "stdout");
    }
    return write_through(file->path, file->bytes, file->length) ||
           fail(error, file->path);
}

/* A folder in place of a file is found before anything is renamed. */
static bool check_target(const char *path)
{
    errno = EISDIR;
    return file_type_of(path) != FILE_FOLDER;
}

/* Everything but the renaming; `done` counts the files gone through. */
static bool prepare_all(const struct file_content *files, size_t count,
                        size_t *done, struct error *error)
{
    for (*done = 0; *done < count; ++*done) {
        const struct file_content *file = &files[*done];
        if (!is_direct(file) &&
            !(check_target(file->path) && write_beside(file))) {
            return fail(error, file->path);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (is_direct(&files[i]) && !write_direct(&files[i], error)) {
            return false;
        }
    }
    return true;
}

static void discard_all(const struct file_content *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_direct(&files[i])) {
            discard(files[i].path);
        }
    }
}

bool file_write_all(const struct file_content *files, size_t count,
                    struct error *error)
{
    size_t done;
    if (!prepare_all(files, count, &done, error)) {
        discard_all(files, done);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_direct(&files[i]) && !put_in_place(files[i].path)) {
            fail(error, files[i].path);
            discard_all(files + i, count - i);
            return false;
        }
    }
    return true;
}

bool file_write(const char *path, const char *bytes, size_t length,
                struct error *error)
{
    struct file_content file = { .path = path,
                                 .bytes = bytes,
                                 .length = length };
    return file_write_all(&file, 1, error);
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
