/*
 * Pass: what identifies a finding, and the source that is shown with it.
 */
#ifndef CORE_ANALYSIS_FINGERPRINT_H
#define CORE_ANALYSIS_FINGERPRINT_H

#include "core/analysis/analysis.h"

/*
 * Of findings without a key, and once more of those with one, which keep it.
 *
 * Fills line_hash (GitHub's), key (rule, metric, function, text of the line
 * and its ordinal among equal lines of its function: survives drift of lines
 * and renames of files),
 * source (two lines around), and the column where it is unknown. Lines beyond
 * the end of a file, which other sources than the measured ones give, are
 * dropped from findings: nothing points at a line that is not there.
 */
void fingerprint(struct analysis *analysis);

#endif
