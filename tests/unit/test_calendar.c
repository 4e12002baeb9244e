/*
 * Times and weeks against what `date -u` says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/calendar.h"

static void assert_time(const char *text, int64_t expected)
{
    int64_t seconds = -1;
    if (!calendar_parse(text, &seconds)) {
        fail_msg("%s is refused", text);
    }
    assert_int_equal(seconds, expected);
}

static void times_are_read(void **state)
{
    (void)state;
    assert_time("1970-01-01T00:00:00Z", 0);
    assert_time("2026-11-24T10:00:00Z", INT64_C(1795514400));
    assert_time("2026-11-24T11:30:00+01:30", INT64_C(1795514400));
    assert_time("2026-11-24t02:00:00.250-08:00", INT64_C(1795514400));
    assert_time("2026-11-24 10:00:00z", INT64_C(1795514400));
    assert_time("2024-02-29", INT64_C(1709164800));
    assert_time("2000-02-29T23:59:60Z", INT64_C(951868800));
    assert_time("9999-12-31T23:59:59Z", INT64_C(253402300799));
}

static void others_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "yesterday",
        "2026-11",
        "2026-02-29",
        "2100-02-29",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "1969-12-31",
        "2026-11-24T",
        "2026-11-24T10:00Z",
        "2026-11-24T10:00:00",
        "2026-11-24T24:00:00Z",
        "2026-11-24T10:60:00Z",
        "2026-11-24T10:00:00.Z",
        "2026-11-24T10:00:00Zx",
        "2026-11-24T10:00:00+1:00",
        "2026-11-24T10:00:00+24:00",
        "1970-01-01T00:00:00+00:01",
        "2026-11-24x10:00:00Z",
    };
    int64_t seconds;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (calendar_parse(texts[i], &seconds)) {
            fail_msg("%s is taken", texts[i]);
        }
    }
}

static void times_are_named(void **state)
{
    (void)state;
    assert_string_equal(calendar_time(INT64_C(1795514401)).text,
                        "2026-11-24T10:00:01Z");
    assert_string_equal(calendar_date(INT64_C(1709164800)).text, "2024-02-29");
    assert_string_equal(calendar_time(-5).text, "1970-01-01T00:00:00Z");
    assert_string_equal(calendar_time(INT64_MAX).text, "9999-12-31T23:59:59Z");
}

/* Every day of 130 years has a name that leads back to it. */
static void dates_lead_back(void **state)
{
    (void)state;
    for (int64_t day = 0; day < 130 * 366; day++) {
        assert_time(calendar_date(day * SECONDS_A_DAY).text,
                    day * SECONDS_A_DAY);
    }
}

static void assert_week(const char *date, const char *expected)
{
    int64_t seconds;
    assert_true(calendar_parse(date, &seconds));
    assert_string_equal(calendar_week(seconds).text, expected);
}

static void weeks_are_named(void **state)
{
    (void)state;
    assert_week("2026-11-24", "2026-W48");
    assert_week("2026-11-23", "2026-W48");
    assert_week("2026-11-22", "2026-W47");
    assert_week("2027-01-03", "2026-W53");
    assert_week("2027-01-04", "2027-W01");
    assert_week("2024-12-30", "2025-W01");
    assert_week("2005-01-01", "2004-W53");
    assert_week("2008-12-29", "2009-W01");
}

static void weeks_lead_back(void **state)
{
    (void)state;
    int64_t seconds = 0;
    for (int64_t at = INT64_C(345600); at < 60 * 366 * SECONDS_A_DAY;
         at += SECONDS_A_WEEK) { /* from Monday, 5 January 1970 */
        assert_int_equal(calendar_week_start(at + SECONDS_A_WEEK - 1), at);
        assert_true(calendar_parse_week(calendar_week(at).text, &seconds));
        assert_int_equal(seconds, at);
    }
    assert_false(calendar_parse_week("2025-W53", &seconds));
    assert_false(calendar_parse_week("2026-W00", &seconds));
    assert_false(calendar_parse_week("2026-W54", &seconds));
    assert_false(calendar_parse_week("2026W48", &seconds));
    assert_false(calendar_parse_week("2026-W481", &seconds));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_read),  cmocka_unit_test(others_are_refused),
        cmocka_unit_test(times_are_named), cmocka_unit_test(dates_lead_back),
        cmocka_unit_test(weeks_are_named), cmocka_unit_test(weeks_lead_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
