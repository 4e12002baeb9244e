#include "core/analysis/allocations/flow_line.h"

#include "analysis_support.h"

/* The patch changes lines 5 and 9 of p/a.go. */
static void begin(struct world *world)
{
    world_init(world);
    world_source(world, world->head, "p/a.go", "package p\n");
    world_patch(world, "--- a/p/a.go\n"
                       "+++ b/p/a.go\n"
                       "@@ -5,1 +5,1 @@\n"
                       "-\tb := 1\n"
                       "+\tb := 2\n"
                       "@@ -9,1 +9,1 @@\n"
                       "-\treturn b\n"
                       "+\treturn &b\n");
}

static struct location at(struct world *world, uint32_t line)
{
    return (struct location){ world_text(world, "p/a.go"), line, 0 };
}

static uint32_t flow_of(struct world *world,
                        const struct diagnostic *diagnostic, uint32_t seen)
{
    struct location found;
    if (!flow_line(&world->analysis, diagnostic, at(world, seen), &found)) {
        return 0;
    }
    assert_string_equal(found.file, "p/a.go");
    return found.line;
}

/* Of the changed lines on the flow the last: there the value leaves. */
static void test_last_changed_step(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct diagnostic *escape =
        world_escape(&world, world.head, "p/a.go", 4, "b");
    world_flow(&world, world.head, "&b", "address-of", at(&world, 5));
    world_flow(&world, world.head, "&b", "return", at(&world, 9));
    world_flow(&world, world.head, "f()", "call parameter", at(&world, 20));
    assert_int_equal(flow_of(&world, escape, 4), 9);
    world_release(&world);
}

static void test_no_changed_step(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct diagnostic *escape =
        world_escape(&world, world.head, "p/a.go", 4, "b");
    assert_int_equal(flow_of(&world, escape, 4), 0);
    world_flow(&world, world.head, "&b", "return", at(&world, 8));
    assert_int_equal(flow_of(&world, escape, 4), 0);
    world_release(&world);
}

/* Without a cause the escape that is new at the line seen is asked. */
static void test_new_escape_at_the_line(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct diagnostic *escape =
        world_escape(&world, world.head, "p/a.go", 4, "b");
    world_flow(&world, world.head, "&b", "return", at(&world, 9));
    assert_int_equal(flow_of(&world, NULL, 4), 0);
    *LIST_PUSH(&world.arena, &world.comparison.new_escapes) = escape;
    assert_int_equal(flow_of(&world, NULL, 4), 9);
    assert_int_equal(flow_of(&world, NULL, 3), 0);
    world_release(&world);
}

/* Base's flow speaks of base's lines. */
static void test_flow_of_base(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct diagnostic *escape =
        world_escape(&world, world.base, "p/a.go", 4, "b");
    world_flow(&world, world.base, "&b", "return", at(&world, 9));
    world_escape(&world, world.head, "p/a.go", 30, "c");
    world_flow(&world, world.head, "&b", "return", at(&world, 9));
    assert_int_equal(flow_of(&world, escape, 4), 0);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_last_changed_step),
        cmocka_unit_test(test_no_changed_step),
        cmocka_unit_test(test_new_escape_at_the_line),
        cmocka_unit_test(test_flow_of_base),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
