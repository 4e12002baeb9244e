/*
 * Pass: what production spends its time on and no benchmark reaches.
 */
#ifndef CORE_ANALYSIS_FIND_UNCOVERED_H
#define CORE_ANALYSIS_FIND_UNCOVERED_H

#include "core/analysis/analysis.h"

/*
 * Fills the comparison's uncovered functions: of the repository, hot in head's
 * CPU profiles of production, and on no stack of a run of head's benchmarks.
 * Closures and instances count as their declaration. Nothing without profiles
 * of both sorts.
 */
void find_uncovered(struct analysis *analysis);

#endif
