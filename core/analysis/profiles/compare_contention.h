/*
 * Pass: mutex and block profiles to the repository's lines that hold or wait
 * for a lock (comparison.contention).
 */
#ifndef CORE_ANALYSIS_COMPARE_CONTENTION_H
#define CORE_ANALYSIS_COMPARE_CONTENTION_H

#include "core/analysis/analysis.h"

void compare_contention(struct analysis *analysis);

#endif
