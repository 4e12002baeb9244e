/*
 * Whether a benchmark crept away from a good level in steps that its gate let
 * pass: the alarms of level_watch.h over a whole series, put together.
 *
 * The worsening begins with the first alarm upwards and goes on through those
 * that follow. It ends when the last values are back at the good level. A step
 * that a gate failed on is that gate's business: it moves the good level along.
 */
#ifndef CORE_STATS_SLOW_DRIFT_H
#define CORE_STATS_SLOW_DRIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/stats/numbers.h"

struct slow_drift {
    size_t since;         /* the first value that belongs to it */
    size_t seen;          /* the value with which it was first said */
    size_t jumps, drifts; /* alarms of each kind that it is made of */
    double good, now;     /* levels: before it, and of the last values */
};

/* Medians whose higher values are worse, all above 0, and of each whether a
 * gate failed on the step to it. False when there is no such worsening now. */
bool slow_drift_find(struct numbers series, const bool *is_caught,
                     struct slow_drift *found);

#endif
