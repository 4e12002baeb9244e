#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/model/scope.h"

static void test_functions(void **state)
{
    (void)state;
    static const char symbol[] = "example.com/shop/pricing.(*Engine).Quote";
    assert_true(scope_function_matches(symbol, symbol));
    assert_true(scope_function_matches("pricing.(*Engine).Quote", symbol));
    assert_true(scope_function_matches("pricing.(*Engine).*", symbol));
    assert_true(scope_function_matches("example.com/*", symbol));
    assert_false(scope_function_matches("pricing.(*Engine)", symbol));
    assert_false(scope_function_matches("shop/pricing.*", symbol));
    assert_false(scope_function_matches("*", ""));
    assert_false(scope_function_matches("*", NULL));
}

static void test_benchmarks(void **state)
{
    (void)state;
    static const char *const names[] = { "Join/n=10/cold-8",
                                         "BenchmarkJoin/n=10/cold-8" };
    static const char *const matching[] = {
        "BenchmarkJoin",    "Join",         "Join/n=10",
        "Join/n=10/cold",   "Join/n=*",     "BenchmarkJoin/*/cold",
        "Join/n=10/cold-8", "BenchmarkJ*n", "*",
    };
    static const char *const others[] = { "Joi", "BenchmarkJoin/n=1", "cold",
                                          "Join/", "" };
    for (size_t n = 0; n < 2; n++) {
        for (size_t i = 0; i < sizeof(matching) / sizeof(*matching); i++) {
            assert_true(scope_benchmark_matches(matching[i], names[n]));
        }
        for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
            assert_false(scope_benchmark_matches(others[i], names[n]));
        }
    }
    assert_false(scope_benchmark_matches("*", ""));
}

static void test_all_that_is_named_must_match(void **state)
{
    (void)state;
    struct scope scope = { .path = "pricing/join.go",
                           .function = "example.com/shop/pricing.Join",
                           .benchmark = "BenchmarkJoin" };
    struct scope_pattern pattern = { .path = NULL };
    assert_true(scope_pattern_is_empty(&pattern));
    assert_true(scope_matches(&pattern, &scope));
    pattern.path = "pricing/";
    pattern.function = "pricing.Join";
    assert_false(scope_pattern_is_empty(&pattern));
    assert_true(scope_matches(&pattern, &scope));
    pattern.benchmark = "BenchmarkSort";
    assert_false(scope_matches(&pattern, &scope));
    pattern.benchmark = NULL;
    scope.path = NULL;
    assert_false(scope_matches(&pattern, &scope));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_functions),
        cmocka_unit_test(test_benchmarks),
        cmocka_unit_test(test_all_that_is_named_must_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
