/*
 * By how much a function became dearer, with all that it calls.
 */
#ifndef CORE_ANALYSIS_FUNCTION_COST_H
#define CORE_ANALYSIS_FUNCTION_COST_H

#include "core/analysis/analysis.h"

/* Nanoseconds of CPU at base's operations. Of the whole function: its new lines
 * alone would not tell what its old ones cost. What it took over from others
 * is no growth. */
double function_cost_growth(const struct analysis *analysis,
                            const char *function);

#endif
