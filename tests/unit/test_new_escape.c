#include "comparison_support.h"

/* A line that allocates by an escape that base did not have. */
static struct allocation_site *begin(struct world *world, double share)
{
    world_init(world);
    struct allocation_site *site = add_site(world, 0, share);
    struct diagnostic *escape =
        world_escape(world, world->head, "p/join.go", 9, "best");
    escape->location.column = 5;
    *LIST_PUSH(&world->arena, &world->comparison.new_escapes) = escape;
    site->cause.kind = CAUSE_MOVED;
    site->cause.text = "best is moved to the heap";
    site->cause.diagnostic = escape;
    site->cause.is_escape = true;
    return site;
}

static size_t count(struct world *world)
{
    world_apply(world, &rule_new_escape);
    return world->report.findings.count;
}

static void test_threshold(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 0.01);
    assert_int_equal(count(&world), 1);
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->rule->id, "PERF2004");
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_int_equal(finding->state, FINDING_REGRESSION);
    assert_int_equal(finding->location.line, 9);
    assert_int_equal(finding->location.column, 5);
    assert_non_null(strstr(finding->headline,
                           "best is moved to the heap, new in this change"));
    world_release(&world);
    begin(&world, 0.0099);
    assert_int_equal(count(&world), 0);
    world_release(&world);
}

/* It costs, but nothing says that it costs more: a note. */
static void test_without_growth(void **state)
{
    (void)state;
    struct world world;
    struct allocation_site *site = begin(&world, 0.10);
    site->bytes.is_up = false;
    assert_int_equal(count(&world), 1);
    assert_int_equal(world_finding(&world)->level, LEVEL_NOTE);
    assert_int_equal(world_finding(&world)->state, FINDING_FACT);
    site->bytes.is_up = true;
    site->is_per_operation = false;
    assert_int_equal(count(&world), 1);
    assert_int_equal(world_finding(&world)->level, LEVEL_NOTE);
    world_release(&world);
}

/* An escape that costs nothing is never reported. */
static void test_without_cost(void **state)
{
    (void)state;
    struct world world;
    struct allocation_site *site = begin(&world, 0.10);
    site->callee_share = 0.95; /* 0.5 % is left for the escape */
    assert_int_equal(count(&world), 0);
    site->callee_share = 0;
    site->cause.diagnostic = NULL;
    site->cause.kind = CAUSE_CALLEE;
    assert_int_equal(count(&world), 0);
    world.comparison.allocations.count = 0;
    assert_int_equal(count(&world), 0);
    world_release(&world);
}

/* One of several on its line: it may cost this, which is said as a fact. */
static void test_one_of_several(void **state)
{
    (void)state;
    struct world world;
    struct allocation_site *site = begin(&world, 0.10);
    site->cause.kind = CAUSE_ONE_OF;
    site->cause.diagnostic = NULL;
    assert_int_equal(count(&world), 1);
    assert_int_equal(world_finding(&world)->level, LEVEL_NOTE);
    assert_int_equal(world_finding(&world)->state, FINDING_FACT);
    assert_non_null(strstr(world_finding(&world)->headline, "perhaps"));
    site->location.line = 10;
    assert_int_equal(count(&world), 0);
    world_release(&world);
}

static void test_old_escapes(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 0.10);
    world.comparison.new_escapes.count = 0;
    assert_int_equal(count(&world), 0);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threshold),
        cmocka_unit_test(test_without_growth),
        cmocka_unit_test(test_without_cost),
        cmocka_unit_test(test_one_of_several),
        cmocka_unit_test(test_old_escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
