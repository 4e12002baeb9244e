#include "core/stats/binomial.h"

#include "stats_support.h"

static void coefficients_are_exact(void **state)
{
    (void)state;
    assert_same(binomial_coefficient(0, 0), 1);
    assert_same(binomial_coefficient(5, 6), 0);
    assert_same(binomial_coefficient(50, 25), 126410606437752.0);
    assert_same(binomial_coefficient(56, 28), 7648690600760440.0);
    assert_near(binomial_coefficient(100, 50), 1.0089134454556419e+29);
    for (unsigned n = 1; n <= 56; n++) {
        for (unsigned k = 1; k <= n; k++) {
            assert_same(binomial_coefficient(n, k),
                        binomial_coefficient(n - 1, k - 1) +
                            binomial_coefficient(n - 1, k));
        }
    }
}

/* Values of scipy.stats.binom. */
static void has_tails(void **state)
{
    (void)state;
    struct binomial fair = { 10, 0.5 };
    assert_near(binomial_lower_tail(fair, 3), 0.171875);
    assert_near(binomial_upper_tail(fair, 3), 0.9453125);
    struct binomial rare = { 7, 0.2 };
    assert_near(binomial_lower_tail(rare, 0), 0.2097152);
    assert_same(binomial_upper_tail(rare, 0), 1);
    assert_same(binomial_lower_tail(rare, 7), 1);
    assert_near(binomial_upper_tail(rare, 7), pow(0.2, 7));
    struct binomial twenty = { 20, 0.4 };
    assert_near(binomial_lower_tail(twenty, 12), 0.9789710725222288);
    assert_near(binomial_upper_tail(twenty, 12), 0.056526367034253025);
}

static void outside_is_empty(void **state)
{
    (void)state;
    struct binomial binomial = { 10, 0.5 };
    assert_same(binomial_lower_tail(binomial, -1), 0);
    assert_same(binomial_upper_tail(binomial, 11), 0);
    assert_same(binomial_two_sided(binomial, 5), 1);
    assert_near(binomial_two_sided(binomial, 1), 2 * 11 / 1024.0);
    assert_near(binomial_two_sided(binomial, 9), 2 * 11 / 1024.0);
}

static void between_whole_counts_it_is_smooth(void **state)
{
    (void)state;
    struct binomial binomial = { 12.5, 0.3 };
    double before = 0;
    for (double k = 0; k < 12.5; k += 0.25) {
        double tail = binomial_lower_tail(binomial, k);
        assert_true(tail > before && tail < 1);
        before = tail;
    }
}

static void has_intervals(void **state)
{
    (void)state;
    struct binomial_interval exact = binomial_exact_interval(10, 3, 0.95);
    assert_near(exact.low, 0.06673951117773447);
    assert_near(exact.high, 0.6524528500599973);
    exact = binomial_exact_interval(7, 0, 0.95);
    assert_same(exact.low, 0);
    assert_near(exact.high, 0.40961639722500337);
    exact = binomial_exact_interval(7, 7, 0.95);
    assert_near(exact.low, 0.5903836027749966);
    assert_same(exact.high, 1);
    struct binomial_interval odds = binomial_exact_odds(10, 3, 0.95);
    assert_near(odds.low, 0.06673951117773447 / (1 - 0.06673951117773447));
    double deviate = 1.9599639845400545;
    struct binomial_interval score = binomial_score_interval(10, 3, deviate);
    assert_near(score.low, 0.10779126740630102);
    assert_near(score.high, 0.6032218525388546);
    score = binomial_score_interval(7, 7, deviate);
    assert_near(score.low, 0.6456695649333126);
    assert_same(score.high, 1);
    score = binomial_score_interval(0, 0, deviate);
    assert_same(score.low, 0);
    assert_same(score.high, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coefficients_are_exact),
        cmocka_unit_test(has_tails),
        cmocka_unit_test(outside_is_empty),
        cmocka_unit_test(between_whole_counts_it_is_smooth),
        cmocka_unit_test(has_intervals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
