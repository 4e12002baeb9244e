/*
 * For a cost that no profile can show at its cause (a dropped size hint, a
 * variable's declaration): the changed line that the line seen depends on.
 */
#ifndef CORE_ANALYSIS_DEFINING_LINE_H
#define CORE_ANALYSIS_DEFINING_LINE_H

#include "core/analysis/analysis.h"

/*
 * In the function around `seen`: the changed line that defines a name which
 * the line seen uses, else one that uses what the line seen makes. False, and
 * `found` as it was, when there is none.
 */
bool defining_line(const struct analysis *analysis, struct location seen,
                   struct location *found);

/* The same, else one with another name in common, else any: the nearest before
 * the line seen, else behind it. False when the patch does not touch the
 * function. */
bool nearest_line(const struct analysis *analysis, struct location seen,
                  struct location *found);

/* Of a function that only lost lines: the line behind the first that it lost;
 * false when it lost none. */
bool removal_line(const struct analysis *analysis, struct location seen,
                  struct location *found);

#endif
