#include "core/analysis/profiles/diff_profiles.h"

#include "rule_support.h"

#define BENCH "m/p.BenchmarkScan p/scan_test.go:5"
#define SCAN  "m/p.Scan p/scan.go:9"
#define REST  "m/p.Rest p/scan.go:30"

/* One profile of head: samples at the line that is asked about, of 100. */
static void begin(struct world *world, int64_t at_line)
{
    world_init(world);
    struct recording *cpu = world_profile(world, world->head, PROFILE_CPU);
    record(cpu, SCAN " < " BENCH, at_line);
    record(cpu, REST " < " BENCH, 100 - at_line);
    diff_profiles(&world->analysis);
}

static void add_check(struct world *world, enum diagnostic_kind kind,
                      const char *subject, uint32_t line)
{
    world_escape(world, world->head, "p/scan.go", line, subject)->kind = kind;
}

static void apply(struct world *world)
{
    world_apply(world, &rule_bounds_check_on_hot_path);
}

static void test_on_a_hot_line(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 5);
    add_check(&world, DIAGNOSTIC_BOUNDS_CHECK, "Found IsInBounds", 9);
    apply(&world);
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->headline,
                        "p.Scan: 1 index check stays on this line, which "
                        "takes 5.0 % of all CPU.");
    assert_int_equal(finding->state, FINDING_FACT);
    assert_int_equal(finding->level, LEVEL_NOTE);
    assert_string_equal(finding->location.file, "p/scan.go");
    assert_int_equal(finding->location.line, 9);
    assert_int_equal(finding->location.column, 2);
    assert_true(finding->metric.head_share == 0.05);
    world_release(&world);
}

static void test_just_within(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 4);
    add_check(&world, DIAGNOSTIC_BOUNDS_CHECK, "Found IsInBounds", 9);
    apply(&world);
    world_is_silent(&world);
    world_release(&world);
}

static void test_all_kinds_in_one_finding(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 50);
    add_check(&world, DIAGNOSTIC_BOUNDS_CHECK, "Found IsInBounds", 9);
    add_check(&world, DIAGNOSTIC_BOUNDS_CHECK, "Found IsInBounds", 9);
    add_check(&world, DIAGNOSTIC_BOUNDS_CHECK, "Found IsSliceInBounds", 9);
    add_check(&world, DIAGNOSTIC_NIL_CHECK, "generated nil check", 9);
    apply(&world);
    assert_string_equal(world_finding(&world)->headline,
                        "p.Scan: 2 index checks, 1 slice check, 1 nil check "
                        "stay on this line, which takes 50 % of all CPU.");
    world_release(&world);
}

/* Another line, another file, another message, or base's: none counts. */
static void test_other_diagnostics(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 50);
    add_check(&world, DIAGNOSTIC_BOUNDS_CHECK, "Found IsInBounds", 10);
    add_check(&world, DIAGNOSTIC_ESCAPES, "x", 9);
    add_check(&world, DIAGNOSTIC_BOUNDS_CHECK_ELIDED, "", 9);
    world_escape(&world, world.head, "p/other.go", 9, "Found IsInBounds")
        ->kind = DIAGNOSTIC_BOUNDS_CHECK;
    world_escape(&world, world.base, "p/scan.go", 9, "Found IsInBounds")->kind =
        DIAGNOSTIC_BOUNDS_CHECK;
    struct diagnostic *outside =
        world_escape(&world, world.head, "p/scan.go", 9, "Found IsInBounds");
    outside->kind = DIAGNOSTIC_BOUNDS_CHECK;
    outside->path = NULL;
    apply(&world);
    world_is_silent(&world);
    world_release(&world);
}

static void test_tests_are_left_out(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    record(world_profile(&world, world.head, PROFILE_CPU), BENCH, 100);
    diff_profiles(&world.analysis);
    world_escape(&world, world.head, "p/scan_test.go", 5, "Found IsInBounds")
        ->kind = DIAGNOSTIC_BOUNDS_CHECK;
    apply(&world);
    world_is_silent(&world);
    world_release(&world);
}

static void test_without_a_profile(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_check(&world, DIAGNOSTIC_BOUNDS_CHECK, "Found IsInBounds", 9);
    diff_profiles(&world.analysis);
    apply(&world);
    world_is_silent(&world);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_on_a_hot_line),
        cmocka_unit_test(test_just_within),
        cmocka_unit_test(test_all_kinds_in_one_finding),
        cmocka_unit_test(test_other_diagnostics),
        cmocka_unit_test(test_tests_are_left_out),
        cmocka_unit_test(test_without_a_profile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
