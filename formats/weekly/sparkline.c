#include "formats/weekly/sparkline.h"

#include <math.h>

static const char *const blocks[] = {
    "\u2581", "\u2582", "\u2583", "\u2584",
    "\u2585", "\u2586", "\u2587", "\u2588",
};
static const char gap[] = "\u00b7";
static const double heights = 8;
enum { MIDDLE = 3 };

static size_t height_of(double value, double least, double most, double level)
{
    double range = most - least;
    if (!(range > level * fabs(most))) {
        return MIDDLE;
    }
    return (size_t)fmin((value - least) / range * heights, heights - 1);
}

void sparkline(const double *values, size_t count, double level,
               struct buffer *out)
{
    double least = (double)INFINITY;
    double most = -(double)INFINITY;
    for (size_t i = 0; i < count; i++) {
        least = fmin(least, values[i]);
        most = fmax(most, values[i]);
    }
    for (size_t i = 0; i < count; i++) {
        buffer_text(out, isfinite(values[i])
                             ? blocks[height_of(values[i], least, most, level)]
                             : gap);
    }
}
