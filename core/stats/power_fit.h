/*
 * How a cost grows with the size of its input: the exponent of cost = c * n^k
 * is the slope of log(cost) on log(n), by ordinary least squares.
 */
#ifndef CORE_STATS_POWER_FIT_H
#define CORE_STATS_POWER_FIT_H

#include <stddef.h>

struct power_point {
    double size;      /* > 0 */
    double cost;      /* > 0; of a rise: head's cost over base's */
    double deviation; /* of log(cost); only a rise asks for it */
};

struct power_fit {
    double exponent;
    double low, high; /* 95 %, two-sided */
    double p;         /* two-sided, that the exponent is 0 */
};

/*
 * The interval is that of the scatter around the fit (Student's t with
 * count - 2 degrees of freedom): what is no power law, such as a constant
 * beside a quadratic term, widens it. Everything is NAN below three points, or
 * when all sizes are the same.
 */
struct power_fit power_fit(const struct power_point *points, size_t count);

/*
 * By how much head's exponent lies above base's, from the ratio at each size.
 * The interval is propagated from the deviations alone: how exactly the ratios
 * are known, whether or not they follow a power law. NAN as above.
 */
struct power_fit power_rise(const struct power_point *points, size_t count);

#endif
