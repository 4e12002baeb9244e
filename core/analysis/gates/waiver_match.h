/*
 * Whether a waiver is about a finding or a decision of a gate, and whether
 * that is still within its limit.
 */
#ifndef CORE_ANALYSIS_WAIVER_MATCH_H
#define CORE_ANALYSIS_WAIVER_MATCH_H

#include "core/analysis/analysis.h"

bool waiver_matches_finding(const struct waiver *waiver,
                            const struct finding *finding);
bool waiver_matches_gate(const struct analysis *analysis,
                         const struct waiver *waiver, const struct gate *gate);

/* What a limit holds against: the relative growth; of what is new, or is no
 * growth, its share. NAN: neither is known. */
double waiver_extent_of(const struct finding *finding);

/* What is not known is not within a limit. */
bool waiver_allows(const struct waiver *waiver, double extent);

/* Whether the finding, or one that merged into it, tells of this decision. */
bool gate_is_told_by(const struct gate *gate, const struct finding *finding);

#endif
