#include "core/analysis/findings/function_cost.h"

#include "core/analysis/profiles/tally.h"

/* What of a function's own growth is compared with what others had before;
 * in the unit of the diff. */
static double moved_growth(const struct analysis *analysis,
                           const char *function, double own_growth)
{
    const struct profile_diff *diff =
        comparison_profile(analysis->comparison, PROFILE_CPU, "cpu");
    for (size_t i = 0; diff != NULL && i < diff->functions.count; i++) {
        const struct profile_row *row = &diff->functions.items[i];
        if (row->function == function && row->own.moved_with != NULL) {
            return own_growth - (row->own.head - row->own.base);
        }
    }
    return 0;
}

double function_cost_growth(const struct analysis *analysis,
                            const char *function)
{
    const struct tally *tally = analysis->tallies[PROFILE_CPU];
    struct tally_query query = { .fold = FOLD_CUM };
    query.node = tally_find_function(tally, function);
    struct change cum = tally_change(tally, &query);
    query.fold = FOLD_OWN;
    struct change own = tally_change(tally, &query);
    double period = (double)tally->profiles[0].profile->period;
    return period * (cum.head - cum.base) -
           moved_growth(analysis, function, period * (own.head - own.base));
}
