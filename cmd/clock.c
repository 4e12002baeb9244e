#include "cmd/clock.h"

#include <time.h>

#include "core/base/calendar.h"

bool clock_read(const char *now, int64_t *seconds, struct error *error)
{
    if (now == NULL) {
        *seconds = (int64_t)time(NULL);
        return true;
    }
    return calendar_parse(now, seconds) ||
           error_set(error, ERROR_USAGE,
                     "--now does not take \"%s\"; give a time such as "
                     "2026-11-24T10:00:00Z",
                     now);
}
