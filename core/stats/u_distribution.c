#include "core/stats/u_distribution.h"

#include <math.h>

#include "core/base/memory.h"
#include "core/stats/binomial.h"
#include "core/stats/normal.h"

#define HALF_MOST (U_EXACT_MOST * U_EXACT_MOST / 2)

static long least(long a, long b)
{
    return a < b ? a : b;
}

/*
 * counts[u], u = 0..limit: the ways to have U = u without ties. Their
 * generating function is the Gaussian binomial coefficient, the product over
 * i = 1..first of (1 - q^(second + i)) / (1 - q^i). Up to the middle of the
 * distribution no step loses precision: the counts rise there.
 */
static void count_ways(unsigned first, unsigned second, long limit,
                       double *counts)
{
    for (long u = 0; u <= limit; u++) {
        counts[u] = u == 0 ? 1 : 0;
    }
    for (long i = 1; i <= (long)first; i++) {
        for (long u = limit; u >= (long)second + i; u--) {
            counts[u] -= counts[u - (long)second - i];
        }
        for (long u = i; u <= limit; u++) {
            counts[u] += counts[u - i];
        }
    }
}

double u_lower_tail(unsigned first, unsigned second, long u)
{
    long pairs = (long)first * (long)second;
    if (u < 0 || u >= pairs) {
        return u < 0 ? 0 : 1;
    }
    if (u >= (pairs + 1) / 2) { /* symmetric: sum the smaller tail */
        return 1 - u_lower_tail(first, second, pairs - u - 1);
    }
    double counts[HALF_MOST + 1];
    count_ways(first, second, u, counts);
    double sum = 0;
    for (long i = 0; i <= u; i++) {
        sum += counts[i];
    }
    return sum / binomial_coefficient(first + second, first);
}

static int64_t approximate_critical_value(size_t first, size_t second,
                                          double tail)
{
    double pairs = (double)first * (double)second;
    double deviation = sqrt(pairs * ((double)first + (double)second + 1) / 12);
    double z = normal_upper_quantile(tail);
    return (int64_t)fmax(-1, floor(pairs / 2 - z * deviation - 0.5));
}

int64_t u_critical_value(size_t first, size_t second, double tail)
{
    if (first > U_EXACT_MOST || second > U_EXACT_MOST) {
        return approximate_critical_value(first, second, tail);
    }
    double counts[HALF_MOST + 1];
    long middle = (long)(first * second / 2);
    count_ways((unsigned)first, (unsigned)second, middle, counts);
    double total =
        binomial_coefficient((unsigned)(first + second), (unsigned)first);
    double sum = 0;
    int64_t value = -1;
    for (long u = 0; u <= middle; u++) {
        sum += counts[u];
        if (sum > tail * total) {
            break;
        }
        value = u;
    }
    return value;
}

/*
 * The ways to deal the groups seen so far: ways[j * stride + v] of them give
 * j values to the first sample and 2 U = v.
 */
struct deal {
    double *ways;
    long limit; /* of v; beyond it nothing is needed */
    long stride;
    long first, second; /* sizes of the samples */
    long seen;          /* values in the groups so far */
};

/* Adds the deals in which `taken` of the next group's `size` values come to
 * the first sample, which then has `total`: each beats the second sample's
 * values seen before, and ties with those of its own group. */
static void deal_taken(struct deal *deal, long size, long taken, long total)
{
    long before = total - taken;
    long beaten = deal->seen - before;
    long shift = taken * (2 * beaten + size - taken);
    if (before < 0 || beaten < 0 || shift > deal->limit ||
        beaten + size - taken > deal->second) {
        return;
    }
    double choices = binomial_coefficient((unsigned)size, (unsigned)taken);
    const double *from = deal->ways + before * deal->stride;
    double *to = deal->ways + total * deal->stride + shift;
    long last = least(2 * before * beaten, deal->limit - shift);
    for (long v = 0; v <= last; v++) {
        to[v] += choices * from[v];
    }
}

/* In place, from the highest total down: each draws on lower ones only. */
static void deal_group(struct deal *deal, long size)
{
    long most = least(deal->first, deal->seen + size);
    for (long total = most; total > 0; total--) {
        for (long taken = 1; taken <= least(size, total); taken++) {
            deal_taken(deal, size, taken, total);
        }
    }
    deal->seen += size;
}

/* At the end all values are dealt: the row of the first sample's size holds
 * the deals that count. */
static double count_deals(const struct tie_groups *groups, struct deal *deal)
{
    deal->stride = deal->limit + 1;
    size_t cells = (size_t)((deal->first + 1) * deal->stride);
    deal->ways = memory_allocate(memory_size(cells, sizeof(double)));
    deal->ways[0] = 1;
    for (size_t i = 0; i < groups->count; i++) {
        deal_group(deal, (long)groups->sizes[i]);
    }
    double sum = 0;
    for (long v = 0; v <= deal->limit; v++) {
        sum += deal->ways[deal->first * deal->stride + v];
    }
    memory_release(deal->ways);
    return sum;
}

double u_lower_tail_with_ties(struct tie_groups groups, unsigned first,
                              long twice_u)
{
    long total = 0;
    for (size_t i = 0; i < groups.count; i++) {
        total += (long)groups.sizes[i];
    }
    struct deal deal = {
        .limit = twice_u,
        .first = (long)first,
        .second = total - (long)first,
    };
    long most = 2 * deal.first * deal.second;
    if (twice_u < 0 || twice_u >= most) {
        return twice_u < 0 ? 0 : 1;
    }
    return count_deals(&groups, &deal) /
           binomial_coefficient((unsigned)total, first);
}
