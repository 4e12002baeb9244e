/*
 * How much more counts vary from replicate to replicate than Poisson counts
 * would: Pearson's chi-square over its degrees of freedom.
 */
#ifndef CORE_STATS_DISPERSION_H
#define CORE_STATS_DISPERSION_H

#include <stddef.h>

/* Zeroed by the caller, then fed: one set of replicates for one function on
 * one side, both sides, or many functions (the pooled estimate). */
struct dispersion {
    double chi_square;
    double degrees_of_freedom;
};

/* Adds replicates that share one rate: counts[i] over exposures[i] (their
 * operations or totals). Those without exposure are left out; fewer than two,
 * or only zeros, tell nothing and add nothing. */
void dispersion_add(struct dispersion *dispersion, const double *counts,
                    const double *exposures, size_t count);

/* At least 1, the Poisson case; 1 when nothing is known. */
double dispersion_value(const struct dispersion *dispersion);

#endif
