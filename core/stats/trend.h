/*
 * Whether a series rises or falls, step by step, and by how much: Kendall's
 * test of a trend (Mann 1945) and the median of all slopes (Theil 1950, Sen
 * 1968) on logarithms. Both go by order and medians: outliers do little harm.
 */
#ifndef CORE_STATS_TREND_H
#define CORE_STATS_TREND_H

#include "core/stats/numbers.h"

#define TREND_LEAST 8

/* Above 0: rising. Normal approximation with ties and continuity corrected;
 * assumes values that are independent but for the trend. 0 for fewer than
 * TREND_LEAST values, a constant series, or a value that is not a positive
 * number. O(n^2). */
double trend_z(struct numbers series);

/* Of the last value's level to the first one's; all values positive, at least
 * two. O(n^2 log n). */
double trend_ratio(struct numbers series);

#endif
