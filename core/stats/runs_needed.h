/*
 * How many runs a side (-count=N) would settle a gate that was inconclusive.
 */
#ifndef CORE_STATS_RUNS_NEEDED_H
#define CORE_STATS_RUNS_NEEDED_H

#include "core/stats/numbers.h"

#define RUNS_NEEDED_LEAST 15   /* the playbook's -count */
#define RUNS_NEEDED_MOST  1000 /* "this many or more" */

struct gate_question {
    struct numbers base, head; /* positive values */
    double factor;             /* the gate's limit: 1.02 for +2 % */
    double alpha;              /* one-sided, after adjustment for the family */
};

/* From RUNS_NEEDED_LEAST to RUNS_NEEDED_MOST, or 0 when no number of runs can
 * settle it: the effect is at the limit, or a value is not positive, or a
 * side has fewer than two.
 *
 * N = (z_alpha + z_power)^2 (s_base^2 + s_head^2) / (0.955 d^2): s robust
 * deviations of the logarithms, d the distance of the ratio from the limit on
 * the log scale, power 80 %, 0.955 = 3 / pi the efficiency of the
 * Mann-Whitney test against the t test (Lehmann, Nonparametrics, 2.4). Beyond
 * the limit alpha is the question's; within it the gate passes by its 95 %
 * interval: 2.5 %. */
unsigned runs_needed(const struct gate_question *question);

#endif
