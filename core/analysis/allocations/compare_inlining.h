/*
 * Pass: functions on a hot path that the compiler inlined in base and cannot
 * inline in head (comparison.lost_inlinings).
 */
#ifndef CORE_ANALYSIS_COMPARE_INLINING_H
#define CORE_ANALYSIS_COMPARE_INLINING_H

#include "core/analysis/analysis.h"

/* That it was inlined a stack of base's profiles shows, or base's log of the
 * compiler; why it no longer can be, head's says. Two versions of the compiler
 * tell nothing about the code, so then there is nothing. */
void compare_inlining(struct analysis *analysis);

#endif
