#include "comparison_support.h"

/* An unchanged line whose allocation is an escape. */
static struct allocation_site *begin(struct world *world, double share)
{
    world_init(world);
    struct allocation_site *site = add_site(world, share, share);
    site->cause.kind = CAUSE_ESCAPES;
    site->cause.text = "&T{...} escapes to the heap";
    site->cause.is_escape = true;
    return site;
}

static size_t count(struct world *world)
{
    world_apply(world, &rule_costly_escape);
    return world->report.findings.count;
}

static void test_threshold(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 0.05);
    assert_int_equal(count(&world), 1);
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->rule->id, "PERF2003");
    assert_int_equal(finding->level, LEVEL_NOTE);
    assert_int_equal(finding->state, FINDING_FACT);
    assert_string_equal(finding->headline,
                        "p.Join: &T{...} escapes to the heap, at 48.8 KiB an "
                        "operation of BenchmarkJoin, 5.0 % of all bytes.");
    world_release(&world);
    begin(&world, 0.0499);
    assert_int_equal(count(&world), 0);
    world_release(&world);
}

/* What the line's callees allocate is not the escape's. */
static void test_share_of_callees(void **state)
{
    (void)state;
    struct world world;
    struct allocation_site *site = begin(&world, 0.10);
    site->callee_share = 0.4;
    assert_int_equal(count(&world), 1);
    assert_non_null(strstr(world_finding(&world)->headline, ", 6.0 % of all"));
    site->callee_share = 0.51;
    assert_int_equal(count(&world), 0);
    world_release(&world);
}

/* What is new is NewEscape's. */
static void test_new_is_anothers(void **state)
{
    (void)state;
    static const struct diagnostic escape, other;
    struct world world;
    struct allocation_site *site = begin(&world, 0.10);
    site->cause.diagnostic = &escape;
    *LIST_PUSH(&world.arena, &world.comparison.new_escapes) = &other;
    assert_int_equal(count(&world), 1);
    *LIST_PUSH(&world.arena, &world.comparison.new_escapes) = &escape;
    world.report.findings.count = 0;
    assert_int_equal(count(&world), 0);
    world_release(&world);
}

/* The fact needs no base, and no growth; growth is AllocationGrew's. */
static void test_growth_is_anothers(void **state)
{
    (void)state;
    struct world world;
    struct allocation_site *site = begin(&world, 0.10);
    site->bytes.is_up = true;
    assert_int_equal(count(&world), 0);
    site->bytes.is_up = false;
    site->bytes.p = (double)NAN;
    assert_int_equal(count(&world), 1);
    world_release(&world);
}

/* Only what the compiler says: not one of several, not text. */
static void test_only_escapes(void **state)
{
    (void)state;
    struct world world;
    struct allocation_site *site = begin(&world, 0.10);
    site->cause.is_escape = false;
    assert_int_equal(count(&world), 0);
    site->cause.is_escape = true;
    site->cause.kind = CAUSE_ONE_OF;
    assert_int_equal(count(&world), 1);
    assert_non_null(strstr(world_finding(&world)->headline,
                           "a value of this line escapes to the heap"));
    site->is_test = true;
    assert_int_equal(count(&world), 0);
    site->is_test = false;
    site->is_only_base = true;
    assert_int_equal(count(&world), 0);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threshold),
        cmocka_unit_test(test_share_of_callees),
        cmocka_unit_test(test_growth_is_anothers),
        cmocka_unit_test(test_new_is_anothers),
        cmocka_unit_test(test_only_escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
