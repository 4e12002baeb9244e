#include "core/analysis/findings/attribute_change.h"
#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/profiles/compare_retained.h"

#include "rule_support.h"

#define BENCH " < m/p.BenchmarkPut p/a_test.go:5"
#define PUT   "m/p.Put p/a.go:9" BENCH
#define REST  "m/p.Rest p/b.go:3" BENCH

/* Bytes in use; what was allocated in all is ten times that. */
static void keep(struct evidence_side *side, size_t profile, const char *stack,
                 int64_t bytes)
{
    record_sample(
        world_recording(side, profile), stack,
        (struct recorded_sample){ .values = { 10, bytes * 10, 1, bytes } });
}

/* `count` profiles a side; Put keeps `base` bytes before, and `head` now. */
static void begin(struct world *world, size_t count, int64_t base, int64_t head)
{
    world_init(world);
    for (size_t i = 0; i < count; i++) {
        world_profile(world, world->base, PROFILE_HEAP);
        world_profile(world, world->head, PROFILE_HEAP);
        keep(world->base, i, PUT, base + (int64_t)i);
        keep(world->head, i, PUT, head + (int64_t)i);
        keep(world->base, i, REST, 100000 + (int64_t)i);
        keep(world->head, i, REST, 100000 + (int64_t)i);
    }
}

static void apply(struct world *world)
{
    compare_retained(&world->analysis);
    judge_changes(&world->analysis);
    world_apply(world, &rule_retained_memory_grew);
    attribute_change(&world->analysis);
}

static void check_silent(size_t count, int64_t base, int64_t head)
{
    struct world world;
    begin(&world, count, base, head);
    apply(&world);
    world_is_silent(&world);
    world_release(&world);
}

static void test_grew(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 6, 1024 * 1000, 1024 * 1060);
    apply(&world);
    const struct finding *finding = world_finding(&world);
    assert_int_equal(finding->level, LEVEL_NOTE);
    assert_int_equal(finding->state, FINDING_REGRESSION);
    assert_string_equal(finding->headline,
                        "p.Put: 1000 KiB -> 1.04 MiB allocated here are in use "
                        "at the end, +6.0 %.");
    assert_string_equal(finding->location.file, "p/a.go");
    assert_int_equal(finding->location.line, 9);
    assert_int_equal(finding->stack.count, 2);
    assert_true(finding->metric.change.q < 0.01);
    world_release(&world);
}

/* Less than 5 %, or less than 1 % of all that is in use. */
static void test_too_little(void **state)
{
    (void)state;
    check_silent(6, 1024 * 1000, 1024 * 1040);
    check_silent(6, 10000, 10900);
}

/* Ranks of fewer than five profiles prove nothing. */
static void test_too_few(void **state)
{
    (void)state;
    check_silent(4, 1000000, 9000000);
}

/* One profile of six is large: the ranks do not care how large. */
static void test_heavy_tail(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 6, 1000000, 1000000);
    keep(world.head, 3, PUT, 90000000);
    apply(&world);
    world_is_silent(&world);
    world_release(&world);
}

static void test_improvement(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 6, 3000000, 1000000);
    apply(&world);
    assert_int_equal(world_finding(&world)->state, FINDING_IMPROVEMENT);
    world_release(&world);
}

static void test_new(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 6, -1, 3000000);
    for (size_t i = 0; i < 6; i++) {
        keep(world.base, i, PUT, 1 - (int64_t)i); /* 0 in all */
    }
    apply(&world);
    assert_string_equal(world_finding(&world)->headline,
                        "p.Put: 2.86 MiB allocated here are in use at the end, "
                        "before nothing.");
    world_release(&world);
}

/* Put leaks in base as well: head ran twice as often, and is no worse. Nor is
 * Rest better, which keeps what it kept. */
static void test_ran_more_often(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 6, 1000000, 2000000);
    world_operations(world.base, "BenchmarkPut", 1000);
    world_operations(world.head, "BenchmarkPut", 2000);
    apply(&world);
    world_is_silent(&world);
    world_release(&world);
}

/* A faster base is no reason to take a slower head's bytes for more. */
static void test_ran_less_often(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 6, 1000000, 1000000);
    world_operations(world.base, "BenchmarkPut", 2000);
    world_operations(world.head, "BenchmarkPut", 1000);
    apply(&world);
    world_is_silent(&world);
    world_release(&world);
}

/* The statement that keeps it was edited: the line before is the same one. */
static void test_moved(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_patch(&world, "--- a/p/a.go\n+++ b/p/a.go\n@@ -9,1 +9,2 @@\n"
                        "-\tkeep(x)\n+\ty := x\n+\tkeep(y)\n");
    for (size_t i = 0; i < 6; i++) {
        world_profile(&world, world.base, PROFILE_HEAP);
        world_profile(&world, world.head, PROFILE_HEAP);
        keep(world.base, i, PUT, 1000000 + (int64_t)i);
        keep(world.head, i, "m/p.Put p/a.go:10" BENCH, 1000000 + (int64_t)i);
    }
    apply(&world);
    world_is_silent(&world);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grew),
        cmocka_unit_test(test_too_little),
        cmocka_unit_test(test_too_few),
        cmocka_unit_test(test_heavy_tail),
        cmocka_unit_test(test_improvement),
        cmocka_unit_test(test_new),
        cmocka_unit_test(test_ran_more_often),
        cmocka_unit_test(test_ran_less_often),
        cmocka_unit_test(test_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
