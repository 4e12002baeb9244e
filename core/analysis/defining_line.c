#include "core/analysis/defining_line.h"

#include <ctype.h>
#include <string.h>

#include "core/analysis/source_text.h"
#include "core/base/cursor.h"

static bool is_name_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_' ||
           (unsigned char)byte >= 0x80;
}

/* The next identifier in the text from *position on; empty at the end. */
static struct span next_name(struct span text, size_t *position)
{
    size_t start = *position;
    while (start < text.length && !is_name_byte(text.bytes[start])) {
        start++;
    }
    size_t end = start;
    while (end < text.length && is_name_byte(text.bytes[end])) {
        end++;
    }
    *position = end;
    return span_until(span_from(text, start), end - start);
}

static bool uses_name(struct span text, struct span name)
{
    size_t position = 0;
    for (struct span next; (next = next_name(text, &position)).length > 0;) {
        if (next.length == name.length &&
            memcmp(next.bytes, name.bytes, name.length) == 0) {
            return true;
        }
    }
    return false;
}

/* What stands left of ":=" or "=", or behind "var". */
static struct span defined_part(struct span line)
{
    line = span_trim(line);
    if (span_starts_with(line, "var ")) {
        return span_from(line, 4);
    }
    size_t define = span_find(line, ":=");
    if (define < line.length) {
        return span_until(line, define);
    }
    size_t assign = span_find(line, " = ");
    return span_until(line, assign < line.length ? assign : 0);
}

static bool defines_used_name(struct span line, struct span seen)
{
    struct span defined = defined_part(line);
    size_t position = 0;
    for (struct span name; (name = next_name(defined, &position)).length > 0;) {
        if (uses_name(seen, name)) {
            return true;
        }
    }
    return false;
}

static bool line_text(const struct analysis *analysis, const char *path,
                      uint32_t line, struct span *text)
{
    return source_line(analysis->sources, &analysis->evidence->head.tree, path,
                       line, text);
}

bool defining_line(const struct analysis *analysis, struct location seen,
                   struct location *found)
{
    struct go_function around;
    struct span seen_text, text;
    uint32_t nearest = 0;
    if (!source_function_at(analysis->sources, &analysis->evidence->head.tree,
                            seen.file, seen.line, &around) ||
        !line_text(analysis, seen.file, seen.line, &seen_text)) {
        return false;
    }
    for (uint32_t line = around.first_line; line <= around.last_line; line++) {
        if (!patch_changes_line(&analysis->evidence->patch, seen.file, line) ||
            !line_text(analysis, seen.file, line, &text) ||
            span_trim(text).length == 0) {
            continue;
        }
        bool is_definition = defines_used_name(text, seen_text);
        if (nearest == 0 || line <= seen.line || is_definition) {
            nearest = line;
        }
        if (is_definition) {
            break;
        }
    }
    if (nearest == 0) {
        return false;
    }
    *found = (struct location){ .file = seen.file, .line = nearest };
    return true;
}

bool removal_line(const struct analysis *analysis, struct location seen,
                  struct location *found)
{
    struct go_function around;
    const struct patch *patch = &analysis->evidence->patch;
    if (!source_function_at(analysis->sources, &analysis->evidence->head.tree,
                            seen.file, seen.line, &around)) {
        return false;
    }
    for (uint32_t line = around.first_line; line < around.last_line; line++) {
        if (patch_touches(patch, seen.file, line, line + 1)) {
            *found = (struct location){ .file = seen.file, .line = line + 1 };
            return true;
        }
    }
    return false;
}
