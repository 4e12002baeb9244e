#include "core/stats/slow_drift.h"

#include "stats_support.h"

enum { VALUES = 60 };

/* Noise of a fixed pattern, below 1 %. */
static double pattern(size_t index)
{
    static const double offsets[] = { 0, 0.6, -0.4, 0.2, -0.7, 0.5, -0.1 };
    return offsets[index % 7];
}

struct steps {
    double values[VALUES];
    bool is_caught[VALUES];
};

/* Levels of twenty values each. */
static struct steps three_levels(double first, double second, double third)
{
    struct steps steps = { .is_caught = { false } };
    const double levels[] = { first, second, third };
    for (size_t i = 0; i < VALUES; i++) {
        steps.values[i] = levels[i / 20] + pattern(i);
    }
    return steps;
}

static bool find(const struct steps *steps, struct slow_drift *drift)
{
    return slow_drift_find((struct numbers){ steps->values, VALUES },
                           steps->is_caught, drift);
}

static void small_jumps_add_up(void **state)
{
    (void)state;
    struct steps steps = three_levels(100, 105, 110);
    struct slow_drift drift;
    assert_true(find(&steps, &drift));
    assert_int_equal(drift.since, 20);
    assert_in_range(drift.seen, 23, 27);
    assert_int_equal(drift.jumps, 2);
    assert_int_equal(drift.drifts, 0);
    assert_within(drift.good, 100, 0.01);
    assert_within(drift.now, 110, 0.01);
}

static void what_the_gate_failed_on_is_not_slow(void **state)
{
    (void)state;
    struct steps steps = three_levels(100, 110, 110);
    struct slow_drift drift;
    steps.is_caught[20] = true;
    assert_false(find(&steps, &drift));
}

/* 5 % slowly, 20 % through a gate that failed: the 5 % are still there. */
static void a_caught_step_moves_the_good_level(void **state)
{
    (void)state;
    struct steps steps = three_levels(100, 105, 126);
    struct slow_drift drift;
    steps.is_caught[40] = true;
    assert_true(find(&steps, &drift));
    assert_int_equal(drift.since, 20);
    assert_within(drift.now / drift.good, 1.05, 0.01);
}

static void back_at_the_good_level_it_is_over(void **state)
{
    (void)state;
    struct steps steps = three_levels(100, 106, 100);
    struct slow_drift drift;
    assert_false(find(&steps, &drift));
}

static void what_got_better_is_none(void **state)
{
    (void)state;
    struct steps steps = three_levels(100, 95, 90);
    struct slow_drift drift;
    assert_false(find(&steps, &drift));
}

static void a_slope_is_one(void **state)
{
    (void)state;
    struct steps steps = { .is_caught = { false } };
    struct slow_drift drift;
    for (size_t i = 0; i < VALUES; i++) {
        steps.values[i] = 100 + 0.3 * (double)i + pattern(i);
    }
    assert_true(find(&steps, &drift));
    assert_true(drift.now / drift.good > 1.1);
}

/* Counts that never vary by themselves. */
static void counts_may_be_constant(void **state)
{
    (void)state;
    struct steps steps = { .is_caught = { false } };
    struct slow_drift drift;
    for (size_t i = 0; i < VALUES; i++) {
        steps.values[i] = i < 20 ? 40 : 41;
    }
    assert_true(find(&steps, &drift));
    assert_in_range(drift.since, 19, 20);
    assert_same(drift.good, 40);
    assert_same(drift.now, 41);
}

static void short_series_say_nothing(void **state)
{
    (void)state;
    struct slow_drift drift;
    const bool is_caught[9] = { false };
    const struct numbers none = { .values = NULL };
    assert_false(slow_drift_find(none, is_caught, &drift));
    assert_false(
        slow_drift_find(NUMBERS(1, 1, 1, 1, 1, 9, 9, 9, 9), is_caught, &drift));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_jumps_add_up),
        cmocka_unit_test(what_the_gate_failed_on_is_not_slow),
        cmocka_unit_test(a_caught_step_moves_the_good_level),
        cmocka_unit_test(back_at_the_good_level_it_is_over),
        cmocka_unit_test(what_got_better_is_none),
        cmocka_unit_test(a_slope_is_one),
        cmocka_unit_test(counts_may_be_constant),
        cmocka_unit_test(short_series_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
