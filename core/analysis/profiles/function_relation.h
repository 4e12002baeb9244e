/*
 * Whether cost can have moved from one function to another: because the one
 * is new and the other calls it, the one is gone and was called by the other,
 * the one replaced the other, or one calls the other and the two together
 * cost what they did.
 */
#ifndef CORE_ANALYSIS_FUNCTION_RELATION_H
#define CORE_ANALYSIS_FUNCTION_RELATION_H

#include "core/analysis/analysis.h"
#include "core/analysis/profiles/call_edges.h"

struct function_relations {
    const struct analysis *analysis;
    enum profile_kind kind; /* whose stacks are asked who calls whom */
    struct call_edges base, head;
};

void function_relations_init(struct function_relations *relations,
                             const struct analysis *analysis,
                             enum profile_kind kind);
void function_relations_release(struct function_relations *relations);

/* A function and how its cost changed, at base's operations. */
struct moving_function {
    const char *name; /* interned */
    const char *path; /* a file in which it stands */
    double growth;
};

/* Whether the taker is the giver under a new name: head declares it where the
 * lines of the other stood. */
bool function_relations_rename(const struct function_relations *relations,
                               const struct moving_function *taker,
                               const struct moving_function *giver);

/* `taker` grew, `giver` shrank; they are not the same. */
bool function_relations_allow(const struct function_relations *relations,
                              const struct moving_function *taker,
                              const struct moving_function *giver);

#endif
