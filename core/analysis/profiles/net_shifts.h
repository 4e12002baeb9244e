/*
 * Cost that moved: a line or function that costs more because another one
 * costs less (an edited statement, a helper extracted, a function renamed) is
 * compared with what both cost before.
 */
#ifndef CORE_ANALYSIS_NET_SHIFTS_H
#define CORE_ANALYSIS_NET_SHIFTS_H

#include "core/analysis/analysis.h"
#include "core/analysis/profiles/tally.h"

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
 * What was renamed is compared with what it was. Then, of items that grew and
 * items that shrank, and between which cost can move (lines of one function,
 * functions as function_relation.h has it, lines that share small blocks under
 * one benchmark), those that changed as their sum did are compared anew: the
 * largest with itself, with as many of the others as the opposite ones weigh
 * and those that only one side has, and with the opposite ones. All of these
 * are then marked as moved, so that no change is counted twice. Items that
 * changed by less than matters (the config's up_total) take no part.
 */
void net_shifts(const struct shift_problem *problem);

#endif
