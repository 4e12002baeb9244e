#include "core/analysis/findings/judge_changes.h"

#include "comparison_support.h"

/* A cpu diff whose functions have these p-values; all doubled, and matter. */
static struct profile_diff *begin(struct world *world, const double *p,
                                  size_t count)
{
    world_init(world);
    struct profile_diff *diff = add_cpu_diff(world);
    diff->scaled_base_total = 1000;
    diff->scaled_head_total = 2000;
    for (size_t i = 0; i < count; i++) {
        struct profile_row *row = add_function(world, diff, 0.1, 0.2);
        row->own = significant(100, 200);
        row->own.p = p[i];
        row->own.is_up = false;
        row->flat = row->own;
        row->cum = row->own;
    }
    return diff;
}

static void check_near(double actual, double expected)
{
    if (!(fabs(actual - expected) < 1e-12)) {
        fail_msg("%g, not %g", actual, expected);
    }
}

/* Benjamini and Hochberg, 1 %: p times members over rank. */
static void test_false_discovery(void **state)
{
    (void)state;
    const double p[] = { 0.004, 0.001, 0.02, 0.9 };
    struct world world;
    struct profile_diff *diff = begin(&world, p, 4);
    judge_changes(&world.analysis);
    const struct profile_row *rows = diff->functions.items;
    check_near(rows[0].own.q, 0.008);
    check_near(rows[1].own.q, 0.004);
    check_near(rows[2].own.q, 0.02 * 4 / 3);
    assert_true(rows[0].own.is_up && rows[1].own.is_up);
    assert_false(rows[2].own.is_up || rows[3].own.is_up);
    world_release(&world);
}

/* What rules report of all profiles is one family. */
static void test_one_family(void **state)
{
    (void)state;
    const double p[] = { 0.006 };
    struct world world;
    struct profile_diff *diff = begin(&world, p, 1);
    judge_changes(&world.analysis);
    assert_true(diff->functions.items[0].own.is_up);
    /* An allocation that changed by chance makes the rest less sure. */
    struct recording *heap = world_profile(&world, world.head, PROFILE_HEAP);
    record_blocks(heap, "m/p.Sum p/sum.go:2", 1, 64);
    world.analysis.tallies[PROFILE_HEAP] =
        tally_build(&world.analysis, PROFILE_HEAP);
    struct allocation_site *site = add_site(&world, 0.5, 0.5);
    site->bytes.p = 0.9;
    site->objects.p = 0.9;
    judge_changes(&world.analysis);
    assert_false(diff->functions.items[0].own.is_up);
    check_near(diff->functions.items[0].own.q, 0.018);
    /* Tests, and outsiders, are reported by no rule and take no part. */
    site->is_test = true;
    judge_changes(&world.analysis);
    assert_true(diff->functions.items[0].own.is_up);
    world_release(&world);
}

/* Columns of tables are judged by themselves. */
static void test_columns(void **state)
{
    (void)state;
    const double p[] = { 0.006, 0.009 };
    struct world world;
    struct profile_diff *diff = begin(&world, p, 2);
    diff->functions.items[0].in_source = false;
    judge_changes(&world.analysis);
    check_near(diff->functions.items[0].flat.q, 0.009);
    check_near(diff->functions.items[1].own.q, 0.009);
    assert_true(diff->functions.items[0].flat.is_up);
    assert_true(diff->functions.items[1].cum.is_up);
    world_release(&world);
}

static bool is_up(double base, double head)
{
    const double p[] = { 1e-9 };
    struct world world;
    struct profile_diff *diff = begin(&world, p, 1);
    diff->functions.items[0].own.base = base;
    diff->functions.items[0].own.head = head;
    diff->functions.items[0].own.ratio = head / base;
    judge_changes(&world.analysis);
    bool up = diff->functions.items[0].own.is_up;
    world_release(&world);
    return up;
}

/* 5 % of itself, and 1 % of the larger whole, which is 2000 here. */
static void test_thresholds(void **state)
{
    (void)state;
    assert_true(is_up(500, 525));
    assert_false(is_up(500, 524.9));
    assert_true(is_up(100, 120));
    assert_false(is_up(100, 119.9));
    assert_false(is_up(100, 80));
}

static void test_down(void **state)
{
    (void)state;
    const double p[] = { 1e-9 };
    struct world world;
    struct profile_diff *diff = begin(&world, p, 1);
    struct change *own = &diff->functions.items[0].own;
    own->base = 525;
    own->head = 500;
    own->ratio = 500. / 525;
    judge_changes(&world.analysis);
    assert_true(own->is_down && !own->is_up);
    own->head = 501;
    own->ratio = 501. / 525;
    judge_changes(&world.analysis);
    assert_false(own->is_down);
    world_release(&world);
}

/* Too small to matter, moved, or not testable: not even in the family. */
static void test_members(void **state)
{
    (void)state;
    const double p[] = { 0.006, 0.9, 0.9, 0.9 };
    struct world world;
    struct profile_diff *diff = begin(&world, p, 4);
    struct profile_row *rows = diff->functions.items;
    rows[1].own.base = 14;
    rows[1].own.head = 15; /* both sides together under 1 % of 3000 */
    rows[2].own.is_moved = true;
    rows[3].own.p = (double)NAN;
    judge_changes(&world.analysis);
    check_near(rows[0].own.q, 0.006);
    for (size_t i = 1; i < 4; i++) {
        assert_true(isnan(rows[i].own.q));
    }
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_false_discovery),
        cmocka_unit_test(test_one_family),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_thresholds),
        cmocka_unit_test(test_down),
        cmocka_unit_test(test_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
