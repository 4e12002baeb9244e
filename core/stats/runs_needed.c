#include "core/stats/runs_needed.h"

#include <math.h>

#include "core/base/memory.h"
#include "core/stats/hodges_lehmann.h"
#include "core/stats/normal.h"

static const double power = 0.8;
static const double efficiency = 0.9549296585513721; /* 3 / pi */
static const double interval_tail = 0.025;           /* of the 95 % interval */

/* Closer to the limit than this, a difference is rounding. */
static const double least_distance = 1e-9;

/* Variance of the logarithms; NAN when there is none. */
static double log_variance(struct numbers numbers)
{
    double *logs = memory_allocate(memory_size(numbers.count, sizeof(double)));
    for (size_t i = 0; i < numbers.count; i++) {
        logs[i] = log(numbers.values[i]); /* not finite for 0 and below */
    }
    struct numbers logarithms = { logs, numbers.count };
    double deviation = numbers_are_finite(logarithms)
                           ? numbers_robust_deviation(logarithms)
                           : (double)NAN;
    memory_release(logs);
    return deviation * deviation;
}

unsigned runs_needed(const struct gate_question *question)
{
    struct ratio_interval estimate;
    double variance =
        log_variance(question->base) + log_variance(question->head);
    if (!hodges_lehmann_ratio(question->base, question->head, 0.95,
                              &estimate) ||
        isnan(variance)) {
        return 0;
    }
    double distance = log(estimate.ratio / question->factor);
    if (!(fabs(distance) > least_distance)) {
        return 0;
    }
    double tail = distance > 0 ? question->alpha : interval_tail;
    double deviate =
        normal_upper_quantile(tail) + normal_upper_quantile(1 - power);
    double runs =
        ceil(deviate * deviate * variance / (efficiency * distance * distance));
    return (unsigned)fmin(fmax(runs, RUNS_NEEDED_LEAST), RUNS_NEEDED_MOST);
}
