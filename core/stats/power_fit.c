#include "core/stats/power_fit.h"

#include <math.h>

#include "core/stats/student_t.h"

enum { LEAST_POINTS = 3 };

static const double confidence = 0.95;

/* Of a slope of costs that are all the same. */
static const double rounding = 1e-12;

/* On both logarithmic scales. */
struct line {
    double mean_size, mean_cost;
    double spread; /* sum of squares of size around its mean */
    double slope;
};

static struct line fit_line(const struct power_point *points, size_t count)
{
    struct line line = { .spread = 0 };
    for (size_t i = 0; i < count; i++) {
        line.mean_size += log(points[i].size) / (double)count;
        line.mean_cost += log(points[i].cost) / (double)count;
    }
    double product = 0;
    for (size_t i = 0; i < count; i++) {
        double size = log(points[i].size) - line.mean_size;
        line.spread += size * size;
        product += size * (log(points[i].cost) - line.mean_cost);
    }
    line.slope = product / line.spread;
    return line;
}

static double scatter(const struct line *line, const struct power_point *points,
                      size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double expected = line->mean_cost +
                          line->slope * (log(points[i].size) - line->mean_size);
        double rest = log(points[i].cost) - expected;
        sum += rest * rest;
    }
    return sqrt(sum / (double)(count - 2) / line->spread);
}

/* Of the slope, a weighted sum of independent logarithms. */
static double propagated(const struct line *line,
                         const struct power_point *points, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = (log(points[i].size) - line->mean_size) / line->spread;
        sum += weight * weight * points[i].deviation * points[i].deviation;
    }
    return sqrt(sum);
}

static struct power_fit fit_with(const struct line *line, double deviation,
                                 double freedom)
{
    double half =
        deviation * student_t_upper_quantile((1 - confidence) / 2, freedom);
    struct power_fit fit = { .exponent = line->slope,
                             .low = line->slope - half,
                             .high = line->slope + half,
                             .p = 1 };
    if (fabs(line->slope) > rounding) {
        fit.p = student_t_two_sided(line->slope / deviation, freedom);
    }
    return fit;
}

static const struct power_fit none = { .exponent = (double)NAN,
                                       .low = (double)NAN,
                                       .high = (double)NAN,
                                       .p = (double)NAN };

struct power_fit power_fit(const struct power_point *points, size_t count)
{
    if (count < LEAST_POINTS) {
        return none;
    }
    struct line line = fit_line(points, count);
    return line.spread > 0 ? fit_with(&line, scatter(&line, points, count),
                                      (double)count - 2)
                           : none;
}

struct power_fit power_rise(const struct power_point *points, size_t count)
{
    if (count < LEAST_POINTS) {
        return none;
    }
    struct line line = fit_line(points, count);
    return line.spread > 0 ? fit_with(&line, propagated(&line, points, count),
                                      (double)INFINITY)
                           : none;
}
