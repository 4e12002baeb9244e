/*
 * Many tests at once. The results stand in the order of the p-values; a NaN
 * or an impossible p counts as 1, one below 0 as 0. `adjusted` may be `p`.
 */
#ifndef CORE_STATS_MULTIPLE_H
#define CORE_STATS_MULTIPLE_H

#include <stddef.h>

/* Holm (1979): the chance of one false alarm in the family is at most alpha
 * when adjusted < alpha. Any dependence. */
void holm_adjust(const double *p, size_t count, double *adjusted);

/* Benjamini and Hochberg (1995): the expected share of false alarms among
 * what has q < alpha is at most alpha. Independent or positively dependent. */
void benjamini_hochberg(const double *p, size_t count, double *q);

#endif
