/*
 * Which rows of a profile table are reached by calls, and which only by being
 * inlined: pprof's "(inline)" and "(partial-inline)". Walks whole stacks.
 */
#ifndef CORE_ANALYSIS_PROFILE_CALLS_H
#define CORE_ANALYSIS_PROFILE_CALLS_H

#include "core/model/profile_table.h"

struct profile_calls_side {
    const struct profile *profile;
    size_t value;              /* the value type that is looked at */
    const uint32_t *line_rows; /* the row of each of its lines */
    int64_t magnitude;         /* set: the sum of |value| */
};

struct profile_calls {
    struct profile_calls_side sides[2];
    struct profile_table_row *rows; /* is_inlined and is_called are set */
    size_t row_count;
};

/* A caller that had the callee inlined in every stack counts as inlining it;
 * stacks whose value is 0 do not count. */
void profile_calls_mark(struct profile_calls *calls);

#endif
