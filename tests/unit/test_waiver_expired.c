#include "rule_support.h"

static const struct waiver waiver = { .rule = "PERF2001", .line = 4 };

static void start(struct world *world, enum waiver_state state, bool is_told)
{
    world_init(world);
    *LIST_PUSH(&world->arena, &world->report.waivers) =
        (struct waiver_use){ .waiver = &waiver,
                             .state = state,
                             .is_told = is_told,
                             .subject = "PERF2001 at a/",
                             .text = "matches nothing" };
    world->config.source_file = "perfscribe.json";
}

static void test_says_what_is_wrong_at_its_line(void **state)
{
    (void)state;
    struct world world;
    start(&world, WAIVER_UNUSED, true);
    world_apply(&world, &rule_waiver_expired);
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->headline,
                        "The waiver of PERF2001 at a/ matches nothing.");
    assert_string_equal(finding->function, "waiver (PERF2001 at a/)");
    assert_string_equal(finding->location.file, "perfscribe.json");
    assert_int_equal(finding->location.line, 4);
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_int_equal(finding->state, FINDING_FACT);
    assert_true(finding_is_of_waiver(finding));
    assert_false(finding_is_of_benchmark(finding));
    world_release(&world);
}

static void test_silent_about_what_holds(void **state)
{
    (void)state;
    struct world world;
    start(&world, WAIVER_USED, false);
    world_apply(&world, &rule_waiver_expired);
    world_is_silent(&world);
    world_release(&world);
}

/* A file outside of the source root has no line to stand on. */
static void test_a_file_that_lies_elsewhere(void **state)
{
    (void)state;
    struct world world;
    start(&world, WAIVER_EXPIRED, true);
    world.config.source_file = NULL;
    world_apply(&world, &rule_waiver_expired);
    assert_null(world_finding(&world)->location.file);
    world_release(&world);
}

/* The lines are base's; the reader looks at head. */
static void test_bases_lines_are_told_in_head(void **state)
{
    (void)state;
    struct world world;
    start(&world, WAIVER_EXPIRED, true);
    world.config.is_of_base = true;
    world_patch(&world, "--- a/perfscribe.json\n+++ b/perfscribe.json\n"
                        "@@ -1,2 +1,4 @@\n {\n+x\n+y\n z\n");
    world_apply(&world, &rule_waiver_expired);
    assert_int_equal(world_finding(&world)->location.line, 6);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_says_what_is_wrong_at_its_line),
        cmocka_unit_test(test_silent_about_what_holds),
        cmocka_unit_test(test_a_file_that_lies_elsewhere),
        cmocka_unit_test(test_bases_lines_are_told_in_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
