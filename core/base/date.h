/*
 * Days of the Gregorian calendar, as numbers since 1970-01-01 and as text.
 */
#ifndef CORE_BASE_DATE_H
#define CORE_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

struct date_text {
    char text[40]; /* "2026-11-24" */
};

/* The text begins with a day as ISO 8601 has it, of the years 1970 to 9999;
 * false for any other, and for days that there are not. */
bool date_read(const char *text, int32_t *day);

struct date_text date_print(int32_t day);

#endif
