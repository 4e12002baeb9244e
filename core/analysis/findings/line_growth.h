/*
 * By how much a line of head costs more than what stood there: itself, what
 * match_lines knows it was, or its part of the lines that its edit replaced.
 */
#ifndef CORE_ANALYSIS_LINE_GROWTH_H
#define CORE_ANALYSIS_LINE_GROWTH_H

#include "core/analysis/analysis.h"
#include "core/analysis/profiles/tally.h"

/* What is asked of lines. */
struct line_growth {
    const struct analysis *analysis;
    const struct tally *tally;
    enum fold fold;
    size_t measure;
    const char *benchmark; /* under which; NULL: all */
};

/* At base's operations; negative for a line that costs less. `function` is
 * interned, as is the file of the place. */
double line_growth_of(const struct line_growth *growth, const char *function,
                      struct location place);

#endif
