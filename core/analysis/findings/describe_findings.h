/*
 * Pass: words and triage. Completes each finding's message (headline, cause,
 * where it was seen, how sure it is), next step, impact and action, weight,
 * and whether GitHub will annotate it.
 */
#ifndef CORE_ANALYSIS_DESCRIBE_FINDINGS_H
#define CORE_ANALYSIS_DESCRIBE_FINDINGS_H

#include "core/analysis/analysis.h"

/* Weight, triage and next step: needed before findings are merged. */
void triage_findings(struct analysis *analysis);

/* The same of one. */
void triage_finding(const struct analysis *analysis, struct finding *finding);

/* The message: after the merge, which adds to it. */
void describe_findings(struct analysis *analysis);

#endif
