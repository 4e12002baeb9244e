#include "core/analysis/profiles/tally.h"

#include "analysis_support.h"

#define A    " < m/p.BenchmarkA p/a_test.go:1"
#define B    " < m/p.BenchmarkB p/a_test.go:2"
#define JOIN "m/p.Join p/a.go:9"
#define FIND "m/p.find p/a.go:3"

static void begin(struct world *world)
{
    world_init(world);
    struct evidence_side *sides[] = { world->base, world->head };
    for (size_t i = 0; i < 2; i++) {
        world_profile(world, sides[i], PROFILE_CPU);
        world_operations(sides[i], "BenchmarkA", 100);
        world_operations(sides[i], "BenchmarkB", 100);
    }
}

static void base(struct world *world, const char *stack, int64_t samples)
{
    record(world_recording(world->base, 0), stack, samples);
}

static void head(struct world *world, const char *stack, int64_t samples)
{
    record(world_recording(world->head, 0), stack, samples);
}

static struct tally *build(struct world *world)
{
    struct tally *tally = tally_build(&world->analysis, PROFILE_CPU);
    world->analysis.tallies[PROFILE_CPU] = tally;
    assert_non_null(tally);
    return tally;
}

static struct tally_query function(struct world *world,
                                   const struct tally *tally, const char *name)
{
    struct tally_query query = { .fold = FOLD_OWN };
    query.node = tally_find_function(tally, world_text(world, name));
    assert_int_not_equal(query.node, MAP_NONE);
    return query;
}

/* What moved from one node to another is no change of both together. */
static void test_several_nodes(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    base(&world, JOIN A, 3000);
    base(&world, FIND A, 1000);
    head(&world, JOIN A, 1000);
    head(&world, FIND A, 3000);
    const struct tally *tally = build(&world);
    const struct tally_query queries[] = {
        function(&world, tally, "m/p.Join"), function(&world, tally, "m/p.find")
    };
    struct change join = tally_change(tally, &queries[0]);
    assert_true(fabs(join.ratio - 1. / 3) < 1e-9 && join.p < 1e-6);
    struct change both = tally_change_of_all(tally, queries, 2);
    assert_true(both.base == 4000 && both.head == 4000);
    assert_true(both.ratio == 1 && both.p == 1);
    assert_true(both.base_share == 1 && both.head_share == 1);
    assert_true(both.base_each == 40 && both.head_each == 40);
    world_release(&world);
}

/* The benchmark that is named is the one that shows the change, not the one
 * that costs most. */
static void test_benchmark_that_shows_it(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    base(&world, JOIN A, 9000);
    base(&world, JOIN B, 1000);
    head(&world, JOIN A, 9000);
    head(&world, JOIN B, 4000);
    const struct tally *tally = build(&world);
    struct tally_query query = function(&world, tally, "m/p.Join");
    struct change change = tally_change(tally, &query);
    assert_string_equal(change.benchmark, "BenchmarkB");
    assert_true(change.base_each == 10 && change.head_each == 40);
    world_release(&world);
}

/* Where nothing changed, the one that costs most. */
static void test_benchmark_that_costs_most(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    base(&world, JOIN A, 9000);
    base(&world, JOIN B, 1000);
    head(&world, JOIN A, 9010);
    head(&world, JOIN B, 1020);
    const struct tally *tally = build(&world);
    struct tally_query query = function(&world, tally, "m/p.Join");
    assert_string_equal(tally_change(tally, &query).benchmark, "BenchmarkA");
    world_release(&world);
}

/* Sides of different numbers of profiles compare by what one costs. */
static void test_uneven_replicates(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    for (int i = 0; i < 3; i++) {
        record(world_profile(&world, world.base, PROFILE_CPU), JOIN A, 1000);
    }
    record(world_profile(&world, world.head, PROFILE_CPU), JOIN A, 1000);
    world_operations(world.base, "BenchmarkA", 100);
    world_operations(world.head, "BenchmarkA", 100);
    const struct tally *tally = build(&world);
    struct tally_query query = function(&world, tally, "m/p.Join");
    struct change change = tally_change(tally, &query);
    assert_true(fabs(change.ratio - 1) < 1e-9);
    assert_true(fabs(change.head_each - 10) < 1e-9);
    assert_true(tally_recorded(tally, &query, false) == 3000);
    assert_true(tally_recorded(tally, &query, true) == 1000);
    world_release(&world);
}

/* Lines of base that head has not stand apart from head's of that number. */
static void test_lines(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world_source(&world, world.head, "p/a.go", "package p\n");
    world_patch(&world, "--- a/p/a.go\n+++ b/p/a.go\n@@ -9,2 +9,1 @@\n"
                        "-\tgone()\n \tstays()\n");
    base(&world, JOIN A, 10);
    base(&world, "m/p.Join p/a.go:10" A, 5);
    head(&world, JOIN A, 7);
    const struct tally *tally = build(&world);
    const char *name = world_text(&world, "m/p.Join");
    struct location at = { world_text(&world, "p/a.go"), 9, 0 };
    struct tally_query query = { .is_line = true, .fold = FOLD_FLAT };
    query.node = tally_find_line(tally, name, at);
    assert_true(tally_recorded(tally, &query, false) == 5);
    assert_true(tally_recorded(tally, &query, true) == 7);
    assert_int_equal(tally->lines.items[query.node].base.line, 10);
    query.node = tally_find_base_line(tally, name, at);
    assert_true(tally->lines.items[query.node].is_only_base);
    assert_true(tally_recorded(tally, &query, false) == 10);
    at.line = 10;
    assert_int_equal(tally_find_line(tally, name, at), MAP_NONE);
    world_release(&world);
}

/* Profiles of other value types than the first one's do not compare. */
static void test_other_types(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    base(&world, JOIN A, 10);
    head(&world, JOIN A, 10);
    world.head->profiles.items[0].value_types[0].type = "events";
    const struct tally *tally = build(&world);
    assert_int_equal(tally->base_count, 1);
    assert_int_equal(tally->head_count, 0);
    assert_null(tally_build(&world.analysis, PROFILE_BLOCK));
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_several_nodes),
        cmocka_unit_test(test_benchmark_that_shows_it),
        cmocka_unit_test(test_benchmark_that_costs_most),
        cmocka_unit_test(test_uneven_replicates),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_other_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
