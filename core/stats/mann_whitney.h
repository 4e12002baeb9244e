/*
 * The Mann-Whitney U test: do head's values tend to be greater than base's?
 * Exact up to 50 values a side, also with ties. Values must be finite.
 */
#ifndef CORE_STATS_MANN_WHITNEY_H
#define CORE_STATS_MANN_WHITNEY_H

#include <stdbool.h>
#include <stddef.h>

#include "core/stats/numbers.h"

#define MANN_WHITNEY_EXACT_LIMIT      50
#define MANN_WHITNEY_TIES_EXACT_LIMIT 25 /* benchstat's */

struct mann_whitney {
    double u; /* pairs in which base is the greater, equal pairs half */
    double p;
    bool is_exact;
    bool all_equal;  /* nothing to test ("all samples are equal"): p is 1 */
    bool is_invalid; /* a side is empty or not finite: p is 1, u NAN */
};

/* Two-sided p as benchstat prints it: exact up to 50 values a side, with ties
 * up to 25, else normal with tie and continuity correction.
 *
 * It differs from benchstat only for sides of unequal size with ties, where
 * the null distribution is not symmetric: benchstat then prints p above 1,
 * takes the wrong tail when base is the greater (1 2 2 against 1 1 1 2 3 3
 * and the reverse have two p), and with two distinct values counts wrongly.
 * Here it is twice the tail on the side of the observed U, at most 1, and the
 * same when the sides are exchanged. */
struct mann_whitney mann_whitney_two_sided(struct numbers base,
                                           struct numbers head);

/* One-sided p for "head tends to be greater than factor times base": the test
 * of a gate whose limit is factor - 1. Exact up to 50 values a side, with and
 * without ties. After scaling, values within 4 units of rounding are equal. */
struct mann_whitney mann_whitney_greater(struct numbers base,
                                         struct numbers head, double factor);

/* The least count a side with which two samples can differ at alpha
 * (two-sided): "need >= 4 samples to detect a difference at alpha level
 * 0.05". 0 when MANN_WHITNEY_EXACT_LIMIT do not suffice. benchstat knows only
 * up to 9 and says "need > 10" above. */
size_t mann_whitney_samples(double alpha);

#endif
