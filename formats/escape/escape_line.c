#include "formats/escape/escape_line.h"

#include <string.h>

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Digits at `start`; gives the position behind them, `start` when there are
 * none or too many for a line. */
static size_t take_number(struct span text, size_t start, uint32_t *number)
{
    uint32_t value = 0;
    size_t at = start;
    while (at < text.length && is_digit(text.bytes[at])) {
        if (at - start == 9) {
            return start;
        }
        value = value * 10 + (uint32_t)(text.bytes[at] - '0');
        at++;
    }
    *number = value;
    return at;
}

/* Numbers after the colon that ends the file name; gives the position behind
 * them, 0 when the colon is followed by something else. */
static size_t take_numbers(struct span text, size_t colon,
                           struct escape_position *position)
{
    size_t at = take_number(text, colon + 1, &position->line);
    if (at == colon + 1) {
        return 0;
    }
    position->column = 0;
    if (at < text.length && text.bytes[at] == ':') {
        size_t end = take_number(text, at + 1, &position->column);
        if (end > at + 1) {
            return end;
        }
    }
    return at;
}

static bool is_before_message(struct span line, size_t at)
{
    return at + 1 < line.length && line.bytes[at] == ':' &&
           line.bytes[at + 1] == ' ';
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Walks the colons; `is_end` says what must follow the numbers. */
static bool find_position(struct span text, struct escape_position *position,
                          bool (*is_end)(struct span text, size_t at))
{
    const char *end = text.bytes + text.length;
    const char *next = text.bytes;
    while (next < end) {
        const char *colon = memchr(next, ':', (size_t)(end - next));
        if (colon == NULL) {
            return false;
        }
        size_t file_length = (size_t)(colon - text.bytes);
        size_t at = take_numbers(text, file_length, position);
        if (at > 0 && file_length > 0 && is_end(text, at)) {
            position->file = span_until(text, file_length);
            position->length = at + 2;
            return true;
        }
        next = colon + 1;
    }
    return false;
}

bool escape_position_parse(struct span line, struct escape_position *position)
{
    static const char unknown[] = "<unknown line number>: ";
    if (line.length == 0 || is_blank(line.bytes[0])) {
        return false;
    }
    if (line.bytes[0] == '<' && span_starts_with(line, unknown)) {
        *position = (struct escape_position){ .file = span_until(line, 0),
                                              .length = sizeof(unknown) - 1 };
        return true;
    }
    return find_position(line, position, is_before_message);
}

static bool is_at_end(struct span text, size_t at)
{
    return at == text.length;
}

bool escape_place_parse(struct span text, struct escape_position *position)
{
    return find_position(text, position, is_at_end);
}

bool escape_package_parse(struct span line, struct span *package)
{
    if (line.length < 3 || line.bytes[0] != '#' || line.bytes[1] != ' ' ||
        line.bytes[2] == '[' || line.bytes[2] == ' ') {
        return false;
    }
    struct span rest = span_from(line, 2);
    size_t end = span_find(rest, " ");
    *package = span_until(rest, end);
    rest = span_from(rest, end);
    return rest.length == 0 ||
           (span_starts_with(rest, " [") && span_ends_with(rest, "]"));
}

/* RFC 3339 as GitHub ("2026-11-23T01:08:21.1293077Z ") and Jenkins (in
 * brackets) write it; bytes beyond the shape are not looked at. */
struct span escape_line_strip(struct span line)
{
    enum { SHORTEST = 20, LONGEST = 40 };
    if (line.length > 0 && line.bytes[0] == '\xEF' &&
        span_starts_with(line, "\xEF\xBB\xBF")) {
        line = span_from(line, 3);
    }
    size_t start = line.length > 0 && line.bytes[0] == '[' ? 1 : 0;
    if (line.length < start + SHORTEST || !is_digit(line.bytes[start]) ||
        line.bytes[start + 4] != '-' || line.bytes[start + 10] != 'T' ||
        line.bytes[start + 13] != ':') {
        return line;
    }
    size_t most = line.length < LONGEST ? line.length : LONGEST;
    const char *space = memchr(line.bytes, ' ', most);
    return space == NULL ? line
                         : span_from(line, (size_t)(space - line.bytes) + 1);
}
