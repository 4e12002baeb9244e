#include "core/stats/geometric_mean.h"

#include "stats_support.h"

/* Columns of benchstat's CSV: medians and the geomean under them. */
static void has_the_bits_of_benchstat(void **state)
{
    (void)state;
    assert_same(
        geometric_mean(NUMBERS(3.483500000000001e-08, 6.2095e-08, 2.393e-06,
                               1.3145e-06, 2.1585000000000002e-07, 2.646e-07,
                               7.809000000000001e-07, 2.3335e-07, 4.182e-08,
                               7.6825e-08, 3.088e-06, 4.3715e-06, 1.653e-06)),
        3.91505208993642e-07);
    assert_same(geometric_mean(NUMBERS(10368.5, 57963.0, 5979.5)),
                15317.123680590339);
    assert_same(geometric_mean(NUMBERS(52, 276, 10574, 56950.5, 5970.5)),
                2200.5538219306104);
    assert_same(geometric_mean(NUMBERS(3.0000000000000004e-09, 5e-09)),
                3.8729833462074206e-09);
    assert_same(geometric_mean(NUMBERS(12.5)), 12.500000000000004);
    assert_same(geometric_mean(NUMBERS(64250000)), 64249999.99999992);
}

static void needs_positive_values(void **state)
{
    (void)state;
    assert_true(isnan(geometric_mean((struct numbers){ NULL, 0 })));
    assert_true(isnan(geometric_mean(NUMBERS(0))));
    assert_true(isnan(geometric_mean(NUMBERS(1, 0, 2))));
    assert_true(isnan(geometric_mean(NUMBERS(1, -1))));
    assert_true(isnan(geometric_mean(NUMBERS(1, (double)NAN))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_bits_of_benchstat),
        cmocka_unit_test(needs_positive_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
