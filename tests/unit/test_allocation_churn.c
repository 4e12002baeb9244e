#include "comparison_support.h"

/* A site whose objects doubled while its bytes stayed. */
static struct allocation_site *begin(struct world *world)
{
    world_init(world);
    struct allocation_site *site = add_site(world, 0.10, 0.10);
    site->objects = significant(100, 200);
    site->objects.base_share = 0.3;
    site->objects.head_share = 0.6;
    return site;
}

static void test_more_objects(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world_apply(&world, &rule_allocation_churn);
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->rule->id, "PERF2002");
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_string_equal(finding->metric.name, "alloc_objects");
    assert_string_equal(finding->metric.unit, "count");
    assert_true(finding->metric.head_share == 0.6);
    assert_string_equal(finding->headline,
                        "p.Join allocates 100 objects -> 200 objects an "
                        "operation of BenchmarkJoin, 2.0x.");
    world_release(&world);
}

/* Where the bytes grew as well, one finding is enough. */
static void test_silent(void **state)
{
    (void)state;
    struct world world;
    struct allocation_site *site = begin(&world);
    site->bytes.is_up = true;
    world_apply(&world, &rule_allocation_churn);
    world_is_silent(&world);
    site->bytes.is_up = false;
    site->objects.is_up = false;
    world_apply(&world, &rule_allocation_churn);
    world_is_silent(&world);
    site->objects.is_up = true;
    site->is_test = true;
    world_apply(&world, &rule_allocation_churn);
    world_is_silent(&world);
    world_release(&world);
}

static void test_fewer_objects(void **state)
{
    (void)state;
    struct world world;
    struct allocation_site *site = begin(&world);
    site->objects = significant(200, 100);
    world_apply(&world, &rule_allocation_churn);
    assert_int_equal(world_finding(&world)->state, FINDING_IMPROVEMENT);
    site->bytes.is_down = true;
    world_apply(&world, &rule_allocation_churn);
    world_is_silent(&world);
    site->bytes.is_down = false;
    site->shares_blocks = true;
    world_apply(&world, &rule_allocation_churn);
    world_is_silent(&world);
    world_release(&world);
}

static void test_unknown_operations(void **state)
{
    (void)state;
    struct world world;
    struct allocation_site *site = begin(&world);
    site->is_per_operation = false;
    world_apply(&world, &rule_allocation_churn);
    assert_int_equal(world_finding(&world)->level, LEVEL_NOTE);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_objects),
        cmocka_unit_test(test_silent),
        cmocka_unit_test(test_fewer_objects),
        cmocka_unit_test(test_unknown_operations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
