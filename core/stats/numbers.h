/*
 * A borrowed array of numbers and what every statistic needs of it: order,
 * a sorted copy, a robust spread. The caller owns the values; results that
 * are owned say so.
 */
#ifndef CORE_STATS_NUMBERS_H
#define CORE_STATS_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>

struct numbers {
    const double *values;
    size_t count;
};

/* Every value is neither NaN nor infinite (true of an empty array). The
 * readers reject such values; statistics that would lie on them ask again. */
bool numbers_are_finite(struct numbers numbers);

/* Every value is finite and above 0 (true of an empty array). */
bool numbers_are_positive(struct numbers numbers);

/* All values are equal (true of an empty array). */
bool numbers_are_constant(struct numbers numbers);

/* Ascending in a total order: -0 before 0, NaN last. */
void numbers_sort(double *values, size_t count);

/* Owned by the caller: memory_release(). Never NULL. */
double *numbers_sorted_copy(struct numbers numbers);

/* Running mean (Welford); NAN when empty. */
double numbers_mean(struct numbers numbers);

/* With n - 1 in the denominator; NAN below two values. */
double numbers_standard_deviation(struct numbers numbers);

/* A standard deviation that outliers do not move: 1.4826 times the median
 * distance from the median. Where that says nothing (fewer than five values,
 * or more than half of them equal) it is the plain one. NAN below two. */
double numbers_robust_deviation(struct numbers numbers);

#endif
