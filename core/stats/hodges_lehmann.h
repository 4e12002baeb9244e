/*
 * How many times as large head is: the Hodges-Lehmann estimate on the log
 * scale, with the interval that inverts the Mann-Whitney test.
 * Hollander, Wolfe, Chicken: Nonparametric Statistical Methods, 4.2 and 4.3.
 */
#ifndef CORE_STATS_HODGES_LEHMANN_H
#define CORE_STATS_HODGES_LEHMANN_H

#include <stdbool.h>

#include "core/stats/numbers.h"

struct ratio_interval {
    double ratio;     /* head / base: the median of all pairwise ratios */
    double low, high; /* 0 and INFINITY when there are too few values */
};

/* False, with NANs, when a side is empty or has a negative, NaN or infinite
 * value: a ratio then means nothing.
 *
 * Zeros are allowed and count as ratios in order: 0/0 is 1 (as benchstat has
 * it), x/0 is INFINITY, 0/x is 0. Between 0 and INFINITY the middle is 1.
 * With ties the interval is conservative: it uses the critical value without
 * ties (exact up to 50 values a side, else normal). */
bool hodges_lehmann_ratio(struct numbers base, struct numbers head,
                          double confidence, struct ratio_interval *interval);

#endif
