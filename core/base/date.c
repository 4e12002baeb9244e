#include "core/base/date.h"

#include <stdio.h>

/* Days before the month in a year that begins in March, so that the day of
 * leap years comes last. */
static int32_t days_before(int32_t month_from_march)
{
    return (153 * month_from_march + 2) / 5;
}

static int32_t day_of(int32_t year, int32_t month, int32_t day)
{
    int32_t from_march = (month + 9) % 12;
    int32_t years = year - (month < 3);
    return 365 * years + years / 4 - years / 100 + years / 400 +
           days_before(from_march) + day - 719469;
}

static bool read_digits(const char *text, int count, int32_t *number)
{
    *number = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

static int32_t days_in(int32_t year, int32_t month)
{
    return month == 12 ? 31
                       : day_of(year, month + 1, 1) - day_of(year, month, 1);
}

bool date_read(const char *text, int32_t *day)
{
    int32_t year, month, day_of_month;
    if (!read_digits(text, 4, &year) || text[4] != '-' ||
        !read_digits(text + 5, 2, &month) || text[7] != '-' ||
        !read_digits(text + 8, 2, &day_of_month)) {
        return false;
    }
    if (year < 1970 || month < 1 || month > 12 || day_of_month < 1 ||
        day_of_month > days_in(year, month)) {
        return false;
    }
    *day = day_of(year, month, day_of_month);
    return true;
}

struct date_text date_print(int32_t day)
{
    struct date_text date;
    int32_t year = 1970 + day / 365, month = 12;
    while (day_of(year, 1, 1) > day) {
        year--;
    }
    while (day_of(year, month, 1) > day) {
        month--;
    }
    snprintf(date.text, sizeof(date.text), "%04d-%02d-%02d", (int)year,
             (int)month, (int)(day - day_of(year, month, 1) + 1));
    return date;
}
