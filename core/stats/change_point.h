/*
 * Where a series of measurements changed its level: the split at which the
 * ranks before and after differ most.
 *
 * The change-point model of Hawkins and Deng, "A Nonparametric Change-Point
 * Control Chart", Journal of Quality Technology 42 (2010): the Mann-Whitney
 * statistic of every split, standardised. It assumes nothing of the
 * distribution, only that values of one level are independent: an outlier
 * counts as one rank, and a benchmark that takes one of two levels at random
 * has no split. Preferred to E-divisive (Matteson and James 2014), which needs
 * permutations for each look and so a generator of random numbers.
 */
#ifndef CORE_STATS_CHANGE_POINT_H
#define CORE_STATS_CHANGE_POINT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/stats/numbers.h"

struct change_point {
    size_t index; /* of the first value of the new level */
    double z;     /* above 0: the new level is the higher one */
};

/* The least number of values before and after the split. */
#define CHANGE_POINT_BEFORE 5
#define CHANGE_POINT_AFTER  4

/* False for a series that is too short, is constant, or has a value that is
 * not a positive number. O(n log n). */
bool change_point_find(struct numbers series, struct change_point *found);

/* New level / old level, of a split that was found: the median of all ratios
 * between a value after and a value before. O(n^2). */
double change_point_ratio(struct numbers series, size_t index);

#endif
