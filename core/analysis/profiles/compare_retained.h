/*
 * Pass: which lines of the repository allocated what is still in use at the
 * end, and whether that grew.
 */
#ifndef CORE_ANALYSIS_COMPARE_RETAINED_H
#define CORE_ANALYSIS_COMPARE_RETAINED_H

#include "core/analysis/analysis.h"

/* Fills the comparison's retained sites, the largest in head first, from the
 * inuse_space of the heap profiles. Bytes that only moved to another line are
 * compared with what was there. */
void compare_retained(struct analysis *analysis);

#endif
