/*
 * Who owns which paths, as a CODEOWNERS file has it: patterns with owners, of
 * which the last that matches a path counts. Lives in the arena of its side,
 * texts interned.
 */
#ifndef CORE_MODEL_OWNERS_H
#define CORE_MODEL_OWNERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"

struct owner_rule {
    const char *pattern;               /* with "\ " resolved */
    uint32_t owner_first, owner_count; /* into names; none: nobody's */
    uint32_t line;                     /* of the file */
};
struct owner_rule_list LIST_STRUCT(struct owner_rule);
struct owner_name_list LIST_STRUCT(const char *);

struct owners {
    struct owner_rule_list rules;
    struct owner_name_list names; /* "@org/team", "a@example.com" */
};

/* The rule that counts for a path below the source root; NULL: none. */
const struct owner_rule *owners_find(const struct owners *owners,
                                     const char *path);

/* Its owners, of which `items` points into the names; none when it has none. */
struct owner_name_list owners_of(const struct owners *owners, const char *path);

/*
 * Whether the pattern, as GitHub reads it, matches the path. It is that of
 * .gitignore without "!" and "[...]", but that a final "*" is one level only:
 * docs.github.com, "About code owners". Takes at most the product of both
 * lengths, whatever the pattern.
 */
bool owner_pattern_matches(const char *pattern, const char *path);

#endif
