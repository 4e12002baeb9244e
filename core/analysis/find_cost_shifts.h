/*
 * Pass: cost that only moved. A function that grew because another one under
 * the same caller shrank (inlined, renamed, split, moved) is no regression:
 * its row in the cpu diff gets moved_from.
 */
#ifndef CORE_ANALYSIS_FIND_COST_SHIFTS_H
#define CORE_ANALYSIS_FIND_COST_SHIFTS_H

#include "core/analysis/analysis.h"

void find_cost_shifts(struct analysis *analysis);

#endif
