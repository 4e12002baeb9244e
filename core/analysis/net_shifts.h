/*
 * Cost that moved: a line or function that costs more because another one
 * costs less (an edited statement, a helper extracted, a function renamed) is
 * compared with what both cost before.
 */
#ifndef CORE_ANALYSIS_NET_SHIFTS_H
#define CORE_ANALYSIS_NET_SHIFTS_H

#include "core/analysis/analysis.h"
#include "core/analysis/tally.h"

/* A node of the tally and its change. */
struct shift_item {
    struct tally_query query;
    struct change *change;
    bool shares_blocks; /* of a line that allocates; see allocation_site */
};

struct shift_problem {
    const struct analysis *analysis;
    const struct tally *tally;
    struct shift_item *items; /* of one fold and measure */
    size_t count;
    double unit_value; /* of one unit of the measure in the changes */
};

/*
 * Of items that grew and items that shrank, and between which cost can move
 * (lines of one function, functions as function_relation.h has it, lines that
 * share small blocks under one benchmark), those that
 * changed as their sum did are compared anew: the largest gets the change of
 * itself, of as many of the others as the opposite ones weigh, and of these;
 * what it is compared with is marked as moved. Each change is then free of
 * what is another's. Items that changed by less than matters (the config's
 * up_total) take no part.
 */
void net_shifts(const struct shift_problem *problem);

#endif
