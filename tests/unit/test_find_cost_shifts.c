#include "core/analysis/profiles/find_cost_shifts.h"

#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/profiles/diff_profiles.h"

#include "analysis_support.h"

#define BENCH  " < m/p.BenchmarkJoin p/join_test.go:5"
#define SERVE  " < m/p.Serve p/serve.go:9" BENCH
#define JOIN   "m/p.Join p/join.go:9"
#define FIND   "m/p.find p/join.go:30"
#define RENDER "m/p.render p/render.go:7"
#define REST   "m/p.Rest p/rest.go:1" BENCH

/* Both sides have one cpu profile of 1000 operations. */
static void begin(struct world *world)
{
    world_init(world);
    world_profile(world, world->base, PROFILE_CPU);
    world_profile(world, world->head, PROFILE_CPU);
    world_operations(world->base, "BenchmarkJoin", 1000);
    world_operations(world->head, "BenchmarkJoin", 1000);
    record(world_recording(world->base, 0), REST, 5000);
    record(world_recording(world->head, 0), REST, 5000);
}

static void base(struct world *world, const char *stack, int64_t samples)
{
    record(world_recording(world->base, 0), stack, samples);
}

static void head(struct world *world, const char *stack, int64_t samples)
{
    record(world_recording(world->head, 0), stack, samples);
}

/* A patch whose lines with signs are given; they stand in p/join.go. */
static void patch(struct world *world, const char *lines, int removed,
                  int added)
{
    world_source(world, world->head, "p/join.go", "package p\n");
    world_patch(world, arena_printf(&world->arena,
                                    "--- a/p/join.go\n"
                                    "+++ b/p/join.go\n"
                                    "@@ -28,%d +28,%d @@\n%s",
                                    removed, added, lines));
}

static void run(struct world *world)
{
    diff_profiles(&world->analysis);
    find_cost_shifts(&world->analysis);
    judge_changes(&world->analysis);
}

static const struct profile_row *row(const struct world *world,
                                     const char *function)
{
    return world_function(world, PROFILE_CPU, "cpu", function);
}

/* +1 up, -1 down, 0 neither. */
static int direction(const struct world *world, const char *function)
{
    const struct change *own = &row(world, function)->own;
    return own->is_up - own->is_down;
}

/* Join's loop became a function of its own: what is new is not dearer. */
static void check_split(bool has_patch)
{
    struct world world;
    begin(&world);
    if (has_patch) {
        patch(&world, "+func find() {\n", 0, 1);
    }
    base(&world, JOIN SERVE, 2000);
    head(&world, JOIN SERVE, 500);
    head(&world, FIND " ~ " JOIN SERVE, 1500);
    run(&world);
    assert_int_equal(direction(&world, "m/p.find"), 0);
    assert_int_equal(direction(&world, "m/p.Join"), 0);
    assert_string_equal(row(&world, "m/p.find")->moved_from, "p.Join");
    world_release(&world);
}

static void test_split(void **state)
{
    (void)state;
    check_split(true);
    check_split(false);
}

/* The loop is a function of its own and slower: it is held against what Join
 * spent on it. */
static void test_split_and_slower(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    patch(&world, "+func find() {\n", 0, 1);
    base(&world, JOIN SERVE, 2000);
    head(&world, JOIN SERVE, 500);
    head(&world, FIND " < " JOIN SERVE, 4500);
    run(&world);
    const struct change *own = &row(&world, "m/p.find")->own;
    assert_true(own->is_up);
    assert_true(fabs(own->ratio - 2.5) < 1e-9);
    assert_true(fabs(own->base_share - 2000. / 7000) < 1e-9);
    assert_true(fabs(own->head_share - 5000. / 10000) < 1e-9);
    assert_string_equal(own->moved_with, "p.Join");
    assert_int_equal(direction(&world, "m/p.Join"), 0);
    assert_null(row(&world, "m/p.find")->moved_from);
    world_release(&world);
}

/* find was written into Join by hand. */
static void test_inlined_by_hand(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    patch(&world, "-func find() {\n", 1, 0);
    base(&world, JOIN SERVE, 500);
    base(&world, FIND " < " JOIN SERVE, 1500);
    head(&world, JOIN SERVE, 2000);
    run(&world);
    assert_int_equal(direction(&world, "m/p.Join"), 0);
    assert_int_equal(direction(&world, "m/p.find"), 0);
    world_release(&world);
}

static const char renamed[] = "-func find() {\n+func search() {\n";
#define SEARCH "m/p.search p/join.go:30"

static void test_renamed(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    patch(&world, renamed, 1, 1);
    base(&world, FIND " < " JOIN SERVE, 1500);
    head(&world, SEARCH " < " JOIN SERVE, 1500);
    run(&world);
    assert_int_equal(direction(&world, "m/p.search"), 0);
    assert_int_equal(direction(&world, "m/p.find"), 0);
    assert_string_equal(row(&world, "m/p.search")->moved_from, "p.find");
    world_release(&world);
}

static void test_renamed_and_slower(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    patch(&world, renamed, 1, 1);
    base(&world, FIND " < " JOIN SERVE, 1500);
    head(&world, SEARCH " < " JOIN SERVE, 2100);
    run(&world);
    assert_int_equal(direction(&world, "m/p.search"), 1);
    assert_true(fabs(row(&world, "m/p.search")->own.ratio - 1.4) < 1e-9);
    world_release(&world);
}

/* Whoever calls it has a new name as well: the lines tell which is which. */
static void test_renamed_with_its_caller(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world_source(&world, world.head, "p/join.go",
                 "package p\n"
                 "func lookUp() {\n"
                 "\tsearch()\n"
                 "}\n"
                 "func search() {\n"
                 "\tlookUp()\n"
                 "}\n");
    world_patch(&world, "--- a/p/join.go\n"
                        "+++ b/p/join.go\n"
                        "@@ -2,5 +2,5 @@\n"
                        "-func Join() {\n"
                        "-\tfind()\n"
                        "+func lookUp() {\n"
                        "+\tsearch()\n"
                        " }\n"
                        "-func find() {\n"
                        "-\tJoin()\n"
                        "+func search() {\n"
                        "+\tlookUp()\n");
    base(&world, "m/p.find p/join.go:6 < m/p.Join p/join.go:3" SERVE, 1500);
    base(&world, "m/p.Join p/join.go:3" SERVE, 1000);
    head(&world, "m/p.search p/join.go:6 < m/p.lookUp p/join.go:3" SERVE, 1500);
    head(&world, "m/p.lookUp p/join.go:3" SERVE, 3000);
    run(&world);
    assert_int_equal(direction(&world, "m/p.search"), 0);
    assert_int_equal(direction(&world, "m/p.find"), 0);
    assert_int_equal(direction(&world, "m/p.lookUp"), 1);
    assert_true(fabs(row(&world, "m/p.lookUp")->own.ratio - 3) < 1e-9);
    world_release(&world);
}

/* A literal became a loop of its function. */
static void test_literal_gone(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    patch(&world, "-\tf := func() {\n+\tfor {\n", 1, 1);
    base(&world, "m/p.Serve.Join.func1 p/join.go:28 < " JOIN SERVE, 1500);
    head(&world, JOIN SERVE, 700);
    run(&world);
    assert_int_equal(direction(&world, "m/p.Join"), 0);
    assert_int_equal(direction(&world, "m/p.Serve.Join.func1"), -1);
    world_release(&world);
}

/* What only grew elsewhere, when something else went, is new. */
static void test_gone_and_new_elsewhere(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    patch(&world, renamed, 1, 1);
    base(&world, FIND " < " JOIN SERVE, 1500);
    head(&world, SEARCH " < " RENDER SERVE, 1500);
    run(&world);
    assert_int_equal(direction(&world, "m/p.search"), 1);
    assert_int_equal(direction(&world, "m/p.find"), -1);
    assert_null(row(&world, "m/p.search")->moved_from);
    world_release(&world);
}

/* Code moved between a function and one that it calls. */
static void test_moved_to_a_callee(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    base(&world, JOIN SERVE, 2000);
    base(&world, FIND " < " JOIN SERVE, 1000);
    head(&world, JOIN SERVE, 1200);
    head(&world, FIND " < " JOIN SERVE, 1800);
    run(&world);
    assert_int_equal(direction(&world, "m/p.find"), 0);
    assert_int_equal(direction(&world, "m/p.Join"), 0);
    world_release(&world);
}

/* They do not balance: the callee got dearer on its own. */
static void test_callee_that_grew_more(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world.evidence->patch.is_present = true;
    base(&world, JOIN SERVE, 2000);
    base(&world, FIND " < " JOIN SERVE, 1000);
    head(&world, JOIN SERVE, 1200);
    head(&world, FIND " < " JOIN SERVE, 3000);
    run(&world);
    assert_int_equal(direction(&world, "m/p.find"), 1);
    assert_true(fabs(row(&world, "m/p.find")->own.ratio - 3) < 1e-9);
    assert_null(row(&world, "m/p.find")->own.moved_with);
    assert_int_equal(direction(&world, "m/p.Join"), -1);
    world_release(&world);
}

/* One part of a program got faster and another slower by as much: the one is
 * an improvement, the other is a regression all the same. */
static void test_balance_is_no_move(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    base(&world, JOIN SERVE, 2000);
    base(&world, RENDER SERVE, 1000);
    head(&world, JOIN SERVE, 1200);
    head(&world, RENDER SERVE, 1800);
    run(&world);
    assert_int_equal(direction(&world, "m/p.render"), 1);
    assert_int_equal(direction(&world, "m/p.Join"), -1);
    assert_null(row(&world, "m/p.render")->moved_from);
    world_release(&world);
}

/* A helper of a helper: both are new. */
static void test_split_twice(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    patch(&world, "+func find() {\n+func search() {\n", 0, 2);
    base(&world, JOIN SERVE, 2000);
    head(&world, SEARCH " < " FIND " < " JOIN SERVE, 1600);
    head(&world, FIND " < " JOIN SERVE, 400);
    run(&world);
    assert_int_equal(direction(&world, "m/p.search"), 0);
    assert_int_equal(direction(&world, "m/p.find"), 0);
    assert_int_equal(direction(&world, "m/p.Join"), 0);
    world_release(&world);
}

/* Functions that grew alone are compared with themselves. */
static void test_no_shift(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    base(&world, JOIN SERVE, 1000);
    head(&world, JOIN SERVE, 3000);
    run(&world);
    assert_int_equal(direction(&world, "m/p.Join"), 1);
    assert_null(row(&world, "m/p.Join")->own.moved_with);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_split_and_slower),
        cmocka_unit_test(test_inlined_by_hand),
        cmocka_unit_test(test_renamed),
        cmocka_unit_test(test_renamed_and_slower),
        cmocka_unit_test(test_renamed_with_its_caller),
        cmocka_unit_test(test_literal_gone),
        cmocka_unit_test(test_gone_and_new_elsewhere),
        cmocka_unit_test(test_moved_to_a_callee),
        cmocka_unit_test(test_callee_that_grew_more),
        cmocka_unit_test(test_balance_is_no_move),
        cmocka_unit_test(test_split_twice),
        cmocka_unit_test(test_no_shift),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
