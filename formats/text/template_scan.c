#include "formats/text/template_scan.h"

#include <stdio.h>
#include <string.h>

size_t template_line(const struct template_scan *scan, size_t position)
{
    size_t line = 1;
    for (size_t i = 0; i < position; i++) {
        line += scan->text.bytes[i] == '\n';
    }
    return line;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static struct span trim(struct span span)
{
    while (span.length > 0 && is_space(span.bytes[0])) {
        span = span_from(span, 1);
    }
    while (span.length > 0 && is_space(span.bytes[span.length - 1])) {
        span.length--;
    }
    return span;
}

/* Start of the line if only blanks stand before the position; else the
 * position itself. */
static size_t blank_start(const struct template_scan *scan, size_t position)
{
    size_t start = position;
    while (start > 0 && (scan->text.bytes[start - 1] == ' ' ||
                         scan->text.bytes[start - 1] == '\t')) {
        start--;
    }
    bool at_line = start == 0 || scan->text.bytes[start - 1] == '\n';
    return at_line ? start : SIZE_MAX;
}

/* Behind the line's end if only blanks follow the position. */
static size_t blank_end(const struct template_scan *scan, size_t position)
{
    size_t end = position;
    const char *bytes = scan->text.bytes;
    while (end < scan->text.length &&
           (bytes[end] == ' ' || bytes[end] == '\t')) {
        end++;
    }
    if (end == scan->text.length) {
        return end;
    }
    if (bytes[end] == '\r' && end + 1 < scan->text.length &&
        bytes[end + 1] == '\n') {
        return end + 2;
    }
    return bytes[end] == '\n' ? end + 1 : SIZE_MAX;
}

static bool set_delimiters(struct template_scan *scan, struct span content)
{
    struct cursor cursor = cursor_over(content.bytes, content.length);
    struct span open, close;
    if (!cursor_field(&cursor, &open) || !cursor_field(&cursor, &close) ||
        open.length >= TEMPLATE_DELIMITER_MOST ||
        close.length >= TEMPLATE_DELIMITER_MOST) {
        return false;
    }
    memcpy(scan->delimiters.open, open.bytes, open.length);
    scan->delimiters.open[open.length] = '\0';
    memcpy(scan->delimiters.close, close.bytes, close.length);
    scan->delimiters.close[close.length] = '\0';
    return true;
}

/* Kind and name from what stands between the delimiters. */
static bool read_content(struct template_scan *scan, struct span content,
                         struct template_tag *tag)
{
    char first = content.length > 0 ? content.bytes[0] : '\0';
    if (first != '\0' && strchr("#^/!>&", first) != NULL) {
        tag->kind = first;
        tag->name = trim(span_from(content, 1));
        return true;
    }
    if (first == '{') {
        tag->kind = '&';
        tag->name = trim(span_from(content, 1));
        return true;
    }
    if (first == '=') {
        tag->kind = '=';
        content = span_from(content, 1);
        bool closed =
            content.length > 0 && content.bytes[content.length - 1] == '=';
        content.length -= closed;
        return closed && set_delimiters(scan, trim(content));
    }
    tag->kind = '$';
    tag->name = trim(content);
    return true;
}

/* The end of the tag that begins at `start`; false when it has none. */
static bool find_close(const struct template_scan *scan, size_t start,
                       struct span *content, size_t *end)
{
    size_t open_length = strlen(scan->delimiters.open);
    struct span rest = span_from(scan->text, start + open_length);
    rest.length = scan->limit - start - open_length;
    char close[TEMPLATE_DELIMITER_MOST + 2];
    bool is_triple = rest.length > 0 && rest.bytes[0] == '{' &&
                     strcmp(scan->delimiters.close, "}}") == 0;
    snprintf(close, sizeof(close), "%s%s", is_triple ? "}" : "",
             scan->delimiters.close);
    size_t length = span_find(rest, close);
    if (length == rest.length) {
        return false;
    }
    *content = span_until(rest, length);
    *end = start + open_length + length + strlen(close);
    return true;
}

static void take_whole_line(struct template_scan *scan,
                            struct template_tag *tag, size_t start, size_t end)
{
    size_t line_start = blank_start(scan, start);
    size_t line_end = blank_end(scan, end);
    tag->start = start;
    scan->position = end;
    if (tag->kind == '$' || tag->kind == '&' || line_start == SIZE_MAX ||
        line_end == SIZE_MAX) {
        return;
    }
    tag->indent = span_from(scan->text, line_start);
    tag->indent.length = start - line_start;
    tag->start = line_start;
    scan->position = line_end;
}

bool template_next(struct template_scan *scan, struct template_tag *tag,
                   struct error *error)
{
    size_t begin = scan->position;
    struct span rest = span_from(scan->text, begin);
    rest.length = scan->limit - begin;
    size_t start = span_find(rest, scan->delimiters.open);
    *tag = (struct template_tag){ .literal = span_until(rest, start) };
    if (start == rest.length) {
        scan->position = scan->limit;
        tag->start = scan->limit;
        return true;
    }
    struct span content;
    size_t end;
    if (!find_close(scan, begin + start, &content, &end) ||
        !read_content(scan, content, tag)) {
        return error_set(error, ERROR_INPUT,
                         "%s:%zu: a tag is not closed; end it with \"%s\"",
                         scan->name, template_line(scan, begin + start),
                         scan->delimiters.close);
    }
    take_whole_line(scan, tag, begin + start, end);
    size_t literal_end = tag->start < begin ? begin : tag->start;
    tag->literal.length = literal_end - begin;
    return true;
}
