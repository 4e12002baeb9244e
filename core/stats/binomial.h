/*
 * The binomial distribution. Counts are doubles: sample counts that were
 * divided by a dispersion need not be whole, and the tails are continued
 * between whole counts by the incomplete beta function.
 */
#ifndef CORE_STATS_BINOMIAL_H
#define CORE_STATS_BINOMIAL_H

/* How many ways to choose: exact below 2^53, correct to about 1e-14 above. */
double binomial_coefficient(unsigned total, unsigned chosen);

struct binomial {
    double trials;      /* >= 0 */
    double probability; /* of a success, 0 to 1 */
};

double binomial_lower_tail(struct binomial binomial, double successes);
double binomial_upper_tail(struct binomial binomial, double successes);

/* Twice the smaller tail, at most 1: the test that the interval below
 * inverts. */
double binomial_two_sided(struct binomial binomial, double successes);

struct binomial_interval {
    double low, high;
};

/* Clopper and Pearson's exact interval, of the odds p / (1 - p): from 0 to
 * INFINITY. Odds, because they keep their precision at both ends. */
struct binomial_interval binomial_exact_odds(double trials, double successes,
                                             double confidence);

/* The same of the probability itself. */
struct binomial_interval binomial_exact_interval(double trials,
                                                 double successes,
                                                 double confidence);

/* Wilson's score interval of the probability. `deviate` is the quantile that
 * belongs to the confidence: 1.96 for 95 %. */
struct binomial_interval binomial_score_interval(double trials,
                                                 double successes,
                                                 double deviate);

#endif
