#include "core/stats/rate_test.h"

#include <math.h>

#include "core/stats/binomial.h"
#include "core/stats/student_t.h"

static const double confidence = 0.95;

/* Below, the log of a sum is too far from normal. */
static const double exact_below = 10;

/* Sums are added up in floating point: 0.1 + 0.2 is not a change of 0.3. */
static const double rounding = 1e-12;

static double effective_samples(double sum, double variance)
{
    if (sum == 0) {
        return 0;
    }
    return variance > 0 ? sum * (sum / variance) : (double)INFINITY;
}

/* What one effective sample adds to the sum; NAN when there is none. */
static double sample_weight(double sum, double variance)
{
    return sum > 0 && variance > 0 ? variance / sum : (double)NAN;
}

static bool is_valid(const struct rates *rates)
{
    return rates->base_sum >= 0 && isfinite(rates->base_sum) &&
           rates->head_sum >= 0 && isfinite(rates->head_sum) &&
           rates->exposure_ratio > 0 && isfinite(rates->exposure_ratio) &&
           rates->base_variance >= 0 && isfinite(rates->base_variance) &&
           rates->head_variance >= 0 && isfinite(rates->head_variance);
}

/* At most one sum is 0 here, and no side is known exactly. */
static struct rate_result exact_test(const struct rates *rates, double ratio)
{
    double base = effective_samples(rates->base_sum, rates->base_variance);
    double head = effective_samples(rates->head_sum, rates->head_variance);
    double weights = sample_weight(rates->base_sum, rates->base_variance) /
                     sample_weight(rates->head_sum, rates->head_variance);
    /* The odds that a sample is head's. A side without samples has no weight
     * of its own: it would have the other's. */
    double odds = rates->exposure_ratio * (isfinite(weights) ? weights : 1);
    struct binomial binomial = { .trials = base + head,
                                 .probability = odds / (1 + odds) };
    struct binomial_interval interval =
        binomial_exact_odds(base + head, head, confidence);
    return (struct rate_result){
        .ratio = ratio,
        .low = interval.low / odds,
        .high = interval.high / odds,
        .p = binomial_two_sided(binomial, head),
        .is_exact = true,
    };
}

static double relative_variance(double sum, double variance)
{
    return variance / sum / sum;
}

static struct rate_result log_test(const struct rates *rates, double ratio)
{
    double extra = rates->extra_deviation;
    double deviation =
        sqrt(relative_variance(rates->base_sum, rates->base_variance) +
             relative_variance(rates->head_sum, rates->head_variance) +
             2 * extra * extra);
    double freedom = rates->degrees_of_freedom > 0 ? rates->degrees_of_freedom
                                                   : (double)INFINITY;
    double half =
        deviation * student_t_upper_quantile((1 - confidence) / 2, freedom);
    struct rate_result result = { .ratio = ratio,
                                  .low = ratio * exp(-half),
                                  .high = ratio * exp(half),
                                  .p = 1 };
    double change = log(ratio);
    if (fabs(change) > rounding) {
        result.p = student_t_two_sided(change / deviation, freedom);
    }
    return result;
}

/* Sums known exactly, one of them 0. */
static struct rate_result certain(double ratio)
{
    return (struct rate_result){ ratio, ratio, ratio, .p = 0 };
}

struct rate_result rate_test(const struct rates *rates)
{
    if (!is_valid(rates)) {
        return (struct rate_result){ .ratio = (double)NAN,
                                     .low = (double)NAN,
                                     .high = (double)NAN,
                                     .p = 1,
                                     .is_invalid = true };
    }
    if (rates->base_sum == 0 && rates->head_sum == 0) {
        return (struct rate_result){ 1, 0, (double)INFINITY, .p = 1 };
    }
    double ratio = rates->head_sum / rates->base_sum / rates->exposure_ratio;
    double base = effective_samples(rates->base_sum, rates->base_variance);
    double head = effective_samples(rates->head_sum, rates->head_variance);
    bool is_known = isinf(base) || isinf(head);
    if (is_known && fmin(base, head) == 0) {
        return certain(ratio);
    }
    return fmin(base, head) < exact_below && !is_known
               ? exact_test(rates, ratio)
               : log_test(rates, ratio);
}
