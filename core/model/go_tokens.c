#include "core/model/go_tokens.h"

#include <string.h>

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' ||
           (unsigned char)byte >= 0x80;
}

static bool starts_with_at(struct span text, size_t i, const char *prefix)
{
    return span_starts_with(span_from(text, i), prefix);
}

/* Behind a comment that begins here, or `i` itself. */
static size_t skip_comment(struct span text, size_t i)
{
    const char *end = NULL;
    if (starts_with_at(text, i, "//")) {
        end = "\n";
    } else if (starts_with_at(text, i, "/*")) {
        end = "*/";
    } else {
        return i;
    }
    size_t length = span_find(span_from(text, i + 2), end);
    size_t stop = i + 2 + length + strlen(end);
    return stop < text.length ? stop : text.length;
}

/* Behind a string, raw string or rune that begins here. */
static size_t skip_literal(struct span text, size_t i)
{
    char quote = text.bytes[i++];
    while (i < text.length && text.bytes[i] != quote) {
        i += text.bytes[i] == '\\' && quote != '`' ? 2 : 1;
    }
    return i < text.length ? i + 1 : text.length;
}

static size_t skip_token(struct span text, size_t i)
{
    char byte = text.bytes[i];
    if (byte == '"' || byte == '\'' || byte == '`') {
        return skip_literal(text, i);
    }
    if (!is_word(byte)) {
        return i + 1; /* operators by the byte: "a- -b" has a blank */
    }
    while (i < text.length && is_word(text.bytes[i])) {
        i++;
    }
    return i;
}

bool go_token_next(struct span text, size_t *position, struct span *token)
{
    size_t i = *position;
    while (i < text.length) {
        size_t next = skip_comment(text, i);
        if (next == i && !is_space(text.bytes[i])) {
            break;
        }
        i = next != i ? next : i + 1;
    }
    size_t end = i < text.length ? skip_token(text, i) : i;
    *token = span_until(span_from(text, i), end - i);
    *position = end;
    return end > i;
}

bool go_token_is_name(struct span token)
{
    char byte = token.length > 0 ? token.bytes[0] : '0';
    return is_word(byte) && (byte < '0' || byte > '9');
}

void go_tokens_append(struct buffer *tokens, struct span text)
{
    size_t position = 0;
    for (struct span token; go_token_next(text, &position, &token);) {
        buffer_byte(tokens, 0x1f);
        buffer_append(tokens, token.bytes, token.length);
    }
}

bool go_tokens_equal(struct span left, struct span right)
{
    struct buffer a, b;
    buffer_init(&a);
    buffer_init(&b);
    go_tokens_append(&a, left);
    go_tokens_append(&b, right);
    bool equal =
        a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
    buffer_release(&a);
    buffer_release(&b);
    return equal;
}
