/*
 * Pass: what an operation costs in CPU, over all benchmarks.
 */
#ifndef CORE_ANALYSIS_COMPARE_CPU_COST_H
#define CORE_ANALYSIS_COMPARE_CPU_COST_H

#include "core/analysis/analysis.h"

/* Fills the comparison's cpu_cost from the tally of the CPU profiles: each
 * benchmark at base's operations, so that it weighs what it cost in base. */
void compare_cpu_cost(struct analysis *analysis);

#endif
