#include "core/stats/median.h"

#include "stats_support.h"

static void is_the_usual_median(void **state)
{
    (void)state;
    assert_true(isnan(median_of_sorted((struct numbers){ NULL, 0 })));
    assert_same(median_of_sorted(NUMBERS(4)), 4);
    assert_same(median_of_sorted(NUMBERS(1, 2)), 1.5);
    assert_same(median_of_sorted(NUMBERS(1, 2, 9)), 2);
    assert_same(median_of_sorted(NUMBERS(1, 2, 4, 9)), 3);
    assert_same(median_of_sorted(NUMBERS(-1.5e308, 1.5e308)), 0);
}

/* The order statistics that benchstat chose, at 95 %. */
static void orders_match_benchstat(void **state)
{
    (void)state;
    static const struct {
        size_t count, low, high;
        double confidence;
    } expected[] = {
        { 1, 0, 2, 1 },
        { 2, 0, 3, 1 },
        { 3, 0, 4, 1 },
        { 4, 0, 5, 1 },
        { 5, 0, 5, 0.96875 },
        { 6, 1, 6, 0.96875 },
        { 7, 1, 7, 0.984375 },
        { 8, 1, 7, 0.9609375 },
        { 9, 2, 8, 0.9609375 },
        { 10, 2, 9, 0.978515625 },
        { 11, 2, 9, 0.9614257812 },
        { 12, 3, 10, 0.9614257812 },
        { 15, 4, 12, 0.9648437500 },
        { 16, 4, 12, 0.9509582520 },
        { 19, 5, 14, 0.9586105347 },
        { 20, 6, 15, 0.9586105347 },
        { 24, 8, 18, 0.9567147493 },
        { 25, 8, 18, 0.9567147493 },
        { 30, 10, 21, 0.9572260547 },
        { 31, 10, 22, 0.9688587894 },
        { 32, 10, 22, 0.9633069030 },
        { 40, 14, 27, 0.9601673808 },
        { 50, 18, 32, 0.9500565457 },
        { 60, 22, 38, 0.9595033432 },
        { 100, 40, 60, 0.9534190196 },
    };
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        struct median_orders orders = median_orders(expected[i].count, 0.95);
        assert_int_equal(orders.low, expected[i].low);
        assert_int_equal(orders.high, expected[i].high);
        assert_within(orders.confidence, expected[i].confidence, 1e-10);
    }
}

/* Where benchstat's rounding decides between equal sides. */
static void leans_as_benchstat_does(void **state)
{
    (void)state;
    assert_int_equal(median_orders(22, 0.9).low, 8);
    assert_int_equal(median_orders(23, 0.8).low, 8);
    assert_int_equal(median_orders(26, 0.98).low, 8);
    assert_int_equal(median_orders(27, 0.8).low, 11);
    assert_int_equal(median_orders(28, 0.99).low, 8);
    assert_int_equal(median_orders(29, 0.9).low, 11);
    assert_int_equal(median_orders(30, 0.999).low, 7);
}

static void attains_what_is_asked(void **state)
{
    (void)state;
    for (size_t count = 0; count <= 300; count++) {
        struct median_orders orders = median_orders(count, 0.99);
        assert_true(orders.confidence >= 0.99);
        assert_true(orders.low < orders.high);
        assert_true(orders.high <= count + 1);
    }
    assert_int_equal(median_orders(10, 1).low, 0);
    assert_int_equal(median_orders(10, 1).high, 11);
}

static void too_few_values_have_no_ends(void **state)
{
    (void)state;
    struct median_interval interval =
        median_interval_of_sorted(NUMBERS(1, 2, 3, 4, 5), 0.95);
    assert_same(interval.low, -(double)INFINITY);
    assert_same(interval.high, 5);
    interval = median_interval_of_sorted(NUMBERS(1, 2, 3, 4, 5, 6), 0.95);
    assert_same(interval.low, 1);
    assert_same(interval.high, 6);
    interval = median_interval_of_sorted((struct numbers){ NULL, 0 }, 0.95);
    assert_same(interval.high, (double)INFINITY);
    assert_int_equal(median_interval_samples(0.95), 6);
    assert_int_equal(median_interval_samples(0.99), 8);
    assert_int_equal(median_interval_samples(1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_usual_median),
        cmocka_unit_test(orders_match_benchstat),
        cmocka_unit_test(leans_as_benchstat_does),
        cmocka_unit_test(attains_what_is_asked),
        cmocka_unit_test(too_few_values_have_no_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
