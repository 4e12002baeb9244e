/*
 * The null distribution of the Mann-Whitney U: of all ways to deal the pooled
 * values to two samples, in how many is U (the pairs in which the first
 * sample's value is the greater, equal pairs half) at most so much?
 * Exact, for samples of at most U_EXACT_MOST values.
 */
#ifndef CORE_STATS_U_DISTRIBUTION_H
#define CORE_STATS_U_DISTRIBUTION_H

#include <stddef.h>
#include <stdint.h>

#define U_EXACT_MOST 50

/* P(U <= u) without ties; u may be any whole number. */
double u_lower_tail(unsigned first, unsigned second, long u);

/* The largest c with P(U <= c) at most `tail` (below 1/2), -1 when there is
 * none. Without ties; larger samples go by the normal approximation. */
int64_t u_critical_value(size_t first, size_t second, double tail);

/* Sizes of the groups of equal values, in ascending order of value. */
struct tie_groups {
    const unsigned *sizes;
    size_t count;
};

/* P(2 U <= twice_u) with ties. `first` values belong to the first sample. */
double u_lower_tail_with_ties(struct tie_groups groups, unsigned first,
                              long twice_u);

#endif
