#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/date.h"

static void test_known_days(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t day;
    } days[] = { { "1970-01-01", 0 },     { "1970-12-31", 364 },
                 { "1972-02-29", 789 },   { "2000-02-29", 11016 },
                 { "2000-03-01", 11017 }, { "2026-11-24", 20781 },
                 { "2100-03-01", 47541 }, { "9999-12-31", 2932896 } };
    for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
        int32_t day = -1;
        assert_true(date_read(days[i].text, &day));
        assert_int_equal(day, days[i].day);
        assert_string_equal(date_print(day).text, days[i].text);
    }
}

static void test_every_day_comes_back(void **state)
{
    (void)state;
    for (int32_t day = 0; day < 60000; day++) {
        int32_t back = -1;
        assert_true(date_read(date_print(day).text, &back));
        assert_int_equal(back, day);
    }
}

static void test_what_is_no_day(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "2026",       "2026-11",    "2026-1-1",   "2026-13-01",
        "2026-00-10", "2026-02-29", "2100-02-29", "2026-04-31", "2026-01-00",
        "1969-12-31", "tomorrow",   "2026/11/24", "20261124",
    };
    int32_t day;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        assert_false(date_read(wrong[i], &day));
    }
    assert_true(date_read("2026-11-24T10:00:00Z", &day));
    assert_int_equal(day, 20781);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_days),
        cmocka_unit_test(test_every_day_comes_back),
        cmocka_unit_test(test_what_is_no_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
