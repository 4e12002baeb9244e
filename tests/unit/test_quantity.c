#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/quantity.h"

static void assert_quantity(double value, const char *unit,
                            const char *expected)
{
    assert_string_equal(quantity_of(value, unit).text, expected);
}

static void test_times(void **state)
{
    (void)state;
    assert_quantity(1840000, "nanoseconds", "1.84 ms");
    assert_quantity(1.84e-3, "sec/op", "1.84 ms");
    assert_quantity(90, "seconds", "90 s");
    assert_quantity(12.5, "seconds", "12.5 s");
    assert_quantity(0, "nanoseconds", "0 ns");
    assert_quantity(0.25, "nanoseconds", "0.25 ns");
    assert_quantity(-1500, "nanoseconds", "-1.50 us");
}

static void test_bytes_are_binary(void **state)
{
    (void)state;
    assert_quantity(3040870, "bytes", "2.90 MiB");
    assert_quantity(1023, "B/op", "1023 B");
    assert_quantity(1024, "B/op", "1 KiB");
    assert_quantity(3221225472, "bytes", "3 GiB");
    assert_quantity(9.3e18, "bytes", "8.66e+09 GiB");
}

static void test_counts(void **state)
{
    (void)state;
    assert_quantity(3, "allocs/op", "3");
    assert_quantity(1234, "count", "1.23 k");
    assert_quantity(2500000, "count", "2.50 M");
    assert_quantity(12, "widgets", "12 widgets");
    assert_quantity(1500, "MB/s", "1.50 k MB/s");
}

/* Where rounding reaches the next digit or the next unit. */
static void test_three_digits_after_rounding(void **state)
{
    (void)state;
    assert_quantity(9.994, "seconds", "9.99 s");
    assert_quantity(9.996, "seconds", "10.0 s");
    assert_quantity(99.94, "seconds", "99.9 s");
    assert_quantity(99.96, "seconds", "100 s");
    assert_quantity(999.4, "nanoseconds", "999 ns");
    assert_quantity(999.6, "nanoseconds", "1.00 us");
}

static void test_what_is_no_number(void **state)
{
    (void)state;
    assert_quantity((double)NAN, "bytes", "?");
    assert_quantity((double)INFINITY, "bytes", "?");
    assert_string_equal(quantity_percent((double)NAN).text, "?");
    assert_string_equal(quantity_percent((double)-INFINITY).text, "?");
    assert_string_equal(quantity_change((double)NAN).text, "?");
    assert_string_equal(quantity_change((double)INFINITY).text, "new");
    assert_string_equal(quantity_p((double)NAN).text, "p=?");
}

/* A hostile benchmark's number or unit must not fill the text with digits. */
static void test_any_size_fits(void **state)
{
    (void)state;
    assert_quantity(1e300, "seconds", "1e+300 s");
    assert_quantity(-1.7976931348623157e308, "bytes", "-1.67e+299 GiB");
    assert_string_equal(quantity_percent(1e290).text, "1e+292 %");
    assert_string_equal(quantity_percent(1e308).text, "?");
    assert_string_equal(quantity_change(1e300).text, "1e+300x");
    struct quantity long_unit =
        quantity_of(2, "a/unit/far/longer/than/the/forty/bytes/of/a/quantity");
    assert_int_equal(strlen(long_unit.text), sizeof(long_unit.text) - 1);
    assert_memory_equal(long_unit.text, "2 a/unit", 8);
}

static void test_percentages(void **state)
{
    (void)state;
    assert_string_equal(quantity_percent(0.051).text, "5.1 %");
    assert_string_equal(quantity_percent(0).text, "0.0 %");
    assert_string_equal(quantity_percent(0.0994).text, "9.9 %");
    assert_string_equal(quantity_percent(0.0996).text, "10 %");
    assert_string_equal(quantity_percent(1).text, "100 %");
    assert_string_equal(quantity_percent(-0.02).text, "-2.0 %");
}

static void test_changes(void **state)
{
    (void)state;
    assert_string_equal(quantity_change(1.41).text, "+41 %");
    assert_string_equal(quantity_change(0.5).text, "-50 %");
    assert_string_equal(quantity_change(0).text, "-100 %");
    assert_string_equal(quantity_change(1.02).text, "+2.0 %");
    assert_string_equal(quantity_change(1).text, "+0.0 %");
    assert_string_equal(quantity_change(1.999).text, "+100 %");
    assert_string_equal(quantity_change(2).text, "2.0x");
    assert_string_equal(quantity_change(3.2).text, "3.2x");
    assert_string_equal(quantity_change(9.96).text, "10x");
    assert_string_equal(quantity_change(1234).text, "1234x");
}

static void test_probabilities(void **state)
{
    (void)state;
    assert_string_equal(quantity_p(0.0031).text, "p=0.0031");
    assert_string_equal(quantity_p(0.0001).text, "p=0.0001");
    assert_string_equal(quantity_p(0.00009999).text, "p<0.0001");
    assert_string_equal(quantity_p(0).text, "p<0.0001");
    assert_string_equal(quantity_p(1).text, "p=1.0000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_bytes_are_binary),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_three_digits_after_rounding),
        cmocka_unit_test(test_what_is_no_number),
        cmocka_unit_test(test_any_size_fits),
        cmocka_unit_test(test_percentages),
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_probabilities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
