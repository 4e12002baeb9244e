#include "core/stats/normal.h"

#include "stats_support.h"

/* Values of scipy.stats.norm. */
static void has_precise_tails(void **state)
{
    (void)state;
    assert_same(normal_upper_tail(0), 0.5);
    assert_near(normal_upper_tail(1.96), 0.024997895148220435);
    assert_near(normal_upper_tail(5), 2.866515718791933e-07);
    assert_near(normal_upper_tail(-3), 0.9986501019683699);
    assert_near(normal_upper_tail(10), 7.61985302416047e-24);
    assert_near(normal_upper_tail(37), 5.7255712225239266e-300);
    assert_near(normal_cdf(-37), 5.7255712225239266e-300);
    assert_near(normal_two_sided(-1.96), 2 * 0.024997895148220435);
}

static void has_quantiles(void **state)
{
    (void)state;
    assert_near(normal_upper_quantile(0.025), 1.9599639845400545);
    assert_near(normal_quantile(0.025), -1.9599639845400545);
    assert_near(normal_upper_quantile(0.3), 0.5244005127080409);
    assert_near(normal_upper_quantile(1e-9), 5.9978070150076865);
    assert_near(normal_upper_quantile(1e-300), 37.0470962993612);
    assert_same(normal_upper_quantile(0), (double)INFINITY);
    assert_same(normal_quantile(0), -(double)INFINITY);
    assert_same(normal_quantile(1), (double)INFINITY);
    assert_true(isnan(normal_quantile(-0.1)));
    assert_true(isnan(normal_quantile((double)NAN)));
}

static void inverts_itself(void **state)
{
    (void)state;
    for (double z = 0.01; z < 37; z += 0.37) {
        assert_near(normal_upper_quantile(normal_upper_tail(z)), z);
        assert_near(normal_quantile(normal_cdf(-z)), -z);
        assert_near(normal_cdf(z), normal_upper_tail(-z));
        assert_near(normal_cdf(z) + normal_upper_tail(z), 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_precise_tails),
        cmocka_unit_test(has_quantiles),
        cmocka_unit_test(inverts_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
