#include "core/base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/base/memory.h"

static char empty[1];

void buffer_init(struct buffer *buffer)
{
    *buffer = (struct buffer){ .bytes = empty };
}

void buffer_release(struct buffer *buffer)
{
    if (buffer->capacity > 0) {
        memory_release(buffer->bytes);
    }
    buffer_init(buffer);
}

void buffer_clear(struct buffer *buffer)
{
    buffer_truncate(buffer, 0);
}

void buffer_truncate(struct buffer *buffer, size_t length)
{
    if (length < buffer->length) {
        buffer->length = length;
        buffer->bytes[length] = '\0';
    }
}

char *buffer_reserve(struct buffer *buffer, size_t length)
{
    if (length > SIZE_MAX / 4 || buffer->length > SIZE_MAX / 4) {
        memory_exhausted(length);
    }
    size_t wanted = buffer->length + length + 1;
    if (wanted > buffer->capacity) {
        size_t grown = buffer->capacity < 128 ? 128 : buffer->capacity * 2;
        grown = grown < wanted ? wanted : grown;
        char *old = buffer->capacity > 0 ? buffer->bytes : NULL;
        buffer->bytes = memory_resize(old, grown);
        buffer->bytes[buffer->length] = '\0';
        buffer->capacity = grown;
    }
    return buffer->bytes + buffer->length;
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t length)
{
    char *room = buffer_reserve(buffer, length);
    if (length > 0) {
        memcpy(room, bytes, length);
    }
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_byte(struct buffer *buffer, char byte)
{
    buffer_append(buffer, &byte, 1);
}

void buffer_repeat(struct buffer *buffer, char byte, size_t count)
{
    memset(buffer_reserve(buffer, count), byte, count);
    buffer->length += count;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        char *room = buffer_reserve(buffer, (size_t)length);
        vsnprintf(room, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}
