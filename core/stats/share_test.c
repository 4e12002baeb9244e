#include "core/stats/share_test.h"

#include <math.h>

#include "core/stats/binomial.h"
#include "core/stats/rate_test.h"
#include "core/stats/student_t.h"

static const double confidence = 0.95;

/* Below, the pooled test's normal approximation is too coarse. */
static const double exact_below = 10;

/* One side, counts divided by the dispersion. */
struct side {
    double part, total;
    double extra; /* relative deviation from run to run */
};

static double share_of(struct side side)
{
    return side.part / side.total;
}

/* How many independent samples would know a share as well as this side does
 * with its deviation from run to run: share (1 - share) / variance. */
static double effective_total(struct side side, double share)
{
    double extra = side.extra * side.extra * share * (1 - share);
    return 1 / (1 / side.total + extra);
}

static struct share_interval interval_of(struct side side, double deviate)
{
    double share = share_of(side);
    double total = effective_total(side, share);
    struct binomial_interval interval =
        binomial_score_interval(total, share * total, deviate);
    /* A rounded product must not put the share outside. */
    return (struct share_interval){ share, fmin(share, interval.low),
                                    fmax(share, interval.high) };
}

static struct share_interval difference_of(const struct share_interval *base,
                                           const struct share_interval *head)
{
    double value = head->value - base->value;
    return (struct share_interval){
        .value = value,
        .low = value - hypot(head->value - head->low, base->high - base->value),
        .high =
            value + hypot(head->high - head->value, base->value - base->low),
    };
}

static double pooled_p(struct side base, struct side head, double freedom)
{
    double share = (base.part + head.part) / (base.total + head.total);
    double variance =
        share * (1 - share) *
        (1 / effective_total(base, share) + 1 / effective_total(head, share));
    double distance = share_of(head) - share_of(base);
    if (distance == 0) {
        return 1;
    }
    return student_t_two_sided(distance / sqrt(variance), freedom);
}

static struct rate_result conditional_test(struct side base, struct side head)
{
    struct rates rates = {
        .base_sum = base.part,
        .base_variance = base.part,
        .head_sum = head.part,
        .head_variance = head.part,
        .exposure_ratio = head.total / base.total,
    };
    return rate_test(&rates);
}

static struct side outside(struct side side)
{
    side.part = side.total - side.part;
    return side;
}

static bool is_few(struct side base, struct side head)
{
    return fmin(base.part, head.part) < exact_below;
}

/* The test of parts serves the ratio; what tests p is the rarer of the two,
 * inside or outside. */
static void test_sides(struct side base, struct side head, double freedom,
                       struct share_result *result)
{
    struct rate_result parts = conditional_test(base, head);
    if (!is_few(base, head)) {
        double deviate =
            student_t_upper_quantile((1 - confidence) / 2, freedom);
        double variance = pow((1 - share_of(base)) * base.extra, 2) +
                          pow((1 - share_of(head)) * head.extra, 2) +
                          (1 - share_of(base)) / base.part +
                          (1 - share_of(head)) / head.part;
        double half = deviate * sqrt(variance);
        parts.low = parts.ratio * exp(-half);
        parts.high = parts.ratio * exp(half);
    }
    result->ratio =
        (struct share_interval){ parts.ratio, parts.low, parts.high };
    bool is_rarer_outside =
        base.part + head.part > (base.total + head.total) / 2;
    struct side rare_base = is_rarer_outside ? outside(base) : base;
    struct side rare_head = is_rarer_outside ? outside(head) : head;
    result->is_exact = is_few(rare_base, rare_head);
    result->p = result->is_exact ? conditional_test(rare_base, rare_head).p
                                 : pooled_p(base, head, freedom);
}

static bool is_valid(double part, double total)
{
    return total > 0 && isfinite(total) && part >= 0 && part <= total;
}

static struct share_result invalid_result(void)
{
    struct share_interval none = { (double)NAN, (double)NAN, (double)NAN };
    return (struct share_result){ .base = none,
                                  .head = none,
                                  .difference = none,
                                  .ratio = none,
                                  .p = 1,
                                  .is_invalid = true };
}

struct share_result share_test(const struct shares *shares)
{
    if (!is_valid(shares->base_part, shares->base_total) ||
        !is_valid(shares->head_part, shares->head_total)) {
        return invalid_result();
    }
    double dispersion = fmax(1, shares->dispersion);
    double freedom = shares->degrees_of_freedom > 0 ? shares->degrees_of_freedom
                                                    : (double)INFINITY;
    double deviate = student_t_upper_quantile((1 - confidence) / 2, freedom);
    struct side base = { shares->base_part / dispersion,
                         shares->base_total / dispersion,
                         shares->extra_deviation };
    struct side head = { shares->head_part / dispersion,
                         shares->head_total / dispersion,
                         shares->extra_deviation };
    struct share_result result = { .base = interval_of(base, deviate),
                                   .head = interval_of(head, deviate) };
    result.difference = difference_of(&result.base, &result.head);
    test_sides(base, head, freedom, &result);
    return result;
}
