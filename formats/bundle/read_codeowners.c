/*
 * Reads CODEOWNERS files as GitHub does (docs.github.com, "About code
 * owners"): a pattern and its owners on a line, comments behind '#'. A line
 * with a pattern that GitHub does not take is left out, as it is there.
 *
 *     # who is asked
 *     /pricing/   @shop/pricing maria@example.com
 *     /docs/
 */
#include <string.h>

#include "formats/reader.h"

/* GitHub does not load more. */
static const size_t limit_bytes = (size_t)3 << 20;

enum line_kind {
    LINE_EMPTY, /* or a comment */
    LINE_RULE,
    LINE_BAD, /* GitHub leaves it out */
};

struct owner_line {
    struct span pattern;
    struct span owners; /* and what stands behind them */
    size_t owner_count;
};

/* Up to the first blank that no backslash stands before. */
static struct span take_pattern(struct span *rest)
{
    size_t length = 0;
    while (length < rest->length && rest->bytes[length] != ' ' &&
           rest->bytes[length] != '\t') {
        length += rest->bytes[length] == '\\' && length + 1 < rest->length;
        length++;
    }
    struct span pattern = span_until(*rest, length);
    *rest = span_from(*rest, length);
    return pattern;
}

static bool is_pattern(struct span pattern)
{
    return pattern.bytes[0] != '!' &&
           memchr(pattern.bytes, '[', pattern.length) == NULL &&
           memchr(pattern.bytes, ']', pattern.length) == NULL;
}

/* "@user", "@org/team" or an address. */
static bool is_owner(struct span text)
{
    const char *at = memchr(text.bytes, '@', text.length);
    return at != NULL && at + 1 < text.bytes + text.length;
}

static enum line_kind parse_line(struct span line, struct owner_line *parsed)
{
    line = span_trim(line);
    *parsed = (struct owner_line){ .owner_count = 0 };
    if (line.length == 0 || line.bytes[0] == '#') {
        return LINE_EMPTY;
    }
    parsed->pattern = take_pattern(&line);
    parsed->owners = line;
    struct cursor cursor = cursor_over(line.bytes, line.length);
    struct span owner;
    while (cursor_field(&cursor, &owner) && owner.bytes[0] != '#') {
        if (!is_owner(owner)) {
            return LINE_BAD;
        }
        parsed->owner_count++;
    }
    return is_pattern(parsed->pattern) ? LINE_RULE : LINE_BAD;
}

/* "a\ b" -> "a b": a backslash makes the next byte plain. */
static const char *plain_pattern(const struct reader_target *target,
                                 struct span pattern)
{
    char *plain = arena_copy(target->arena, pattern.bytes, pattern.length);
    size_t length = 0;
    for (size_t i = 0; i < pattern.length; i++) {
        i += pattern.bytes[i] == '\\' && i + 1 < pattern.length;
        plain[length++] = pattern.bytes[i];
    }
    return strings_intern(target->strings, plain, length);
}

static void add_rule(const struct reader_target *target,
                     const struct owner_line *parsed, uint32_t line)
{
    struct owners *owners = &target->side->owners;
    struct cursor cursor =
        cursor_over(parsed->owners.bytes, parsed->owners.length);
    *LIST_PUSH(target->arena, &owners->rules) = (struct owner_rule){
        .pattern = plain_pattern(target, parsed->pattern),
        .owner_first = (uint32_t)owners->names.count,
        .owner_count = (uint32_t)parsed->owner_count,
        .line = line,
    };
    for (size_t i = 0; i < parsed->owner_count; i++) {
        struct span owner;
        cursor_field(&cursor, &owner);
        *LIST_PUSH(target->arena, &owners->names) =
            strings_intern(target->strings, owner.bytes, owner.length);
    }
}

static bool read_codeowners(const struct input *input,
                            const struct reader_target *target,
                            struct error *error)
{
    (void)error; /* GitHub reads on behind any line, and so does this */
    struct cursor cursor =
        cursor_over(input->content.bytes, input->content.length);
    struct owner_line parsed;
    struct span line;
    if (input->content.length > limit_bytes) {
        evidence_notice(target->side, input->name, 0,
                        "is over 3 MB, which GitHub does not load; it was not "
                        "read");
        return true;
    }
    for (uint32_t number = 1; cursor_line(&cursor, &line); number++) {
        enum line_kind kind = parse_line(line, &parsed);
        if (kind == LINE_RULE) {
            add_rule(target, &parsed, number);
        } else if (kind == LINE_BAD) {
            evidence_notice(target->side, input->name, number,
                            "a line that GitHub does not take was left out");
        }
    }
    return true;
}

/* Nothing but rules, the last line aside, which may be cut; some of them with
 * an owner whose name says so. */
static int recognise_codeowners(struct span start)
{
    struct cursor cursor = cursor_over(start.bytes, start.length);
    struct owner_line parsed;
    bool has_owner = false;
    for (struct span line; cursor_line(&cursor, &line);) {
        enum line_kind kind = parse_line(line, &parsed);
        if (kind == LINE_BAD && cursor_left(&cursor) > 0) {
            return 0;
        }
        has_owner |= kind == LINE_RULE && parsed.owner_count > 0;
    }
    return has_owner ? 50 : 0;
}

const struct reader reader_codeowners = {
    .name = "codeowners",
    .description = "a CODEOWNERS file",
    .copies_all = true,
    .recognise = recognise_codeowners,
    .read = read_codeowners,
};
