/*
 * Pass: the gates "baseline vs optimized profiles archived" and "follow-up
 * monitoring dashboard updated" (playbook 6), one decision each: "archived"
 * and "dashboard". The run is on the dashboard when the store has recorded it.
 */
#ifndef CORE_ANALYSIS_GATE_STORE_H
#define CORE_ANALYSIS_GATE_STORE_H

#include "core/analysis/analysis.h"

/* Needs report.kept. Skipped without a store; "archived" also where a side has
 * no profiles. */
void gate_store(struct analysis *analysis);

#endif
