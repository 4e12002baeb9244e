/*
 * Points in time as whole seconds since 1970 in UTC, and their names: RFC
 * 3339, and the weeks of ISO 8601, which begin on Monday. No clock, no time
 * zone of a machine.
 */
#ifndef CORE_BASE_CALENDAR_H
#define CORE_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#define SECONDS_A_DAY  INT64_C(86400)
#define SECONDS_A_WEEK (7 * SECONDS_A_DAY)

struct calendar_text {
    char text[64];
};

/*
 * "2026-11-24T10:00:00Z", "2026-11-24t10:00:00.5+01:00", or a date alone,
 * whose midnight it is. False for anything else, days that a month does not
 * have, and years before 1970.
 */
bool calendar_parse(const char *text, int64_t *seconds);

/* "2026-11-24T10:00:00Z"; of the years 1970 to 9999. */
struct calendar_text calendar_time(int64_t seconds);
struct calendar_text calendar_date(int64_t seconds); /* "2026-11-24" */

/* The first second of the week that holds the time. */
int64_t calendar_week_start(int64_t seconds);
struct calendar_text calendar_week(int64_t seconds); /* "2026-W48" */

/* The first second of "2026-W48"; false for weeks that a year has not. */
bool calendar_parse_week(const char *text, int64_t *seconds);

#endif
