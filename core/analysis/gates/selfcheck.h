/*
 * Pass: the self-check of the gates (report --selfcheck). A change just beyond
 * each limit and one just within are planted into copies of the evidence: the
 * gate must fail the one and not the other. Decided by the gates' own code.
 */
#ifndef CORE_ANALYSIS_SELFCHECK_H
#define CORE_ANALYSIS_SELFCHECK_H

#include "core/analysis/analysis.h"

/*
 * Of each benchmark and unit head's values are scaled so that the ratio to
 * base becomes 1 + 1.5 limits (beyond) and 1 + 0.5 limits (within), all other
 * benchmarks as they are; counts that never vary come within a thousandth of
 * the limit. Head's CPU profiles get samples of a new function, with 1.5 and
 * 0.5 of the hotspots' limit as its share. Where the one is too noisy to fail
 * the limit is unguarded; the least change that would fail is searched. Does
 * nothing unless it is wanted; needs all facts.
 */
void selfcheck(struct analysis *analysis);

/* The part of the hotspots. */
void selfcheck_hotspots(struct analysis *analysis);

/* An entry with nothing planted yet. */
struct selfcheck_entry *selfcheck_add(struct analysis *analysis,
                                      const char *gate, double limit);

/* Completes an entry whose changes, states and fails_from are set: guard and
 * text. `why` says what hides the one beyond the limit; "" noise. */
void selfcheck_judge(const struct analysis *analysis,
                     struct selfcheck_entry *entry, const char *why);

#endif
