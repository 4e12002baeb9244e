/*
 * Amounts of a tally on both sides at base's operations, and the test whether
 * they differ: what the questions to a tally (tally.h) are answered with.
 */
#ifndef CORE_ANALYSIS_TALLY_SUMS_H
#define CORE_ANALYSIS_TALLY_SUMS_H

#include "core/analysis/profiles/tally.h"

/* More replicates than this a side are pooled into the last. */
enum { MOST_REPLICATES = 64 };

/* Per side (base, head) and per replicate. */
struct scaled_sums {
    double sum[2];
    double variance[2]; /* from sampling alone */
    double replicates[2][MOST_REPLICATES];
    size_t replicate_count[2];
};

/* All zero. */
struct scaled_sums tally_sums(const struct tally *tally);

/*
 * What one unit of this profile is worth at base's operations (or, for
 * shares, at base's total): base's operations per profile over the profile's
 * own. 0: the group cannot be compared.
 */
double tally_scale(const struct tally *tally, const struct tally_group *group,
                   size_t profile, size_t measure);

/* Adds what a profile has, already scaled. */
void tally_sums_add(const struct tally *tally, struct scaled_sums *sums,
                    size_t profile, struct tally_amount amount);

/* Variance of a side's sum: what the replicates show, at least what sampling
 * alone makes; without replicates some for what differs from run to run. */
double tally_sums_variance(const struct tally *tally,
                           const struct scaled_sums *sums, size_t side);

/* Without benchmark, amounts of one operation and shares. */
struct change tally_sums_change(const struct tally *tally,
                                const struct scaled_sums *sums);

#endif
