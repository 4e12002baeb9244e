#include "core/stats/beta.h"

#include <float.h>
#include <math.h>

static const int fraction_most_terms = 200000;

/* Halvings of the interval of log odds below: more than a double resolves. */
static const int quantile_halvings = 70;
static const double quantile_widest = 740;

/* log(gamma(z)) less Stirling's formula (z - 1/2) log z - z + log(2 pi)/2. */
static double stirling_error(double z)
{
    static const double half_log_2_pi = 0.91893853320467274;
    if (z < 16) {
        int sign;
        return lgamma_r(z, &sign) - (z - 0.5) * log(z) + z - half_log_2_pi;
    }
    double square = z * z;
    double series = 1 / 1680.0 / square;
    series = (1 / 1260.0 - series) / square;
    series = (1 / 360.0 - series) / square;
    return (1 / 12.0 - series) / z;
}

/*
 * x^a y^b / B(a, b) with Stirling's formula taken out: the large logarithms
 * cancel on paper instead of in floating point. After C. Loader, "Fast and
 * accurate computation of binomial probabilities" (2000).
 */
static double leading_factor(double a, double b, double x, double y)
{
    static const double two_pi = 6.2831853071795865;
    double n = a + b;
    double offset = a * y - b * x; /* a - n x */
    double deviance =
        a * log1p(offset / (n * x)) + b * log1p(-offset / (n * y));
    double correction =
        stirling_error(n) - stirling_error(a) - stirling_error(b);
    return sqrt(a / n * b / two_pi) * exp(correction - deviance);
}

/* Keeps the recurrence away from a division by zero. */
static double away_from_zero(double value)
{
    return fabs(value) < DBL_MIN / DBL_EPSILON ? DBL_MIN / DBL_EPSILON : value;
}

/* The fraction 1 / (1 + d1 / (1 + d2 / (1 + ...))); converges fast for
 * x < (a + 1) / (a + b + 2). */
static double continued_fraction(double a, double b, double x)
{
    double c = 1;
    double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m <= fraction_most_terms; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / away_from_zero(1 + even * d);
        c = away_from_zero(1 + even / c);
        value *= c * d;
        double odd =
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away_from_zero(1 + odd * d);
        c = away_from_zero(1 + odd / c);
        value *= c * d;
        if (fabs(c * d - 1) <= DBL_EPSILON) {
            break;
        }
    }
    return value;
}

double incomplete_beta(double a, double b, double x, double complement)
{
    if (!(a > 0 && b > 0 && x >= 0 && complement >= 0)) {
        return (double)NAN;
    }
    if (x == 0 || complement == 0) {
        return x == 0 ? 0 : 1;
    }
    double factor = leading_factor(a, b, x, complement);
    if (x < (a + 1) / (a + b + 2)) {
        return factor * continued_fraction(a, b, x) / a;
    }
    return 1 - factor * continued_fraction(b, a, complement) / b;
}

double incomplete_beta_odds(double a, double b, double probability)
{
    if (!(probability > 0 && probability < 1)) {
        return probability == 0   ? 0
               : probability == 1 ? (double)INFINITY
                                  : (double)NAN;
    }
    double low = -quantile_widest;
    double high = quantile_widest;
    for (int i = 0; i < quantile_halvings; i++) {
        double middle = (low + high) / 2;
        double x = 1 / (1 + exp(-middle));
        double complement = 1 / (1 + exp(middle));
        if (incomplete_beta(a, b, x, complement) < probability) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return exp((low + high) / 2);
}
