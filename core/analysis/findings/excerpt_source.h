/*
 * Pass: the source around each finding, head's beside base's as the patch has
 * them, and what each line costs. Runs when the findings have their places.
 */
#ifndef CORE_ANALYSIS_EXCERPT_SOURCE_H
#define CORE_ANALYSIS_EXCERPT_SOURCE_H

#include "core/analysis/analysis.h"

void excerpt_source(struct analysis *analysis);

#endif
