/*
 * Pass: findings brought together by the line they stand on, after they are
 * in their final order. A line is as hard to mend as its hardest finding and
 * matters as much as its gravest.
 */
#ifndef CORE_ANALYSIS_GROUP_BY_PLACE_H
#define CORE_ANALYSIS_GROUP_BY_PLACE_H

#include "core/analysis/analysis.h"

void group_by_place(struct analysis *analysis);

#endif
