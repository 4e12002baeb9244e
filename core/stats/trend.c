#include "core/stats/trend.h"

#include <math.h>

#include "core/base/memory.h"
#include "core/stats/median.h"

/* Of a group of `size` equal values, or of the whole series. */
static double spread_of(double size)
{
    return size * (size - 1) * (2 * size + 5) / 18;
}

static double tie_spread(struct numbers series)
{
    double *sorted = numbers_sorted_copy(series);
    double sum = 0;
    for (size_t first = 0, end = 0; first < series.count; first = end) {
        while (end < series.count && sorted[end] == sorted[first]) {
            end++;
        }
        sum += spread_of((double)(end - first));
    }
    memory_release(sorted);
    return sum;
}

/* Pairs that rise less pairs that fall. */
static double kendall_sum(struct numbers series)
{
    double sum = 0;
    for (size_t i = 0; i < series.count; i++) {
        for (size_t j = i + 1; j < series.count; j++) {
            sum += (series.values[j] > series.values[i]) -
                   (series.values[j] < series.values[i]);
        }
    }
    return sum;
}

static double median_slope(struct numbers series)
{
    size_t count = series.count * (series.count - 1) / 2;
    double *slopes = memory_allocate(memory_size(count, sizeof(*slopes)));
    size_t next = 0;
    for (size_t i = 0; i < series.count; i++) {
        for (size_t j = i + 1; j < series.count; j++) {
            slopes[next++] =
                log(series.values[j] / series.values[i]) / (double)(j - i);
        }
    }
    numbers_sort(slopes, count);
    double median = median_of_sorted((struct numbers){ slopes, count });
    memory_release(slopes);
    return median;
}

double trend_z(struct numbers series)
{
    if (series.count < TREND_LEAST || !numbers_are_positive(series) ||
        numbers_are_constant(series)) {
        return 0;
    }
    double sum = kendall_sum(series);
    double variance = spread_of((double)series.count) - tie_spread(series);
    /* The sum moves in steps of two: half a step of continuity. */
    double away = fmax(fabs(sum) - 1, 0);
    return copysign(away, sum) / sqrt(variance);
}

double trend_ratio(struct numbers series)
{
    return exp(median_slope(series) * (double)(series.count - 1));
}
