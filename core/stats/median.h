/*
 * The median and its confidence interval, exactly as benchstat has them
 * (golang.org/x/perf/benchmath, AssumeNothing).
 */
#ifndef CORE_STATS_MEDIAN_H
#define CORE_STATS_MEDIAN_H

#include <stddef.h>

#include "core/stats/numbers.h"

/* Of sorted numbers; NAN when empty. Quantile R8 of Hyndman and Fan, with
 * benchstat's arithmetic: the same bits. */
double median_of_sorted(struct numbers sorted);

/* Which order statistics (1-based) bound the median; 0 and count + 1 stand
 * for minus and plus infinity. */
struct median_orders {
    size_t low, high;
    double confidence; /* attained, at least what was asked for */
};

/* The number of values below the median is binomial(count, 1/2): summed from
 * its mode outwards up to 30 values, normal with continuity correction
 * above. It grows by the more likely side; on a tie to the left, or where
 * benchstat's rounding says otherwise to the right. */
struct median_orders median_orders(size_t count, double confidence);

struct median_interval {
    double low, high; /* infinite when there are too few values */
    double confidence;
};

struct median_interval median_interval_of_sorted(struct numbers sorted,
                                                 double confidence);

/* The least count with a finite interval ("need >= 6 samples for confidence
 * interval at level 0.95"); 0 when 50 do not suffice. */
size_t median_interval_samples(double confidence);

#endif
