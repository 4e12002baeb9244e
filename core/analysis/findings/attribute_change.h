/*
 * Pass: a regression seen somewhere to the line of the patch that caused it,
 * because GitHub annotates only lines of the diff.
 *
 * The stacks that carry the regression are walked. Of the changed lines on
 * them, the one whose own cum grew most is taken (the leafmost on ties); else
 * a line of a changed function on them, one that defines what the line seen
 * uses where there is one; else where such a function lost code; else the
 * leafmost frame in the repository. The
 * place seen stays in the finding; its stack becomes the hottest, of those that
 * pass its line if any does.
 */
#ifndef CORE_ANALYSIS_ATTRIBUTE_CHANGE_H
#define CORE_ANALYSIS_ATTRIBUTE_CHANGE_H

#include "core/analysis/analysis.h"

/* For all findings and improvements that have no final place yet. */
void attribute_change(struct analysis *analysis);

/*
 * Sets is_related and relation_known of the benchmark rows: whether a stack of
 * the benchmark's cpu profiles passes a function of the patch, its own body
 * included; without a profile, whether the patch touches its package. Where
 * the patch changes what the module requires, no other is known to be
 * unrelated.
 */
void relate_benchmarks(struct analysis *analysis);

#endif
