/*
 * Pass: what the waivers of the configuration take out of the count. A waived
 * finding goes to the report's waived ones, a waived failure of a gate is
 * skipped; what is beyond the limit of its waiver stays. A finding that a gate
 * fails by, and that decision of the gate, go together.
 */
#ifndef CORE_ANALYSIS_WAIVE_H
#define CORE_ANALYSIS_WAIVE_H

#include "core/analysis/analysis.h"

/* Needs keys and final places; fills report->waived and report->waivers. */
void waive(struct analysis *analysis);

#endif
