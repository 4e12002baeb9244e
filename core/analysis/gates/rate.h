/*
 * Pass: the rating of the change (report.rating), playbook 9 and 10:
 *
 *     5 - 2 clip(T / 10 %) - clip(A / 20 %) + 2 (I - R) / (I + R)
 *       - min(3, failed gates)
 *
 * T and A are the geometric means of the changes of sec/op and B/op, I and R
 * the summed weights of improvements and regressions; 0/0 is 0, clip is to
 * -1..1, and the sum to 0..10.
 */
#ifndef CORE_ANALYSIS_RATE_H
#define CORE_ANALYSIS_RATE_H

#include "core/analysis/analysis.h"

/* Needs gate_summaries, places and better_places. Notes do not count: what
 * they say has not passed a test of its own. */
void rate(struct analysis *analysis);

/* Fills the parts, value, is_positive and balance from the rest. */
void rating_sum(struct rating *rating);

#endif
