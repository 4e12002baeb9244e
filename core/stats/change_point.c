#include "core/stats/change_point.h"

#include <math.h>

#include "core/base/memory.h"
#include "core/stats/hodges_lehmann.h"
#include "core/stats/ranks.h"

/* z of the split before `index`, of a series whose first `index` ranks sum up
 * to `rank_sum`. Positive when the later values are the greater ones. */
static double split_z(const struct ranks *ranks, size_t index, double rank_sum)
{
    double before = (double)index;
    double after = (double)ranks->count - before;
    double all = before + after;
    double expected = before * (all + 1) / 2;
    double variance =
        before * after / 12 * (all + 1 - ranks->tie_sum / (all * (all - 1)));
    return (expected - rank_sum) / sqrt(variance);
}

static void find_split(const struct ranks *ranks, struct change_point *found)
{
    double sum = 0;
    for (size_t i = 0; i + CHANGE_POINT_AFTER < ranks->count; i++) {
        sum += ranks->values[i];
        if (i + 1 < CHANGE_POINT_BEFORE) {
            continue;
        }
        double z = split_z(ranks, i + 1, sum);
        if (fabs(z) > fabs(found->z)) {
            *found = (struct change_point){ .index = i + 1, .z = z };
        }
    }
}

double change_point_ratio(struct numbers series, size_t index)
{
    struct numbers before = { series.values, index };
    struct numbers after = { series.values + index, series.count - index };
    struct ratio_interval interval;
    /* Values are positive: there is a ratio. */
    (void)hodges_lehmann_ratio(before, after, 0.95, &interval);
    return interval.ratio;
}

bool change_point_find(struct numbers series, struct change_point *found)
{
    *found = (struct change_point){ .index = 0 };
    if (series.count < CHANGE_POINT_BEFORE + CHANGE_POINT_AFTER ||
        !numbers_are_positive(series) || numbers_are_constant(series)) {
        return false;
    }
    struct ranks ranks = ranks_of(series);
    find_split(&ranks, found);
    ranks_release(&ranks);
    return found->index > 0;
}
