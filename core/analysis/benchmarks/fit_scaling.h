/*
 * Pass: benchmarks that run with several sizes of input, and the power of the
 * size with which their time grows.
 */
#ifndef CORE_ANALYSIS_FIT_SCALING_H
#define CORE_ANALYSIS_FIT_SCALING_H

#include "core/analysis/analysis.h"

/*
 * Fills the comparison's scalings from its benchmarks. Rows whose names differ
 * in one size alone are one family (benchmark_size.h; of several numbers in a
 * name, each that varies makes one). The fit is over the largest sizes, the
 * fewest that are four or more and span 32 times: the cost of a call weighs
 * least there.
 */
void fit_scaling(struct analysis *analysis);

#endif
