#include "core/analysis/pipeline.h"

#include "analysis_support.h"

/* A whole run: sources, profiles, timings and the compiler's words of both
 * sides of a small package. */
static const char base_source[] = "package p\n"                         /* 1 */
                                  "\n"                                  /* 2 */
                                  "func Serve(n int) []int {\n"         /* 3 */
                                  "\tlist := make([]int, 0, n)\n"       /* 4 */
                                  "\treturn fill(list, n)\n"            /* 5 */
                                  "}\n"                                 /* 6 */
                                  "\n"                                  /* 7 */
                                  "func fill(l []int, n int) []int {\n" /* 8 */
                                  "\treturn append(l, n)\n"             /* 9 */
                                  "}\n";                                /* 10 */
static const char head_source[] = "package p\n"
                                  "\n"
                                  "func Serve(n int) []int {\n"
                                  "\tvar list []int\n"
                                  "\treturn fill(list, n)\n"
                                  "}\n"
                                  "\n"
                                  "func fill(l []int, n int) []int {\n"
                                  "\treturn append(l, n)\n"
                                  "}\n";
static const char hint_dropped[] = "--- a/p/serve.go\n"
                                   "+++ b/p/serve.go\n"
                                   "@@ -4,1 +4,1 @@\n"
                                   "-\tlist := make([]int, 0, n)\n"
                                   "+\tvar list []int\n";

#define BENCH                                                           \
    " < example.com/m/p.BenchmarkServe example.com/m/p/serve_test.go:3" \
    " < testing.(*B).runN /usr/local/go/src/testing/b.go:1"
#define SERVE " < example.com/m/p.Serve example.com/m/p/serve.go:5" BENCH
#define FILL  "example.com/m/p.fill example.com/m/p/serve.go:9"

static void add_sources(struct world *world, struct evidence_side *side,
                        const char *source)
{
    world_source(world, side, "go.mod", "module example.com/m\n");
    world_source(world, side, "p/serve.go", source);
    world_source(world, side, "p/serve_test.go",
                 "package p\n"
                 "func BenchmarkServe(b *testing.B) {\n"
                 "\tServe(9)\n"
                 "}\n");
}

/* Cpu samples of fill, and of code beside it that stays. */
static void add_cpu(struct world *world, struct evidence_side *side,
                    int64_t samples)
{
    struct recording *cpu = world_profile(world, side, PROFILE_CPU);
    record(cpu, FILL SERVE, samples);
    record(cpu, "runtime.mallocgc /usr/local/go/src/runtime/m.go:1" BENCH,
           20000);
}

static void add_times(struct world *world, struct evidence_side *side,
                      int nanoseconds)
{
    const char *text = "pkg: example.com/m/p\n";
    for (int i = 0; i < 10; i++) {
        text = arena_printf(&world->arena,
                            "%sBenchmarkServe-8 100 %d ns/op 64 B/op\n", text,
                            nanoseconds + i % 3);
    }
    bench_read(&world->bench, side, text);
}

static void run(struct world *world)
{
    struct evidence_side *sides[] = { world->base, world->head };
    for (size_t i = 0; i < 2; i++) {
        world_operations(sides[i], "BenchmarkServe", 10000);
    }
    world->report.fail_on = FAIL_GATE;
    pipeline_run(world->evidence, &world->config, &world->arena,
                 &world->report);
}

/* The first finding of a rule. */
static const struct finding *finding_of(const struct world *world,
                                        const char *rule)
{
    static const struct finding none = { .message = "" };
    for (size_t i = 0; i < world->report.findings.count; i++) {
        if (strcmp(world->report.findings.items[i].rule->id, rule) == 0) {
            return &world->report.findings.items[i];
        }
    }
    fail_msg("no %s", rule);
    return &none;
}

static void begin(struct world *world)
{
    world_init(world);
    add_sources(world, world->base, base_source);
    add_sources(world, world->head, head_source);
    world_patch(world, hint_dropped);
}

/* From a dropped size hint to the line of the patch that dropped it. */
static void test_regression(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    add_cpu(&world, world.base, 5000);
    add_cpu(&world, world.head, 15000);
    add_times(&world, world.base, 1000);
    add_times(&world, world.head, 3000);
    run(&world);
    const struct finding *grew = finding_of(&world, "PERF1002");
    assert_string_equal(grew->location.file, "p/serve.go");
    assert_int_equal(grew->location.line, 4);
    assert_int_equal(grew->seen.line, 9);
    assert_true(grew->is_in_patch);
    assert_string_equal(grew->action, "immediate PR");
    assert_int_equal(strlen(grew->key), 16);
    assert_non_null(strchr(grew->line_hash, ':'));
    assert_true(text_starts_with(grew->message, grew->headline));
    const struct finding *slower = finding_of(&world, "PERF4001");
    assert_int_equal(slower->location.line, 4);
    assert_true(slower->fails_gate && slower->level == LEVEL_ERROR);
    assert_int_equal(world.report.verdict_state, GATE_FAILED);
    assert_true(report_fails(&world.report));
    world_release(&world);
}

/* A patch that only improves reports no regression, whatever shares do. */
static void test_improvement(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    add_cpu(&world, world.base, 15000);
    add_cpu(&world, world.head, 5000);
    add_times(&world, world.base, 3000);
    add_times(&world, world.head, 1000);
    run(&world);
    for (size_t i = 0; i < world.report.findings.count; i++) {
        assert_int_not_equal(world.report.findings.items[i].state,
                             FINDING_REGRESSION);
    }
    assert_true(world.report.improvements.count >= 2);
    assert_int_equal(world.report.verdict_state, GATE_PASSED);
    assert_false(report_fails(&world.report));
    world_release(&world);
}

/* The same code measured twice says nothing at all. */
static void test_same_code(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_sources(&world, world.base, base_source);
    add_sources(&world, world.head, base_source);
    world.evidence->patch.is_present = true;
    add_cpu(&world, world.base, 15000);
    add_cpu(&world, world.head, 15300);
    add_times(&world, world.base, 1000);
    add_times(&world, world.head, 1001);
    run(&world);
    assert_int_equal(world.report.findings.count, 0);
    assert_int_equal(world.report.improvements.count, 0);
    assert_int_equal(world.report.verdict_state, GATE_PASSED);
    world_release(&world);
}

/* A first run has no base: head is shown, nothing is judged or passed. */
static void test_first_run(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_sources(&world, world.head, head_source);
    add_cpu(&world, world.head, 15000);
    add_times(&world, world.head, 1000);
    run(&world);
    for (size_t i = 0; i < world.report.findings.count; i++) {
        assert_int_equal(world.report.findings.items[i].state, FINDING_FACT);
    }
    assert_int_equal(world.report.improvements.count, 0);
    assert_int_equal(world.report.gates.count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(world.report.gates.items[i].state, GATE_SKIPPED);
    }
    assert_int_equal(world.report.verdict_state, GATE_SKIPPED);
    assert_float_equal(world.report.rating.value, 5, 0);
    assert_false(report_fails(&world.report));
    assert_true(world.report.flame.count > 0);
    world_release(&world);
}

/* Nothing at all is no error. */
static void test_empty_evidence(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    run(&world);
    assert_int_equal(world.report.findings.count, 0);
    assert_int_equal(world.report.verdict_state, GATE_SKIPPED);
    assert_string_equal(world.report.verdict, "Nothing to judge.");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_regression),
        cmocka_unit_test(test_improvement),
        cmocka_unit_test(test_same_code),
        cmocka_unit_test(test_first_run),
        cmocka_unit_test(test_empty_evidence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
