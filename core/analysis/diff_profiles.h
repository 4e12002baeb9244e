/*
 * Pass: base and head profiles to rows per function and per line, with flat,
 * cum and own cost, shares and significance (comparison.profiles).
 */
#ifndef CORE_ANALYSIS_DIFF_PROFILES_H
#define CORE_ANALYSIS_DIFF_PROFILES_H

#include "core/analysis/analysis.h"

/* Builds the tallies of cpu, heap, mutex and block profiles, which later
 * passes share, and one profile_diff for each value type of interest. */
void diff_profiles(struct analysis *analysis);

/*
 * Fills q by Benjamini-Hochberg over the changes that are large enough to
 * matter (1 % of the total on both sides together: that choice does not
 * depend on the difference), then is_up and is_down. `total` is the larger
 * whole of the two sides.
 */
struct change_family {
    struct change **changes;
    size_t count;
    double base_total, head_total;
};
void judge_changes(const struct analysis *analysis,
                   const struct change_family *family);

#endif
