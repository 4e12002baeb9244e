/*
 * Pass: allocations that only moved. A line that allocates more because
 * another line under the same benchmark allocates less (a statement edited, a
 * helper extracted) is no regression: its changes are no longer up. The same
 * holds the other way for improvements.
 */
#ifndef CORE_ANALYSIS_FIND_ALLOCATION_SHIFTS_H
#define CORE_ANALYSIS_FIND_ALLOCATION_SHIFTS_H

#include "core/analysis/analysis.h"

void find_allocation_shifts(struct analysis *analysis);

#endif
