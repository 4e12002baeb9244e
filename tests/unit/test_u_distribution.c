#include "core/stats/u_distribution.h"

#include "stats_support.h"

/* 4 and 4: the counts are 1 1 2 3 5 5 7 7 8 ... of 70. */
static void counts_small_samples(void **state)
{
    (void)state;
    static const double below[] = { 1, 2, 4, 7, 12, 17, 24, 31, 39 };
    for (long u = 0; u < 9; u++) {
        assert_near(u_lower_tail(4, 4, u), below[u] / 70);
        assert_near(u_lower_tail(4, 4, 15 - u), 1 - below[u] / 70);
    }
    assert_same(u_lower_tail(4, 4, -1), 0);
    assert_same(u_lower_tail(4, 4, 16), 1);
}

/* One value against n: each rank is equally likely. */
static void is_uniform_for_one_value(void **state)
{
    (void)state;
    for (long u = 0; u < 50; u++) {
        assert_near(u_lower_tail(1, 50, u), (double)(u + 1) / 51);
        assert_near(u_lower_tail(50, 1, u), (double)(u + 1) / 51);
    }
}

/* The dealing of groups of one is the distribution without ties. */
static void groups_of_one_are_no_ties(void **state)
{
    (void)state;
    unsigned sizes[100];
    for (size_t i = 0; i < 100; i++) {
        sizes[i] = 1;
    }
    struct tie_groups groups = { sizes, 100 };
    for (long u = 0; u < 2500; u += 311) {
        assert_near(u_lower_tail_with_ties(groups, 50, 2 * u),
                    u_lower_tail(50, 50, u));
    }
    groups.count = 17;
    for (long u = 0; u < 70; u++) {
        assert_near(u_lower_tail_with_ties(groups, 7, 2 * u),
                    u_lower_tail(7, 10, u));
        assert_near(u_lower_tail_with_ties(groups, 7, 2 * u + 1),
                    u_lower_tail(7, 10, u));
    }
}

/* {a, b b}, two of them in the first sample: b b gives 2 U = 4, a b (twice)
 * gives 1. */
static void deals_ties(void **state)
{
    (void)state;
    const unsigned sizes[] = { 1, 2 };
    struct tie_groups groups = { sizes, 2 };
    assert_same(u_lower_tail_with_ties(groups, 2, -1), 0);
    assert_same(u_lower_tail_with_ties(groups, 2, 0), 0);
    assert_near(u_lower_tail_with_ties(groups, 2, 1), 2 / 3.0);
    assert_near(u_lower_tail_with_ties(groups, 2, 3), 2 / 3.0);
    assert_same(u_lower_tail_with_ties(groups, 2, 4), 1);
}

/* Published table of the two-sided test: Mann and Whitney; Milton 1964. */
static void has_the_critical_values_of_tables(void **state)
{
    (void)state;
    assert_int_equal(u_critical_value(3, 3, 0.025), -1);
    assert_int_equal(u_critical_value(4, 4, 0.025), 0);
    assert_int_equal(u_critical_value(5, 5, 0.025), 2);
    assert_int_equal(u_critical_value(8, 8, 0.025), 13);
    assert_int_equal(u_critical_value(10, 10, 0.025), 23);
    assert_int_equal(u_critical_value(20, 20, 0.025), 127);
    assert_int_equal(u_critical_value(10, 20, 0.005), 42);
    assert_int_equal(u_critical_value(1, 1, 0.025), -1);
    /* Still exact: the normal approximation has 772 and 414. */
    assert_int_equal(u_critical_value(50, 50, 0.0005), 777);
    assert_int_equal(u_critical_value(50, 40, 1e-6), 434);
    assert_int_equal(u_critical_value(40, 50, 1e-6), 434);
}

static void approximates_beyond(void **state)
{
    (void)state;
    int64_t exact = u_critical_value(50, 50, 0.025);
    int64_t approximate = u_critical_value(50, 51, 0.025);
    assert_true(approximate > exact && approximate < exact + 50);
    assert_int_equal(u_critical_value(60, 1, 0.0001), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_small_samples),
        cmocka_unit_test(is_uniform_for_one_value),
        cmocka_unit_test(groups_of_one_are_no_ties),
        cmocka_unit_test(deals_ties),
        cmocka_unit_test(has_the_critical_values_of_tables),
        cmocka_unit_test(approximates_beyond),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
