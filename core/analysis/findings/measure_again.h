/*
 * What a regression of an earlier run costs now, whether or not this run has
 * a finding about it.
 */
#ifndef CORE_ANALYSIS_MEASURE_AGAIN_H
#define CORE_ANALYSIS_MEASURE_AGAIN_H

#include "core/analysis/analysis.h"

enum measured {
    MEASURED,       /* *value is set */
    NOT_IN_THE_RUN, /* the evidence lacks what it was seen in */
    NOT_COMPARABLE, /* there is no such value of one place and one operation */
};

/*
 * In the unit of regression->last. A benchmark's result is head's. What a
 * profile shows is the latest value and what this run changed of it beyond
 * chance, since the profiles of two runs are only comparable an operation of
 * one benchmark; 0 where the function is in neither side.
 */
enum measured measure_again(struct analysis *analysis,
                            const struct regression *regression, double *value);

#endif
