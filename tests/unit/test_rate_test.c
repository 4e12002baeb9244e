#include "core/stats/rate_test.h"

#include "stats_support.h"

static const double infinite = (double)INFINITY;

static struct rates counts(double base, double head)
{
    return (struct rates){ .base_sum = base,
                           .base_variance = base,
                           .head_sum = head,
                           .head_variance = head,
                           .exposure_ratio = 1 };
}

/* Reference values: scipy.stats. */
static void large_counts_go_by_the_logarithm(void **state)
{
    (void)state;
    struct rates rates = counts(100, 150);
    struct rate_result result = rate_test(&rates);
    assert_false(result.is_exact);
    assert_near(result.ratio, 1.5);
    assert_near(result.p, 0.0016853352227099926);
    assert_near(result.low, 1.164666576624051);
    assert_near(result.high, 1.9318833777491409);
    rates.degrees_of_freedom = 4;
    result = rate_test(&rates);
    assert_near(result.p, 0.03482360927100394);
    rates.degrees_of_freedom = 0;
    rates.extra_deviation = 0.03;
    result = rate_test(&rates);
    assert_near(result.p, 0.002847597730153094);
}

static void small_counts_are_exact(void **state)
{
    (void)state;
    struct rates rates = counts(3, 15);
    rates.exposure_ratio = 2;
    struct rate_result result = rate_test(&rates);
    assert_true(result.is_exact);
    assert_near(result.ratio, 2.5);
    assert_near(result.p, 0.20333016512195862);
    assert_near(result.low, 0.7072119088756178);
    assert_near(result.high, 13.472302322208437);
}

/* Eight samples against none: 2 / 2^8. */
static void a_new_function_has_a_finite_lower_end(void **state)
{
    (void)state;
    struct rates rates = counts(0, 8);
    struct rate_result result = rate_test(&rates);
    assert_same(result.ratio, infinite);
    assert_near(result.p, 2 / 256.0);
    assert_near(result.low, 1.7069705889662694);
    assert_same(result.high, infinite);
    rates = counts(8, 0);
    result = rate_test(&rates);
    assert_same(result.ratio, 0);
    assert_near(result.p, 2 / 256.0);
    assert_same(result.low, 0);
    assert_near(result.high, 1 / 1.7069705889662694);
    rates = counts(0, 1);
    assert_near(rate_test(&rates).p, 1);
    rates = counts(0, 100000);
    assert_true(rate_test(&rates).p < 1e-300);
}

/* A dispersion of 4 makes a quarter of the samples count. */
static void dispersion_takes_samples_away(void **state)
{
    (void)state;
    struct rates rates = counts(12, 60);
    rates.base_variance *= 4;
    rates.head_variance *= 4;
    struct rates plain = counts(3, 15);
    struct rate_result result = rate_test(&rates);
    assert_true(result.is_exact);
    assert_near(result.p, rate_test(&plain).p);
    assert_near(result.low, rate_test(&plain).low);
}

/* Bytes of equal samples test as the samples do. */
static void weights_cancel(void **state)
{
    (void)state;
    struct rates plain = counts(3, 9);
    struct rates bytes = { .base_sum = 3e6,
                           .base_variance = 3e12,
                           .head_sum = 9e6,
                           .head_variance = 9e12,
                           .exposure_ratio = 1 };
    assert_near(rate_test(&bytes).p, rate_test(&plain).p);
    assert_near(rate_test(&bytes).high, rate_test(&plain).high);
    plain = counts(300, 400);
    bytes = (struct rates){ 3e8, 3e14, 4e8, 4e14, .exposure_ratio = 1 };
    assert_near(rate_test(&bytes).p, rate_test(&plain).p);
    /* Unequal: 2 of 100 bytes against 30 of 10. */
    bytes = (struct rates){ 200, 20000, 300, 3000, .exposure_ratio = 1 };
    struct rate_result result = rate_test(&bytes);
    assert_true(result.is_exact);
    assert_near(result.ratio, 1.5);
    assert_true(result.low < 1.5 && result.high > 1.5);
    assert_true(result.p > 0.5);
}

static void nothing_changes_nothing(void **state)
{
    (void)state;
    struct rates rates = counts(0, 0);
    struct rate_result result = rate_test(&rates);
    assert_same(result.p, 1);
    assert_same(result.ratio, 1);
    assert_same(result.low, 0);
    assert_same(result.high, infinite);
    rates = counts(500, 500);
    assert_same(rate_test(&rates).p, 1);
    rates = counts(5, 5);
    assert_same(rate_test(&rates).p, 1);
    rates = counts(300, 900);
    rates.exposure_ratio = 3;
    assert_same(rate_test(&rates).p, 1);
}

/* Variance 0: a heap profile at rate 1. */
static void known_sums_are_compared_exactly(void **state)
{
    (void)state;
    struct rates rates = { .base_sum = 64,
                           .head_sum = 65,
                           .exposure_ratio = 1 };
    struct rate_result result = rate_test(&rates);
    assert_same(result.p, 0);
    assert_same(result.low, result.high);
    rates.head_sum = 64;
    assert_same(rate_test(&rates).p, 1);
    rates.base_sum = 0;
    result = rate_test(&rates);
    assert_same(result.p, 0);
    assert_same(result.low, infinite);
    rates = (struct rates){ 64, 0, 0, 0, .exposure_ratio = 1 };
    assert_same(rate_test(&rates).high, 0);
    rates = (struct rates){ 0.1 + 0.2, 0, 0.3, 0, .exposure_ratio = 1 };
    assert_same(rate_test(&rates).p, 1);
}

static void refuses_nonsense(void **state)
{
    (void)state;
    struct rates bad[6];
    for (size_t i = 0; i < 6; i++) {
        bad[i] = counts(20, 30);
    }
    bad[0].base_sum = -1;
    bad[1].head_sum = (double)NAN;
    bad[2].exposure_ratio = 0;
    bad[3].exposure_ratio = infinite;
    bad[4].base_variance = -1;
    bad[5].head_variance = infinite;
    for (size_t i = 0; i < 6; i++) {
        struct rate_result result = rate_test(&bad[i]);
        assert_true(result.is_invalid);
        assert_same(result.p, 1);
        assert_true(isnan(result.ratio));
    }
}

/* p below 5 % and an interval without 1 say the same. */
static void test_and_interval_agree(void **state)
{
    (void)state;
    for (double base = 0; base < 60; base += 3) {
        for (double head = 1; head < 60; head += 2) {
            struct rates rates = counts(base, head);
            struct rate_result result = rate_test(&rates);
            assert_int_equal(result.p < 0.05,
                             result.low > 1 || result.high < 1);
            assert_true(result.low <= result.ratio &&
                        result.ratio <= result.high);
        }
    }
}

/* Poisson counts of equal rates: at most 5 % false alarms, but for chance. */
static void keeps_its_level(void **state)
{
    (void)state;
    uint64_t seed = 77;
    for (double mean = 2; mean < 40; mean *= 3) {
        int alarms = 0;
        for (int i = 0; i < 3000; i++) {
            double sums[2] = { 0, 0 };
            for (int side = 0; side < 2; side++) {
                double time = -log(next_uniform(&seed));
                while (time < mean) {
                    sums[side]++;
                    time -= log(next_uniform(&seed));
                }
            }
            struct rates rates = counts(sums[0], sums[1]);
            alarms += rate_test(&rates).p < 0.05 ? 1 : 0;
        }
        assert_true(alarms < 180);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_counts_go_by_the_logarithm),
        cmocka_unit_test(small_counts_are_exact),
        cmocka_unit_test(a_new_function_has_a_finite_lower_end),
        cmocka_unit_test(dispersion_takes_samples_away),
        cmocka_unit_test(weights_cancel),
        cmocka_unit_test(nothing_changes_nothing),
        cmocka_unit_test(known_sums_are_compared_exactly),
        cmocka_unit_test(refuses_nonsense),
        cmocka_unit_test(test_and_interval_agree),
        cmocka_unit_test(keeps_its_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
