#include "comparison_support.h"

static const struct finding *run(struct world *world)
{
    world_apply(world, &rule_benchmark_slower);
    return world_finding(world);
}

/* The gate's word is the finding's. */
static void check_failed(const char *id)
{
    struct world world;
    world_init(&world);
    add_gate(&world, id, "sec/op", GATE_FAILED);
    add_row(&world, "sec/op", 0.001, 0.0015);
    const struct finding *finding = run(&world);
    assert_string_equal(finding->rule->id, "PERF4001");
    assert_int_equal(finding->level, LEVEL_ERROR);
    assert_int_equal(finding->state, FINDING_REGRESSION);
    assert_true(finding->fails_gate);
    assert_string_equal(finding->headline, "BenchmarkJoin: the reason.");
    assert_string_equal(finding->function, "BenchmarkJoin/n=10-8");
    assert_string_equal(finding->benchmark, "BenchmarkJoin");
    assert_string_equal(finding->package, "example.com/m/p");
    assert_string_equal(finding->metric.name, "sec/op");
    assert_true(finding->metric.limit == 0.06);
    assert_true(finding->metric.change.ratio == 1.5);
    assert_null(finding->location.file); /* attribution's to find */
    world_release(&world);
}

static void test_failed_gate(void **state)
{
    (void)state;
    check_failed("related-time");
    check_failed("unrelated-time");
}

static void test_silent(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_row(&world, "sec/op", 0.001, 0.0015);
    add_gate(&world, "related-time", "sec/op", GATE_INCONCLUSIVE);
    add_gate(&world, "related-time", "sec/op", GATE_PASSED);
    add_gate(&world, "related-time", "sec/op", GATE_SKIPPED);
    add_gate(&world, "allocations", "B/op", GATE_FAILED);
    add_gate(&world, "no-new-hotspot", "", GATE_FAILED);
    world_apply(&world, &rule_benchmark_slower);
    world_is_silent(&world);
    world_release(&world);
}

/* Faster by what counts as growth the other way round. */
static void test_improvement(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct gate *gate = add_gate(&world, "related-time", "sec/op", GATE_PASSED);
    struct benchmark_row *row = add_row(&world, "sec/op", 0.002, 0.001);
    const struct finding *finding = run(&world);
    assert_int_equal(finding->state, FINDING_IMPROVEMENT);
    assert_false(finding->fails_gate);
    assert_true(isnan(finding->metric.limit));
    assert_string_equal(finding->headline,
                        "BenchmarkJoin/n=10-8 is faster: 2 ms -> 1 ms "
                        "(-50 %).");
    row->ratio_high = 1 / 1.05;
    assert_int_equal(run(&world)->state, FINDING_IMPROVEMENT);
    row->ratio_high = 0.953;
    world_apply(&world, &rule_benchmark_slower);
    world_is_silent(&world);
    row->ratio_high = 0.5;
    row->is_significant = false;
    world_apply(&world, &rule_benchmark_slower);
    world_is_silent(&world);
    /* A machine that moved, or another one, made the gate inconclusive. */
    row->is_significant = true;
    gate->state = GATE_INCONCLUSIVE;
    world_apply(&world, &rule_benchmark_slower);
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
