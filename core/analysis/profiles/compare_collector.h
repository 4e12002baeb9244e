/*
 * Pass: what the garbage collector takes, base against head
 * (comparison.collector).
 */
#ifndef CORE_ANALYSIS_COMPARE_COLLECTOR_H
#define CORE_ANALYSIS_COMPARE_COLLECTOR_H

#include "core/analysis/analysis.h"

/*
 * From CPU profiles: the samples of the collector, wherever it works, for the
 * operations that the profile ran, counted by what they cost in base; without
 * operations, for all samples. The test is that of two rates, as for any
 * function. From gctrace: cycles a second of the process that ran longest,
 * compared by rank, with five traces a side.
 */
void compare_collector(struct analysis *analysis);

#endif
