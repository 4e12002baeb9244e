/*
 * The wire format of protocol buffers, as far as profiles need it: fields one
 * by one, and numbers inside packed fields. In a header, because the walk
 * over the samples spends its time here.
 */
#ifndef FORMATS_PPROF_WIRE_H
#define FORMATS_PPROF_WIRE_H

#include "core/base/cursor.h"

/* The compiler takes these for too long, and a call for each field is a tenth
 * of the time. */
#define WIRE_INLINE static inline __attribute__((always_inline))

enum wire_type {
    WIRE_VARINT = 0,
    WIRE_FIXED64 = 1,
    WIRE_BYTES = 2,
    WIRE_FIXED32 = 5
};

struct wire_field {
    uint64_t number;
    unsigned type;     /* enum wire_type */
    uint64_t value;    /* of WIRE_VARINT */
    struct span bytes; /* of WIRE_BYTES */
};

enum wire_step { WIRE_FIELD, WIRE_END, WIRE_BROKEN };

/*
 * A varint; false when cut off or over ten bytes. Most take a byte or two. The
 * rare long one is read through a copy, so that a caller's cursor can stay in
 * registers.
 */
WIRE_INLINE bool wire_varint(struct cursor *cursor, uint64_t *value)
{
    const unsigned char *next = (const unsigned char *)cursor->next;
    size_t left = (size_t)(cursor->end - cursor->next);
    if (left >= 1 && next[0] < 0x80) {
        *value = next[0];
        cursor->next += 1;
        return true;
    }
    if (left >= 2 && next[1] < 0x80) {
        *value = (uint64_t)(next[0] & 0x7f) | (uint64_t)next[1] << 7;
        cursor->next += 2;
        return true;
    }
    struct cursor slow = *cursor;
    uint64_t long_value;
    bool ok = cursor_varint(&slow, &long_value);
    *cursor = slow;
    *value = ok ? long_value : 0;
    return ok;
}

/* A field's bytes, which are never NULL. */
static inline struct cursor wire_over(struct span bytes)
{
    return (struct cursor){ .next = bytes.bytes,
                            .end = bytes.bytes + bytes.length };
}

static inline bool wire_take(struct cursor *cursor, uint64_t length,
                             struct span *taken)
{
    if (length > (uint64_t)(cursor->end - cursor->next)) {
        return false;
    }
    taken->bytes = cursor->next;
    taken->length = (size_t)length;
    cursor->next += length;
    return true;
}

/* The next field of a message; groups (types 3 and 4) are broken. */
WIRE_INLINE enum wire_step wire_next(struct cursor *cursor,
                                     struct wire_field *field)
{
    uint64_t tag, length;
    struct span skipped;
    if (cursor->next == cursor->end) {
        return WIRE_END;
    }
    if (!wire_varint(cursor, &tag)) {
        return WIRE_BROKEN;
    }
    field->number = tag >> 3;
    field->type = tag & 7;
    bool ok = false;
    if (field->type == WIRE_VARINT) {
        ok = wire_varint(cursor, &field->value);
    } else if (field->type == WIRE_BYTES) {
        ok = wire_varint(cursor, &length) &&
             wire_take(cursor, length, &field->bytes);
    } else if (field->type == WIRE_FIXED64) {
        ok = wire_take(cursor, 8, &skipped);
    } else if (field->type == WIRE_FIXED32) {
        ok = wire_take(cursor, 4, &skipped);
    }
    return ok ? WIRE_FIELD : WIRE_BROKEN;
}

#endif
