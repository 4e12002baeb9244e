#include "formats/runtime/goroutine_text.h"

#include <string.h>

static bool take_text(struct span *rest, const char *text)
{
    if (!span_starts_with(*rest, text)) {
        return false;
    }
    *rest = span_from(*rest, strlen(text));
    return true;
}

static bool take_number(struct span *rest, uint64_t *number)
{
    size_t length = 0;
    while (length < rest->length && rest->bytes[length] >= '0' &&
           rest->bytes[length] <= '9') {
        length++;
    }
    bool ok = span_uint64(span_until(*rest, length), number);
    *rest = span_from(*rest, length);
    return ok;
}

/* One of the remarks behind the state; what is not wanted says nothing. */
static void take_remark(struct span remark, struct goroutine_header *header)
{
    uint64_t minutes;
    if (take_number(&remark, &minutes) && span_equals(remark, " minutes")) {
        header->minutes = minutes < UINT32_MAX ? (uint32_t)minutes : UINT32_MAX;
    }
}

/* "chan receive (leaked)": the last brackets may be about the goroutine; those
 * of "chan receive (nil chan)" are the state's own. */
static void strip_marks(struct goroutine_header *header)
{
    static const char *const marks[] = { " (leaked)", " (scan)", " (durable)" };
    for (size_t i = sizeof(marks) / sizeof(marks[0]); i-- > 0;) {
        if (span_ends_with(header->state, marks[i])) {
            header->state.length -= strlen(marks[i]);
            header->is_leaked |= i == 0;
        }
    }
}

bool goroutine_header_parse(struct span line, struct goroutine_header *header)
{
    uint64_t number;
    if (!take_text(&line, "goroutine ") || !take_number(&line, &number)) {
        return false;
    }
    size_t open = span_find(line, " [");
    if (open == line.length || !span_ends_with(line, "]:")) {
        return false;
    }
    struct span inside = span_until(line, line.length - 2);
    inside = span_from(inside, open + 2);
    size_t labels = span_find(inside, " labels:{");
    *header = (struct goroutine_header){ .labels = { "", 0 } };
    if (labels < inside.length) {
        header->labels = span_from(inside, labels + sizeof(" labels:") - 1);
        inside = span_until(inside, labels);
    }
    size_t comma = span_find(inside, ", ");
    header->state = span_until(inside, comma);
    while (comma < inside.length) {
        inside = span_from(inside, comma + 2);
        comma = span_find(inside, ", ");
        take_remark(span_until(inside, comma), header);
    }
    strip_marks(header);
    return true;
}

bool goroutine_call_parse(struct span line, struct span *function)
{
    size_t open = span_find_last(line, "(");
    if (open == 0 || open == line.length || !span_ends_with(line, ")") ||
        line.bytes[0] == '\t' || line.bytes[0] == ' ') {
        return false;
    }
    *function = span_until(line, open);
    return true;
}

bool goroutine_creator_parse(struct span line, struct span *function)
{
    if (!take_text(&line, "created by ")) {
        return false;
    }
    *function = span_until(line, span_find(line, " in goroutine "));
    return function->length > 0;
}

/* "FILE:LINE"; the colon of a drive belongs to the file. */
static bool parse_place(struct span text, struct goroutine_place *place)
{
    size_t colon = span_find_last(text, ":");
    uint64_t line;
    if (colon == 0 || colon == text.length ||
        !span_uint64(span_from(text, colon + 1), &line) || line > UINT32_MAX) {
        return false;
    }
    *place = (struct goroutine_place){ .file = span_until(text, colon),
                                       .line = (uint32_t)line };
    return true;
}

bool goroutine_place_parse(struct span line, struct goroutine_place *place)
{
    if (!take_text(&line, "\t")) {
        return false;
    }
    return parse_place(span_until(line, span_find_last(line, " +0x")), place);
}

bool goroutine_total_parse(struct span line, bool *is_leak)
{
    uint64_t total;
    *is_leak = take_text(&line, "goroutineleak ");
    return (*is_leak || take_text(&line, "goroutine ")) &&
           take_text(&line, "profile: total ") && take_number(&line, &total) &&
           line.length == 0;
}

bool goroutine_count_parse(struct span line, uint64_t *count)
{
    return take_number(&line, count) && take_text(&line, " @") && *count > 0;
}

bool goroutine_record_parse(struct span line, struct span *function,
                            struct goroutine_place *place)
{
    struct cursor cursor = cursor_over(line.bytes, line.length);
    struct span mark, address, symbol;
    if (!cursor_field(&cursor, &mark) || !span_equals(mark, "#") ||
        !cursor_field(&cursor, &address) || !cursor_field(&cursor, &symbol)) {
        return false;
    }
    struct span rest = { cursor.next, cursor_left(&cursor) };
    size_t plus = span_find_last(symbol, "+0x");
    *function = span_until(symbol, plus);
    return plus < symbol.length && parse_place(span_trim(rest), place);
}
