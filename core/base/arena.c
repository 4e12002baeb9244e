#include "core/base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/base/memory.h"

struct arena_chunk {
    struct arena_chunk *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

#ifdef DEBUG_ARENA
static const size_t chunk_size = 0;
#else
static const size_t chunk_size = 64 * 1024;
#endif

void arena_init(struct arena *arena)
{
    *arena = (struct arena)ARENA_INIT;
}

void arena_release(struct arena *arena)
{
    while (arena->chunks != NULL) {
        struct arena_chunk *next = arena->chunks->next;
        memory_release(arena->chunks);
        arena->chunks = next;
    }
    arena->total_bytes = 0;
}

static struct arena_chunk *new_chunk(size_t size)
{
    size_t total;
    if (__builtin_add_overflow(sizeof(struct arena_chunk), size, &total)) {
        memory_exhausted(size);
    }
    struct arena_chunk *chunk = memory_allocate(total);
    chunk->size = size;
    return chunk;
}

/* A block larger than a chunk gets one of its own, behind the newest. */
static void *allocate_large(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = new_chunk(size);
    chunk->used = size;
    if (arena->chunks == NULL) {
        arena->chunks = chunk;
    } else {
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
    }
    return chunk->bytes;
}

void *arena_allocate(struct arena *arena, size_t size)
{
    size_t alignment = alignof(max_align_t);
    if (size > SIZE_MAX - alignment) {
        memory_exhausted(size);
    }
#ifndef DEBUG_ARENA
    size = (size + alignment - 1) / alignment * alignment;
#endif
    arena->total_bytes += size;
    if (size > chunk_size / 4) {
        return allocate_large(arena, size);
    }
    struct arena_chunk *chunk = arena->chunks;
    if (chunk == NULL || chunk->size - chunk->used < size) {
        chunk = new_chunk(chunk_size);
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    void *block = chunk->bytes + chunk->used;
    chunk->used += size;
    return block;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    return arena_allocate(arena, memory_size(count, size));
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_allocate(arena, length + 1);
    if (length > 0) {
        memcpy(copy, bytes, length);
    }
    return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = arena_allocate(arena, size);
    vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

void *arena_grow(struct arena *arena, void *items, size_t *capacity,
                 size_t item_size)
{
    size_t old = *capacity;
    size_t grown = old < 8 ? 8 : memory_size(old, 2);
    void *moved = arena_array(arena, grown, item_size);
    if (old > 0) {
        memcpy(moved, items, old * item_size);
    }
    *capacity = grown;
    return moved;
}
