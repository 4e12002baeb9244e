#include "core/stats/dispersion.h"

#include <math.h>
#include <stdbool.h>

static bool is_usable(double count, double exposure)
{
    return exposure > 0 && isfinite(exposure) && count >= 0 && isfinite(count);
}

void dispersion_add(struct dispersion *dispersion, const double *counts,
                    const double *exposures, size_t count)
{
    double events = 0;
    double exposure = 0;
    size_t usable = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_usable(counts[i], exposures[i])) {
            events += counts[i];
            exposure += exposures[i];
            usable++;
        }
    }
    if (usable < 2 || events == 0) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_usable(counts[i], exposures[i])) {
            double expected = events * (exposures[i] / exposure);
            double distance = counts[i] - expected;
            dispersion->chi_square += distance * distance / expected;
        }
    }
    dispersion->degrees_of_freedom += (double)(usable - 1);
}

double dispersion_value(const struct dispersion *dispersion)
{
    if (!(dispersion->degrees_of_freedom > 0)) {
        return 1;
    }
    return fmax(1, dispersion->chi_square / dispersion->degrees_of_freedom);
}
