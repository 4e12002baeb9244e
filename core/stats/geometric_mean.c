#include "core/stats/geometric_mean.h"

#include <math.h>

#include "core/stats/go_math.h"

double geometric_mean(struct numbers numbers)
{
    double mean = numbers.count == 0 ? (double)NAN : 0;
    for (size_t i = 0; i < numbers.count; i++) {
        if (!(numbers.values[i] > 0)) {
            return (double)NAN;
        }
        mean += (go_log(numbers.values[i]) - mean) / (double)(i + 1);
    }
    return go_exp(mean);
}
