/*
 * A bounds-checked walk over bytes that someone else owns. Nothing here
 * copies; a struct span is a view into the walked bytes and is not
 * NUL-terminated.
 */
#ifndef CORE_BASE_CURSOR_H
#define CORE_BASE_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct span {
    const char *bytes;
    size_t length;
};

struct cursor {
    const char *next;
    const char *end;
};

struct cursor cursor_over(const void *bytes, size_t length);
size_t cursor_left(const struct cursor *cursor);

/* The next line without its LF or CR LF; false at the end. */
bool cursor_line(struct cursor *cursor, struct span *line);

/* Up to the next white space (space, tab), skipping what stands before. */
bool cursor_field(struct cursor *cursor, struct span *field);

/* Base-128 varint of protocol buffers; false if cut off or over ten bytes.
 * Bits beyond the 64th are dropped. */
bool cursor_varint(struct cursor *cursor, uint64_t *value);

/* `length` bytes as a view; false if fewer are left. */
bool cursor_take(struct cursor *cursor, uint64_t length, struct span *taken);

bool span_ends_with(struct span span, const char *suffix);
struct span span_trim(struct span span); /* spaces, tabs, CR at both ends */

/* Position of the first `text` in the span, or span.length when absent. */
size_t span_find(struct span span, const char *text);
size_t span_find_last(struct span span, const char *text);
struct span span_from(struct span span, size_t start); /* start <= length */

/* Digits only, no sign; false when empty, other bytes, or over the range. */
bool span_uint64(struct span span, uint64_t *value);

/* Inline: compared with a literal, as readers do for each line, its length is
 * known when this is compiled. `end` is at most the length. */
static inline struct span span_of(const char *text)
{
    return (struct span){ .bytes = text, .length = strlen(text) };
}

static inline struct span span_until(struct span span, size_t end)
{
    return (struct span){ .bytes = span.bytes, .length = end };
}

static inline bool span_is_same(struct span left, struct span right)
{
    /* An empty span need not point anywhere, and memcmp must not see that. */
    return left.length == right.length &&
           (left.length == 0 ||
            memcmp(left.bytes, right.bytes, left.length) == 0);
}

static inline bool span_equals(struct span span, const char *text)
{
    return span_is_same(span, span_of(text));
}

static inline bool span_starts_with(struct span span, const char *prefix)
{
    size_t length = strlen(prefix);
    return span.length >= length &&
           span_is_same(span_until(span, length), span_of(prefix));
}

#endif
