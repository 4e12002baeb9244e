/*
 * Pass: the gate "no new hotspot over 5 %" (playbook 6), one decision a new
 * hotspot, or one that passed.
 */
#ifndef CORE_ANALYSIS_GATE_HOTSPOTS_H
#define CORE_ANALYSIS_GATE_HOTSPOTS_H

#include "core/analysis/analysis.h"

void gate_hotspots(struct analysis *analysis);

#endif
