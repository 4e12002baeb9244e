#include "core/analysis/findings/attribute_change.h"
#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/profiles/compare_cpu_cost.h"
#include "core/analysis/profiles/diff_profiles.h"

#include "rule_support.h"

#define JOIN  "m/p.Join p/a.go:9 < m/p.BenchmarkJoin p/a_test.go:5"
#define FIND  "m/p.find p/a.go:4 < " JOIN
#define PARSE "m/p.Parse p/b.go:3 < m/p.BenchmarkParse p/b_test.go:5"
#define GC    "runtime.scanobject /go/gc.go:1 < runtime.gcBgMarkWorker /go/gc.go:9"

enum { REPLICATES = 4 };

/* Four profiles a side, in which both benchmarks ran `operations` times. */
static void add_side(struct world *world, struct evidence_side *side,
                     double operations)
{
    for (int i = 0; i < REPLICATES; i++) {
        world_profile(world, side, PROFILE_CPU);
    }
    world_operations(side, "BenchmarkJoin", operations);
    world_operations(side, "BenchmarkParse", operations);
}

/* Adds the samples to each profile, give or take a few. */
static void run_stack(struct evidence_side *side, const char *stack,
                      int64_t samples)
{
    for (size_t i = 0; i < side->profiles.count; i++) {
        record(world_recording(side, i), stack, samples + (int64_t)i - 1);
    }
}

static void apply(struct world *world)
{
    diff_profiles(&world->analysis);
    compare_cpu_cost(&world->analysis);
    judge_changes(&world->analysis);
    world_apply(world, &rule_cpu_cost_spike);
    attribute_change(&world->analysis);
}

/* Base has 10000 samples a profile, head some more in find. */
static void compare(struct world *world, int64_t more)
{
    world_init(world);
    add_side(world, world->base, 1000);
    add_side(world, world->head, 1000);
    run_stack(world->base, FIND, 4000);
    run_stack(world->head, FIND, 4000 + more);
    run_stack(world->base, PARSE, 6000);
    run_stack(world->head, PARSE, 6000);
    apply(world);
}

static void test_just_beyond(void **state)
{
    (void)state;
    struct world world;
    compare(&world, 1230);
    const struct finding *finding = world_finding(&world);
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_int_equal(finding->state, FINDING_REGRESSION);
    assert_string_equal(finding->headline,
                        "CPU per operation over all benchmarks: +12 %. Most "
                        "comes from p.find (100 %).");
    assert_true(fabs(finding->metric.change.ratio - 1.123) < 1e-3);
    assert_true(fabs(finding->metric.change.base - 4 * 10000 * 1e7) < 4e9);
    assert_null(finding->location.file); /* no patch explains it */
    world_release(&world);
}

static void test_just_within(void **state)
{
    (void)state;
    struct world world;
    compare(&world, 1170);
    assert_true(world.comparison.cpu_cost.change.is_up);
    world_is_silent(&world);
    world_release(&world);
}

static void test_improvement(void **state)
{
    (void)state;
    struct world world;
    compare(&world, -1500);
    assert_int_equal(world_finding(&world)->state, FINDING_IMPROVEMENT);
    world_release(&world);
}

/* Few samples that differ from run to run: 20 % more is nothing. */
static void test_noise(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_side(&world, world.base, 1000);
    add_side(&world, world.head, 1000);
    for (size_t i = 0; i < REPLICATES; i++) {
        int64_t swing = i % 2 == 0 ? 40 : 0;
        record(world_recording(world.base, i), FIND, 80 + swing);
        record(world_recording(world.head, i), FIND, 100 + swing);
    }
    apply(&world);
    world_is_silent(&world);
    world_release(&world);
}

/* Head ran each benchmark twice as often, and its collector, too. */
static void test_twice_the_operations(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_side(&world, world.base, 1000);
    add_side(&world, world.head, 2000);
    run_stack(world.base, FIND, 4000);
    run_stack(world.head, FIND, 8000);
    run_stack(world.base, GC, 1000);
    run_stack(world.head, GC, 2000);
    apply(&world);
    assert_true(world.comparison.cpu_cost.is_known);
    assert_true(fabs(world.comparison.cpu_cost.change.ratio - 1) < 1e-3);
    world_is_silent(&world);
    world_release(&world);
}

/* The benchmarks ran in other proportions: what stands under none is scaled as
 * they are. */
static void test_unassigned_in_proportion(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    for (int i = 0; i < REPLICATES; i++) {
        world_profile(&world, world.base, PROFILE_CPU);
        world_profile(&world, world.head, PROFILE_CPU);
    }
    world_operations(world.base, "BenchmarkJoin", 1000);
    world_operations(world.base, "BenchmarkParse", 1000);
    world_operations(world.head, "BenchmarkJoin", 3000);
    world_operations(world.head, "BenchmarkParse", 1000);
    run_stack(world.base, JOIN, 2000);
    run_stack(world.base, PARSE, 2000);
    run_stack(world.base, GC, 400);
    run_stack(world.head, JOIN, 6000);
    run_stack(world.head, PARSE, 2000);
    run_stack(world.head, GC, 1600); /* twice as much an operation */
    apply(&world);
    const struct change *change = &world.comparison.cpu_cost.change;
    assert_true(fabs(change->ratio - 4800. / 4400) < 1e-3);
    world_release(&world);
}

static void test_garbage(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_side(&world, world.base, 1000);
    add_side(&world, world.head, 1000);
    run_stack(world.base, FIND, 4000);
    run_stack(world.head, FIND, 4200);
    run_stack(world.head,
              "runtime.nextFree /go/m.go:1 < runtime.mallocgcTiny "
              "/go/m.go:9 < " JOIN,
              400);
    run_stack(world.base, GC, 100);
    run_stack(world.head, GC, 500);
    apply(&world);
    const struct finding *finding = world_finding(&world);
    assert_true(fabs(world.comparison.cpu_cost.memory_part - 0.8) < 0.01);
    assert_string_equal(finding->headline,
                        "CPU per operation over all benchmarks: +24 %. Most "
                        "comes from p.Join (40 %), p.find (20 %). The "
                        "allocator and the garbage collector have 80 % of it: "
                        "look for allocation churn.");
    world_release(&world);
}

static void test_without_operations(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_profile(&world, world.base, PROFILE_CPU);
    world_profile(&world, world.head, PROFILE_CPU);
    run_stack(world.base, FIND, 4000);
    run_stack(world.head, FIND, 9000);
    apply(&world);
    assert_false(world.comparison.cpu_cost.is_known);
    world_is_silent(&world);
    world_release(&world);
}

/* It stands at the changed line that has most of the growth. */
static void check_place(int64_t find, int64_t parse, const char *expected)
{
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a.go",
                 "package p\n\nfunc find() {\n\tfor {}\n}\n");
    world_patch(&world, "--- a/p/a.go\n+++ b/p/a.go\n@@ -3,2 +3,2 @@\n"
                        " func find() {\n-\tx()\n+\tfor {}\n");
    add_side(&world, world.base, 1000);
    add_side(&world, world.head, 1000);
    run_stack(world.base, FIND, 2000);
    run_stack(world.head, FIND, 2000 + find);
    run_stack(world.base, PARSE, 2000);
    run_stack(world.head, PARSE, 2000 + parse);
    apply(&world);
    const struct location *location = &world_finding(&world)->location;
    if (expected == NULL) {
        assert_null(location->file);
    } else {
        assert_string_equal(location->file, expected);
        assert_int_equal(location->line, 4);
    }
    world_release(&world);
}

static void test_place(void **state)
{
    (void)state;
    check_place(1000, 200, "p/a.go");
    check_place(500, 900, NULL); /* Parse, which did not change, has most */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_just_beyond),
        cmocka_unit_test(test_just_within),
        cmocka_unit_test(test_improvement),
        cmocka_unit_test(test_noise),
        cmocka_unit_test(test_twice_the_operations),
        cmocka_unit_test(test_unassigned_in_proportion),
        cmocka_unit_test(test_garbage),
        cmocka_unit_test(test_without_operations),
        cmocka_unit_test(test_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
