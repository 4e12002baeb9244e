/*
 * Pass: the differential flame graph of the cpu profiles (report.flame).
 */
#ifndef CORE_ANALYSIS_BUILD_FLAME_H
#define CORE_ANALYSIS_BUILD_FLAME_H

#include "core/analysis/analysis.h"

/* Boxes narrower than 0.5 % of the whole are left out, and frames above the
 * benchmark: the harness is the same for all. */
void build_flame(struct analysis *analysis);

#endif
