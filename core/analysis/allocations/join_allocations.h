/*
 * Pass: allocation sites x compiler diagnostics x source text -> a cause for
 * each line that allocates (comparison.allocations and its summary). The
 * order of the rules is what was found to be right against the machine code:
 * the repository's own frame first, the compiler's word and the line's own
 * allocating expressions as candidates, told apart by size; a callee outside
 * the repository is counted apart.
 */
#ifndef CORE_ANALYSIS_JOIN_ALLOCATIONS_H
#define CORE_ANALYSIS_JOIN_ALLOCATIONS_H

#include "core/analysis/analysis.h"

void join_allocations(struct analysis *analysis);

#endif
