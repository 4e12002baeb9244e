/*
 * Watches a series of measurements, one value after another, as a history of
 * runs grows: when does it have to be said that the level changed?
 *
 * An alarm is raised at a value when, of the values since the last alarm's
 * change, either the best split has |z| >= 3.3 and a shift of at least 2 %
 * (change_point.h), or they rise or fall with |z| >= 3.4 and by at least 3 %
 * in all (trend.h). A split counts only when its new level was not seen
 * before: of the values before it, at most one in ten lies beyond the new
 * level's median. The thresholds were chosen by simulation, so that of 100
 * stable series of 52 values watched to their end about two or three raise an
 * alarm, whatever their distribution. Values must be independent: a level
 * that comes and goes in stretches looks like the change that it is.
 */
#ifndef CORE_STATS_LEVEL_WATCH_H
#define CORE_STATS_LEVEL_WATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "core/stats/numbers.h"

enum level_change {
    LEVEL_CHANGE_JUMP,
    LEVEL_CHANGE_DRIFT,
};

struct level_alarm {
    enum level_change change;
    size_t since; /* the first value of the new level, or of the drift */
    size_t seen;  /* the value at which the alarm was raised */
    double ratio; /* new level / old level */
};

/* Of values at the end of a series no more are looked at than these. */
#define LEVEL_WATCH_WINDOW 64

/* Nothing is said before a level has that many values. */
#define LEVEL_WATCH_LEAST 10

/* The next alarm at or after value `*next`, given that the present level
 * began at `*start`; both 0 at first. Moves them behind the alarm; false,
 * with `*next` at the end, when there is no more. */
bool level_watch_next(struct numbers series, size_t *start, size_t *next,
                      struct level_alarm *alarm);

#endif
