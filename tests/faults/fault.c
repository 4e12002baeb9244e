/*
 * Preloaded into the program to make one call fail: FAULT="malloc 17" fails
 * the 17th allocation, "write", "pwrite64", "fsync", "fdatasync", "rename" and
 * "mkdir" the same way with no space left. FAULT="count" fails nothing and
 * prints at the end how many allocations there were.
 */
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* glibc's own, under names that nothing overrides. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static atomic_long allocations, calls;

/* The number in FAULT if it is about `what`, or 0. */
static long wanted(const char *what)
{
    const char *fault = getenv("FAULT");
    size_t length = strlen(what);
    if (fault == NULL || strncmp(fault, what, length) != 0 ||
        fault[length] != ' ') {
        return 0;
    }
    return strtol(fault + length, NULL, 10);
}

static bool fails_allocation(void)
{
    if (++allocations != wanted("malloc")) {
        return false;
    }
    errno = ENOMEM;
    return true;
}

static bool fails_call(const char *what)
{
    long number = wanted(what);
    if (number == 0 || ++calls != number) {
        return false;
    }
    errno = ENOSPC;
    return true;
}

void *malloc(size_t size)
{
    return fails_allocation() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails_allocation() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    return fails_allocation() ? NULL : __libc_realloc(block, size);
}

ssize_t write(int descriptor, const void *bytes, size_t length)
{
    return descriptor > STDERR_FILENO && fails_call("write")
               ? -1
               : syscall(SYS_write, descriptor, bytes, length);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length,
                 off64_t offset)
{
    return fails_call("pwrite64")
               ? -1
               : syscall(SYS_pwrite64, descriptor, bytes, length, offset);
}

int fdatasync(int descriptor)
{
    return fails_call("fdatasync") ? -1
                                   : (int)syscall(SYS_fdatasync, descriptor);
}

int fsync(int descriptor)
{
    return fails_call("fsync") ? -1 : (int)syscall(SYS_fsync, descriptor);
}

int rename(const char *from, const char *to)
{
    return fails_call("rename")
               ? -1
               : (int)syscall(SYS_renameat2, -100, from, -100, to, 0);
}

int mkdir(const char *path, mode_t mode)
{
    return fails_call("mkdir") ? -1
                               : (int)syscall(SYS_mkdirat, -100, path, mode);
}

__attribute__((destructor)) static void print_count(void)
{
    const char *fault = getenv("FAULT");
    if (fault != NULL && strcmp(fault, "count") == 0) {
        dprintf(STDERR_FILENO, "%ld\n", (long)allocations);
    }
}
