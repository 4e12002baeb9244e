#include "core/stats/power_fit.h"

#include "stats_support.h"

/* Student's t of two degrees of freedom has a closed form. */
static void fits_a_power_law(void **state)
{
    (void)state;
    const struct power_point points[] = {
        { .size = 10, .cost = 105 },
        { .size = 100, .cost = 9800 },
        { .size = 1000, .cost = 1010000 },
        { .size = 10000, .cost = 99000000 },
    };
    struct power_fit fit = power_fit(points, 4);
    assert_near(fit.exponent, 1.9936432984672983);
    assert_near(fit.low, 1.9691752573387427);
    assert_near(fit.high, 2.018111339595854);
    assert_near(fit.p, 8.136274614039565e-06);
}

static void is_sure_of_an_exact_one(void **state)
{
    (void)state;
    const struct power_point points[] = {
        { .size = 1, .cost = 3 },
        { .size = 2, .cost = 12 },
        { .size = 4, .cost = 48 },
    };
    struct power_fit fit = power_fit(points, 3);
    assert_within(fit.exponent, 2, 1e-12);
    assert_within(fit.low, 2, 1e-12);
    assert_within(fit.high, 2, 1e-12);
}

/* A constant beside the quadratic term: the scatter says so. */
static void doubts_what_is_no_power_law(void **state)
{
    (void)state;
    const struct power_point points[] = {
        { .size = 10, .cost = 1000 + 100 },
        { .size = 100, .cost = 1000 + 10000 },
        { .size = 1000, .cost = 1000 + 1000000 },
        { .size = 10000, .cost = 1000 + 100000000 },
    };
    struct power_fit fit = power_fit(points, 4);
    assert_true(fit.exponent > 1.5 && fit.exponent < 2);
    assert_true(fit.low < 1.5);
}

/* Weights -1.5, -0.5, 0.5 and 1.5 steps over five: the deviation of the rise
 * is 0.1 / sqrt(5) of a step of log(10). */
static void propagates_what_the_ratios_are_worth(void **state)
{
    (void)state;
    const struct power_point points[] = {
        { .size = 10, .cost = 1, .deviation = 0.1 },
        { .size = 100, .cost = 2, .deviation = 0.1 },
        { .size = 1000, .cost = 4, .deviation = 0.1 },
        { .size = 10000, .cost = 8, .deviation = 0.1 },
    };
    struct power_fit rise = power_rise(points, 4);
    double deviation = 0.1 / sqrt(5) / log(10);
    assert_near(rise.exponent, log(2) / log(10));
    assert_near(rise.low, rise.exponent - 1.959963984540054 * deviation);
    assert_near(rise.high, rise.exponent + 1.959963984540054 * deviation);
    assert_true(rise.p < 1e-10 && rise.p > 0);
}

static void says_nothing_of_too_little(void **state)
{
    (void)state;
    struct power_point points[] = {
        { .size = 10, .cost = 1, .deviation = (double)INFINITY },
        { .size = 10, .cost = 2, .deviation = 0.1 },
        { .size = 10, .cost = 4, .deviation = 0.1 },
    };
    assert_true(isnan(power_fit(points, 2).exponent));
    assert_true(isnan(power_rise(points, 2).p));
    assert_true(isnan(power_fit(points, 3).exponent));
    assert_true(isnan(power_rise(points, 3).p));
    points[1].size = 100;
    points[2].size = 1000;
    struct power_fit rise = power_rise(points, 3);
    assert_true(isinf(rise.low) && isinf(rise.high));
    assert_same(rise.p, 1);
}

static void sees_no_rise_in_equal_ratios(void **state)
{
    (void)state;
    const struct power_point points[] = { { .size = 3, .cost = 1.1 },
                                          { .size = 7, .cost = 1.1 },
                                          { .size = 40, .cost = 1.1 } };
    assert_same(power_rise(points, 3).p, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fits_a_power_law),
        cmocka_unit_test(is_sure_of_an_exact_one),
        cmocka_unit_test(doubts_what_is_no_power_law),
        cmocka_unit_test(propagates_what_the_ratios_are_worth),
        cmocka_unit_test(says_nothing_of_too_little),
        cmocka_unit_test(sees_no_rise_in_equal_ratios),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
