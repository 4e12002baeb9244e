#include "core/stats/dispersion.h"

#include "stats_support.h"

static void sums_pearson_residuals(void **state)
{
    (void)state;
    struct dispersion dispersion = { 0, 0 };
    const double counts[] = { 80, 100, 120 };
    const double exposures[] = { 1, 1, 1 };
    dispersion_add(&dispersion, counts, exposures, 3);
    assert_near(dispersion.chi_square, 8);
    assert_same(dispersion.degrees_of_freedom, 2);
    assert_near(dispersion_value(&dispersion), 4);
}

static void allows_for_exposure(void **state)
{
    (void)state;
    struct dispersion dispersion = { 0, 0 };
    const double counts[] = { 10, 20, 40 };
    const double exposures[] = { 1000, 2000, 4000 };
    dispersion_add(&dispersion, counts, exposures, 3);
    assert_true(dispersion.chi_square < 1e-20);
    assert_same(dispersion_value(&dispersion), 1);
}

static void pools(void **state)
{
    (void)state;
    struct dispersion dispersion = { 0, 0 };
    const double counts[] = { 80, 120 };
    const double others[] = { 1000, 1000, 1000 };
    const double exposures[] = { 1, 1, 1 };
    dispersion_add(&dispersion, counts, exposures, 2);
    dispersion_add(&dispersion, others, exposures, 3);
    assert_near(dispersion.chi_square, 8);
    assert_same(dispersion.degrees_of_freedom, 3);
    assert_near(dispersion_value(&dispersion), 8 / 3.0);
}

static void ignores_what_tells_nothing(void **state)
{
    (void)state;
    struct dispersion dispersion = { 0, 0 };
    const double counts[] = { 5, 7, 0, (double)NAN, -1 };
    const double exposures[] = { 1, 0, (double)NAN, 1, 1 };
    dispersion_add(&dispersion, counts, exposures, 5);
    const double zeros[] = { 0, 0 };
    const double ones[] = { 1, 1 };
    dispersion_add(&dispersion, zeros, ones, 2);
    dispersion_add(&dispersion, counts, exposures, 1);
    dispersion_add(&dispersion, counts, exposures, 0);
    assert_same(dispersion.degrees_of_freedom, 0);
    assert_same(dispersion_value(&dispersion), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_pearson_residuals),
        cmocka_unit_test(allows_for_exposure),
        cmocka_unit_test(pools),
        cmocka_unit_test(ignores_what_tells_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
