#include "core/stats/mann_whitney.h"

#include <string.h>

#include "stats_support.h"

#define ASSERT_TWO_SIDED(base, head, expected_u, expected_p) \
    check_two_sided(base, head, (const double[]){ expected_u, expected_p })

static void check_two_sided(struct numbers base, struct numbers head,
                            const double *expected)
{
    struct mann_whitney result = mann_whitney_two_sided(base, head);
    assert_same(result.u, expected[0]);
    assert_near(result.p, expected[1]);
}

/* What golang.org/x/perf prints. */
static void matches_benchstat(void **state)
{
    (void)state;
    ASSERT_TWO_SIDED(NUMBERS(1, 2, 3, 4), NUMBERS(5, 6, 7, 8), 0,
                     0.028571428571428577);
    ASSERT_TWO_SIDED(NUMBERS(1, 2, 3), NUMBERS(2, 3, 4), 2, 0.5);
    ASSERT_TWO_SIDED(NUMBERS(1, 1, 2, 3), NUMBERS(1, 2, 2, 5), 6,
                     0.65714285714285714);
    ASSERT_TWO_SIDED(NUMBERS(1, 3), NUMBERS(2, 2), 2, 1);
    ASSERT_TWO_SIDED(NUMBERS(1, 1, 1, 1, 2), NUMBERS(1, 1, 1, 1, 1), 15, 1);
    ASSERT_TWO_SIDED(NUMBERS(1, 1, 1, 2, 2), NUMBERS(1, 1, 1, 1, 1), 17.5,
                     0.44444444444444442);
    ASSERT_TWO_SIDED(NUMBERS(1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
                     NUMBERS(1, 1, 1, 1, 1, 2, 2, 2, 2, 3), 25,
                     0.032507739938080496);
    ASSERT_TWO_SIDED(NUMBERS(1, 1, 1, 1, 1, 2, 2, 2, 2, 3),
                     NUMBERS(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 75,
                     0.032507739938080496);
    ASSERT_TWO_SIDED(NUMBERS(1, 2, 3, 4, 5), NUMBERS(3, 4, 5, 6, 7, 8), 4.5,
                     0.069264069264069264);
    ASSERT_TWO_SIDED(NUMBERS(236, 236, 236), NUMBERS(268, 268, 268, 268), 0,
                     2 / 35.0);
}

/* 25 a side is exact with ties, 26 is not: both numbers are benchstat's. */
static void turns_normal_where_benchstat_does(void **state)
{
    (void)state;
    double base[26];
    double head[26];
    for (size_t i = 0; i < 26; i++) {
        base[i] = floor((double)i / 2);
        head[i] = base[i] + 2;
    }
    struct mann_whitney result = mann_whitney_two_sided(
        (struct numbers){ base, 25 }, (struct numbers){ head, 25 });
    assert_true(result.is_exact);
    assert_same(result.u, 221);
    assert_near(result.p, 0.07581947471977217);
    result = mann_whitney_two_sided((struct numbers){ base, 26 },
                                    (struct numbers){ head, 26 });
    assert_false(result.is_exact);
    assert_same(result.u, 242);
    assert_near(result.p, 0.079768319487728778);
}

static void one_large_side_is_not_exact(void **state)
{
    (void)state;
    double many[51];
    for (size_t i = 0; i < 51; i++) {
        many[i] = (double)i;
    }
    struct numbers large = { many, 51 };
    struct numbers small = NUMBERS(0.5, 1.5, 2.5);
    assert_false(mann_whitney_two_sided(small, large).is_exact);
    assert_false(mann_whitney_two_sided(large, small).is_exact);
    assert_false(mann_whitney_greater(small, large, 1).is_exact);
    large.count = 50;
    assert_true(mann_whitney_two_sided(small, large).is_exact);
}

/* benchstat prints p = 1.143 (twice), 0.857, 1.095 and 0.905 here; 19 19 20
 * cannot even reach the U whose tail it takes. Counted from all deals. */
static void puts_unequal_sizes_with_ties_right(void **state)
{
    (void)state;
    ASSERT_TWO_SIDED(NUMBERS(19, 19, 19), NUMBERS(19, 19, 19, 20), 4.5, 1);
    ASSERT_TWO_SIDED(NUMBERS(19, 19, 20), NUMBERS(19, 19, 19, 19), 8, 6 / 7.0);
    ASSERT_TWO_SIDED(NUMBERS(18, 19, 19), NUMBERS(19, 19, 19, 19), 4, 6 / 7.0);
    ASSERT_TWO_SIDED(NUMBERS(1, 2, 2), NUMBERS(1, 1, 1, 2, 3, 3), 8.5, 1);
    ASSERT_TWO_SIDED(NUMBERS(1, 1, 1, 2, 3, 3), NUMBERS(1, 2, 2), 9.5, 1);
    ASSERT_TWO_SIDED(NUMBERS(268, 268, 268, 268), NUMBERS(236, 236, 236), 12,
                     2 / 35.0);
}

struct exhaustive {
    double values[12];
    unsigned count, first; /* of all values, and of those dealt to base */
    double distance;       /* of twice the observed U from its middle */
    unsigned deals, at_most, at_least;
};

static double twice_u(const struct exhaustive *all, unsigned deal)
{
    double sum = 0;
    for (unsigned i = 0; i < all->count; i++) {
        for (unsigned j = 0; j < all->count; j++) {
            if ((deal >> i & 1) != 0 && (deal >> j & 1) == 0) {
                sum += all->values[i] > all->values[j]    ? 2
                       : all->values[i] == all->values[j] ? 1
                                                          : 0;
            }
        }
    }
    return sum;
}

static void enumerate_deals(struct exhaustive *all)
{
    double pairs = all->first * (double)(all->count - all->first);
    double observed = twice_u(all, (1U << all->first) - 1);
    all->distance = observed - pairs;
    for (unsigned deal = 0; deal < 1U << all->count; deal++) {
        if ((unsigned)__builtin_popcount(deal) == all->first) {
            double u = twice_u(all, deal);
            all->deals++;
            all->at_most += u <= observed ? 1 : 0;
            all->at_least += u >= observed ? 1 : 0;
        }
    }
}

static double expected_two_sided(const struct exhaustive *all)
{
    double tail = all->distance < 0 ? all->at_most : all->at_least;
    return all->distance == 0 ? 1 : fmin(1, 2 * tail / all->deals);
}

/* Against every way to deal up to ten values that are full of ties. */
static void matches_every_deal(void **state)
{
    (void)state;
    uint64_t seed = 99;
    for (int round = 0; round < 60; round++) {
        struct exhaustive all = {
            .count = 2 + (unsigned)(next_uniform(&seed) * 9),
        };
        all.first = 1 + (unsigned)(next_uniform(&seed) * (all.count - 1));
        for (unsigned i = 0; i < all.count; i++) {
            all.values[i] = floor(next_uniform(&seed) * 4);
        }
        enumerate_deals(&all);
        struct numbers base = { all.values, all.first };
        struct numbers head = { all.values + all.first, all.count - all.first };
        assert_near(mann_whitney_two_sided(base, head).p,
                    expected_two_sided(&all));
        assert_near(mann_whitney_greater(base, head, 1).p,
                    (double)all.at_most / all.deals);
    }
}

static void says_when_there_is_nothing_to_test(void **state)
{
    (void)state;
    struct mann_whitney result =
        mann_whitney_two_sided(NUMBERS(1, 1), NUMBERS(1, 1, 1));
    assert_true(result.all_equal);
    assert_same(result.p, 1);
    double same[60];
    for (size_t i = 0; i < 60; i++) {
        same[i] = 3;
    }
    struct numbers many = { same, 60 };
    assert_true(mann_whitney_two_sided(many, many).all_equal);
    assert_same(mann_whitney_greater(many, many, 1).p, 1);
    struct numbers none = { NULL, 0 };
    assert_true(mann_whitney_two_sided(none, many).is_invalid);
    assert_same(mann_whitney_two_sided(many, none).p, 1);
    assert_true(
        mann_whitney_two_sided(NUMBERS((double)NAN, 1), many).is_invalid);
    assert_true(
        mann_whitney_greater(many, NUMBERS((double)INFINITY), 1).is_invalid);
    assert_true(mann_whitney_greater(many, many, (double)NAN).is_invalid);
}

static void is_one_sided(void **state)
{
    (void)state;
    struct numbers low = NUMBERS(1, 2, 3, 4, 5);
    struct numbers high = NUMBERS(6, 7, 8, 9, 10);
    assert_near(mann_whitney_greater(low, high, 1).p, 1 / 252.0);
    assert_same(mann_whitney_greater(high, low, 1).p, 1);
    assert_same(mann_whitney_greater(low, high, 1).u, 0);
}

/* Head is 10 % more: beyond a limit of 5 %, within one of 20 %. */
static void tests_a_limit(void **state)
{
    (void)state;
    double base[20];
    double head[20];
    for (size_t i = 0; i < 20; i++) {
        base[i] = 100 + (double)(i % 7);
        head[i] = 1.1 * base[i];
    }
    struct numbers before = { base, 20 };
    struct numbers after = { head, 20 };
    assert_true(mann_whitney_greater(before, after, 1.05).p < 0.001);
    assert_true(mann_whitney_greater(before, after, 1.20).p > 0.999);
}

/* 3 * 1.1 is 3.3000000000000003: that is no difference. */
static void scaled_values_may_be_equal(void **state)
{
    (void)state;
    struct mann_whitney result =
        mann_whitney_greater(NUMBERS(3, 3, 3), NUMBERS(3.3, 3.3, 3.3), 1.1);
    assert_true(result.all_equal);
    result = mann_whitney_greater(NUMBERS(3, 3, 3), NUMBERS(3.3, 3.3, 3.3), 1);
    assert_near(result.p, 0.05);
    result = mann_whitney_greater(NUMBERS(1e308, 1), NUMBERS(1e308, 2), 9);
    assert_false(result.is_invalid);
}

/* Also the largest exact size is symmetric, ties or not. */
static void both_sides_add_up(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int kinds = 3; kinds < 3000; kinds *= 10) {
        double base[50];
        double head[50];
        for (size_t i = 0; i < 50; i++) {
            base[i] = floor(next_uniform(&seed) * kinds);
            head[i] = floor(next_uniform(&seed) * kinds * 1.1);
        }
        struct numbers before = { base, 50 };
        struct numbers after = { head, 50 };
        struct mann_whitney up = mann_whitney_greater(before, after, 1);
        struct mann_whitney down = mann_whitney_greater(after, before, 1);
        assert_true(up.is_exact);
        assert_near(up.u + down.u, 2500);
        /* They overlap in the observed U alone. */
        assert_true(up.p + down.p >= 1 - 1e-12 && up.p + down.p < 1.1);
    }
}

static void knows_the_least_sample(void **state)
{
    (void)state;
    assert_int_equal(mann_whitney_samples(0.05), 4);
    assert_int_equal(mann_whitney_samples(0.1), 3);
    assert_int_equal(mann_whitney_samples(0.01), 5);
    assert_int_equal(mann_whitney_samples(0.001), 7);
    assert_int_equal(mann_whitney_samples(0), 0);
    assert_int_equal(mann_whitney_samples(1), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_benchstat),
        cmocka_unit_test(turns_normal_where_benchstat_does),
        cmocka_unit_test(one_large_side_is_not_exact),
        cmocka_unit_test(puts_unequal_sizes_with_ties_right),
        cmocka_unit_test(matches_every_deal),
        cmocka_unit_test(says_when_there_is_nothing_to_test),
        cmocka_unit_test(is_one_sided),
        cmocka_unit_test(tests_a_limit),
        cmocka_unit_test(scaled_values_may_be_equal),
        cmocka_unit_test(both_sides_add_up),
        cmocka_unit_test(knows_the_least_sample),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
