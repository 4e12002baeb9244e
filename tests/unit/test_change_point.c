#include "core/stats/change_point.h"

#include "stats_support.h"

/* Expected: the formula, worked out apart from the code. */
static void finds_the_split(void **state)
{
    (void)state;
    struct change_point found;
    struct numbers series =
        NUMBERS(100, 101, 99, 100, 102, 98, 107, 108, 106, 109, 107);
    assert_true(change_point_find(series, &found));
    assert_int_equal(found.index, 6);
    assert_near(found.z, 2.7511465499768533);
    assert_within(change_point_ratio(series, 6), 1.07, 0.002);
}

static void a_fall_has_a_negative_z(void **state)
{
    (void)state;
    struct change_point found;
    assert_true(change_point_find(
        NUMBERS(107, 108, 106, 109, 107, 100, 101, 99, 100), &found));
    assert_int_equal(found.index, 5);
    assert_true(found.z < 0);
}

/* Ten of one level and one outlier: no split is worth much. */
static void an_outlier_is_one_rank(void **state)
{
    (void)state;
    struct change_point found;
    assert_true(change_point_find(
        NUMBERS(100, 101, 99, 100, 102, 98, 500, 101, 99, 100, 102), &found));
    assert_true(fabs(found.z) < 1.5);
}

static void says_nothing_of_what_cannot_change(void **state)
{
    (void)state;
    struct change_point found;
    assert_false(change_point_find(NUMBERS(1, 2, 3, 4, 5, 6, 7, 8), &found));
    assert_false(
        change_point_find(NUMBERS(7, 7, 7, 7, 7, 7, 7, 7, 7, 7), &found));
    assert_false(
        change_point_find(NUMBERS(1, 2, 3, 4, 0, 6, 7, 8, 9, 10), &found));
    assert_false(change_point_find(
        NUMBERS(1, 2, 3, 4, (double)NAN, 6, 7, 8, 9, 10), &found));
    assert_int_equal(found.index, 0);
}

/* Counts of allocations repeat exactly: the ties are corrected for. */
static void finds_a_split_of_two_values(void **state)
{
    (void)state;
    struct change_point found;
    struct numbers counts = NUMBERS(5, 5, 5, 5, 5, 5, 6, 6, 6, 6);
    assert_true(change_point_find(counts, &found));
    assert_int_equal(found.index, 6);
    assert_near(found.z, 3);
    assert_near(change_point_ratio(counts, 6), 1.2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_split),
        cmocka_unit_test(a_fall_has_a_negative_z),
        cmocka_unit_test(an_outlier_is_one_rank),
        cmocka_unit_test(says_nothing_of_what_cannot_change),
        cmocka_unit_test(finds_a_split_of_two_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
