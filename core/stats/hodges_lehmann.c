#include "core/stats/hodges_lehmann.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/stats/u_distribution.h"

/* Both sorted, no value negative. */
struct pairs {
    struct numbers base, head;
};

static double ratio_of(double base, double head)
{
    if (base == 0) {
        return head == 0 ? 1 : (double)INFINITY;
    }
    return head / base;
}

/* Ratios at most `limit`. They fall along base and rise along head (rounding
 * included), so one walk along the border suffices. */
static uint64_t count_at_most(const struct pairs *pairs, double limit)
{
    uint64_t total = 0;
    size_t heads = 0;
    for (size_t i = 0; i < pairs->base.count; i++) {
        double base = pairs->base.values[i];
        while (heads < pairs->head.count &&
               ratio_of(base, pairs->head.values[heads]) <= limit) {
            heads++;
        }
        total += heads;
    }
    return total;
}

/* The order-th smallest ratio, 1-based, without making the ratios: a search
 * over the bit patterns of the doubles from 0 to infinity, whose order is
 * that of their values. */
static double select_ratio(const struct pairs *pairs, uint64_t order)
{
    static const uint64_t infinity_bits = UINT64_C(0x7ff0000000000000);
    uint64_t low = 0;
    uint64_t high = infinity_bits;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        double limit;
        memcpy(&limit, &middle, sizeof(limit));
        if (count_at_most(pairs, limit) >= order) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    double ratio;
    memcpy(&ratio, &low, sizeof(ratio));
    return ratio;
}

/* Midway on the log scale. */
static double middle_ratio(double low, double high)
{
    if (low == high) {
        return low;
    }
    if (low == 0 && isinf(high)) {
        return 1;
    }
    return sqrt(low) * sqrt(high);
}

static struct ratio_interval estimate(const struct pairs *pairs,
                                      double confidence)
{
    size_t n = pairs->base.count;
    size_t m = pairs->head.count;
    uint64_t total = (uint64_t)n * m;
    double lower = select_ratio(pairs, (total + 1) / 2);
    double upper = total % 2 == 0 ? select_ratio(pairs, total / 2 + 1) : lower;
    struct ratio_interval interval = { .ratio = middle_ratio(lower, upper),
                                       .low = 0,
                                       .high = (double)INFINITY };
    /* The test rejects a ratio when at most `critical` pairs lie on one side
     * of it. */
    int64_t critical = u_critical_value(n, m, (1 - confidence) / 2);
    if (critical >= 0) {
        interval.low = select_ratio(pairs, (uint64_t)critical + 1);
        interval.high = select_ratio(pairs, total - (uint64_t)critical);
    }
    return interval;
}

/* Not negative, and there is one. */
static bool can_be_divided(struct numbers numbers)
{
    for (size_t i = 0; i < numbers.count; i++) {
        if (numbers.values[i] < 0) {
            return false;
        }
    }
    return numbers.count > 0 && numbers_are_finite(numbers);
}

bool hodges_lehmann_ratio(struct numbers base, struct numbers head,
                          double confidence, struct ratio_interval *interval)
{
    *interval =
        (struct ratio_interval){ (double)NAN, (double)NAN, (double)NAN };
    if (!can_be_divided(base) || !can_be_divided(head)) {
        return false;
    }
    double *base_sorted = numbers_sorted_copy(base);
    double *head_sorted = numbers_sorted_copy(head);
    struct pairs pairs = { { base_sorted, base.count },
                           { head_sorted, head.count } };
    *interval = estimate(&pairs, confidence);
    memory_release(base_sorted);
    memory_release(head_sorted);
    return true;
}
