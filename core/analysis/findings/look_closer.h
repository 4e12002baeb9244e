/*
 * The playbook's signals (2): with which tool to look at a finding first, and
 * where to escalate to. Both as commands on the files of this run, by the
 * paths that the user gave; where the run has no such file, commands that
 * record one.
 */
#ifndef CORE_ANALYSIS_LOOK_CLOSER_H
#define CORE_ANALYSIS_LOOK_CLOSER_H

#include "core/analysis/analysis.h"

/* Sets signal, tool_command and escalation_command. Needs next_step. */
void look_closer(const struct analysis *analysis, struct finding *finding);

#endif
