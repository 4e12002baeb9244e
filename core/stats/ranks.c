#include "core/stats/ranks.h"

#include <stdbool.h>

#include "core/base/memory.h"

/* The first place in `sorted` whose value is not below `value`, or not up to
 * it with `is_beyond`. */
static size_t find_place(const double *sorted, size_t count, double value,
                         bool is_beyond)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_beyond ? sorted[middle] <= value : sorted[middle] < value) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

struct ranks ranks_of(struct numbers numbers)
{
    struct ranks ranks = { .count = numbers.count };
    double *sorted = numbers_sorted_copy(numbers);
    ranks.values = memory_allocate((numbers.count + 1) * sizeof(double));
    for (size_t i = 0; i < numbers.count; i++) {
        size_t first =
            find_place(sorted, numbers.count, numbers.values[i], false);
        size_t end = find_place(sorted, numbers.count, numbers.values[i], true);
        double equal = (double)(end - first);
        ranks.values[i] = ((double)first + (double)end + 1) / 2;
        /* Each of a group's members adds its part of size^3 - size. */
        ranks.tie_sum += equal * equal - 1;
    }
    memory_release(sorted);
    return ranks;
}

void ranks_release(struct ranks *ranks)
{
    memory_release(ranks->values);
}
