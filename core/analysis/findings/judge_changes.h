/*
 * Pass: which changes are up and which are down.
 */
#ifndef CORE_ANALYSIS_JUDGE_CHANGES_H
#define CORE_ANALYSIS_JUDGE_CHANGES_H

#include "core/analysis/analysis.h"

/*
 * Fills q by Benjamini-Hochberg, then is_up and is_down: q within the false
 * discovery rate, 5 % and more of itself, 1 % and more of the whole. All that
 * rules report of the profiles is one family: own cost of the repository's
 * functions, bytes and objects of its lines, delays of its locks, the garbage
 * collector. What stands in tables only is judged column by column.
 *
 * Only what is large enough to matter is tested, 1 % of both sides' wholes
 * together: a choice that does not depend on the difference.
 */
void judge_changes(struct analysis *analysis);

#endif
