#include "core/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

_Noreturn void memory_exhausted(size_t size)
{
    char line[128];
    int length = snprintf(line, sizeof(line),
                          "perfscribe: out of memory (%zu more bytes wanted); "
                          "give it more, or smaller inputs\n",
                          size);
    if (length > 0) {
        ssize_t ignored = write(STDERR_FILENO, line, (size_t)length);
        (void)ignored;
    }
    /* Reports are written to temporary files first: none is left half. */
    _exit(EXIT_LIMIT);
}

void *memory_allocate(size_t size)
{
    void *block = calloc(1, size == 0 ? 1 : size);
    if (block == NULL) {
        memory_exhausted(size);
    }
    return block;
}

void *memory_resize(void *block, size_t size)
{
    void *moved = realloc(block, size == 0 ? 1 : size);
    if (moved == NULL) {
        memory_exhausted(size);
    }
    return moved;
}

void memory_release(void *block)
{
    free(block);
}

size_t memory_size(size_t count, size_t size)
{
    size_t product;
    if (__builtin_mul_overflow(count, size, &product)) {
        memory_exhausted((size_t)-1);
    }
    return product;
}
