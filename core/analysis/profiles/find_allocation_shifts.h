/*
 * Pass: allocations that moved. A line that allocates more because another one
 * allocates less (a statement edited, a helper extracted) is compared with
 * what both allocated (net_shifts.h), bytes and objects each.
 */
#ifndef CORE_ANALYSIS_FIND_ALLOCATION_SHIFTS_H
#define CORE_ANALYSIS_FIND_ALLOCATION_SHIFTS_H

#include "core/analysis/analysis.h"

void find_allocation_shifts(struct analysis *analysis);

#endif
