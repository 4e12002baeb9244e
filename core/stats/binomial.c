#include "core/stats/binomial.h"

#include <math.h>
#include <stdint.h>

#include "core/stats/beta.h"

double binomial_coefficient(unsigned total, unsigned chosen)
{
    if (chosen > total) {
        return 0;
    }
    if (chosen > total - chosen) {
        chosen = total - chosen;
    }
    uint64_t whole = 1;
    double value = 1;
    for (unsigned i = 1; i <= chosen; i++) {
        uint64_t factor = total - chosen + i;
        /* Each product is divisible by i; once it no longer fits, doubles
         * carry on. */
        if (whole != 0 && !__builtin_mul_overflow(whole, factor, &whole)) {
            whole /= i;
            value = (double)whole;
        } else {
            whole = 0;
            value = value * (double)factor / i;
        }
    }
    return value;
}

double binomial_lower_tail(struct binomial binomial, double successes)
{
    if (successes < 0) {
        return 0;
    }
    if (successes >= binomial.trials) {
        return 1;
    }
    return incomplete_beta(binomial.trials - successes, successes + 1,
                           1 - binomial.probability, binomial.probability);
}

double binomial_upper_tail(struct binomial binomial, double successes)
{
    if (successes <= 0) {
        return 1;
    }
    if (successes > binomial.trials) {
        return 0;
    }
    return incomplete_beta(successes, binomial.trials - successes + 1,
                           binomial.probability, 1 - binomial.probability);
}

double binomial_two_sided(struct binomial binomial, double successes)
{
    double smaller = fmin(binomial_lower_tail(binomial, successes),
                          binomial_upper_tail(binomial, successes));
    return fmin(1, 2 * smaller);
}

struct binomial_interval binomial_exact_odds(double trials, double successes,
                                             double confidence)
{
    double tail = (1 - confidence) / 2;
    double failures = trials - successes;
    struct binomial_interval odds = { .low = 0, .high = (double)INFINITY };
    if (successes > 0) {
        odds.low = incomplete_beta_odds(successes, failures + 1, tail);
    }
    if (failures > 0) {
        /* The upper end is the lower end of the failures, turned over. */
        odds.high = 1 / incomplete_beta_odds(failures, successes + 1, tail);
    }
    return odds;
}

struct binomial_interval binomial_exact_interval(double trials,
                                                 double successes,
                                                 double confidence)
{
    struct binomial_interval odds =
        binomial_exact_odds(trials, successes, confidence);
    return (struct binomial_interval){ .low = odds.low / (1 + odds.low),
                                       .high = 1 / (1 + 1 / odds.high) };
}

struct binomial_interval binomial_score_interval(double trials,
                                                 double successes,
                                                 double deviate)
{
    if (!(trials > 0)) {
        return (struct binomial_interval){ .low = 0, .high = 1 };
    }
    double share = successes / trials;
    double square = deviate * deviate / trials;
    double center = (share + square / 2) / (1 + square);
    double spread = share * (1 - share) / trials + square / (4 * trials);
    double half = deviate * sqrt(spread) / (1 + square);
    /* The ends are 0 and 1 exactly where the share is, not a rounding off. */
    return (struct binomial_interval){
        .low = successes <= 0 ? 0 : fmax(0, center - half),
        .high = successes >= trials ? 1 : fmin(1, center + half),
    };
}
