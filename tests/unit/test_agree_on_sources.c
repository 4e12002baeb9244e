#include "core/analysis/sources/agree_on_sources.h"

#include "analysis_support.h"

#include "core/analysis/sources/map_sources.h"

static const char right[] = "example.com/m/p.find example.com/m/p/find.go:4";
static const char wrong[] = "example.com/m/p.find sort/search.go:65";

static void begin(struct world *world)
{
    world_init(world);
    world_source(world, world->base, "p/find.go", "package p\n");
    world_source(world, world->head, "p/find.go", "package p\n");
}

static void add(struct world *world, struct evidence_side *side,
                const char *stack)
{
    record(world_profile(world, side, PROFILE_CPU), stack, 1);
}

static void run(struct world *world)
{
    map_sources(&world->analysis);
    agree_on_sources(&world->analysis);
}

/* The path of the first line of one of the side's profiles. */
static const char *path_in(const struct evidence_side *side, size_t profile)
{
    return side->profiles.items[profile].lines[0].path;
}

static void test_a_profile_with_the_file_of_a_callee(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    add(&world, world.base, wrong);
    add(&world, world.base, right);
    add(&world, world.head, right);
    run(&world);
    assert_string_equal(path_in(world.base, 0), "p/find.go");
    assert_string_equal(path_in(world.base, 1), "p/find.go");
    assert_string_equal(path_in(world.head, 0), "p/find.go");
    world_release(&world);
}

/* One against one: the side that knows a place in the repository is right. */
static void test_a_single_profile_a_side(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    add(&world, world.base, wrong);
    add(&world, world.head, right);
    run(&world);
    assert_string_equal(path_in(world.base, 0), "p/find.go");
    world_release(&world);
}

/* The library's function, in one profile with a literal of ours in it. */
static void test_the_majority_is_outside(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    add(&world, world.base, "sort.Search example.com/m/p/find.go:5");
    add(&world, world.base, "sort.Search sort/search.go:65");
    add(&world, world.head, "sort.Search sort/search.go:65");
    run(&world);
    assert_null(path_in(world.base, 0));
    assert_null(path_in(world.head, 0));
    world_release(&world);
}

static void test_functions_with_one_name(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    add(&world, world.base, "main.init example.com/m/p/find.go:1");
    add(&world, world.head,
        "main.init a/b.go:1 < main.init example.com/m/p/find.go:1");
    run(&world);
    assert_null(path_in(world.head, 0));
    assert_string_equal(world.head->profiles.items[0].lines[1].path,
                        "p/find.go");
    world_release(&world);
}

/* Its file is gone from head's sources, not mistaken. */
static void test_a_file_that_one_side_has(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world_source(&world, world.base, "p/old.go", "package p\n");
    add(&world, world.base, "example.com/m/p.Old example.com/m/p/old.go:1");
    add(&world, world.head, "example.com/m/p.Old example.com/m/p/old.go:1");
    run(&world);
    assert_string_equal(path_in(world.base, 0), "p/old.go");
    assert_null(path_in(world.head, 0));
    world_release(&world);
}

static void test_all_say_outside(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    add(&world, world.base, wrong);
    add(&world, world.head, wrong);
    run(&world);
    assert_null(path_in(world.base, 0));
    assert_null(path_in(world.head, 0));
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_profile_with_the_file_of_a_callee),
        cmocka_unit_test(test_a_single_profile_a_side),
        cmocka_unit_test(test_the_majority_is_outside),
        cmocka_unit_test(test_functions_with_one_name),
        cmocka_unit_test(test_a_file_that_one_side_has),
        cmocka_unit_test(test_all_say_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
