/*
 * Pass: what the configuration says of the findings of a rule where they
 * stand: which are not wanted there, their level, their effort.
 */
#ifndef CORE_ANALYSIS_APPLY_CONFIG_H
#define CORE_ANALYSIS_APPLY_CONFIG_H

#include "core/analysis/analysis.h"

void apply_config(struct analysis *analysis);

/* What a finding is about, for what the configuration names. */
struct scope finding_scope(const struct finding *finding);

#endif
