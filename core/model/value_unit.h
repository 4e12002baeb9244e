/*
 * Units of profile values, as pprof knows them: what converts into what, and
 * how its tables print an amount.
 */
#ifndef CORE_MODEL_VALUE_UNIT_H
#define CORE_MODEL_VALUE_UNIT_H

#include <stdbool.h>
#include <stdint.h>

struct scaled_value {
    double value;
    const char *unit; /* "" for what needs none, such as a count */
};

/*
 * A value in another unit; `to` may be "minimum": the largest unit in which
 * the value is at least 1. A unit that pprof does not know stays as it is.
 */
struct scaled_value value_scale(int64_t value, const char *from,
                                const char *to);

/* Whether values of both units can be added once they are scaled. */
bool value_units_agree(const char *left, const char *right);

/* "1.09s", "0": at most two decimals, none when both are 0. */
struct value_text {
    char text[64];
};
struct value_text value_format(int64_t value, const char *from, const char *to);

/* The share of a total without its sign, six columns wide: "33.14%",
 * "  100%", "0.013%". A total of 0 gives "    0%". */
struct value_text value_percentage(int64_t value, int64_t total);

#endif
