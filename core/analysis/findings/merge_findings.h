/*
 * Passes on finished findings: one finding for one rule on one line (GitHub
 * makes one alert of two), improvements apart from findings, and the final
 * order of both.
 */
#ifndef CORE_ANALYSIS_MERGE_FINDINGS_H
#define CORE_ANALYSIS_MERGE_FINDINGS_H

#include "core/analysis/analysis.h"

/* Keeps the weightiest of each rule and line; the others are named in its
 * message. Moves improvements to their list. */
void merge_findings(struct analysis *analysis);

/* Worst first: level, weight, rule, change, place; improvements the largest
 * first. A total order. */
void order_findings(struct analysis *analysis);

/* Puts one that weighs nothing behind the others of its level. */
void insert_finding(struct analysis *analysis, const struct finding *finding);

#endif
