#include "core/stats/level_watch.h"

#include <math.h>

#include "core/base/memory.h"
#include "core/stats/change_point.h"
#include "core/stats/median.h"
#include "core/stats/trend.h"

static const double jump_z = 3.3;
static const double drift_z = 3.4;
static const double least_jump = 0.02;
static const double least_drift = 0.03;

/* One in so many values before a change may lie beyond the new level. */
static const size_t known_part = 10;

static bool is_at_least(double ratio, double least)
{
    return fabs(log(ratio)) >= log1p(least);
}

static double median_from(struct numbers series, size_t start)
{
    struct numbers rest = { series.values + start, series.count - start };
    double *sorted = numbers_sorted_copy(rest);
    double median = median_of_sorted((struct numbers){ sorted, rest.count });
    memory_release(sorted);
    return median;
}

/* A benchmark with two levels goes back to one that it had. */
static bool is_known_level(struct numbers series,
                           const struct change_point *point)
{
    double level = median_from(series, point->index);
    size_t beyond = 0;
    for (size_t i = 0; i < point->index; i++) {
        double value = series.values[i];
        beyond += point->z > 0 ? value >= level : value <= level;
    }
    return beyond > point->index / known_part;
}

static bool has_jumped(struct numbers series, struct level_alarm *alarm)
{
    struct change_point point;
    if (!change_point_find(series, &point) || fabs(point.z) < jump_z ||
        is_known_level(series, &point)) {
        return false;
    }
    double ratio = change_point_ratio(series, point.index);
    *alarm = (struct level_alarm){ .change = LEVEL_CHANGE_JUMP,
                                   .since = point.index,
                                   .ratio = ratio };
    return is_at_least(ratio, least_jump);
}

static bool has_drifted(struct numbers series, struct level_alarm *alarm)
{
    if (fabs(trend_z(series)) < drift_z) {
        return false;
    }
    double ratio = trend_ratio(series);
    *alarm =
        (struct level_alarm){ .change = LEVEL_CHANGE_DRIFT, .ratio = ratio };
    return is_at_least(ratio, least_drift);
}

bool level_watch_next(struct numbers series, size_t *start, size_t *next,
                      struct level_alarm *alarm)
{
    for (; *next < series.count; (*next)++) {
        size_t end = *next + 1;
        size_t first = *start;
        if (end - first > LEVEL_WATCH_WINDOW) {
            first = end - LEVEL_WATCH_WINDOW;
        }
        struct numbers level = { series.values + first, end - first };
        if (level.count < LEVEL_WATCH_LEAST ||
            (!has_jumped(level, alarm) && !has_drifted(level, alarm))) {
            continue;
        }
        alarm->seen = *next;
        alarm->since += first;
        /* A drift has no level yet: the next one begins where it was seen. */
        *start = alarm->change == LEVEL_CHANGE_JUMP ? alarm->since : *next;
        (*next)++;
        return true;
    }
    return false;
}
