#include "core/stats/share_test.h"

#include "core/stats/rate_test.h"
#include "stats_support.h"

static struct shares parts(double base, double base_total, double head,
                           double head_total)
{
    return (struct shares){ .base_part = base,
                            .base_total = base_total,
                            .head_part = head,
                            .head_total = head_total };
}

/* Reference values: scipy.stats and Newcombe's formula. */
static void matches_reference(void **state)
{
    (void)state;
    struct shares shares = parts(30, 1000, 60, 1100);
    struct share_result result = share_test(&shares);
    assert_false(result.is_exact);
    assert_near(result.p, 0.005542461197533205);
    assert_near(result.difference.low, 0.007259681200324983);
    assert_near(result.difference.high, 0.04202140908091302);
    assert_near(result.ratio.value, 60 / 1100.0 / 0.03);
    assert_near(result.ratio.low, 1.182964958388606);
    assert_near(result.ratio.high, 2.794491164362103);
    shares = parts(60, 1000, 60, 1000);
    result = share_test(&shares);
    assert_near(result.base.low, 0.04689647267593196);
    assert_near(result.head.high, 0.07647107479135655);
    assert_same(result.p, 1);
}

static void few_samples_are_exact(void **state)
{
    (void)state;
    struct shares shares = parts(0, 1000, 8, 1000);
    struct share_result result = share_test(&shares);
    assert_true(result.is_exact);
    assert_near(result.p, 2 / 256.0);
    assert_same(result.ratio.value, (double)INFINITY);
    assert_near(result.ratio.low, 1.7069705889662694);
    assert_same(result.base.low, 0);
    assert_true(result.difference.low > 0);
    /* The other way about: almost everything is inside. */
    shares = parts(1000, 1000, 992, 1000);
    result = share_test(&shares);
    assert_true(result.is_exact);
    assert_near(result.p, 2 / 256.0);
    assert_same(result.base.high, 1);
}

static void dispersion_and_noise_widen(void **state)
{
    (void)state;
    struct shares shares = parts(300, 1000, 380, 1000);
    struct share_result plain = share_test(&shares);
    shares.dispersion = 2;
    struct share_result dispersed = share_test(&shares);
    struct shares half = parts(150, 500, 190, 500);
    assert_near(dispersed.p, share_test(&half).p);
    assert_true(dispersed.p > plain.p);
    shares.degrees_of_freedom = 4;
    struct share_result estimated = share_test(&shares);
    assert_true(estimated.p > dispersed.p);
    assert_true(estimated.ratio.low < dispersed.ratio.low);
    assert_true(estimated.head.high > dispersed.head.high);
    shares = parts(3e6, 1e7, 3.1e6, 1e7);
    assert_true(share_test(&shares).p < 1e-100);
    shares.extra_deviation = 0.03;
    /* Log odds differ by 0.0474; twice 0.03 squared makes 0.0424. */
    assert_within(share_test(&shares).p, 0.262, 0.02);
}

static void turns_around(void **state)
{
    (void)state;
    for (double base = 0; base <= 40; base += 4) {
        for (double head = 0; head <= 40; head += 5) {
            struct shares there = parts(base, 60, head, 40);
            struct shares back = parts(head, 40, base, 60);
            assert_near(share_test(&there).p, share_test(&back).p);
            struct share_result result = share_test(&there);
            assert_true(result.difference.low <= result.difference.value);
            assert_true(result.difference.high >= result.difference.value);
            assert_true(result.ratio.low <= result.ratio.value);
            assert_true(result.ratio.high >= result.ratio.value);
            assert_true(result.p >= 0 && result.p <= 1);
        }
    }
}

static void both_empty_or_full(void **state)
{
    (void)state;
    struct shares shares = parts(0, 10, 0, 20);
    struct share_result result = share_test(&shares);
    assert_same(result.p, 1);
    assert_same(result.ratio.value, 1);
    shares = parts(100, 100, 200, 200);
    result = share_test(&shares);
    assert_same(result.p, 1);
    assert_same(result.head.value, 1);
    assert_same(result.ratio.value, 1);
}

static void refuses_nonsense(void **state)
{
    (void)state;
    const struct shares bad[] = {
        parts(0, 0, 1, 2),  parts(-1, 5, 1, 2),
        parts(6, 5, 1, 2),  parts(1, 5, (double)NAN, 2),
        parts(1, 5, 1, -2), parts(1, 5, 1, (double)INFINITY),
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct share_result result = share_test(&bad[i]);
        assert_true(result.is_invalid);
        assert_same(result.p, 1);
        assert_true(isnan(result.head.value));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_reference),
        cmocka_unit_test(few_samples_are_exact),
        cmocka_unit_test(dispersion_and_noise_widen),
        cmocka_unit_test(turns_around),
        cmocka_unit_test(both_empty_or_full),
        cmocka_unit_test(refuses_nonsense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
