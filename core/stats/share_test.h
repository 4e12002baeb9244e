/*
 * Did a share of a total change, base against head? For profiles whose
 * operations are not known; for rates per operation see rate_test.h.
 */
#ifndef CORE_STATS_SHARE_TEST_H
#define CORE_STATS_SHARE_TEST_H

#include <stdbool.h>

struct shares {
    double base_part, base_total; /* counts of samples, part <= total */
    double head_part, head_total;
    double dispersion;         /* of the counts; below 1 counts as 1 */
    double degrees_of_freedom; /* of the dispersion; 0: known */
    double extra_deviation;    /* relative, of each part, from run to run */
};

struct share_interval {
    double value, low, high; /* 95 %, two-sided */
};

struct share_result {
    struct share_interval base, head; /* the shares: Wilson's interval */
    struct share_interval difference; /* head - base: Newcombe (1998), 10 */
    struct share_interval ratio;      /* head / base; INFINITY when base is 0,
                                         1 when both are */
    double p;                         /* two-sided, for equal shares */
    bool is_exact;                    /* p is from the conditional test */
    bool is_invalid; /* a total is 0, or a count is negative, not finite or
                        above its total: p is 1, the rest NAN */
};

/* Pooled score test on samples divided by their dispersion; a relative
 * deviation d of the part moves a share s by d s (1 - s). With fewer than 10
 * such samples in a part (or outside it) it is rate_test's conditional test,
 * conservative here; the ratio's interval is rate_test's then. */
struct share_result share_test(const struct shares *shares);

#endif
