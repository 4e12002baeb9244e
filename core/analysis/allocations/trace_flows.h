/*
 * Pass: the compiler's explanation of each finding's cause as steps with
 * places, for the code flows of SARIF and the chains of the HTML report.
 */
#ifndef CORE_ANALYSIS_TRACE_FLOWS_H
#define CORE_ANALYSIS_TRACE_FLOWS_H

#include "core/analysis/analysis.h"

void trace_flows(struct analysis *analysis);

#endif
