/*
 * The regularised incomplete beta function: tails of the binomial and of
 * Student's t are both written with it.
 */
#ifndef CORE_STATS_BETA_H
#define CORE_STATS_BETA_H

/* I_x(a, b) for a, b > 0 and 0 <= x <= 1; `complement` is 1 - x, given apart
 * so that neither end loses precision. Small results keep their relative
 * precision. Continued fraction: DLMF 8.17.22, by the modified Lentz method.
 * NAN outside of that. */
double incomplete_beta(double a, double b, double x, double complement);

/* The quantile, as odds x / (1 - x): I_x(a, b) = probability. */
double incomplete_beta_odds(double a, double b, double probability);

#endif
