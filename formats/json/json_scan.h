/*
 * A walk over one JSON value that someone else owns, for streams of lines
 * that are too many for a tree (RFC 8259; lenient about numbers and control
 * characters). Nothing recurses, so no nesting is too deep.
 */
#ifndef FORMATS_JSON_SCAN_H
#define FORMATS_JSON_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/cursor.h"

struct json_scan {
    const char *next, *end;
    struct buffer *scratch; /* where strings with escapes are decoded */
};

/*
 * The scratch is not cleared but gets room for all that the text can hold,
 * since decoding never makes it longer: the spans given stay where they are
 * until it is used for another text.
 */
struct json_scan json_scan_over(struct span text, struct buffer *scratch);

/* Takes the byte after white space when it is this one. */
bool json_scan_byte(struct json_scan *scan, char byte);

/* A quoted string; the span is in the text itself when nothing is escaped,
 * else in the scratch. Half of a surrogate pair becomes U+FFFD, as in Go. */
bool json_scan_string(struct json_scan *scan, struct span *text);

/* Whether the next value is a string. */
bool json_scan_starts_string(struct json_scan *scan);

/* "NAME": of an object, with the colon. */
bool json_scan_name(struct json_scan *scan, struct span *name);

/* A whole number of at most 32 bits. */
bool json_scan_uint32(struct json_scan *scan, uint32_t *number);

/* Any value, undecoded; brackets must only balance. */
bool json_scan_skip(struct json_scan *scan, struct span *value);

/*
 * An object: `member` takes the value of each name, false when it could not.
 * False for anything that is no whole object.
 */
bool json_scan_object(struct json_scan *scan,
                      bool (*member)(struct json_scan *scan, struct span name,
                                     void *context),
                      void *context);

/* Whether only white space is left. */
bool json_scan_at_end(struct json_scan *scan);

#endif
