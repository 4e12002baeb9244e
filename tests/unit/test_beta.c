#include "core/stats/beta.h"

#include "stats_support.h"

/* Values of scipy.special.betainc. */
static void matches_reference(void **state)
{
    (void)state;
    assert_near(incomplete_beta(0.5, 0.5, 0.25, 0.75), 1 / 3.0);
    assert_near(incomplete_beta(2, 3, 0.4, 0.6), 0.5248);
    assert_near(incomplete_beta(10, 0.5, 0.9, 0.1), 0.15164090963470994);
    assert_near(incomplete_beta(300, 200, 0.5, 0.5), 3.543480264392529e-06);
    assert_near(incomplete_beta(1e4, 2e4, 0.34, 0.66), 0.9927137480100278);
    assert_near(incomplete_beta(5, 1e6, 1e-5, 1 - 1e-5), 0.9707486360662111);
}

/* I_x(k, 1) = x^k; I_x(1, k) = 1 - (1 - x)^k */
static void has_closed_forms(void **state)
{
    (void)state;
    for (double x = 0.01; x < 1; x += 0.07) {
        assert_near(incomplete_beta(7.5, 1, x, 1 - x), pow(x, 7.5));
        assert_near(incomplete_beta(1, 7.5, x, 1 - x), -expm1(7.5 * log1p(-x)));
        assert_near(incomplete_beta(3, 8, x, 1 - x),
                    1 - incomplete_beta(8, 3, 1 - x, x));
    }
    assert_near(incomplete_beta(60, 1, 1e-5, 1 - 1e-5), 1e-300);
}

static void ends_and_nonsense(void **state)
{
    (void)state;
    assert_same(incomplete_beta(2, 3, 0, 1), 0);
    assert_same(incomplete_beta(2, 3, 1, 0), 1);
    assert_true(isnan(incomplete_beta(0, 3, 0.5, 0.5)));
    assert_true(isnan(incomplete_beta(2, 3, (double)NAN, 0.5)));
    assert_same(incomplete_beta_odds(2, 3, 0), 0);
    assert_same(incomplete_beta_odds(2, 3, 1), (double)INFINITY);
    assert_true(isnan(incomplete_beta_odds(2, 3, 1.5)));
}

static void quantile_inverts(void **state)
{
    (void)state;
    static const double shapes[] = { 0.5, 1, 3, 40, 1000 };
    for (size_t i = 0; i < 25; i++) {
        double a = shapes[i / 5];
        double b = shapes[i % 5];
        for (double p = 0.005; p < 1; p += 0.11) {
            double odds = incomplete_beta_odds(a, b, p);
            assert_near(
                incomplete_beta(a, b, odds / (1 + odds), 1 / (1 + odds)), p);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_reference),
        cmocka_unit_test(has_closed_forms),
        cmocka_unit_test(ends_and_nonsense),
        cmocka_unit_test(quantile_inverts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
