#include "comparison_support.h"

static size_t count_for(double base_share, double head_share)
{
    struct world world;
    world_init(&world);
    add_function(&world, add_cpu_diff(&world), base_share, head_share);
    world_apply(&world, &rule_hotspot_grew);
    size_t count = world.report.findings.count;
    world_release(&world);
    return count;
}

static void test_thresholds(void **state)
{
    (void)state;
    assert_int_equal(count_for(0.05, 0.06), 1);
    assert_int_equal(count_for(0.0499, 0.20), 0); /* a new one */
    assert_int_equal(count_for(0.05, 0.0499), 1); /* an improvement */
    assert_int_equal(count_for(0.0499, 0.01), 0);
}

static void test_growth_and_improvement(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct profile_diff *diff = add_cpu_diff(&world);
    add_function(&world, diff, 0.10, 0.20);
    world_apply(&world, &rule_hotspot_grew);
    assert_int_equal(world_finding(&world)->state, FINDING_REGRESSION);
    assert_int_equal(world_finding(&world)->level, LEVEL_WARNING);
    assert_string_equal(world_finding(&world)->rule->id, "PERF1002");
    diff->functions.count = 0;
    add_function(&world, diff, 0.20, 0.10);
    world_apply(&world, &rule_hotspot_grew);
    assert_int_equal(world_finding(&world)->state, FINDING_IMPROVEMENT);
    world_release(&world);
}

/* Shares move when others do: what counts is the cost of an operation. */
static void test_share_falls_while_cost_grows(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct profile_row *row =
        add_function(&world, add_cpu_diff(&world), 0.20, 0.15);
    row->own = significant(1000, 2000);
    row->own.base_share = 0.20;
    row->own.head_share = 0.15;
    world_apply(&world, &rule_hotspot_grew);
    assert_int_equal(world_finding(&world)->state, FINDING_REGRESSION);
    row->own.is_up = false;
    world_apply(&world, &rule_hotspot_grew);
    world_is_silent(&world);
    world_release(&world);
}

static void test_silent_without_a_side(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_apply(&world, &rule_hotspot_grew);
    world_is_silent(&world);
    struct profile_diff *diff = add_cpu_diff(&world);
    add_function(&world, diff, 0.10, 0.20);
    diff->has_head = false;
    world_apply(&world, &rule_hotspot_grew);
    world_is_silent(&world);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thresholds),
        cmocka_unit_test(test_growth_and_improvement),
        cmocka_unit_test(test_share_falls_while_cost_grows),
        cmocka_unit_test(test_silent_without_a_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
