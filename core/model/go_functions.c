#include "core/model/go_functions.h"

#include <string.h>

#include "core/model/go_tokens.h"

/* A walk over the tokens that knows its line and the open brackets. */
struct walk {
    struct span text;
    size_t position;
    size_t counted; /* bytes whose line breaks are in `line` */
    uint32_t line;  /* of the token's first byte */
    int depth;      /* of (, [ and { */
    struct span token;
};

static void count_lines(struct walk *walk, size_t end)
{
    const char *next = walk->text.bytes + walk->counted;
    const char *stop = walk->text.bytes + end;
    while (next < stop &&
           (next = memchr(next, '\n', (size_t)(stop - next))) != NULL) {
        walk->line++;
        next++;
    }
    walk->counted = end;
}

static bool next_token(struct walk *walk)
{
    if (!go_token_next(walk->text, &walk->position, &walk->token)) {
        return false;
    }
    count_lines(walk, (size_t)(walk->token.bytes - walk->text.bytes));
    char byte = walk->token.bytes[0];
    if (byte == '(' || byte == '[' || byte == '{') {
        walk->depth++;
    } else if ((byte == ')' || byte == ']' || byte == '}') && walk->depth > 0) {
        walk->depth--;
    }
    return true;
}

/* Whether a '{' behind this token opens a type, not the body. */
static bool opens_type(struct span token)
{
    return span_equals(token, "struct") || span_equals(token, "interface");
}

/*
 * From the name on to the closing brace. A declaration without a body ends on
 * its own line: the next token at the top level stands on another.
 */
static void read_rest(struct walk *walk, struct go_function *function)
{
    struct span before = walk->token;
    int depth = walk->depth;
    uint32_t line = walk->line;
    for (;;) {
        size_t position = walk->position;
        if (!next_token(walk)) {
            break;
        }
        if (walk->depth == 0 && depth == 0 && walk->line > line) {
            walk->position = position; /* the next declaration's */
            break;
        }
        if (walk->token.bytes[0] == '{' && depth == 0 && !opens_type(before)) {
            function->body = walk->token;
        }
        line = walk->line;
        if (walk->token.bytes[0] == '}' && walk->depth == 0 &&
            function->body.length > 0) {
            break;
        }
        before = walk->token;
        depth = walk->depth;
    }
    function->last_line = line;
    if (function->body.length > 0) {
        function->body.length =
            (size_t)(walk->text.bytes + walk->position - function->body.bytes);
    }
}

/* The name behind "func" and a receiver, whose type is the last name in its
 * parentheses; false for a literal. */
static bool read_name(struct walk *walk, struct go_function *function)
{
    if (!next_token(walk)) {
        return false;
    }
    while (walk->depth > 0) {
        if (walk->depth == 1 && go_token_is_name(walk->token)) {
            function->receiver = walk->token;
        }
        if (!next_token(walk)) {
            return false;
        }
    }
    return (walk->token.bytes[0] != ')' || next_token(walk)) &&
           go_token_is_name(walk->token);
}

void go_functions(struct arena *arena, struct span text,
                  struct go_function_list *functions)
{
    struct walk walk = { .text = text, .line = 1 };
    while (next_token(&walk)) {
        if (walk.depth > 0 || !span_equals(walk.token, "func")) {
            continue;
        }
        struct go_function function = { .first_line = walk.line };
        if (read_name(&walk, &function)) {
            function.name = walk.token;
            read_rest(&walk, &function);
            *LIST_PUSH(arena, functions) = function;
        }
    }
}
