/*
 * Variables of a function that a change calls otherwise: a name that only
 * base's function has stands for one that only head's has, at each place where
 * the two agree in all else.
 */
#ifndef CORE_ANALYSIS_LOCAL_RENAMES_H
#define CORE_ANALYSIS_LOCAL_RENAMES_H

#include "core/analysis/sources/code_match.h"
#include "core/base/map.h"
#include "core/model/go_locals.h"

/* A name that one side alone declares, and the only one that was met in its
 * place on the other side; NULL: none, or several. */
struct local_name {
    const char *partner;
    bool is_spoiled;
};

struct local_names {
    struct map keys; /* interned names */
    struct LIST_STRUCT(struct local_name) items;
};

struct local_renames {
    struct arena *arena;
    struct strings *strings;
    struct local_names base, head;
    bool is_settled;
};

/* Of a function's two texts, "func" to the closing brace; empty: unknown. */
void local_renames_init(struct local_renames *renames, struct span base,
                        struct span head);
void local_renames_release(struct local_renames *renames);

/* The name under which a token is compared: until the renames are settled one
 * for all that may be renamed, then that of head. `name` is interned. */
const char *local_renames_of(const struct local_renames *renames, bool is_head,
                             const char *name);

/* Learns from two pieces of the function that were matched. */
void local_renames_learn(struct local_renames *renames, const struct code *base,
                         const struct code *head);
void local_renames_settle(struct local_renames *renames);

#endif
