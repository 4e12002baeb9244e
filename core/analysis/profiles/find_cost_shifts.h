/*
 * Pass: cost that moved. The own cost of a function that grew because another
 * one shrank (inlined, renamed, split, moved) is compared with what both cost
 * (net_shifts.h). A row whose growth only moved gets moved_from.
 */
#ifndef CORE_ANALYSIS_FIND_COST_SHIFTS_H
#define CORE_ANALYSIS_FIND_COST_SHIFTS_H

#include "core/analysis/analysis.h"

/* Of the functions in the cpu diff. */
void find_cost_shifts(struct analysis *analysis);

#endif
