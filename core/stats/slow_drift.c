#include "core/stats/slow_drift.h"

#include "core/base/memory.h"
#include "core/stats/level_watch.h"
#include "core/stats/median.h"

/* Below this growth the good level is reached again. */
static const double least_growth = 0.02;

/* Values that a level is the median of. */
enum { LEVEL_VALUES = 8 };

/* How far from the true step a split may be found. */
enum { SPLIT_ERROR = 1 };

static double level_of(struct numbers series, size_t first, size_t end)
{
    struct numbers part = { series.values + first, end - first };
    double *sorted = numbers_sorted_copy(part);
    double median = median_of_sorted((struct numbers){ sorted, part.count });
    memory_release(sorted);
    return median;
}

static double level_before(struct numbers series, size_t start,
                           const struct level_alarm *alarm)
{
    if (alarm->change == LEVEL_CHANGE_DRIFT) {
        size_t end = alarm->since + LEVEL_VALUES / 2;
        return level_of(series, alarm->since, end);
    }
    size_t first = alarm->since - start > LEVEL_VALUES
                       ? alarm->since - LEVEL_VALUES
                       : start;
    return level_of(series, first, alarm->since);
}

static bool was_caught(const struct level_alarm *alarm, const bool *is_caught)
{
    size_t first = alarm->since > SPLIT_ERROR ? alarm->since - SPLIT_ERROR : 0;
    size_t last = alarm->change == LEVEL_CHANGE_JUMP
                      ? alarm->since + SPLIT_ERROR
                      : alarm->seen;
    for (size_t i = first; i <= last; i++) {
        if (is_caught[i]) {
            return true;
        }
    }
    return false;
}

/* One alarm more; `start` is where the level before it began. */
static void follow(struct numbers series, size_t start,
                   const struct level_alarm *alarm, struct slow_drift *found)
{
    bool is_open = found->jumps + found->drifts > 0;
    if (alarm->ratio <= 1) {
        return;
    }
    if (!is_open) {
        found->since = alarm->since;
        found->seen = alarm->seen;
        found->good = level_before(series, start, alarm);
    }
    found->jumps += alarm->change == LEVEL_CHANGE_JUMP;
    found->drifts += alarm->change == LEVEL_CHANGE_DRIFT;
}

/* Whether the values up to `end` are above the good level still. */
static bool is_above(struct numbers series, size_t start, size_t end,
                     struct slow_drift *found)
{
    size_t first = end - start > LEVEL_VALUES ? end - LEVEL_VALUES : start;
    found->now = level_of(series, first, end);
    return found->now >= found->good * (1 + least_growth);
}

bool slow_drift_find(struct numbers series, const bool *is_caught,
                     struct slow_drift *found)
{
    struct level_alarm alarm;
    size_t start = 0;
    size_t next = 0;
    size_t before = 0;
    *found = (struct slow_drift){ .since = 0 };
    while (level_watch_next(series, &start, &next, &alarm)) {
        bool is_open = found->jumps + found->drifts > 0;
        if (was_caught(&alarm, is_caught)) {
            found->good *= alarm.ratio;
        } else {
            follow(series, before, &alarm, found);
        }
        if (is_open && !is_above(series, start, alarm.seen + 1, found)) {
            *found = (struct slow_drift){ .since = 0 };
        }
        before = start;
    }
    return found->jumps + found->drifts > 0 &&
           is_above(series, start, series.count, found);
}
