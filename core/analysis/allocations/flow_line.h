/*
 * The line of the patch at which a value begins to escape: not where it is
 * allocated, but where it is returned, stored or passed on.
 */
#ifndef CORE_ANALYSIS_FLOW_LINE_H
#define CORE_ANALYSIS_FLOW_LINE_H

#include "core/analysis/analysis.h"

/* The last changed line of the compiler's flow for the escape that allocates
 * at `seen`: the diagnostic's, or when that is NULL a new escape's there. */
bool flow_line(const struct analysis *analysis,
               const struct diagnostic *diagnostic, struct location seen,
               struct location *found);

#endif
