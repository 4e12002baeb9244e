#include "core/analysis/sources/escape_subject.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/strings.h"

static const char dynamic_type[] = " DYNAMICTYPE>";

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static const char *skip_digits(const char *at)
{
    while (*at >= '0' && *at <= '9') {
        at++;
    }
    return at;
}

/* Behind the literal that starts here; the end when it is not closed. */
static const char *skip_quoted(const char *at)
{
    char quote = *at++;
    while (*at != '\0' && *at != quote) {
        at += *at == '\\' && quote != '`' && at[1] != '\0' ? 2 : 1;
    }
    return *at == '\0' ? at : at + 1;
}

static bool is_quote(char byte)
{
    return byte == '"' || byte == '`' || byte == '\'';
}

/* Behind the bracket that closes the one that starts here. */
static const char *skip_brackets(const char *at, char open, char close)
{
    size_t depth = 0;
    while (*at != '\0') {
        if (is_quote(*at)) {
            at = skip_quoted(at);
            continue;
        }
        depth += *at == open;
        if (*at++ == close && --depth == 0) {
            break;
        }
    }
    return at;
}

/* A name of the compiler's whose number follows, or NULL. */
static const char *numbered_name(const char *at)
{
    static const char *const names[] = {
        ".autotmp_", ".func", ".gowrap", ".deferwrap", "-range",
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        size_t length = strlen(names[i]);
        if (text_starts_with(at, names[i]) &&
            skip_digits(at + length) > at + length) {
            return names[i];
        }
    }
    return NULL;
}

/* "1", and of closures in closures "1.2.3". */
static const char *skip_numbers(const char *at)
{
    at = skip_digits(at);
    while (*at == '.' && skip_digits(at + 1) > at + 1) {
        at = skip_digits(at + 1);
    }
    return at;
}

/* Length of "node" in "<node DYNAMICTYPE>", which is node with type arguments
 * that only the caller knows; 0: it is no such type. */
static size_t dynamic_type_length(const char *at)
{
    size_t length = strcspn(at + 1, "<> ");
    return text_starts_with(at + 1 + length, dynamic_type) ? length : 0;
}

/* Appends what starts here and gives where the rest starts. */
static const char *append_piece(struct buffer *buffer, const char *at)
{
    const char *name = numbered_name(at);
    if (name != NULL) {
        buffer_text(buffer, name);
        return skip_numbers(at + strlen(name));
    }
    if (is_quote(*at)) {
        const char *end = skip_quoted(at);
        buffer_append(buffer, at, (size_t)(end - at));
        return end;
    }
    if (*at == '{') {
        buffer_text(buffer, "{}");
        return skip_brackets(at, '{', '}');
    }
    if (*at == '<' && dynamic_type_length(at) > 0) {
        size_t length = dynamic_type_length(at);
        buffer_append(buffer, at + 1, length);
        return at + 1 + length + strlen(dynamic_type);
    }
    if (text_starts_with(at, "[go.shape.")) {
        return skip_brackets(at, '[', ']');
    }
    buffer_byte(buffer, *at);
    return at + 1;
}

void escape_subject_append(struct buffer *buffer, const char *subject)
{
    size_t start = buffer->length;
    while (*subject != '\0') {
        if (!is_space(*subject)) {
            subject = append_piece(buffer, subject);
            continue;
        }
        while (is_space(*subject)) {
            subject++;
        }
        if (buffer->length > start && *subject != '\0') {
            buffer_byte(buffer, ' ');
        }
    }
}
