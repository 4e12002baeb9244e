/*
 * Did a rate change: samples (or sampled bytes) per operation, base against
 * head? All that is assumed of the sums is their variance, which
 * sampled_allocation.h and dispersion.h estimate. For shares of a total see
 * share_test.h.
 */
#ifndef CORE_STATS_RATE_TEST_H
#define CORE_STATS_RATE_TEST_H

#include <stdbool.h>

#include "core/stats/dispersion.h"
#include "core/stats/sampled_allocation.h"

struct rates {
    double base_sum, base_variance; /* of a count: count * dispersion */
    double head_sum, head_variance;
    double exposure_ratio;     /* head's operations / base's. Multiplied by
                                  1 + limit, it tests "ratio is 1 + limit" */
    double degrees_of_freedom; /* of the variances, when estimated from
                                  replicates; 0: known, use the normal */
    double extra_deviation;    /* relative, of each side, from run to run */
};

struct rate_result {
    double ratio;     /* head / base per operation; INFINITY when base is 0,
                         1 when both are */
    double low, high; /* of the ratio, 95 %, two-sided; 0 and INFINITY when
                         both sums are 0 */
    double p;         /* two-sided, for ratio 1 */
    bool is_exact;    /* the conditional test was used */
    bool is_invalid;  /* a sum is negative or not finite, or there is no
                         exposure: p is 1, the rest NAN */
};

/* On the log scale by the delta method: the variance of log(ratio) is
 * variance / sum^2 of both sides plus twice extra_deviation^2.
 *
 * Where a side has fewer than 10 effective samples (sum^2 / variance: a
 * Poisson count itself) that is too coarse, and impossible for a sum of 0.
 * Then it is the conditional test (Przyborowski and Wilenski 1940): given
 * the total, head's samples are binomial. Exact for counts, close for
 * weighted sums; extra_deviation is left out, such counts drown it; the
 * interval is Clopper and Pearson's, p twice the smaller tail.
 *
 * Variance 0 means that a sum is known exactly. */
struct rate_result rate_test(const struct rates *rates);

#endif
