#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/model/benchmark_unit.h"

static void assert_tidies(const char *unit, const char *name, double factor)
{
    struct strings strings;
    strings_init(&strings);
    struct tidy_unit tidy = benchmark_unit_tidy(&strings, span_of(unit));
    assert_string_equal(tidy.name, name);
    assert_true(tidy.factor == factor);
    strings_release(&strings);
}

static void test_prefixed_units_become_base_units(void **state)
{
    (void)state;
    assert_tidies("ns/op", "sec/op", 1e-9);
    assert_tidies("MB/s", "B/s", 1e6);
    assert_tidies("ns/GC", "sec/GC", 1e-9);
    assert_tidies("p99-ns/op", "p99-sec/op", 1e-9);
    assert_tidies("MB*ns/x", "B*sec/x", 1e-9 * 1e6);
    assert_tidies("x/y*ns", "x/y*sec", 1e-9);
}

static void test_other_units_stay(void **state)
{
    (void)state;
    assert_tidies("B/op", "B/op", 1);
    assert_tidies("allocs/op", "allocs/op", 1);
    assert_tidies("ops/ns", "ops/ns", 1); /* below the line */
    assert_tidies("tokens", "tokens", 1); /* not a word of its own */
    assert_tidies("", "", 1);
    assert_tidies("//", "//", 1);
}

static void test_bytes_take_binary_prefixes(void **state)
{
    (void)state;
    assert_true(benchmark_unit_is_binary("B/op"));
    assert_true(benchmark_unit_is_binary("B/s"));
    assert_true(benchmark_unit_is_binary("live-bytes"));
    assert_false(benchmark_unit_is_binary("sec/op"));
    assert_false(benchmark_unit_is_binary("sec/B"));
    assert_false(benchmark_unit_is_binary("Bytes"));
}

static void test_speeds_are_better_high(void **state)
{
    (void)state;
    assert_true(benchmark_unit_prefers_higher("B/s"));
    assert_false(benchmark_unit_prefers_higher("B/op"));
    assert_false(benchmark_unit_prefers_higher("sec/op"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prefixed_units_become_base_units),
        cmocka_unit_test(test_other_units_stay),
        cmocka_unit_test(test_bytes_take_binary_prefixes),
        cmocka_unit_test(test_speeds_are_better_high),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
