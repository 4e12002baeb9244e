#include "core/stats/hodges_lehmann.h"

#include "core/stats/mann_whitney.h"
#include "stats_support.h"

static const double infinite = (double)INFINITY;

static void finds_the_median_ratio(void **state)
{
    (void)state;
    struct ratio_interval interval;
    /* Ratios 1/2 1 3/2 2 3 6 -> odd count: 3 x 3 below. */
    assert_true(hodges_lehmann_ratio(NUMBERS(1, 2, 4), NUMBERS(2, 4, 8), 0.95,
                                     &interval));
    assert_same(interval.ratio, 2);
    assert_same(interval.low, 0);
    assert_same(interval.high, infinite);
    /* 2, 8 against 1: the middle is the geometric mean. */
    assert_true(
        hodges_lehmann_ratio(NUMBERS(1), NUMBERS(2, 8), 0.95, &interval));
    assert_near(interval.ratio, 4);
}

/* 5 against 5 at 95 %: the critical value is 2, so the third smallest and the
 * third largest ratio bound it. */
static void inverts_the_test(void **state)
{
    (void)state;
    struct ratio_interval interval;
    assert_true(hodges_lehmann_ratio(NUMBERS(1, 1, 1, 1, 1),
                                     NUMBERS(2, 3, 4, 5, 6), 0.95, &interval));
    assert_same(interval.ratio, 4);
    assert_same(interval.low, 2);
    assert_same(interval.high, 6);
    assert_true(hodges_lehmann_ratio(
        NUMBERS(1, 10, 100, 1000), NUMBERS(1, 10, 100, 1000), 0.95, &interval));
    assert_same(interval.low, 0.001);
    assert_same(interval.high, 1000);
    assert_same(interval.ratio, 1);
}

static void scale(double *values, size_t count, double factor)
{
    for (size_t i = 0; i < count; i++) {
        values[i] *= factor;
    }
}

/* Just inside the interval the test keeps the ratio, just outside it rejects
 * it. */
static void is_dual_to_the_test(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (int round = 0; round < 20; round++) {
        double base[12];
        double head[9];
        for (size_t i = 0; i < 12; i++) {
            base[i] = 100 + next_uniform(&seed) * 10;
        }
        for (size_t i = 0; i < 9; i++) {
            head[i] = 104 + next_uniform(&seed) * 10;
        }
        struct numbers before = { base, 12 };
        struct numbers after = { head, 9 };
        struct ratio_interval interval;
        assert_true(hodges_lehmann_ratio(before, after, 0.95, &interval));
        assert_true(interval.low < interval.ratio &&
                    interval.ratio < interval.high);
        double shift = interval.low * (1 - 1e-9);
        scale(head, 9, 1 / shift);
        assert_true(mann_whitney_two_sided(before, after).p <= 0.05);
        scale(head, 9, 1 - 3e-9);
        assert_true(mann_whitney_two_sided(before, after).p > 0.05);
        scale(head, 9, shift / (1 - 3e-9));
        shift = interval.high * (1 + 1e-9);
        scale(head, 9, 1 / shift);
        assert_true(mann_whitney_two_sided(before, after).p <= 0.05);
    }
}

static void turns_around(void **state)
{
    (void)state;
    struct numbers base = NUMBERS(10, 11, 12, 13, 14, 15, 17);
    struct numbers head = NUMBERS(12, 12.5, 13, 14, 19, 20, 21);
    struct ratio_interval there;
    struct ratio_interval back;
    assert_true(hodges_lehmann_ratio(base, head, 0.95, &there));
    assert_true(hodges_lehmann_ratio(head, base, 0.95, &back));
    assert_near(there.ratio, 1 / back.ratio);
    assert_near(there.low, 1 / back.high);
    assert_near(there.high, 1 / back.low);
}

static void orders_zeros(void **state)
{
    (void)state;
    struct ratio_interval interval;
    struct numbers zeros = NUMBERS(0, 0, 0, 0, 0, 0);
    struct numbers ones = NUMBERS(1, 1, 1, 1, 1, 1);
    assert_true(hodges_lehmann_ratio(zeros, zeros, 0.95, &interval));
    assert_same(interval.ratio, 1);
    assert_same(interval.low, 1);
    assert_same(interval.high, 1);
    assert_true(hodges_lehmann_ratio(zeros, ones, 0.95, &interval));
    assert_same(interval.ratio, infinite);
    assert_same(interval.low, infinite);
    assert_true(hodges_lehmann_ratio(ones, zeros, 0.95, &interval));
    assert_same(interval.ratio, 0);
    assert_same(interval.high, 0);
    /* 1 (0/0), infinite, 0, 1: the middle two are 1. */
    assert_true(
        hodges_lehmann_ratio(NUMBERS(0, 1), NUMBERS(0, 1), 0.95, &interval));
    assert_same(interval.ratio, 1);
    /* 0 and infinite only. */
    assert_true(
        hodges_lehmann_ratio(NUMBERS(0, 1), NUMBERS(-0.0), 0.95, &interval));
    assert_same(interval.ratio, 0);
}

static void refuses_what_has_no_ratio(void **state)
{
    (void)state;
    struct ratio_interval interval;
    struct numbers ones = NUMBERS(1, 1);
    assert_false(hodges_lehmann_ratio(ones, NUMBERS(1, -1), 0.95, &interval));
    assert_true(isnan(interval.ratio) && isnan(interval.low));
    assert_false(
        hodges_lehmann_ratio(NUMBERS((double)NAN), ones, 0.95, &interval));
    assert_false(
        hodges_lehmann_ratio(NUMBERS(infinite), ones, 0.95, &interval));
    assert_false(hodges_lehmann_ratio((struct numbers){ NULL, 0 }, ones, 0.95,
                                      &interval));
}

static void bears_extremes(void **state)
{
    (void)state;
    struct ratio_interval interval;
    assert_true(hodges_lehmann_ratio(NUMBERS(5e-324, 1e-300),
                                     NUMBERS(1e300, 1.7e308), 0.95, &interval));
    assert_same(interval.ratio, infinite);
    assert_true(hodges_lehmann_ratio(NUMBERS(1), NUMBERS(1e300, 1e306), 0.95,
                                     &interval));
    assert_near(interval.ratio, 1e303);
}

/* Beyond 50 a side: against the ratios themselves. */
static void selects_from_many(void **state)
{
    (void)state;
    double base[61];
    double head[61];
    uint64_t seed = 3;
    static double ratios[61 * 61];
    for (size_t i = 0; i < 61; i++) {
        base[i] = 1 + next_uniform(&seed);
        head[i] = 1 + next_uniform(&seed);
    }
    for (size_t i = 0; i < 61 * 61; i++) {
        ratios[i] = head[i / 61] / base[i % 61];
    }
    numbers_sort(ratios, 61 * 61);
    struct ratio_interval interval;
    assert_true(hodges_lehmann_ratio((struct numbers){ base, 61 },
                                     (struct numbers){ head, 61 }, 0.95,
                                     &interval));
    assert_same(interval.ratio, ratios[61 * 61 / 2]);
    /* floor(61^2 / 2 - 1.96 sqrt(61^2 123 / 12) - 0.5) = 1477 */
    assert_same(interval.low, ratios[1477]);
    assert_same(interval.high, ratios[61 * 61 - 1 - 1477]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_median_ratio),
        cmocka_unit_test(inverts_the_test),
        cmocka_unit_test(is_dual_to_the_test),
        cmocka_unit_test(turns_around),
        cmocka_unit_test(orders_zeros),
        cmocka_unit_test(refuses_what_has_no_ratio),
        cmocka_unit_test(bears_extremes),
        cmocka_unit_test(selects_from_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
