/*
 * What the lines of an excerpt and the frames of a stack cost, with what they
 * call, in base and head: of one operation of the finding's benchmark, where
 * all of the excerpt is known so, else as shares of the profile.
 */
#ifndef CORE_ANALYSIS_LINE_COST_H
#define CORE_ANALYSIS_LINE_COST_H

#include "core/analysis/analysis.h"

/* The line first..last of the finding's file that costs most in head, with what
 * it calls; 0: none does. */
uint32_t line_cost_hottest(const struct analysis *analysis,
                           const struct finding *finding, uint32_t first,
                           uint32_t last);

/* Fills the costs of the finding's source and stack; no unit without a
 * profile. */
void line_costs(const struct analysis *analysis, struct finding *finding);

#endif
