#include "core/stats/numbers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"

/* Of a normal distribution: deviation / median distance from the median. */
static const double normal_consistency = 1.482602218505602;

static const size_t robust_least_count = 5;

bool numbers_are_finite(struct numbers numbers)
{
    for (size_t i = 0; i < numbers.count; i++) {
        if (!isfinite(numbers.values[i])) {
            return false;
        }
    }
    return true;
}

bool numbers_are_positive(struct numbers numbers)
{
    for (size_t i = 0; i < numbers.count; i++) {
        if (!isfinite(numbers.values[i]) || numbers.values[i] <= 0) {
            return false;
        }
    }
    return true;
}

bool numbers_are_constant(struct numbers numbers)
{
    for (size_t i = 1; i < numbers.count; i++) {
        if (numbers.values[i] != numbers.values[0]) {
            return false;
        }
    }
    return true;
}

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    if (isnan(a) || isnan(b)) {
        return (isnan(a) ? 1 : 0) - (isnan(b) ? 1 : 0);
    }
    if (a != b) {
        return a < b ? -1 : 1;
    }
    return (signbit(b) ? 1 : 0) - (signbit(a) ? 1 : 0);
}

void numbers_sort(double *values, size_t count)
{
    if (count > 1) {
        qsort(values, count, sizeof(*values), compare_numbers);
    }
}

double *numbers_sorted_copy(struct numbers numbers)
{
    size_t size = memory_size(numbers.count, sizeof(double));
    double *copy = memory_allocate(size);
    if (size > 0) {
        memcpy(copy, numbers.values, size);
    }
    numbers_sort(copy, numbers.count);
    return copy;
}

double numbers_mean(struct numbers numbers)
{
    double mean = numbers.count == 0 ? (double)NAN : 0;
    for (size_t i = 0; i < numbers.count; i++) {
        mean += (numbers.values[i] - mean) / (double)(i + 1);
    }
    return mean;
}

double numbers_standard_deviation(struct numbers numbers)
{
    if (numbers.count < 2) {
        return (double)NAN;
    }
    double mean = numbers_mean(numbers);
    double squares = 0;
    for (size_t i = 0; i < numbers.count; i++) {
        double distance = numbers.values[i] - mean;
        squares += distance * distance;
    }
    return sqrt(squares / (double)(numbers.count - 1));
}

static double middle_of_sorted(const double *sorted, size_t count)
{
    double upper = sorted[count / 2];
    return count % 2 == 1 ? upper : (sorted[count / 2 - 1] + upper) / 2;
}

double numbers_robust_deviation(struct numbers numbers)
{
    if (numbers.count < robust_least_count) {
        return numbers_standard_deviation(numbers);
    }
    double *distances = numbers_sorted_copy(numbers);
    double center = middle_of_sorted(distances, numbers.count);
    for (size_t i = 0; i < numbers.count; i++) {
        distances[i] = fabs(distances[i] - center);
    }
    numbers_sort(distances, numbers.count);
    double spread = middle_of_sorted(distances, numbers.count);
    memory_release(distances);
    return spread > 0 ? normal_consistency * spread
                      : numbers_standard_deviation(numbers);
}
