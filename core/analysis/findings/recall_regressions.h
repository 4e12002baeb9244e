/*
 * Pass: what earlier runs knew. Findings learn since when they are known. On
 * the main branch a regression that is still open is found again, though base
 * has it too: else GitHub would call it fixed.
 */
#ifndef CORE_ANALYSIS_RECALL_REGRESSIONS_H
#define CORE_ANALYSIS_RECALL_REGRESSIONS_H

#include "core/analysis/analysis.h"

/* After fingerprint, which gives the keys. Does nothing without a store. */
void recall_regressions(struct analysis *analysis);

#endif
