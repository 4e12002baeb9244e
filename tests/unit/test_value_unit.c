/*
 * Amounts as pprof prints them; the expected texts were printed by its
 * internal/measurement.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/model/value_unit.h"

static void assert_format(int64_t value, const char *from, const char *to,
                          const char *expected)
{
    assert_string_equal(value_format(value, from, to).text, expected);
}

static void test_times(void **state)
{
    (void)state;
    assert_format(1090000000, "nanoseconds", "minimum", "1.09s");
    assert_format(10000000, "nanoseconds", "ms", "10ms");
    assert_format(10000000, "nanoseconds", "s", "0.01s");
    assert_format(0, "nanoseconds", "s", "0");
    assert_format(1, "nanoseconds", "s", "0");
    assert_format(-1, "nanoseconds", "s", "0");
    assert_format(999, "ns", "minimum", "999ns");
    assert_format(1000, "ns", "minimum", "1us");
    assert_format(7200, "seconds", "minimum", "2hrs");
    assert_format(-1500, "microseconds", "minimum", "-1.50ms");
    assert_format(2, "SECONDS", "minimum", "2s");
    assert_format(90, "minutes", "minimum", "90");
    assert_format(5, "\xce\xbcs", "ns", "5000ns");
}

static void test_memory(void **state)
{
    (void)state;
    assert_format(1023, "bytes", "minimum", "1023B");
    assert_format(1024, "bytes", "minimum", "1kB");
    assert_format(1536, "bytes", "MB", "0");
    assert_format(3 << 19, "bytes", "MB", "1.50MB");
    assert_format(5, "megabytes", "kB", "5120kB");
    assert_format(5, "Bytes", "minimum", "5B");
    assert_format((int64_t)1 << 50, "bytes", "minimum", "1PB");
    assert_format(INT64_MAX, "bytes", "minimum", "8192PB");
    assert_format(INT64_MAX, "PB", "B", "10384593717069655257060992658440192B");
}

static void test_counts_have_no_unit(void **state)
{
    (void)state;
    assert_format(42, "count", "count", "42");
    assert_format(42, "count", "minimum", "42");
    assert_format(42, "samples", "sample", "42");
    assert_format(42, "widgets", "widgets", "42widgets");
    assert_format(0, "widgets", "widgets", "0");
    assert_format(42, "", "", "42");
    assert_format(5, "bytes", "seconds", "5B");
    assert_format(1500, "milliGCUs", "GCU", "1.50GCU");
}

/* -INT64_MIN does not exist. */
static void test_the_least_integer(void **state)
{
    (void)state;
    struct scaled_value scaled = value_scale(INT64_MIN, "count", "count");
    assert_true(scaled.value < -9.2e18);
    assert_format(INT64_MIN, "count", "count", "-9223372036854775808");
    assert_format(INT64_MIN + 1, "bytes", "minimum", "-8192PB");
}

static void test_units_agree_within_a_family(void **state)
{
    (void)state;
    assert_true(value_units_agree("nanoseconds", "seconds"));
    assert_true(value_units_agree("bytes", "MB"));
    assert_true(value_units_agree("count", "count"));
    assert_true(value_units_agree("\xce\xbcs", "ns"));
    assert_false(value_units_agree("bytes", "seconds"));
    assert_false(value_units_agree("count", "widgets"));
    assert_false(value_units_agree("", "bytes"));
    assert_true(value_units_agree("", ""));
}

static void assert_share(int64_t value, int64_t total, const char *expected)
{
    assert_string_equal(value_percentage(value, total).text, expected);
}

static void test_percentages_are_six_wide(void **state)
{
    (void)state;
    assert_share(3314, 10000, "33.14%");
    assert_share(1, 1, "  100%");
    assert_share(9995, 10000, "  100%");
    assert_share(9994, 10000, "99.94%");
    assert_share(-50, 100, "50.00%");
    assert_share(1, 100, " 1.00%");
    assert_share(99, 10000, " 0.99%");
    assert_share(13, 100000, "0.013%");
    assert_share(0, 100, "    0%");
    assert_share(5, 0, "    0%");
    assert_share(300, 100, "300.00%");
    assert_share(INT64_MIN, INT64_MAX, "  100%");
    assert_share(12, 100000000, "1.2e-05%");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_counts_have_no_unit),
        cmocka_unit_test(test_the_least_integer),
        cmocka_unit_test(test_units_agree_within_a_family),
        cmocka_unit_test(test_percentages_are_six_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
