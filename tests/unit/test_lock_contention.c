#include "comparison_support.h"

static struct contention_site *begin(struct world *world)
{
    world_init(world);
    struct contention_site *site =
        LIST_PUSH(&world->arena, &world->comparison.contention);
    *site = (struct contention_site){
        .function = "example.com/m/p.(*Stock).Reserve",
        .location = { "p/stock.go", 84, 0 },
        .is_per_operation = true,
        .lock = "sync.(*Mutex).Unlock",
        .base_share = 0.4,
        .head_share = 0.7,
        .delay = significant(200000, 700000),
        .replicates = 5,
        .kind = PROFILE_MUTEX,
        .benchmark = "BenchmarkJoin",
    };
    site->delay.base_share = 0.4;
    site->delay.head_share = 0.7;
    return site;
}

static const struct finding *run(struct world *world)
{
    world_apply(world, &rule_lock_contention);
    return world_finding(world);
}

static void test_more_delay(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    const struct finding *finding = run(&world);
    assert_string_equal(finding->rule->id, "PERF3001");
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_int_equal(finding->state, FINDING_REGRESSION);
    assert_int_equal(finding->location.line, 84);
    assert_string_equal(finding->metric.name, "mutex delay");
    assert_non_null(strstr(finding->headline, "200 us -> 700 us"));
    world_release(&world);
}

static void test_less_delay(void **state)
{
    (void)state;
    struct world world;
    begin(&world)->delay = significant(700000, 200000);
    const struct finding *finding = run(&world);
    assert_int_equal(finding->state, FINDING_IMPROVEMENT);
    assert_int_equal(finding->level, LEVEL_NOTE);
    assert_non_null(strstr(finding->headline, "of all mutex delay before."));
    world_release(&world);
}

/* Too few replicates for a test: a doubled wait that matters is a note. */
static void test_without_a_test(void **state)
{
    (void)state;
    struct world world;
    struct contention_site *site = begin(&world);
    site->delay.p = (double)NAN;
    site->delay.is_up = false;
    site->delay.ratio = 2;
    site->delay.head_share = 0.10;
    assert_int_equal(run(&world)->level, LEVEL_NOTE);
    site->delay.ratio = 1.99;
    world_apply(&world, &rule_lock_contention);
    world_is_silent(&world);
    site->delay.ratio = 3;
    site->delay.head_share = 0.0999;
    world_apply(&world, &rule_lock_contention);
    world_is_silent(&world);
    world_release(&world);
}

/* Waits that moved to another line of the lock are no growth of it. */
static void test_moved_lock(void **state)
{
    (void)state;
    struct world world;
    struct contention_site *site = begin(&world);
    site->delay.p = (double)NAN;
    site->delay.is_up = false;
    site->delay.ratio = (double)INFINITY;
    site->delay.is_moved = true;
    world_apply(&world, &rule_lock_contention);
    world_is_silent(&world);
    site->delay = significant(200000, 700000);
    site->delay.moved_with = "line 80 of base";
    assert_non_null(
        strstr(run(&world)->headline, "releases here and at line 80 of base"));
    world_release(&world);
}

static void test_silent(void **state)
{
    (void)state;
    struct world world;
    struct contention_site *site = begin(&world);
    site->delay.is_up = false; /* tested, and chance */
    world_apply(&world, &rule_lock_contention);
    world_is_silent(&world);
    site->delay.is_up = true;
    site->is_test = true;
    world_apply(&world, &rule_lock_contention);
    world_is_silent(&world);
    site->is_test = false;
    site->kind = PROFILE_BLOCK;
    world_apply(&world, &rule_lock_contention);
    world_is_silent(&world);
    world_release(&world);
}

static void test_unknown_operations(void **state)
{
    (void)state;
    struct world world;
    struct contention_site *site = begin(&world);
    site->is_per_operation = false;
    assert_int_equal(run(&world)->level, LEVEL_NOTE);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_delay),
        cmocka_unit_test(test_less_delay),
        cmocka_unit_test(test_without_a_test),
        cmocka_unit_test(test_moved_lock),
        cmocka_unit_test(test_silent),
        cmocka_unit_test(test_unknown_operations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
