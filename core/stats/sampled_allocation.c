#include "core/stats/sampled_allocation.h"

#include <math.h>

struct sampled_allocation sampled_allocation_of(double objects, double bytes,
                                                double rate)
{
    objects = fabs(objects);
    bytes = fabs(bytes);
    if (!(objects > 0 && bytes > 0)) {
        return (struct sampled_allocation){ .samples = 0 };
    }
    if (!(rate > 1)) {
        return (struct sampled_allocation){ .samples = objects };
    }
    double average = bytes / objects;
    double missed = exp(-average / rate);
    double probability = -expm1(-average / rate);
    /* samples * missed / probability^2, without squaring what may be tiny */
    double variance = objects * missed / probability;
    return (struct sampled_allocation){
        .samples = objects * probability,
        .objects_variance = variance,
        .bytes_variance = variance * average * average,
    };
}
