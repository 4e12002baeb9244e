#include "core/stats/median.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/stats/binomial.h"
#include "core/stats/normal.h"

#ifdef __clang__
#    pragma STDC FP_CONTRACT OFF /* benchstat's bits on every machine */
#endif

static const size_t exact_most = 30;
static const size_t samples_most = 50;

double median_of_sorted(struct numbers sorted)
{
    if (sorted.count == 0) {
        return (double)NAN;
    }
    double position = 1 / 3.0 + 0.5 * ((double)sorted.count + 1 / 3.0);
    double whole;
    double fraction = modf(position, &whole);
    size_t order = (size_t)whole;
    if (order >= sorted.count) {
        return sorted.values[sorted.count - 1];
    }
    double lower = sorted.values[order - 1];
    double upper = sorted.values[order];
    double middle = lower + fraction * (upper - lower);
    /* Only values near the largest double make their difference infinite. */
    return isfinite(middle) ? middle : lower / 2 + upper / 2;
}

/*
 * Gaps k and count - k are equally likely, and the interval grows to the left
 * first. But above 20 values benchstat takes its binomial coefficients from
 * rounded logarithms, and some right gaps come out larger than their mirror
 * images: bit k of [count - 21]. Found by printing both; 24 values at 95 % is
 * a case where the interval differs.
 */
static bool is_right_first(size_t count, size_t gap)
{
    static const uint16_t larger_right[] = { 0x0094, 0x0494, 0x0094, 0x0894,
                                             0x0494, 0x0494, 0x2c94, 0x3494,
                                             0x24f4, 0x65f4 };
    return count > 20 && (larger_right[count - 21] >> gap & 1) != 0;
}

/* P(exactly `below` of the values lie below the median); exact as a double. */
static double gap_probability(size_t count, size_t below)
{
    return ldexp(binomial_coefficient((unsigned)count, (unsigned)below),
                 -(int)count);
}

/* [low, high) are the gaps between values that the interval covers; gap k
 * lies between the k-th and the next value. */
static struct median_orders exact_orders(size_t count, double confidence)
{
    size_t low = count / 2; /* the mode, the lower one where there are two */
    size_t high = low + 1;
    double sum = gap_probability(count, low);
    while (sum < confidence && (low > 0 || high <= count)) {
        double left = low > 0 ? gap_probability(count, low - 1) : 0;
        double right = gap_probability(count, high);
        bool is_left =
            left > right || (left == right && !is_right_first(count, low - 1));
        if (is_left) {
            sum += left;
            low--;
        } else {
            sum += right;
            high++;
        }
    }
    return (struct median_orders){ low, high, sum };
}

/* P(low <= values below the median < high), continuity corrected. */
static double covered(size_t count, double low, double high)
{
    double mean = (double)count / 2;
    double deviation = sqrt((double)count) / 2;
    return normal_cdf((high - 0.5 - mean) / deviation) -
           normal_cdf((low - 0.5 - mean) / deviation);
}

static struct median_orders approximate_orders(size_t count, double confidence)
{
    double mean = (double)count / 2;
    double deviation = sqrt((double)count) / 2;
    double left = mean + deviation * normal_quantile((1 - confidence) / 2);
    double low = floor(floor(left - 0.5) + 0.5) + 1;
    double high = floor(ceil(2 * mean - left - 0.5) + 0.5) + 1;
    double attained = covered(count, low, high);
    double narrower = covered(count, low, high - 1);
    if (narrower >= confidence && narrower < attained) {
        attained = narrower;
        high--;
    }
    if (low <= 0 && high > (double)count) {
        attained = 1;
    }
    return (struct median_orders){ (size_t)fmax(low, 0),
                                   (size_t)fmin(high, (double)count + 1),
                                   attained };
}

struct median_orders median_orders(size_t count, double confidence)
{
    if (confidence >= 1) {
        return (struct median_orders){ 0, count + 1, 1 };
    }
    return count <= exact_most ? exact_orders(count, confidence)
                               : approximate_orders(count, confidence);
}

struct median_interval median_interval_of_sorted(struct numbers sorted,
                                                 double confidence)
{
    struct median_orders orders = median_orders(sorted.count, confidence);
    struct median_interval interval = {
        .low = -(double)INFINITY,
        .high = (double)INFINITY,
        .confidence = orders.confidence,
    };
    if (orders.low >= 1) {
        interval.low = sorted.values[orders.low - 1];
    }
    if (orders.high <= sorted.count) {
        interval.high = sorted.values[orders.high - 1];
    }
    return interval;
}

size_t median_interval_samples(double confidence)
{
    for (size_t count = 2; count <= samples_most; count++) {
        struct median_orders orders = median_orders(count, confidence);
        if (orders.low > 0 && orders.high <= count) {
            return count;
        }
    }
    return 0;
}
