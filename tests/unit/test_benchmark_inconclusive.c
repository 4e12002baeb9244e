#include "comparison_support.h"

/* A fact about the measurement: how many runs would settle it. */
static void test_inconclusive_gate(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct gate *gate =
        add_gate(&world, "unrelated-time", "sec/op", GATE_INCONCLUSIVE);
    gate->runs_needed = 40;
    add_row(&world, "sec/op", 0.001, 0.00101);
    world_apply(&world, &rule_benchmark_inconclusive);
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->rule->id, "PERF4003");
    assert_int_equal(finding->level, LEVEL_NOTE);
    assert_int_equal(finding->state, FINDING_FACT);
    assert_false(finding->fails_gate);
    assert_int_equal(finding->runs_needed, 40);
    world_release(&world);
}

/* A benchmark that is gone has no comparison, and is named all the same. */
static void test_vanished_benchmark(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_gate(&world, "related-time", "sec/op", GATE_INCONCLUSIVE);
    world_apply(&world, &rule_benchmark_inconclusive);
    assert_string_equal(world_finding(&world)->benchmark, "BenchmarkJoin");
    world_release(&world);
}

static void test_silent(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_gate(&world, "related-time", "sec/op", GATE_PASSED);
    add_gate(&world, "related-time", "sec/op", GATE_FAILED);
    add_gate(&world, "related-time", "sec/op", GATE_SKIPPED);
    add_gate(&world, "no-new-hotspot", "", GATE_INCONCLUSIVE)->benchmark = "";
    world_apply(&world, &rule_benchmark_inconclusive);
    world_is_silent(&world);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inconclusive_gate),
        cmocka_unit_test(test_vanished_benchmark),
        cmocka_unit_test(test_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
