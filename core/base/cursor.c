#include "core/base/cursor.h"

#include <string.h>

struct cursor cursor_over(const void *bytes, size_t length)
{
    const char *start = bytes == NULL ? "" : bytes;
    return (struct cursor){ .next = start, .end = start + length };
}

size_t cursor_left(const struct cursor *cursor)
{
    return (size_t)(cursor->end - cursor->next);
}

bool cursor_line(struct cursor *cursor, struct span *line)
{
    size_t left = cursor_left(cursor);
    if (left == 0) {
        return false;
    }
    const char *newline = memchr(cursor->next, '\n', left);
    const char *end = newline == NULL ? cursor->end : newline;
    line->bytes = cursor->next;
    line->length = (size_t)(end - cursor->next);
    if (line->length > 0 && end[-1] == '\r') {
        line->length--;
    }
    cursor->next = newline == NULL ? cursor->end : newline + 1;
    return true;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

bool cursor_field(struct cursor *cursor, struct span *field)
{
    while (cursor->next < cursor->end && is_blank(*cursor->next)) {
        cursor->next++;
    }
    field->bytes = cursor->next;
    while (cursor->next < cursor->end && !is_blank(*cursor->next)) {
        cursor->next++;
    }
    field->length = (size_t)(cursor->next - field->bytes);
    return field->length > 0;
}

bool cursor_varint(struct cursor *cursor, uint64_t *value)
{
    uint64_t result = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (cursor->next == cursor->end) {
            return false;
        }
        unsigned char byte = (unsigned char)*cursor->next++;
        result |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *value = result;
            return true;
        }
    }
    return false;
}

bool cursor_take(struct cursor *cursor, uint64_t length, struct span *taken)
{
    if (length > cursor_left(cursor)) {
        return false;
    }
    *taken = (struct span){ .bytes = cursor->next, .length = (size_t)length };
    cursor->next += length;
    return true;
}

bool span_ends_with(struct span span, const char *suffix)
{
    size_t length = strlen(suffix);
    return span.length >= length &&
           span_is_same(span_from(span, span.length - length), span_of(suffix));
}

static bool is_trimmed(char byte)
{
    return is_blank(byte) || byte == '\r';
}

struct span span_trim(struct span span)
{
    while (span.length > 0 && is_trimmed(span.bytes[0])) {
        span.bytes++;
        span.length--;
    }
    while (span.length > 0 && is_trimmed(span.bytes[span.length - 1])) {
        span.length--;
    }
    return span;
}

size_t span_find(struct span span, const char *text)
{
    const char *found = memmem(span.bytes, span.length, text, strlen(text));
    return found == NULL ? span.length : (size_t)(found - span.bytes);
}

size_t span_find_last(struct span span, const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || length > span.length) {
        return span.length;
    }
    size_t left = span.length - length + 1;
    const char *found;
    while ((found = memrchr(span.bytes, text[0], left)) != NULL) {
        left = (size_t)(found - span.bytes);
        if (memcmp(found, text, length) == 0) {
            return left;
        }
    }
    return span.length;
}

struct span span_from(struct span span, size_t start)
{
    return (struct span){ .bytes = span.bytes + start,
                          .length = span.length - start };
}

bool span_uint64(struct span span, uint64_t *value)
{
    uint64_t result = 0;
    for (size_t i = 0; i < span.length; i++) {
        char byte = span.bytes[i];
        if (byte < '0' || byte > '9' ||
            __builtin_mul_overflow(result, UINT64_C(10), &result) ||
            __builtin_add_overflow(result, (uint64_t)(byte - '0'), &result)) {
            return false;
        }
    }
    *value = result;
    return span.length > 0;
}
