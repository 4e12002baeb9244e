#include "core/stats/multiple.h"

#include "stats_support.h"

/* R: p.adjust(c(.01, .04, .03, .005), "holm") and "BH". */
static void matches_reference(void **state)
{
    (void)state;
    const double p[] = { 0.01, 0.04, 0.03, 0.005 };
    double adjusted[4];
    holm_adjust(p, 4, adjusted);
    assert_near(adjusted[0], 0.03);
    assert_near(adjusted[1], 0.06);
    assert_near(adjusted[2], 0.06);
    assert_near(adjusted[3], 0.02);
    benjamini_hochberg(p, 4, adjusted);
    assert_near(adjusted[0], 0.02);
    assert_near(adjusted[1], 0.04);
    assert_near(adjusted[2], 0.04);
    assert_near(adjusted[3], 0.02);
}

static void never_exceeds_one(void **state)
{
    (void)state;
    double p[] = { 0.9, 0.8, (double)NAN, 7, -1 };
    holm_adjust(p, 5, p);
    assert_same(p[0], 1);
    assert_same(p[2], 1);
    assert_same(p[3], 1);
    assert_same(p[4], 0);
    benjamini_hochberg(p, 0, p);
}

static void keeps_the_order_of_p(void **state)
{
    (void)state;
    uint64_t seed = 7;
    double p[40];
    double holm[40];
    double q[40];
    for (size_t i = 0; i < 40; i++) {
        p[i] = floor(next_uniform(&seed) * 20) / 400;
    }
    holm_adjust(p, 40, holm);
    benjamini_hochberg(p, 40, q);
    for (size_t i = 0; i < 40; i++) {
        assert_true(p[i] <= q[i] && q[i] <= holm[i] && holm[i] <= 1);
        for (size_t j = 0; j < 40; j++) {
            if (p[i] <= p[j]) {
                assert_true(q[i] <= q[j] && holm[i] <= holm[j]);
            }
        }
    }
}

static void one_test_needs_no_adjustment(void **state)
{
    (void)state;
    double p = 0.037;
    double adjusted;
    holm_adjust(&p, 1, &adjusted);
    assert_same(adjusted, p);
    benjamini_hochberg(&p, 1, &p);
    assert_same(p, 0.037);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_reference),
        cmocka_unit_test(never_exceeds_one),
        cmocka_unit_test(keeps_the_order_of_p),
        cmocka_unit_test(one_test_needs_no_adjustment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
