#include "core/analysis/profiles/part_production.h"

#include "core/analysis/profiles/diff_profiles.h"

#include "analysis_support.h"

#define BENCH   " < p.BenchmarkJoin p/a_test.go:5 < testing.(*B).runN /go/b.go:1"
#define SERVICE " < main.main cmd/main.go:9"

static struct recording *add(struct world *world, struct evidence_side *side,
                             const char *stack, int64_t samples)
{
    struct recording *recording = world_profile(world, side, PROFILE_CPU);
    record(recording, stack, samples);
    return recording;
}

static void test_sorts(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, world.head, "p.Join p/a.go:3" BENCH, 5);
    add(&world, world.head, "p.Join p/a.go:3" SERVICE, 5);
    add(&world, world.head, "p.Join p/a.go:3 < testing.tRunner /go/t.go:1", 5);
    add(&world, world.head, "runtime.mcall /go/asm.s:1", 5);
    world_profile(&world, world.head, PROFILE_CPU);
    struct profile *profiles = world.head->profiles.items;
    profiles[3].binary = "orders.test";
    assert_true(profile_is_of_benchmarks(&profiles[0]));
    assert_false(profile_is_of_production(&profiles[0]));
    assert_false(profile_is_of_benchmarks(&profiles[1]));
    assert_true(profile_is_of_production(&profiles[1]));
    assert_false(profile_is_of_production(&profiles[2])); /* a test */
    assert_false(profile_is_of_production(&profiles[3])); /* a test's binary */
    assert_false(profile_is_of_production(&profiles[4])); /* nothing */
    profiles[3].binary = "orders";
    assert_true(profile_is_of_production(&profiles[3]));
    world_release(&world);
}

/* Production beside benchmarks is no third repetition of them. */
static void test_production_aside(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, world.base, "p.Join p/a.go:3" BENCH, 1000);
    add(&world, world.head, "p.Join p/a.go:3" SERVICE, 90000);
    add(&world, world.head, "p.Join p/a.go:3" BENCH, 1000);
    world_operations(world.base, "BenchmarkJoin", 50);
    world_operations(world.head, "BenchmarkJoin", 50);
    part_production(&world.analysis);
    assert_int_equal(world.head->profiles.count, 1);
    assert_int_equal(world.head->aside.count, 1);
    assert_int_equal(world.base->aside.count, 0);
    assert_true(profile_is_of_production(world.head->aside.items));
    diff_profiles(&world.analysis);
    const struct profile_row *row =
        world_function(&world, PROFILE_CPU, "cpu", "p.Join");
    assert_true(fabs(row->own.ratio - 1) < 1e-9);
    assert_true(world.comparison.profiles.items[0].is_per_operation);
    world_release(&world);
}

/* Two services are compared, though head was benchmarked, too. */
static void test_benchmarks_aside(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, world.base, "p.Join p/a.go:3" SERVICE, 10);
    add(&world, world.head, "p.Join p/a.go:3" SERVICE, 10);
    add(&world, world.head, "p.Join p/a.go:3" BENCH, 10);
    part_production(&world.analysis);
    assert_int_equal(world.base->profiles.count, 1);
    assert_int_equal(world.head->profiles.count, 1);
    assert_true(profile_is_of_production(world.head->profiles.items));
    assert_int_equal(world.head->aside.count, 1);
    world_release(&world);
}

/* One sort, or two kinds of profile: all stay. */
static void test_nothing_aside(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, world.base, "p.Join p/a.go:3" SERVICE, 10);
    add(&world, world.head, "p.Join p/a.go:3" SERVICE, 10);
    struct recording *heap = world_profile(&world, world.head, PROFILE_HEAP);
    record_blocks(heap, "p.Join p/a.go:3" BENCH, 5, 64);
    part_production(&world.analysis);
    assert_int_equal(world.base->profiles.count, 1);
    assert_int_equal(world.head->profiles.count, 2);
    assert_int_equal(world.head->aside.count, 0);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorts),
        cmocka_unit_test(test_production_aside),
        cmocka_unit_test(test_benchmarks_aside),
        cmocka_unit_test(test_nothing_aside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
