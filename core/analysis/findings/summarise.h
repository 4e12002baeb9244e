/*
 * Pass: the verdict and the counts, last of all.
 */
#ifndef CORE_ANALYSIS_SUMMARISE_H
#define CORE_ANALYSIS_SUMMARISE_H

#include "core/analysis/analysis.h"

void summarise(struct analysis *analysis);

#endif
