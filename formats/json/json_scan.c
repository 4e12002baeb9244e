#include "formats/json/json_scan.h"

#include <string.h>

struct json_scan json_scan_over(struct span text, struct buffer *scratch)
{
    buffer_reserve(scratch, text.length + 1);
    return (struct json_scan){ .next = text.bytes,
                               .end = text.bytes + text.length,
                               .scratch = scratch };
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static void skip_space(struct json_scan *scan)
{
    while (scan->next < scan->end && is_space(*scan->next)) {
        scan->next++;
    }
}

bool json_scan_byte(struct json_scan *scan, char byte)
{
    skip_space(scan);
    if (scan->next == scan->end || *scan->next != byte) {
        return false;
    }
    scan->next++;
    return true;
}

static bool take_hex(struct json_scan *scan, uint32_t *unit)
{
    uint32_t value = 0;
    if (scan->end - scan->next < 4) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdef";
        char byte = *scan->next++;
        const char *digit =
            memchr(digits, byte >= 'A' && byte <= 'F' ? byte + 32 : byte, 16);
        if (digit == NULL) {
            return false;
        }
        value = value * 16 + (uint32_t)(digit - digits);
    }
    *unit = value;
    return true;
}

static void append_utf8(struct buffer *buffer, uint32_t rune)
{
    if (rune < 0x80) {
        buffer_byte(buffer, (char)rune);
        return;
    }
    if (rune < 0x800) {
        buffer_byte(buffer, (char)(0xc0 | rune >> 6));
    } else {
        if (rune < 0x10000) {
            buffer_byte(buffer, (char)(0xe0 | rune >> 12));
        } else {
            buffer_byte(buffer, (char)(0xf0 | rune >> 18));
            buffer_byte(buffer, (char)(0x80 | (rune >> 12 & 0x3f)));
        }
        buffer_byte(buffer, (char)(0x80 | (rune >> 6 & 0x3f)));
    }
    buffer_byte(buffer, (char)(0x80 | (rune & 0x3f)));
}

/* After "\u": one or, for a surrogate pair, two units of UTF-16. */
static bool take_unicode(struct json_scan *scan)
{
    uint32_t rune;
    if (!take_hex(scan, &rune)) {
        return false;
    }
    if (rune >= 0xd800 && rune < 0xdc00 && scan->end - scan->next >= 2 &&
        scan->next[0] == '\\' && scan->next[1] == 'u') {
        struct json_scan ahead = *scan;
        ahead.next += 2;
        uint32_t low;
        if (take_hex(&ahead, &low) && low >= 0xdc00 && low < 0xe000) {
            rune = 0x10000 + ((rune - 0xd800) << 10) + (low - 0xdc00);
            *scan = ahead;
        }
    }
    bool is_lone = rune >= 0xd800 && rune < 0xe000;
    append_utf8(scan->scratch, is_lone ? 0xfffd : rune);
    return true;
}

static bool take_escape(struct json_scan *scan)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    if (scan->next == scan->end) {
        return false;
    }
    char letter = *scan->next++;
    if (letter == 'u') {
        return take_unicode(scan);
    }
    const char *found = memchr(letters, letter, sizeof(letters) - 1);
    if (found == NULL) {
        return false;
    }
    buffer_byte(scan->scratch, meanings[found - letters]);
    return true;
}

/* Up to the next quote or backslash; false when there is none. */
static bool take_run(struct json_scan *scan, struct span *run)
{
    const char *start = scan->next;
    while (scan->next < scan->end && *scan->next != '"' &&
           *scan->next != '\\') {
        scan->next++;
    }
    *run = (struct span){ start, (size_t)(scan->next - start) };
    return scan->next < scan->end;
}

static bool take_decoded(struct json_scan *scan, struct span run,
                         struct span *text)
{
    size_t start = scan->scratch->length;
    for (;;) {
        buffer_append(scan->scratch, run.bytes, run.length);
        if (*scan->next++ == '"') {
            break;
        }
        if (!take_escape(scan) || !take_run(scan, &run)) {
            return false;
        }
    }
    *text = (struct span){ scan->scratch->bytes + start,
                           scan->scratch->length - start };
    return true;
}

bool json_scan_string(struct json_scan *scan, struct span *text)
{
    struct span run;
    if (!json_scan_byte(scan, '"') || !take_run(scan, &run)) {
        return false;
    }
    if (*scan->next == '\\') {
        return take_decoded(scan, run, text);
    }
    scan->next++;
    *text = run;
    return true;
}

bool json_scan_starts_string(struct json_scan *scan)
{
    skip_space(scan);
    return scan->next < scan->end && *scan->next == '"';
}

bool json_scan_name(struct json_scan *scan, struct span *name)
{
    return json_scan_string(scan, name) && json_scan_byte(scan, ':');
}

bool json_scan_uint32(struct json_scan *scan, uint32_t *number)
{
    skip_space(scan);
    struct span digits = { scan->next, 0 };
    while (scan->next < scan->end && *scan->next >= '0' && *scan->next <= '9') {
        scan->next++;
        digits.length++;
    }
    uint64_t value;
    if (!span_uint64(digits, &value) || value > UINT32_MAX) {
        return false;
    }
    *number = (uint32_t)value;
    return true;
}

static bool skip_string(struct json_scan *scan)
{
    struct span ignored;
    scan->next++;
    while (take_run(scan, &ignored)) {
        if (*scan->next++ == '"') {
            return true;
        }
        if (scan->next < scan->end) {
            scan->next++; /* what the backslash stands before */
        }
    }
    return false;
}

/* A string, or the bytes up to the next one; `depth` counts open brackets. */
static bool skip_piece(struct json_scan *scan, size_t *depth)
{
    if (*scan->next == '"') {
        return skip_string(scan);
    }
    char byte = *scan->next;
    if (byte == '{' || byte == '[') {
        ++*depth;
    } else if ((byte == '}' || byte == ']') && (*depth)-- == 0) {
        return false;
    }
    scan->next++;
    return true;
}

bool json_scan_skip(struct json_scan *scan, struct span *value)
{
    size_t depth = 0;
    skip_space(scan);
    value->bytes = scan->next;
    while (scan->next < scan->end) {
        char byte = *scan->next;
        if (depth == 0 && (byte == ',' || byte == '}' || byte == ']')) {
            break;
        }
        if (!skip_piece(scan, &depth)) {
            return false;
        }
    }
    value->length = (size_t)(scan->next - value->bytes);
    return depth == 0 && value->length > 0;
}

bool json_scan_object(struct json_scan *scan,
                      bool (*member)(struct json_scan *scan, struct span name,
                                     void *context),
                      void *context)
{
    if (!json_scan_byte(scan, '{')) {
        return false;
    }
    if (json_scan_byte(scan, '}')) {
        return true;
    }
    do {
        struct span name;
        if (!json_scan_name(scan, &name) || !member(scan, name, context)) {
            return false;
        }
    } while (json_scan_byte(scan, ','));
    return json_scan_byte(scan, '}');
}

bool json_scan_at_end(struct json_scan *scan)
{
    skip_space(scan);
    return scan->next == scan->end;
}
