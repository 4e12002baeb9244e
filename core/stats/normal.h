/*
 * The standard normal distribution. The tails keep their relative precision:
 * an upper tail is never computed as one minus something.
 */
#ifndef CORE_STATS_NORMAL_H
#define CORE_STATS_NORMAL_H

double normal_cdf(double z);        /* P(Z <= z) */
double normal_upper_tail(double z); /* P(Z > z) */
double normal_two_sided(double z);  /* P(|Z| > |z|) */

/* z with P(Z <= z) = probability; infinite at 0 and 1, NAN outside. Rational
 * approximation of P. J. Acklam (2003) refined by Halley's rule. */
double normal_quantile(double probability);

/* z with P(Z > z) = probability, precise for small probabilities. */
double normal_upper_quantile(double probability);

#endif
