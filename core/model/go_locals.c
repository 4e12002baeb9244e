#include "core/model/go_locals.h"

#include <string.h>

#include "core/model/go_tokens.h"

struct walk {
    struct arena *arena;
    struct span_list tokens;
    struct span_list *names;
};

static bool is_token(const struct walk *walk, size_t index, const char *text)
{
    return index < walk->tokens.count &&
           span_equals(walk->tokens.items[index], text);
}

static bool is_name(const struct walk *walk, size_t index)
{
    return index < walk->tokens.count &&
           go_token_is_name(walk->tokens.items[index]);
}

static void add_name(const struct walk *walk, size_t index)
{
    struct span name = walk->tokens.items[index];
    if (!span_equals(name, "_")) {
        *LIST_PUSH(walk->arena, walk->names) = name;
    }
}

/* ":=" is two tokens, side by side. */
static bool is_definition(const struct walk *walk, size_t index)
{
    return is_token(walk, index, ":") && is_token(walk, index + 1, "=") &&
           walk->tokens.items[index].bytes + 1 ==
               walk->tokens.items[index + 1].bytes;
}

/* "a, b" before `end`. */
static void add_names_before(const struct walk *walk, size_t end)
{
    while (end > 0 && is_name(walk, end - 1)) {
        add_name(walk, end - 1);
        if (end < 3 || !is_token(walk, end - 2, ",")) {
            return;
        }
        end -= 2;
    }
}

/* "a, b" from `start` on. */
static void add_names_from(const struct walk *walk, size_t start)
{
    while (is_name(walk, start)) {
        add_name(walk, start);
        if (!is_token(walk, start + 1, ",")) {
            return;
        }
        start += 2;
    }
}

/* Behind the bracket that closes the one at `open`. */
static size_t behind_group(const struct walk *walk, size_t open)
{
    int depth = 0;
    size_t at = open;
    do {
        const char *byte =
            at < walk->tokens.count ? walk->tokens.items[at].bytes : "";
        depth += *byte != '\0' && strchr("([{", *byte) != NULL;
        depth -= *byte != '\0' && strchr(")]}", *byte) != NULL;
        at++;
    } while (depth > 0 && at < walk->tokens.count);
    return at;
}

/* What follows a name: "io.Reader", "List[int]" and "int)" are types alone, "a
 * ...int" and "a []int" are not. */
static bool starts_type(const struct walk *walk, size_t at)
{
    if (is_token(walk, at, ".")) {
        return is_token(walk, at + 1, ".");
    }
    if (is_token(walk, at, "[")) {
        return is_token(walk, at + 1, "]");
    }
    return !is_token(walk, at, ")");
}

/*
 * "(a, b int, c string)": a name starts an element and a type follows it, or
 * names up to one that has a type. "(int, string)" has none.
 */
static size_t read_parameters(const struct walk *walk, size_t open)
{
    size_t end = behind_group(walk, open);
    size_t first = open + 1; /* of the names that wait for a type */
    for (size_t at = open + 1; at + 1 < end;) {
        if (is_name(walk, at) && is_token(walk, at + 1, ",")) {
            at += 2;
            continue;
        }
        if (is_name(walk, at) && starts_type(walk, at + 1)) {
            add_names_from(walk, first);
        }
        while (at + 1 < end && !is_token(walk, at, ",")) {
            bool opens = strchr("([{", walk->tokens.items[at].bytes[0]) != NULL;
            at = opens ? behind_group(walk, at) : at + 1;
        }
        first = ++at;
    }
    return end;
}

/* "(r R) Name[T any](a A)" or "(a A)", behind "func". */
static void read_signature(const struct walk *walk, size_t at)
{
    if (is_token(walk, at, "(")) {
        at = read_parameters(walk, at);
    }
    if (!is_name(walk, at)) {
        return;
    }
    at++;
    if (is_token(walk, at, "[")) {
        at = behind_group(walk, at);
    }
    if (is_token(walk, at, "(")) {
        read_parameters(walk, at);
    }
}

void go_locals(struct arena *arena, struct span function,
               struct span_list *names)
{
    struct walk walk = { .arena = arena, .names = names };
    size_t position = 0;
    for (struct span token; go_token_next(function, &position, &token);) {
        *LIST_PUSH(arena, &walk.tokens) = token;
    }
    for (size_t i = 0; i < walk.tokens.count; i++) {
        if (is_definition(&walk, i)) {
            add_names_before(&walk, i);
        } else if (is_token(&walk, i, "var") || is_token(&walk, i, "const")) {
            add_names_from(&walk, i + 1);
        } else if (is_token(&walk, i, "func")) {
            read_signature(&walk, i + 1);
        }
    }
}
