#include "core/stats/go_math.h"

#include <math.h>

#ifdef __clang__
#    pragma STDC FP_CONTRACT OFF /* every rounding below is meant */
#endif

/*
 * The method of FreeBSD's e_log.c (Sun Microsystems, 1993): with
 * x = 2^k (1 + f) and sqrt(2)/2 <= 1 + f < sqrt(2), and s = f / (2 + f),
 * log(1 + f) = f - f^2/2 + s (f^2/2 + R(s^2)). R is a polynomial fitted to
 * (2/3) s^2 + (2/5) s^4 + ...; ln 2 is split so that k * high is exact.
 */
double go_log(double x)
{
    static const double ln_2_high = 6.93147180369123816490e-01;
    static const double ln_2_low = 1.90821492927058770002e-10;
    static const double sqrt_half = 7.07106781186547524401e-01;
    if (!(x > 0) || isinf(x)) {
        return log(x);
    }
    int exponent;
    double f = frexp(x, &exponent);
    if (f < sqrt_half) {
        f *= 2;
        exponent--;
    }
    f -= 1;
    double k = exponent;
    double s = f / (2 + f);
    double s2 = s * s;
    double s4 = s2 * s2;
    double odd = 1.479819860511658591e-01;
    odd = 1.818357216161805012e-01 + s4 * odd;
    odd = 2.857142874366239149e-01 + s4 * odd;
    odd = 6.666666666666735130e-01 + s4 * odd;
    double even = 1.531383769920937332e-01;
    even = 2.222219843214978396e-01 + s4 * even;
    even = 3.999999999940941908e-01 + s4 * even;
    double polynomial = s2 * odd + s4 * even;
    double half_square = 0.5 * f * f;
    double correction = s * (half_square + polynomial) + k * ln_2_low;
    return k * ln_2_high - ((half_square - correction) - f);
}

/*
 * The method of Shibata (SLEEF, public domain; "Efficient evaluation methods
 * of elementary functions suitable for SIMD computation", ISC'10): with
 * x = n ln 2 + 16 r, a Taylor series gives y = e^r - 1, and squaring four
 * times is y <- y (y + 2), which keeps the small y precise.
 */
double go_exp(double x)
{
    static const double log2_e = 1.4426950408889634073599246810018920;
    static const double ln_2_high = 0.69314718055966295651160180568695068359375;
    static const double ln_2_low =
        0.28235290563031577122588448175013436025525412068e-12;
    static const double inverse_factorials[] = {
        1.9841269841269841270e-4,
        1.3888888888888888889e-3,
        8.3333333333333333333e-3,
        4.1666666666666666667e-2,
        1.6666666666666666667e-1,
        0.5,
        1.0,
    };
    if (!(fabs(x) < 709)) {
        return exp(x); /* not finite, or beyond what a mean can be */
    }
    double n = rint(x * log2_e);
    double r = fma(-n, ln_2_high, x);
    r = fma(-n, ln_2_low, r) * 0.0625;
    double y = 2.4801587301587301587e-5;
    for (int i = 0; i < 7; i++) {
        y = fma(r, y, inverse_factorials[i]);
    }
    y *= r;
    for (int i = 0; i < 3; i++) {
        y *= y + 2;
    }
    return ldexp(fma(y + 2, y, 1), (int)n);
}
