/*
 * Which calls of a line were inlined. What the compiler says at their columns
 * is of their bodies, and the frames of a profile tell whether the line itself
 * allocates or such a body does.
 */
#ifndef CORE_ANALYSIS_INLINED_CALLS_H
#define CORE_ANALYSIS_INLINED_CALLS_H

#include "core/analysis/allocations/allocation_cause.h"

/* A line with more is not told apart. */
enum { MOST_INLINED_CALLS = 32 };

struct inlined_calls {
    bool is_body;   /* the place allocates in a body, not by itself */
    uint32_t count; /* of the calls; of those to the place's body, if known */
    uint32_t columns[MOST_INLINED_CALLS];
};

void inlined_calls_find(const struct allocation_place *place,
                        struct inlined_calls *calls);

/* How well a diagnostic about the place's line fits to where it allocates. */
enum fit { FIT_NEVER, FIT_IF_NOTHING_ELSE, FIT_WELL };
enum fit inlined_calls_fit(const struct inlined_calls *calls,
                           const struct diagnostic *diagnostic);

#endif
