/*
 * What may allocate on a line: expressions that the compiler speaks of, and
 * those that its text shows, as far as a block of the given size can be theirs.
 */
#ifndef CORE_ANALYSIS_ALLOCATION_CANDIDATES_H
#define CORE_ANALYSIS_ALLOCATION_CANDIDATES_H

#include "core/analysis/allocations/allocation_cause.h"

enum { MOST_CANDIDATES = 16 };

struct candidate {
    enum cause_kind kind;
    const struct diagnostic *diagnostic; /* NULL: from the text alone */
    int64_t bytes;                       /* that it needs; 0: not told */
    int64_t element_bytes; /* of which it needs some; 0: not told */
};

struct candidates {
    struct candidate items[MOST_CANDIDATES];
    size_t count;
};

void allocation_candidates(const struct analysis *analysis,
                           const struct allocation_place *place,
                           struct candidates *candidates);

#endif
