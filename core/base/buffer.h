/*
 * Growable text. The bytes are never NULL and always NUL-terminated, so
 * `buffer->bytes` can be printed at any time. Appending cannot fail (see
 * memory.h), which keeps writers free of checks.
 */
#ifndef CORE_BASE_BUFFER_H
#define CORE_BASE_BUFFER_H

#include <stddef.h>

#include "core/base/error.h"

struct buffer {
    char *bytes;
    size_t length;
    size_t capacity; /* 0: bytes is the shared empty string */
};

void buffer_init(struct buffer *buffer);
void buffer_release(struct buffer *buffer);
void buffer_clear(struct buffer *buffer); /* keeps the memory */

void buffer_append(struct buffer *buffer, const void *bytes, size_t length);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_byte(struct buffer *buffer, char byte);
void buffer_repeat(struct buffer *buffer, char byte, size_t count);
void buffer_printf(struct buffer *buffer, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* Room for `length` more bytes; the caller writes them and adds to length. */
char *buffer_reserve(struct buffer *buffer, size_t length);
void buffer_truncate(struct buffer *buffer, size_t length);

#endif
