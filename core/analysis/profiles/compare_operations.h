/*
 * Pass: what one operation of each benchmark takes, in CPU and in time.
 */
#ifndef CORE_ANALYSIS_COMPARE_OPERATIONS_H
#define CORE_ANALYSIS_COMPARE_OPERATIONS_H

#include "core/analysis/analysis.h"

/* Fills the comparison's operation_costs, of the benchmarks whose operations
 * under the CPU profiles are known on both sides. */
void compare_operations(struct analysis *analysis);

#endif
