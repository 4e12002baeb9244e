#include "comparison_support.h"

static const struct finding *run(struct world *world)
{
    world_apply(world, &rule_allocation_grew);
    return world_finding(world);
}

static void test_growth(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct allocation_site *site = add_site(&world, 0.10, 0.20);
    site->bytes.base_each = 1024;
    site->bytes.head_each = 4096;
    site->bytes.ratio = 4;
    const struct finding *finding = run(&world);
    assert_string_equal(finding->rule->id, "PERF2001");
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_int_equal(finding->state, FINDING_REGRESSION);
    assert_string_equal(finding->metric.name, "alloc_space");
    assert_int_equal(finding->location.line, 9);
    assert_string_equal(finding->cause.text, "a map grows");
    assert_string_equal(finding->headline,
                        "p.Join allocates 1 KiB -> 4 KiB an operation of "
                        "BenchmarkJoin, 4.0x.");
    world_release(&world);
}

/* Never more than it is: what the line took over is named and counted. */
static void test_moved(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct allocation_site *site = add_site(&world, 0.10, 0.20);
    site->bytes.base_each = 2048;
    site->bytes.head_each = 4096;
    site->bytes.moved_with = "line 7 of base";
    assert_string_equal(run(&world)->headline,
                        "p.Join allocates 2 KiB -> 4 KiB an operation of "
                        "BenchmarkJoin together with line 7 of base, 2.0x.");
    world_release(&world);
}

static void test_nothing_before(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct allocation_site *site = add_site(&world, 0, 0.20);
    site->bytes.base_each = 0;
    site->bytes.head_each = 4096;
    site->bytes.ratio = (double)INFINITY;
    assert_string_equal(
        run(&world)->headline,
        "p.Join allocates 4 KiB an operation of BenchmarkJoin, before "
        "nothing.");
    world_release(&world);
}

/* An improvement of a line that head has no more is shown at what follows. */
static void test_line_that_is_gone(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/join.go", "package p\n");
    world_patch(&world, "--- a/p/join.go\n"
                        "+++ b/p/join.go\n"
                        "@@ -8,2 +8,1 @@\n"
                        "-\tm := make(map[int]int)\n"
                        "-\tm[1]++\n"
                        "+\tf()\n");
    struct allocation_site *site = add_site(&world, 0.20, 0);
    site->is_only_base = true;
    site->bytes.head_each = 0;
    const struct finding *finding = run(&world);
    assert_int_equal(finding->state, FINDING_IMPROVEMENT);
    assert_int_equal(finding->location.line, 8);
    assert_non_null(strstr(finding->headline, "no longer allocates"));
    world_release(&world);
}

/* Without operations a share alone grew: no more than a note. */
static void test_unknown_operations(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct allocation_site *site = add_site(&world, 0.10, 0.20);
    site->is_per_operation = false;
    site->bytes.base_each = (double)NAN;
    site->bytes.head_each = (double)NAN;
    const struct finding *finding = run(&world);
    assert_int_equal(finding->level, LEVEL_NOTE);
    assert_string_equal(finding->headline,
                        "p.Join allocates bytes 2.0x (operations unknown; 10 % "
                        "-> 20 % of alloc_space).");
    world_release(&world);
}

/* Operations are known, but which of several benchmarks ran it is not. */
static void test_unknown_benchmark(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct allocation_site *site = add_site(&world, 0.10, 0.20);
    site->is_per_operation = true;
    site->bytes.benchmark = "";
    site->bytes.base_each = (double)NAN;
    site->bytes.head_each = (double)NAN;
    const struct finding *finding = run(&world);
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_string_equal(finding->headline,
                        "p.Join allocates bytes 2.0x for the same operations "
                        "(10 % -> 20 % of alloc_space).");
    world_release(&world);
}

static void test_silent(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct allocation_site *site = add_site(&world, 0.10, 0.20);
    site->is_test = true;
    world_apply(&world, &rule_allocation_grew);
    world_is_silent(&world);
    site->is_test = false;
    site->bytes.is_up = false;
    world_apply(&world, &rule_allocation_grew);
    world_is_silent(&world);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_growth),
        cmocka_unit_test(test_moved),
        cmocka_unit_test(test_nothing_before),
        cmocka_unit_test(test_line_that_is_gone),
        cmocka_unit_test(test_unknown_operations),
        cmocka_unit_test(test_unknown_benchmark),
        cmocka_unit_test(test_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
