/*
 * Pass: one line a gate. A gate decides many times, once a benchmark and unit
 * or once a hotspot; a reader asks first how the gate fared as a whole.
 */
#ifndef CORE_ANALYSIS_SUMMARISE_GATES_H
#define CORE_ANALYSIS_SUMMARISE_GATES_H

#include "core/analysis/analysis.h"

void summarise_gates(struct analysis *analysis);

#endif
