/*
 * Pass: base and head profiles to rows per function and per line, with flat,
 * cum and own cost, shares and p-values (comparison.profiles).
 */
#ifndef CORE_ANALYSIS_DIFF_PROFILES_H
#define CORE_ANALYSIS_DIFF_PROFILES_H

#include "core/analysis/analysis.h"

/* Builds the tallies of cpu, heap, mutex and block profiles, which later
 * passes share, and one profile_diff for each value type of interest. */
void diff_profiles(struct analysis *analysis);

#endif
