/*
 * The ranks of numbers, 1 to n; equal numbers share the mean of theirs.
 */
#ifndef CORE_STATS_RANKS_H
#define CORE_STATS_RANKS_H

#include <stddef.h>

#include "core/stats/numbers.h"

struct ranks {
    double *values; /* in the order of the numbers */
    size_t count;
    double tie_sum; /* of size^3 - size over groups of equal numbers */
};

/* Owned by the caller: ranks_release(). Numbers must be finite. */
struct ranks ranks_of(struct numbers numbers);
void ranks_release(struct ranks *ranks);

#endif
