#include "core/analysis/allocations/allocation_text.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/model/go_tokens.h"

/* Skips a quoted literal; the position ends behind its closing quote. */
static size_t skip_literal(struct span line, size_t start)
{
    char quote = line.bytes[start];
    size_t i = start + 1;
    while (i < line.length && line.bytes[i] != quote) {
        i += quote != '`' && line.bytes[i] == '\\' ? 2 : 1;
    }
    return i < line.length ? i + 1 : line.length;
}

/* Behind a comment that begins here, or `start` itself. */
static size_t skip_comment(struct span line, size_t start)
{
    struct span rest = span_from(line, start);
    if (span_starts_with(rest, "//")) {
        return line.length;
    }
    if (!span_starts_with(rest, "/*")) {
        return start;
    }
    size_t length = span_find(span_from(rest, 2), "*/");
    size_t end = start + 2 + length + 2;
    return end < line.length ? end : line.length;
}

/* The code of a line: literals become "", comments go. */
static void code_of(struct span line, struct buffer *code)
{
    size_t i = 0;
    while (i < line.length) {
        char byte = line.bytes[i];
        size_t behind = skip_comment(line, i);
        if (byte == '"' || byte == '`' || byte == '\'') {
            buffer_text(code, byte == '\'' ? "0" : "\"\"");
            i = skip_literal(line, i);
        } else if (behind > i) {
            i = behind;
        } else {
            buffer_byte(code, byte);
            i++;
        }
    }
}

static bool is_word(char byte)
{
    return byte == '_' || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/* Whether the code calls what is built in: "append(", not "l.append(" nor
 * "toappend(". */
static bool calls(const char *code, const char *call)
{
    for (const char *at = code; (at = strstr(at, call)) != NULL; at++) {
        if (at == code || (!is_word(at[-1]) && at[-1] != '.')) {
            return true;
        }
    }
    return false;
}

/* "m[k] =", "m[k] +=", "m[k]++" and the like: an indexed element is stored.
 * On a line that allocates it can only be a map's. */
static bool stores_element(const char *code)
{
    for (const char *close = strchr(code, ']'); close != NULL;
         close = strchr(close + 1, ']')) {
        const char *next = close + 1;
        while (*next == '.' || is_word(*next)) {
            next++; /* m[k].field = needs an addressable element: a pointer */
        }
        next += strspn(next, " ");
        bool steps = next[0] == '+' && next[1] == '+';
        bool assigns = next[0] == '=' && next[1] != '=';
        bool updates =
            next[0] != '\0' && strchr("+-*/|&^%", next[0]) && next[1] == '=';
        if (steps || assigns || updates) {
            return true;
        }
    }
    return false;
}

static bool concatenates(const char *code)
{
    return strstr(code, "\"\" +") != NULL || strstr(code, "+ \"\"") != NULL ||
           strstr(code, "+= \"\"") != NULL;
}

static bool converts(const char *code)
{
    return strstr(code, "[]byte(") != NULL || strstr(code, "[]rune(") != NULL ||
           calls(code, "string(");
}

static bool makes_map(const char *code)
{
    const char *literal = strstr(code, "map[");
    return strstr(code, "make(map[") != NULL ||
           (literal != NULL && strchr(literal, '{') != NULL &&
            strstr(code, "func") == NULL);
}

bool allocation_text_extends(struct span line)
{
    struct buffer code;
    buffer_init(&code);
    code_of(line, &code);
    const char *at = strstr(code.bytes, "+=");
    while (at != NULL && at > code.bytes && at[-1] == ' ') {
        at--;
    }
    bool extends = at != NULL && at > code.bytes && is_word(at[-1]);
    buffer_release(&code);
    return extends;
}

/* The argument behind the first comma outside of inner brackets. */
static struct span second_argument(struct span arguments)
{
    size_t position = 0, depth = 0;
    for (struct span token; go_token_next(arguments, &position, &token);) {
        char byte = token.bytes[0];
        if (byte == ',' && depth == 0) {
            return span_trim(span_from(arguments, position));
        }
        depth += byte == '(' || byte == '[' || byte == '{';
        depth -= depth > 0 && (byte == ')' || byte == ']' || byte == '}');
    }
    return span_of("");
}

struct span allocation_text_appended(struct span line)
{
    static const char call[] = "append(";
    size_t start = span_find(line, call);
    if (start == line.length) {
        return span_of("");
    }
    struct span value =
        second_argument(span_from(line, start + sizeof(call) - 1));
    size_t length = 0;
    while (length < value.length &&
           (is_word(value.bytes[length]) || value.bytes[length] == '.')) {
        length++;
    }
    bool is_value =
        length > 0 && length < value.length && value.bytes[length] == '{';
    return is_value                       ? span_until(value, length)
           : span_starts_with(value, "&") ? span_of("*")
                                          : span_of("");
}

size_t allocation_text_kinds(struct span line,
                             enum cause_kind kinds[ALLOCATION_TEXT_MOST])
{
    struct buffer code;
    buffer_init(&code);
    code_of(line, &code);
    const char *text = code.bytes;
    const struct {
        bool is_there;
        enum cause_kind kind;
    } found[] = {
        { calls(text, "append("), CAUSE_APPEND },
        { stores_element(text), CAUSE_MAP_GROWTH },
        { makes_map(text), CAUSE_MAP_MAKE },
        { strstr(text, "make(chan") != NULL, CAUSE_CHANNEL },
        { concatenates(text), CAUSE_CONCATENATION },
        { converts(text), CAUSE_CONVERSION },
        { strstr(text, "make([]") != NULL, CAUSE_MAKE_UNKNOWN },
        { strstr(text, "<-") != NULL && strstr(text, "make(chan") == NULL,
          CAUSE_RUNTIME },
    };
    size_t count = 0;
    for (size_t i = 0; i < sizeof(found) / sizeof(found[0]); i++) {
        if (found[i].is_there && count < ALLOCATION_TEXT_MOST) {
            kinds[count++] = found[i].kind;
        }
    }
    buffer_release(&code);
    return count;
}
