/*
 * Pass: what functions of earlier runs are called now, where the patch renamed
 * or moved them: a regression is not gone because its function has another
 * name.
 */
#ifndef CORE_ANALYSIS_FOLLOW_PAST_H
#define CORE_ANALYSIS_FOLLOW_PAST_H

#include "core/analysis/analysis.h"

/* Before match_functions, which gives base's functions head's names: where
 * base has the functions of the past's regressions. */
void note_past(struct analysis *analysis);

/* Right after it: sets analysis->past_functions. */
void follow_past(struct analysis *analysis);

#endif
