#include "core/analysis/allocations/compare_inlining.h"
#include "core/analysis/profiles/diff_profiles.h"

#include "rule_support.h"

#define BENCH "example.com/m/p.BenchmarkScan p/scan_test.go:5"
#define SCAN  "example.com/m/p.Scan p/scan.go:12"
#define STEP  "example.com/m/p.step p/scan.go:5"

static const char source[] = "package p\n"
                             "\n"
                             "// step is small.\n"
                             "func step(a int) int {\n"
                             "\tb := a + 1\n"
                             "\tlog(b)\n"
                             "\treturn b\n"
                             "}\n";

/* step has `own` of head's 100 samples and what it calls `called`; it has 20
 * in base, where it is inlined. */
static void begin_with(struct world *world, int64_t own, int64_t called)
{
    world_init(world);
    struct recording *base = world_profile(world, world->base, PROFILE_CPU);
    record(base, STEP " ~ " SCAN " < " BENCH, 20);
    record(base, SCAN " < " BENCH, 80);
    struct recording *head = world_profile(world, world->head, PROFILE_CPU);
    record(head, STEP " < " SCAN " < " BENCH, own);
    record(head, "sort.Slice /go/sort.go:1 < " STEP " < " SCAN " < " BENCH,
           called);
    record(head, SCAN " < " BENCH, 100 - own - called);
}

static void begin(struct world *world, int64_t own)
{
    begin_with(world, own, 0);
}

static void declare(struct recording *recording, const char *name,
                    int64_t start_line)
{
    struct profile *profile = recorded_profile(recording);
    for (uint32_t i = 0; i < profile->function_count; i++) {
        if (strcmp(profile->functions[i].name, name) == 0) {
            profile->functions[i].start_line = start_line;
        }
    }
}

static void say(struct world *world, struct evidence_side *side,
                enum diagnostic_kind kind, const char *reason)
{
    struct diagnostic *diagnostic =
        world_escape(world, side, "p/scan.go", 4, "step");
    diagnostic->kind = kind;
    diagnostic->reason = reason;
}

static void say_both(struct world *world)
{
    say(world, world->base, DIAGNOSTIC_CAN_INLINE, "cost 10");
    say(world, world->head, DIAGNOSTIC_CANNOT_INLINE,
        "function too complex: cost 95 exceeds budget 80");
}

static void apply(struct world *world)
{
    diff_profiles(&world->analysis);
    compare_inlining(&world->analysis);
    world_apply(world, &rule_inlining_lost);
}

static void test_lost(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 25);
    say_both(&world);
    apply(&world);
    const struct finding *finding = world_finding(&world);
    assert_string_equal(
        finding->headline,
        "p.step is no longer inlined: function too complex: cost 95 exceeds "
        "budget 80 (before: cost 10). It has 25 % of all CPU, with what it "
        "calls 25 %.");
    assert_int_equal(finding->state, FINDING_FACT);
    assert_int_equal(finding->level, LEVEL_NOTE);
    assert_string_equal(finding->location.file, "p/scan.go");
    assert_int_equal(finding->location.line, 4);
    world_release(&world);
}

/* 5 % with what it calls, 1 % in itself. */
static void test_how_hot_it_must_be(void **state)
{
    (void)state;
    static const struct {
        int64_t own, called;
        bool is_found;
    } cases[] = { { 1, 4, true }, { 1, 3, false }, { 0, 30, false } };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct world world;
        begin_with(&world, cases[i].own, cases[i].called);
        say_both(&world);
        apply(&world);
        assert_int_equal(world.report.findings.count, cases[i].is_found);
        world_release(&world);
    }
}

static void test_where_it_is_declared(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 25);
    declare(world_recording(world.base, 0), "example.com/m/p.step", 4);
    declare(world_recording(world.head, 0), "example.com/m/p.step", 4);
    say_both(&world);
    world.base->escapes.diagnostics.items[0].subject = ""; /* as in logopt */
    world.head->escapes.diagnostics.items[0].subject = "";
    apply(&world);
    assert_int_equal(world_finding(&world)->location.line, 4);
    world.head->escapes.diagnostics.items[0].location.line = 3;
    world.comparison.lost_inlinings.count = 0;
    compare_inlining(&world.analysis);
    assert_int_equal(world.comparison.lost_inlinings.count, 0);
    world_release(&world);
}

static void test_stands_at_the_changed_line(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 25);
    say_both(&world);
    world_source(&world, world.head, "p/scan.go", source);
    world_patch(&world, "--- a/p/scan.go\n+++ b/p/scan.go\n"
                        "@@ -4,4 +4,5 @@\n func step(a int) int {\n"
                        " \tb := a + 1\n+\tlog(b)\n \treturn b\n }\n");
    apply(&world);
    assert_int_equal(world_finding(&world)->location.line, 6);
    world_release(&world);
}

static void test_inlined_by_the_words_of_text(void **state)
{
    (void)state;
    static const char *const subjects[] = { "step", "p.step", "other.step" };
    for (size_t i = 0; i < 3; i++) {
        struct world world;
        world_init(&world);
        record(world_profile(&world, world.base, PROFILE_CPU), SCAN " < " BENCH,
               100);
        record(world_profile(&world, world.head, PROFILE_CPU),
               STEP " < " SCAN " < " BENCH, 100);
        say_both(&world);
        world_escape(&world, world.base, "p/scan.go", 12, subjects[i])->kind =
            DIAGNOSTIC_INLINED_CALL;
        apply(&world);
        assert_int_equal(world.report.findings.count, i < 2);
        world_release(&world);
    }
}

/* Each of these alone is reason enough to be silent. */
static void test_silent(void **state)
{
    (void)state;
    enum { NO_BASE, NO_HEAD, STILL, NEVER, PLATFORM, CASES };
    for (int i = 0; i < CASES; i++) {
        struct world world;
        begin(&world, 25);
        if (i == NEVER) {
            world.base->profiles.count = 0;
            struct recording *base =
                world_profile(&world, world.base, PROFILE_CPU);
            record(base, STEP " < " SCAN " < " BENCH, 100);
        }
        say_both(&world);
        world.base->escapes.diagnostics.count -= i == NO_BASE;
        world.head->escapes.diagnostics.count -= i == NO_HEAD;
        if (i == STILL) {
            say(&world, world.head, DIAGNOSTIC_CAN_INLINE, "cost 79");
        }
        world.comparison.same_platform = i != PLATFORM;
        apply(&world);
        world_is_silent(&world);
        world_release(&world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lost),
        cmocka_unit_test(test_how_hot_it_must_be),
        cmocka_unit_test(test_where_it_is_declared),
        cmocka_unit_test(test_stands_at_the_changed_line),
        cmocka_unit_test(test_inlined_by_the_words_of_text),
        cmocka_unit_test(test_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
