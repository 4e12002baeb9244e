#include "core/analysis/findings/defining_line.h"

#include <string.h>

#include "core/analysis/sources/source_text.h"
#include "core/model/go_tokens.h"

/* How much a changed line has to do with the line seen. */
enum relation {
    RELATION_NONE,
    RELATION_SHARES, /* some name is on both */
    RELATION_USES, /* it uses what the line seen makes, or is deferred to it */
    RELATION_DEFINES, /* it defines what the line seen uses */
};

/* Names that are on so many lines that they relate none. */
static bool is_common(struct span name)
{
    static const char *const words[] = {
        "_",        "append", "break", "case",      "chan",   "const",
        "continue", "defer",  "else",  "err",       "false",  "for",
        "func",     "go",     "if",    "interface", "len",    "make",
        "map",      "nil",    "ok",    "range",     "return", "select",
        "struct",   "switch", "true",  "type",      "var",
    };
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (span_equals(name, words[i])) {
            return true;
        }
    }
    return false;
}

/* The next name in the text from *position on that may relate lines. */
static bool next_name(struct span text, size_t *position, struct span *name)
{
    while (go_token_next(text, position, name)) {
        if (go_token_is_name(*name) && !is_common(*name)) {
            return true;
        }
    }
    return false;
}

static bool has_name(struct span text, struct span name)
{
    size_t position = 0;
    for (struct span next; next_name(text, &position, &next);) {
        if (span_is_same(next, name)) {
            return true;
        }
    }
    return false;
}

static bool share_name(struct span left, struct span right)
{
    size_t position = 0;
    for (struct span name; next_name(left, &position, &name);) {
        if (has_name(right, name)) {
            return true;
        }
    }
    return false;
}

/* The left side of ":=" or "=" and their like; empty without one. */
static struct span assigned_part(struct span line)
{
    static const char *const signs[] = { ":=", " = ", " += ", " |= " };
    for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
        size_t at = span_find(line, signs[i]);
        if (at < line.length) {
            return span_until(line, at);
        }
    }
    return span_until(line, 0);
}

/* Brackets open and close within the part: what they hold is only used. */
struct defined_names {
    struct span part;
    size_t position;
    int depth;
    bool first_only; /* of each element: a type follows */
};

static bool is_bracket(struct span token, const char *brackets)
{
    return strchr(brackets, token.bytes[0]) != NULL;
}

/* The next element's name: "y" of "x.y", "m" of "m[key]", "a" of "a int". */
static bool next_defined(struct defined_names *names, struct span *name)
{
    struct span token;
    name->length = 0;
    while (go_token_next(names->part, &names->position, &token)) {
        names->depth += is_bracket(token, "([{") - is_bracket(token, ")]}");
        if (names->depth == 0 && token.bytes[0] == ',' && name->length > 0) {
            return true;
        }
        bool is_wanted = name->length == 0 || !names->first_only;
        if (names->depth == 0 && is_wanted && go_token_is_name(token) &&
            !is_common(token)) {
            *name = token;
        }
    }
    return name->length > 0;
}

/* Whether the line assigns or declares a name that the other has. */
static bool defines_name_of(struct span line, struct span other)
{
    struct defined_names names = { .part = assigned_part(line) };
    if (span_starts_with(line, "func ")) {
        return share_name(span_from(line, 5), other); /* its parameters */
    }
    if (span_starts_with(line, "var ")) {
        names.part = span_from(line, 4);
        names.first_only = true;
    }
    for (struct span name; next_defined(&names, &name);) {
        if (has_name(other, name)) {
            return true;
        }
    }
    return false;
}

/* Where deferred calls are seen: at a return, at the closing brace. */
static bool runs_deferred(struct span seen)
{
    return span_equals(seen, "}") || span_starts_with(seen, "return");
}

/* Of lines without white space around them. */
static enum relation relation_of(struct span changed, struct span seen)
{
    if (defines_name_of(changed, seen)) {
        return RELATION_DEFINES;
    }
    if (defines_name_of(seen, changed) ||
        (span_starts_with(changed, "defer ") && runs_deferred(seen))) {
        return RELATION_USES;
    }
    return share_name(changed, seen) ? RELATION_SHARES : RELATION_NONE;
}

/* A changed line; 0: none. */
struct related_line {
    uint32_t line;
    enum relation relation;
};

/* Without the white space around it. */
static bool line_text(const struct analysis *analysis, const char *path,
                      uint32_t line, struct span *text)
{
    bool is_there = source_line(
        analysis->sources, &analysis->evidence->head.tree, path, line, text);
    *text = span_trim(*text);
    return is_there;
}

/* Of lines that relate alike the first definition, else the nearest before the
 * line seen, else the nearest behind it. */
static bool is_better(const struct related_line *best,
                      const struct related_line *line, uint32_t seen)
{
    if (best->line == 0 || line->relation != best->relation) {
        return best->line == 0 || line->relation > best->relation;
    }
    return line->relation != RELATION_DEFINES && line->line <= seen;
}

static struct related_line most_related(const struct analysis *analysis,
                                        struct location seen)
{
    struct go_function around;
    struct span seen_text, text;
    struct related_line best = { .line = 0 };
    if (!source_function_at(analysis->sources, &analysis->evidence->head.tree,
                            seen.file, seen.line, &around) ||
        !line_text(analysis, seen.file, seen.line, &seen_text)) {
        return best;
    }
    for (uint32_t line = around.first_line; line <= around.last_line; line++) {
        if (!patch_changes_line(&analysis->evidence->patch, seen.file, line) ||
            !line_text(analysis, seen.file, line, &text) || text.length == 0) {
            continue;
        }
        struct related_line next = { .line = line,
                                     .relation = relation_of(text, seen_text) };
        if (is_better(&best, &next, seen.line)) {
            best = next;
        }
    }
    return best;
}

static bool find_line(const struct analysis *analysis, struct location seen,
                      enum relation least, struct location *found)
{
    struct related_line best = most_related(analysis, seen);
    if (best.line == 0 || best.relation < least) {
        return false;
    }
    *found = (struct location){ .file = seen.file, .line = best.line };
    return true;
}

bool defining_line(const struct analysis *analysis, struct location seen,
                   struct location *found)
{
    return find_line(analysis, seen, RELATION_USES, found);
}

bool nearest_line(const struct analysis *analysis, struct location seen,
                  struct location *found)
{
    return find_line(analysis, seen, RELATION_NONE, found);
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
