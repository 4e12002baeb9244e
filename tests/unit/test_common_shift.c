#include "core/stats/common_shift.h"

#include "stats_support.h"

static void what_moves_all_is_gone(void **state)
{
    (void)state;
    /* The third run is on a machine that is twice as slow; the last series
     * grows by itself in the fourth. */
    double values[] = {
        10, 10, 20, 10, /**/ 5, 5, 10, 5, /**/ 100, 100, 200, 150,
    };
    struct series_table table = { values, 3, 4 };
    common_shift_divide(&table);
    const double expected[] = {
        10, 10, 10, 10, /**/ 5, 5, 5, 5, /**/ 100, 100, 100, 150,
    };
    for (size_t i = 0; i < 12; i++) {
        /* The median of 100, 100, 150, 200 is 125: a constant factor of the
         * last series, which does not matter to the others. */
        assert_near(values[i], expected[i]);
    }
}

static void what_was_not_measured_stays_unknown(void **state)
{
    (void)state;
    double values[] = {
        10, (double)NAN, 20, /**/ 5, 5, 10, /**/ 7, 7, 14, /**/ 1, 1, 2,
    };
    struct series_table table = { values, 4, 3 };
    common_shift_divide(&table);
    assert_true(isnan(values[1]));
    assert_near(values[5], 5);
    assert_near(values[11], 1);
}

static void two_series_say_nothing_about_the_machine(void **state)
{
    (void)state;
    double values[] = { 10, 20, 5, 10 };
    struct series_table table = { values, 2, 2 };
    common_shift_divide(&table);
    assert_same(values[1], 20);
    double sparse[] = {
        10, 20, 5, 10, (double)NAN, (double)NAN, 3, (double)NAN,
    };
    table = (struct series_table){ sparse, 4, 2 };
    common_shift_divide(&table);
    assert_same(sparse[1], 20); /* of the second run only two are known */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_moves_all_is_gone),
        cmocka_unit_test(what_was_not_measured_stays_unknown),
        cmocka_unit_test(two_series_say_nothing_about_the_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
