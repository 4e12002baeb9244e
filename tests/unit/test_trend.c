#include "core/stats/trend.h"

#include "stats_support.h"

/* Expected: S = 23, variance 64.33 with one pair tied, and the median of the
 * 28 slopes, worked out apart from the code. */
static void measures_a_rise(void **state)
{
    (void)state;
    struct numbers rising = NUMBERS(100, 102, 101, 104, 104, 106, 105, 109);
    assert_near(trend_z(rising), 2.7428663952471632);
    assert_near(trend_ratio(rising), 1.0757702474088313);
}

static void an_exact_one_is_exact(void **state)
{
    (void)state;
    struct numbers halves = NUMBERS(128, 64, 32, 16, 8, 4, 2, 1);
    assert_near(trend_ratio(halves), 1.0 / 128);
    assert_near(trend_z(halves), -27 / sqrt(8 * 7 * 21 / 18.0));
}

static void an_outlier_moves_neither(void **state)
{
    (void)state;
    struct numbers flat = NUMBERS(100, 101, 100, 99, 900, 100, 101, 99, 100);
    assert_true(fabs(trend_z(flat)) < 1);
    assert_within(trend_ratio(flat), 1, 0.01);
}

static void says_nothing_of_what_cannot_rise(void **state)
{
    (void)state;
    assert_same(trend_z(NUMBERS(1, 2, 3, 4, 5, 6, 7)), 0);
    assert_same(trend_z(NUMBERS(3, 3, 3, 3, 3, 3, 3, 3, 3)), 0);
    assert_same(trend_z(NUMBERS(1, 2, 3, 4, 5, 6, 7, 0)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_a_rise),
        cmocka_unit_test(an_exact_one_is_exact),
        cmocka_unit_test(an_outlier_moves_neither),
        cmocka_unit_test(says_nothing_of_what_cannot_rise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
