/*
 * Chunked memory that is released all at once: one arena for a run, scratch
 * arenas for readers. Blocks are zeroed and never NULL; nothing is freed
 * singly. Built with -DDEBUG_ARENA each block is a malloc of its own, so that
 * AddressSanitizer sees each overrun.
 */
#ifndef CORE_BASE_ARENA_H
#define CORE_BASE_ARENA_H

#include <stddef.h>

#include "core/base/error.h"

struct arena_chunk;

struct arena {
    struct arena_chunk *chunks; /* newest first */
    size_t total_bytes;         /* handed out since init or clear */
};

#define ARENA_INIT { .chunks = NULL, .total_bytes = 0 }

void arena_init(struct arena *arena);
void arena_release(struct arena *arena);

void *arena_allocate(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Copies `length` bytes and adds a NUL. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    PRINTF_LIKE(2, 3);

/*
 * Grows an array that lives in the arena (the old copy stays behind until the
 * release). Use through LIST_PUSH.
 */
void *arena_grow(struct arena *arena, void *items, size_t *capacity,
                 size_t item_size);

/*
 * The members of a growing list in an arena, for `struct x_list LIST_STRUCT(
 * struct x);`. Keep indexes across a push, never pointers.
 */
#define LIST_STRUCT(type) \
    {                     \
        type *items;      \
        size_t count;     \
        size_t capacity;  \
    }

/* Appends a zeroed item and gives its address, valid until the next push. */
#define LIST_PUSH(arena, list)                                              \
    ((list)->count == (list)->capacity                                      \
         ? (void)((list)->items =                                           \
                      arena_grow((arena), (list)->items, &(list)->capacity, \
                                 sizeof(*(list)->items)))                   \
         : (void)0,                                                         \
     &(list)->items[(list)->count++])

#endif
