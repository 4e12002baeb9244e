#include "core/stats/mann_whitney.h"

#include <float.h>
#include <math.h>

#include "core/base/memory.h"
#include "core/stats/normal.h"
#include "core/stats/u_distribution.h"

/* Scaling by a gate's factor rounds twice at most; see the header. */
static const double scaled_tolerance = 4 * DBL_EPSILON;

/* Two samples merged in order. */
struct ranking {
    double *base, *head; /* sorted copies */
    size_t base_count, head_count;
    unsigned *sizes; /* of the groups of equal values */
    size_t group_count;
    double twice_u;   /* pairs in which base is greater: 2, equal: 1 */
    double tie_sum;   /* of size^3 - size */
    double tolerance; /* relative: what still counts as equal */
};

static void ranking_release(struct ranking *ranking)
{
    memory_release(ranking->base);
    memory_release(ranking->head);
    memory_release(ranking->sizes);
}

/* How many values from `position` on are equal to `value`. */
static size_t count_equal(const double *sorted, size_t count, double value,
                          double tolerance)
{
    size_t equal = 0;
    while (equal < count && sorted[equal] - value <= tolerance * fabs(value)) {
        equal++;
    }
    return equal;
}

static void merge_groups(struct ranking *ranking)
{
    size_t i = 0;
    size_t j = 0;
    while (i < ranking->base_count || j < ranking->head_count) {
        bool from_base =
            j == ranking->head_count ||
            (i < ranking->base_count && ranking->base[i] < ranking->head[j]);
        double value = from_base ? ranking->base[i] : ranking->head[j];
        size_t bases = count_equal(ranking->base + i, ranking->base_count - i,
                                   value, ranking->tolerance);
        size_t heads = count_equal(ranking->head + j, ranking->head_count - j,
                                   value, ranking->tolerance);
        double size = (double)(bases + heads);
        ranking->twice_u += (double)bases * (double)(2 * j + heads);
        ranking->tie_sum += size * size * size - size;
        ranking->sizes[ranking->group_count++] = (unsigned)(bases + heads);
        i += bases;
        j += heads;
    }
}

/* False when there is nothing to rank; what it fills the caller releases. */
static bool ranking_init(struct ranking *ranking, struct numbers base,
                         struct numbers head, double factor)
{
    *ranking =
        (struct ranking){ .base_count = base.count, .head_count = head.count };
    if (base.count == 0 || head.count == 0 || !(factor > 0) ||
        !numbers_are_finite(base) || !numbers_are_finite(head)) {
        return false;
    }
    ranking->base = numbers_sorted_copy(base);
    ranking->head = numbers_sorted_copy(head);
    for (size_t i = 0; i < base.count; i++) {
        /* Overflow would make values that never end a group. */
        ranking->base[i] =
            fmax(-DBL_MAX, fmin(DBL_MAX, ranking->base[i] * factor));
    }
    ranking->tolerance = factor == 1 ? 0 : scaled_tolerance;
    ranking->sizes = memory_allocate(
        memory_size(base.count + head.count, sizeof(*ranking->sizes)));
    merge_groups(ranking);
    return true;
}

static bool is_within(const struct ranking *ranking, size_t limit)
{
    return ranking->base_count <= limit && ranking->head_count <= limit;
}

/* (U - mean) / deviation after moving U by `correction` towards the mean. */
static double standardised(const struct ranking *ranking, double correction)
{
    double n = (double)ranking->base_count;
    double m = (double)ranking->head_count;
    double total = n + m;
    double ties = ranking->tie_sum / (total * (total - 1));
    double deviation = sqrt(n * m * ((total + 1) - ties) / 12);
    return (ranking->twice_u / 2 - n * m / 2 + correction) / deviation;
}

/* P(2 U <= twice_u) for base as the first sample, or for head. */
static double exact_tail(const struct ranking *ranking, bool of_head,
                         double twice_u)
{
    unsigned first =
        (unsigned)(of_head ? ranking->head_count : ranking->base_count);
    unsigned second =
        (unsigned)(of_head ? ranking->base_count : ranking->head_count);
    if (ranking->tie_sum == 0) {
        return u_lower_tail(first, second, (long)floor(twice_u / 2));
    }
    struct tie_groups groups = { ranking->sizes, ranking->group_count };
    return u_lower_tail_with_ties(groups, first, (long)twice_u);
}

/* Twice the tail on the side where U was observed. */
static double exact_two_sided(const struct ranking *ranking)
{
    double pairs = (double)ranking->base_count * (double)ranking->head_count;
    if (ranking->twice_u == pairs) {
        return 1; /* in the middle, which both tails hold */
    }
    double tail = ranking->twice_u < pairs
                      ? exact_tail(ranking, false, ranking->twice_u)
                      : exact_tail(ranking, true, 2 * pairs - ranking->twice_u);
    return fmin(1, 2 * tail);
}

static double approximate_two_sided(const struct ranking *ranking)
{
    double distance = ranking->twice_u -
                      (double)ranking->base_count * (double)ranking->head_count;
    double correction = distance > 0 ? -0.5 : distance < 0 ? 0.5 : 0;
    return normal_two_sided(standardised(ranking, correction));
}

/* P(U <= u) under the null: small when head is the greater. */
static double exact_greater(const struct ranking *ranking)
{
    double pairs = (double)ranking->base_count * (double)ranking->head_count;
    if (ranking->twice_u <= pairs) {
        return exact_tail(ranking, false, ranking->twice_u);
    }
    /* The other tail is shorter to sum. */
    return 1 - exact_tail(ranking, true, 2 * pairs - ranking->twice_u - 1);
}

static struct mann_whitney result_of(struct ranking *ranking)
{
    return (struct mann_whitney){
        .u = ranking->twice_u / 2,
        .p = 1,
        .all_equal = ranking->group_count == 1,
    };
}

static const struct mann_whitney invalid_result = { .u = (double)NAN,
                                                    .p = 1,
                                                    .is_invalid = true };

struct mann_whitney mann_whitney_two_sided(struct numbers base,
                                           struct numbers head)
{
    struct ranking ranking;
    if (!ranking_init(&ranking, base, head, 1)) {
        return invalid_result;
    }
    struct mann_whitney result = result_of(&ranking);
    result.is_exact = is_within(&ranking, ranking.tie_sum == 0
                                              ? MANN_WHITNEY_EXACT_LIMIT
                                              : MANN_WHITNEY_TIES_EXACT_LIMIT);
    if (!result.all_equal) {
        result.p = result.is_exact ? exact_two_sided(&ranking)
                                   : approximate_two_sided(&ranking);
    }
    ranking_release(&ranking);
    return result;
}

struct mann_whitney mann_whitney_greater(struct numbers base,
                                         struct numbers head, double factor)
{
    struct ranking ranking;
    if (!ranking_init(&ranking, base, head, factor)) {
        return invalid_result;
    }
    struct mann_whitney result = result_of(&ranking);
    result.is_exact = is_within(&ranking, MANN_WHITNEY_EXACT_LIMIT);
    if (!result.all_equal) {
        result.p = result.is_exact ? exact_greater(&ranking)
                                   : normal_cdf(standardised(&ranking, 0.5));
    }
    ranking_release(&ranking);
    return result;
}

size_t mann_whitney_samples(double alpha)
{
    for (unsigned count = 1; count <= MANN_WHITNEY_EXACT_LIMIT; count++) {
        double p = 2 * u_lower_tail(count, count, 0);
        if (fmin(1, p) <= alpha) {
            return count;
        }
    }
    return 0;
}
