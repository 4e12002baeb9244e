#include "comparison_support.h"

static const struct finding *run(struct world *world)
{
    world_apply(world, &rule_benchmark_allocates_more);
    return world_finding(world);
}

static void test_failed_gate(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_gate(&world, "allocations", "allocs/op", GATE_FAILED);
    add_row(&world, "B/op", 100, 100);
    add_row(&world, "allocs/op", 9, 29);
    const struct finding *finding = run(&world);
    assert_string_equal(finding->rule->id, "PERF4002");
    assert_int_equal(finding->level, LEVEL_ERROR);
    assert_true(finding->fails_gate);
    assert_string_equal(finding->metric.unit, "allocs/op");
    assert_true(finding->metric.change.base == 9);
    assert_true(finding->metric.change.head == 29);
    world_release(&world);
}

static void test_silent(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_row(&world, "B/op", 100, 200);
    add_gate(&world, "allocations", "B/op", GATE_INCONCLUSIVE);
    add_gate(&world, "allocations", "B/op", GATE_PASSED);
    add_gate(&world, "related-time", "sec/op", GATE_FAILED);
    world_apply(&world, &rule_benchmark_allocates_more);
    world_is_silent(&world);
    world_release(&world);
}

/* Counts that never vary need no test. */
static void test_improvement(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_gate(&world, "allocations", "allocs/op", GATE_PASSED);
    struct benchmark_row *row = add_row(&world, "allocs/op", 16, 4);
    row->is_exact = true;
    row->is_significant = false;
    row->ratio_low = 0;
    row->ratio_high = (double)INFINITY;
    const struct finding *finding = run(&world);
    assert_int_equal(finding->state, FINDING_IMPROVEMENT);
    assert_string_equal(finding->headline,
                        "BenchmarkJoin/n=10-8 allocates less: 16 -> 4 "
                        "(-75 %).");
    row->ratio = 0.96;
    world_apply(&world, &rule_benchmark_allocates_more);
    world_is_silent(&world);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_failed_gate),
        cmocka_unit_test(test_silent),
        cmocka_unit_test(test_improvement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
