#include "core/stats/normal.h"

#include <math.h>

static const double sqrt_2 = 1.4142135623730951;
static const double sqrt_2_pi = 2.5066282746310002;

double normal_cdf(double z)
{
    return 0.5 * erfc(-z / sqrt_2);
}

double normal_upper_tail(double z)
{
    return 0.5 * erfc(z / sqrt_2);
}

double normal_two_sided(double z)
{
    return erfc(fabs(z) / sqrt_2);
}

/* Acklam's approximation in the tail, relative error 1.2e-9: z > 0 with
 * P(Z > z) = tail. */
static double approximate_tail(double tail)
{
    double q = sqrt(-2 * log(tail));
    double numerator = -7.784894002430293e-03;
    numerator = numerator * q - 3.223964580411365e-01;
    numerator = numerator * q - 2.400758277161838e+00;
    numerator = numerator * q - 2.549732539343734e+00;
    numerator = numerator * q + 4.374664141464968e+00;
    numerator = numerator * q + 2.938163982698783e+00;
    double denominator = 7.784695709041462e-03;
    denominator = denominator * q + 3.224671290700398e-01;
    denominator = denominator * q + 2.445134137142996e+00;
    denominator = denominator * q + 3.754408661907416e+00;
    return -numerator / (denominator * q + 1);
}

/* The same in the middle: z >= 0 with P(0 < Z < z) = distance. */
static double approximate_middle(double distance)
{
    double r = distance * distance;
    double numerator = -3.969683028665376e+01;
    numerator = numerator * r + 2.209460984245205e+02;
    numerator = numerator * r - 2.759285104469687e+02;
    numerator = numerator * r + 1.383577518672690e+02;
    numerator = numerator * r - 3.066479806614716e+01;
    numerator = numerator * r + 2.506628277459239e+00;
    double denominator = -5.447609879822406e+01;
    denominator = denominator * r + 1.615858368580409e+02;
    denominator = denominator * r - 1.556989798598866e+02;
    denominator = denominator * r + 6.680131188771972e+01;
    denominator = denominator * r - 1.328068155288572e+01;
    return numerator * distance / (denominator * r + 1);
}

double normal_upper_quantile(double probability)
{
    if (!(probability >= 0 && probability <= 1)) {
        return (double)NAN;
    }
    if (probability == 0 || probability == 1) {
        return probability == 0 ? (double)INFINITY : -(double)INFINITY;
    }
    if (probability > 0.5) {
        return -normal_upper_quantile(1 - probability);
    }
    double z = probability < 0.02425 ? approximate_tail(probability)
                                     : approximate_middle(0.5 - probability);
    /* Halley's step on the tail, divided by the density so that it also
     * holds where both are tiny. */
    double error = normal_upper_tail(z) - probability;
    double step = -error * sqrt_2_pi * exp(z * z / 2);
    return z - step / (1 + z * step / 2);
}

double normal_quantile(double probability)
{
    return -normal_upper_quantile(probability);
}
