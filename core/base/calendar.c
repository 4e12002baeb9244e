#include "core/base/calendar.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_YEAR = 1970, LAST_YEAR = 9999 };
static const int64_t last_second = INT64_C(253402300799); /* of 9999 */

/* Howard Hinnant's days_from_civil, "chrono-Compatible Low-Level Date
 * Algorithms": years begin in March, so that the leap day is the last. */
static int64_t days_of(int year, int month, int day)
{
    int64_t shifted = year - (month <= 2);
    int64_t era = shifted / 400, year_of_era = shifted - era * 400;
    int64_t day_of_year =
        (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct civil {
    int year, month, day;
};

/* The inverse, civil_from_days. */
static struct civil civil_of(int64_t days)
{
    days += 719468;
    int64_t era = days / 146097, day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                           day_of_era / 146096) /
                          365;
    int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    struct civil civil = {
        .day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
        .month = (int)(month < 10 ? month + 3 : month - 9),
        .year = (int)(year_of_era + era * 400),
    };
    civil.year += civil.month <= 2;
    return civil;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int days[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Takes `count` digits. */
static bool take_number(const char **text, int count, int *number)
{
    *number = 0;
    for (int i = 0; i < count; i++, ++*text) {
        if (**text < '0' || **text > '9') {
            return false;
        }
        *number = *number * 10 + (**text - '0');
    }
    return true;
}

static bool take_byte(const char **text, char byte)
{
    bool is_there = **text == byte;
    *text += is_there;
    return is_there;
}

static bool take_date(const char **text, int64_t *seconds)
{
    int year, month, day;
    if (!take_number(text, 4, &year) || !take_byte(text, '-') ||
        !take_number(text, 2, &month) || !take_byte(text, '-') ||
        !take_number(text, 2, &day) || year < FIRST_YEAR || month < 1 ||
        month > 12 || day < 1 || day > days_in(year, month)) {
        return false;
    }
    *seconds = days_of(year, month, day) * SECONDS_A_DAY;
    return true;
}

/* A leap second counts as the one after it. */
static bool take_clock(const char **text, int64_t *seconds)
{
    int hour, minute, second;
    if (!take_number(text, 2, &hour) || !take_byte(text, ':') ||
        !take_number(text, 2, &minute) || !take_byte(text, ':') ||
        !take_number(text, 2, &second) || hour > 23 || minute > 59 ||
        second > 60) {
        return false;
    }
    if (take_byte(text, '.')) {
        size_t digits = strspn(*text, "0123456789");
        *text += digits;
        if (digits == 0) {
            return false;
        }
    }
    *seconds += hour * 3600 + minute * 60 + second;
    return true;
}

static bool take_zone(const char **text, int64_t *seconds)
{
    int hour, minute;
    if (take_byte(text, 'Z') || take_byte(text, 'z')) {
        return true;
    }
    int sign = **text == '-' ? -1 : 1;
    if ((!take_byte(text, '+') && !take_byte(text, '-')) ||
        !take_number(text, 2, &hour) || !take_byte(text, ':') ||
        !take_number(text, 2, &minute) || hour > 23 || minute > 59) {
        return false;
    }
    *seconds -= sign * (hour * 3600 + minute * 60);
    return true;
}

bool calendar_parse(const char *text, int64_t *seconds)
{
    if (!take_date(&text, seconds)) {
        return false;
    }
    if (*text == '\0') {
        return true;
    }
    return (take_byte(&text, 'T') || take_byte(&text, 't') ||
            take_byte(&text, ' ')) &&
           take_clock(&text, seconds) && take_zone(&text, seconds) &&
           *text == '\0' && *seconds >= 0;
}

/* Times out of range are shown as the nearest that has a name. */
static int64_t clamp(int64_t seconds)
{
    if (seconds < 0) {
        return 0;
    }
    return seconds < last_second ? seconds : last_second;
}

struct calendar_text calendar_date(int64_t seconds)
{
    struct calendar_text text;
    struct civil civil = civil_of(clamp(seconds) / SECONDS_A_DAY);
    snprintf(text.text, sizeof(text.text), "%04d-%02d-%02d", civil.year,
             civil.month, civil.day);
    return text;
}

struct calendar_text calendar_time(int64_t seconds)
{
    struct calendar_text text = calendar_date(seconds);
    size_t date = strlen(text.text);
    int rest = (int)(clamp(seconds) % SECONDS_A_DAY);
    snprintf(text.text + date, sizeof(text.text) - date, "T%02d:%02d:%02dZ",
             rest / 3600, rest / 60 % 60, rest % 60);
    return text;
}

/* The first of January 1970 was a Thursday. */
int64_t calendar_week_start(int64_t seconds)
{
    int64_t days = clamp(seconds) / SECONDS_A_DAY;
    return (days - (days + 3) % 7) * SECONDS_A_DAY;
}

/* Monday of the week that holds the fourth of January: week 1. */
static int64_t first_week(int year)
{
    int64_t days = days_of(year, 1, 4);
    return (days - (days + 3) % 7) * SECONDS_A_DAY;
}

/* A week is of the year that its Thursday is in. */
struct calendar_text calendar_week(int64_t seconds)
{
    struct calendar_text text;
    int64_t start = calendar_week_start(seconds);
    int year = civil_of(start / SECONDS_A_DAY + 3).year;
    int64_t week = (start - first_week(year)) / SECONDS_A_WEEK + 1;
    snprintf(text.text, sizeof(text.text), "%04d-W%02d", year, (int)week);
    return text;
}

bool calendar_parse_week(const char *text, int64_t *seconds)
{
    int year, week;
    const char *next = text;
    if (!take_number(&next, 4, &year) || !take_byte(&next, '-') ||
        !take_byte(&next, 'W') || !take_number(&next, 2, &week) ||
        *next != '\0' || year < FIRST_YEAR || year >= LAST_YEAR || week < 1) {
        return false;
    }
    *seconds = first_week(year) + (week - 1) * SECONDS_A_WEEK;
    return *seconds >= 0 && strcmp(calendar_week(*seconds).text, text) == 0;
}
