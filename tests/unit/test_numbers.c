#include "core/stats/numbers.h"

#include "core/base/memory.h"
#include "stats_support.h"

static void sorts_in_a_total_order(void **state)
{
    (void)state;
    double values[] = { 3, (double)NAN, 0.0, -0.0, -1, (double)INFINITY };
    numbers_sort(values, 6);
    assert_same(values[0], -1);
    assert_true(signbit(values[1]) && values[1] == 0);
    assert_true(!signbit(values[2]) && values[2] == 0);
    assert_same(values[3], 3);
    assert_true(isinf(values[4]));
    assert_true(isnan(values[5]));
    numbers_sort(values, 0);
}

static void copies_without_touching(void **state)
{
    (void)state;
    const double values[] = { 2, 1 };
    double *copy = numbers_sorted_copy((struct numbers){ values, 2 });
    assert_same(copy[0], 1);
    assert_same(copy[1], 2);
    assert_same(values[0], 2);
    memory_release(copy);
    copy = numbers_sorted_copy((struct numbers){ NULL, 0 });
    assert_non_null(copy);
    memory_release(copy);
}

static void tells_finite_and_constant(void **state)
{
    (void)state;
    assert_true(numbers_are_finite(NUMBERS(1, 2)));
    assert_false(numbers_are_finite(NUMBERS(1, (double)NAN)));
    assert_false(numbers_are_finite(NUMBERS(-(double)INFINITY, 1)));
    assert_true(numbers_are_constant(NUMBERS(7, 7, 7)));
    assert_false(numbers_are_constant(NUMBERS(7, 7, 8)));
    assert_true(numbers_are_constant((struct numbers){ NULL, 0 }));
    assert_true(numbers_are_positive(NUMBERS(1e-300, 2)));
    assert_false(numbers_are_positive(NUMBERS(1, 0)));
    assert_false(numbers_are_positive(NUMBERS(1, (double)INFINITY)));
}

static void measures_spread(void **state)
{
    (void)state;
    assert_near(numbers_mean(NUMBERS(1, 2, 3, 10)), 4);
    assert_true(isnan(numbers_mean((struct numbers){ NULL, 0 })));
    assert_near(numbers_standard_deviation(NUMBERS(2, 4, 4, 4, 5, 5, 7, 9)),
                2.138089935299395);
    assert_true(isnan(numbers_standard_deviation(NUMBERS(1))));
    /* Median 3, distances 2 1 0 1 997: their median is 1. */
    assert_near(numbers_robust_deviation(NUMBERS(1, 2, 3, 4, 1000)),
                1.482602218505602);
    /* Median 3.5, distances 2.5 1.5 .5 .5 1.5 996.5. */
    assert_near(numbers_robust_deviation(NUMBERS(1, 2, 3, 4, 5, 1000)),
                1.5 * 1.482602218505602);
}

static void falls_back_to_the_plain_deviation(void **state)
{
    (void)state;
    assert_near(numbers_robust_deviation(NUMBERS(1, 2, 3, 4)),
                numbers_standard_deviation(NUMBERS(1, 2, 3, 4)));
    assert_near(numbers_robust_deviation(NUMBERS(5, 5, 5, 5, 9)),
                numbers_standard_deviation(NUMBERS(5, 5, 5, 5, 9)));
    assert_same(numbers_robust_deviation(NUMBERS(5, 5, 5, 5, 5)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorts_in_a_total_order),
        cmocka_unit_test(copies_without_touching),
        cmocka_unit_test(tells_finite_and_constant),
        cmocka_unit_test(measures_spread),
        cmocka_unit_test(falls_back_to_the_plain_deviation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
