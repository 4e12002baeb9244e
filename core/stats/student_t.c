#include "core/stats/student_t.h"

#include <math.h>

#include "core/stats/beta.h"
#include "core/stats/normal.h"

/* Above, t and normal agree to more digits than matter. */
static const double normal_from = 1e9;

double student_t_two_sided(double t, double degrees_of_freedom)
{
    if (degrees_of_freedom > normal_from) {
        return normal_two_sided(t);
    }
    /* Divided by t^2, so that a huge t does not overflow. */
    double ratio = degrees_of_freedom / t / t;
    if (isinf(ratio)) {
        return 1;
    }
    return incomplete_beta(degrees_of_freedom / 2, 0.5, ratio / (1 + ratio),
                           1 / (1 + ratio));
}

double student_t_upper_tail(double t, double degrees_of_freedom)
{
    double tail = student_t_two_sided(t, degrees_of_freedom) / 2;
    return t < 0 ? 1 - tail : tail;
}

double student_t_upper_quantile(double probability, double degrees_of_freedom)
{
    if (probability > 0.5) {
        return -student_t_upper_quantile(1 - probability, degrees_of_freedom);
    }
    if (degrees_of_freedom > normal_from) {
        return normal_upper_quantile(probability);
    }
    double odds =
        incomplete_beta_odds(degrees_of_freedom / 2, 0.5, 2 * probability);
    return sqrt(degrees_of_freedom / odds);
}
