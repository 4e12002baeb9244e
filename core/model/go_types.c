#include "core/model/go_types.h"

#include <string.h>

#include "core/model/go_tokens.h"

static bool opens(char byte)
{
    return byte == '(' || byte == '[' || byte == '{';
}

static bool closes(char byte)
{
    return byte == ')' || byte == ']' || byte == '}';
}

static bool has_line_break(struct span text, size_t start, size_t end)
{
    return memchr(text.bytes + start, '\n', end - start) != NULL;
}

bool go_line_next(struct span text, size_t *position, struct span *line)
{
    size_t first = 0, end = 0, depth = 0;
    bool has_token = false;
    for (;;) {
        size_t before = *position;
        struct span token;
        if (!go_token_next(text, position, &token)) {
            break;
        }
        size_t start = (size_t)(token.bytes - text.bytes);
        char byte = token.bytes[0];
        bool is_outside = depth == 0;
        if (is_outside &&
            (closes(byte) || (has_token && has_line_break(text, end, start)))) {
            *position = before;
            break;
        }
        if (is_outside && byte == ';') {
            if (has_token) {
                break;
            }
            continue;
        }
        depth = depth + opens(byte) - closes(byte);
        first = has_token ? first : start;
        has_token = true;
        end = *position;
    }
    *line = span_from(span_until(text, end), first);
    return has_token;
}

static void add(struct arena *arena, struct span line,
                struct go_type_list *types)
{
    size_t position = 0;
    struct span name;
    if (!go_token_next(line, &position, &name) || !go_token_is_name(name)) {
        return;
    }
    struct span rest = span_trim(span_from(line, position));
    if (span_starts_with(rest, "=")) {
        rest = span_trim(span_from(rest, 1));
    }
    *LIST_PUSH(arena, types) =
        (struct go_type){ .name = name, .definition = rest };
}

void go_types(struct arena *arena, struct span text, struct go_type_list *types)
{
    size_t position = 0;
    for (struct span token; go_token_next(text, &position, &token);) {
        if (!span_equals(token, "type")) {
            continue;
        }
        size_t behind = position;
        struct span next, line;
        if (!go_token_next(text, &behind, &next)) {
            break;
        }
        if (next.bytes[0] == '(') {
            position = behind;
            while (go_line_next(text, &position, &line)) {
                add(arena, line, types);
            }
        } else if (go_line_next(text, &position, &line)) {
            add(arena, line, types);
        }
    }
}
