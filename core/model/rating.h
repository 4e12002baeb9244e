/*
 * How a change did as a whole, 0 to 10; 5 is neutral. The parts are shown with
 * it: they and 5 add up to the value, unless that ends at 0 or 10.
 */
#ifndef CORE_MODEL_RATING_H
#define CORE_MODEL_RATING_H

#include <stdbool.h>
#include <stddef.h>

struct rating {
    double value;
    /* The geometric mean of the changes of sec/op and B/op over the rows that
     * changed significantly, as ratio - 1; 0 without one. */
    double time_change, allocation_change;
    size_t time_rows, allocation_rows;
    /* Weights of significant improvements and regressions, once a place, each
     * at most 1. */
    double improvements, regressions;
    size_t improvement_count, regression_count;
    size_t failed_gates;
    double time_part, allocation_part, balance_part, gate_part;
    bool is_positive;    /* above 5, and improvements > regressions */
    const char *balance; /* "improvements > regressions", with <, or = */
};

#endif
