#include "core/analysis/findings/attribute_change.h"

#include "core/analysis/profiles/diff_profiles.h"
#include "core/rules/rule.h"

#include "analysis_support.h"

#define BENCH "m/p.BenchmarkServe p/serve_test.go:3"
#define SERVE "m/p.Serve p/serve.go:5"
#define JOIN  "m/p.Join p/join.go:9"
#define SORT  "sort.Slice /go/sort.go:1"

static const char serve_source[] = "package p\n"               /* 1 */
                                   "\n"                        /* 2 */
                                   "func Serve(n int) int {\n" /* 3 */
                                   "\tlimit := n * 2\n"        /* 4 */
                                   "\treturn Join(limit)\n"    /* 5 */
                                   "}\n";                      /* 6 */
static const char join_source[] = "package p\n"                /* 1 */
                                  "\n"                         /* 2 */
                                  "func Join(n int) int {\n"   /* 3 */
                                  "\tsum := 0\n"               /* 4 */
                                  "\tfor i := range n {\n"     /* 5 */
                                  "\t\tsum += i\n"             /* 6 */
                                  "\t}\n"                      /* 7 */
                                  "\tother()\n"                /* 8 */
                                  "\tsort(sum)\n"              /* 9 */
                                  "\treturn sum\n"             /* 10 */
                                  "}\n";                       /* 11 */
static const char test_source[] = "package p\n"
                                  "func BenchmarkServe(b *testing.B) {\n"
                                  "\tServe(b.N)\n"
                                  "}\n";

/* Both sides have one cpu profile; "" is no patch. */
static void begin(struct world *world, const char *patch)
{
    world_init(world);
    world_source(world, world->head, "p/serve.go", serve_source);
    world_source(world, world->head, "p/join.go", join_source);
    world_source(world, world->head, "p/serve_test.go", test_source);
    if (patch[0] != '\0') {
        world_patch(world, patch);
    }
    world_profile(world, world->base, PROFILE_CPU);
    world_profile(world, world->head, PROFILE_CPU);
    world_operations(world->base, "BenchmarkServe", 1000);
    world_operations(world->head, "BenchmarkServe", 1000);
}

static void both(struct world *world, const char *stack, int64_t base,
                 int64_t head)
{
    record(world_recording(world->base, 0), stack, base);
    record(world_recording(world->head, 0), stack, head);
}

/* A finding of a function, or of a benchmark where `function` is "". */
static struct finding *add_finding(struct world *world, const char *function)
{
    struct finding *finding = LIST_PUSH(&world->arena, &world->report.findings);
    *finding = (struct finding){
        .rule = &rule_hotspot_grew.info,
        .function = world_text(world, function),
        .benchmark = "BenchmarkServe",
        .package = "example.com/m/p",
        .seen_function = world_text(world, function),
        .metric = { .name = function[0] == '\0' ? "sec/op" : "cpu",
                    .unit = "nanoseconds" },
        .cause = { .text = "", .subject = "", .callee = "" },
    };
    return finding;
}

static const struct finding *attribute(struct world *world)
{
    diff_profiles(&world->analysis);
    attribute_change(&world->analysis);
    return &world->report.findings.items[0];
}

static void check_place(struct location found, const char *file, uint32_t line)
{
    const char *name = found.file == NULL ? "nowhere" : found.file;
    if (strcmp(name, file) != 0 || found.line != line) {
        fail_msg("%s:%u, not %s:%u", name, found.line, file, line);
    }
}

#define SERVE_HUNK(line, base, head)                              \
    "--- a/p/serve.go\n+++ b/p/serve.go\n@@ -" #line ",1 +" #line \
    ",1 @@\n-" base "\n+" head "\n"
#define JOIN_HUNK(line, base, head)                             \
    "--- a/p/join.go\n+++ b/p/join.go\n@@ -" #line ",1 +" #line \
    ",1 @@\n-" base "\n+" head "\n"

/* The caller passes more: its line is on the stacks and changed. */
static void test_changed_line_on_the_stacks(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(5, "\treturn Join(n)", "\treturn Join(limit)"));
    both(&world, SORT " < " JOIN " < " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "m/p.Join");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/serve.go", 5);
    check_place(finding->seen, "p/join.go", 9);
    assert_int_equal(finding->attribution, ATTRIBUTION_STACK);
    assert_int_equal(finding->stack.count, 4);
    assert_string_equal(finding->stack.items[0].function, "m/p.BenchmarkServe");
    world_release(&world);
}

/* Where the line seen changed itself, nothing explains more. */
static void test_changed_line_seen(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(5, "\treturn Join(n)", "\treturn Join(limit)")
                      JOIN_HUNK(9, "\tsort(0)", "\tsort(sum)"));
    both(&world, SORT " < " JOIN " < " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "m/p.Join");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/join.go", 9);
    assert_null(finding->seen.file);
    assert_int_equal(finding->attribution, ATTRIBUTION_SEEN);
    world_release(&world);
}

/* Of a function's own lines the one that grew, not the hottest. */
static void test_own_line_that_grew(void **state)
{
    (void)state;
    struct world world;
    begin(&world, JOIN_HUNK(6, "\t\tsum += 1", "\t\tsum += i")
                      JOIN_HUNK(9, "\tsort(0)", "\tsort(sum)"));
    both(&world, JOIN " < " SERVE " < " BENCH, 5000, 4900);
    both(&world, "m/p.Join p/join.go:6 < " SERVE " < " BENCH, 100, 900);
    add_finding(&world, "m/p.Join");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/join.go", 6);
    assert_int_equal(finding->attribution, ATTRIBUTION_SEEN);
    world_release(&world);
}

/* Of two callers that changed, the one that calls for more. */
static void test_line_that_grew_most(void **state)
{
    (void)state;
    struct world world;
    begin(
        &world,
        SERVE_HUNK(
            5, "\treturn Join(n)",
            "\treturn Join(limit)") "--- a/p/other.go\n+++ b/p/other.go\n@@ -4,1 +4,1 @@\n-a\n+b\n");
    world_source(&world, world.head, "p/other.go", "package p\n");
    both(&world, JOIN " < m/p.Other p/other.go:4 < " BENCH, 1000, 1100);
    both(&world, JOIN " < " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "m/p.Join");
    check_place(attribute(&world)->location, "p/serve.go", 5);
    world_release(&world);
}

/* A changed line that did not grow merely stands on the way. */
static void test_edit_on_the_way(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(5, "\treturn Join(n)", "\treturn Join(limit)"));
    both(&world, JOIN " < m/p.Other p/other.go:4 < " BENCH, 1000, 4000);
    both(&world, JOIN " < " SERVE " < " BENCH, 1000, 1020);
    add_finding(&world, "m/p.Join");
    check_place(attribute(&world)->location, "p/serve.go", 4 + 1);
    assert_int_equal(world.report.findings.items[0].attribution,
                     ATTRIBUTION_FUNCTION);
    world_release(&world);
}

/* An edit that leaves the tokens alone is no change. */
static void test_trivial_edit(void **state)
{
    (void)state;
    struct world world;
    begin(&world,
          SERVE_HUNK(5, "\treturn  Join( limit )", "\treturn Join(limit)"));
    both(&world, JOIN " < " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "m/p.Join");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/join.go", 9);
    assert_int_equal(finding->attribution, ATTRIBUTION_SEEN);
    world_release(&world);
}

/* No changed line is on the stacks: one of a changed function is. */
static void test_changed_function(void **state)
{
    (void)state;
    struct world world;
    begin(&world, JOIN_HUNK(4, "\tsum := 1", "\tsum := 0"));
    both(&world, SORT " < " JOIN " < " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "m/p.Join");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/join.go", 4);
    check_place(finding->seen, "p/join.go", 9);
    assert_int_equal(finding->attribution, ATTRIBUTION_FUNCTION);
    world_release(&world);
}

/* A function that only lost code, say a look into a cache. */
static void test_removed_code(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "--- a/p/join.go\n+++ b/p/join.go\n@@ -4,3 +4,2 @@\n"
                  " \tsum := 0\n-\tif n == 0 { return 0 }\n"
                  " \tfor i := range n {\n");
    both(&world, SORT " < " JOIN " < " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "m/p.Join");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/join.go", 5);
    check_place(finding->seen, "p/join.go", 9);
    assert_int_equal(finding->attribution, ATTRIBUTION_REMOVAL);
    world_release(&world);
}

/* Nothing that the stacks pass changed: the first frame in the repository. */
static void test_nothing_changed(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "");
    both(&world, SORT " < " JOIN " < " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "m/p.Join");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/join.go", 9);
    assert_null(finding->seen.file);
    world_release(&world);
}

/* A value escapes where a changed line lets it go, not where it is made. */
static void test_flow(void **state)
{
    (void)state;
    struct world world;
    begin(&world, JOIN_HUNK(10, "\treturn 0", "\treturn sum"));
    struct diagnostic *escape =
        world_escape(&world, world.head, "p/join.go", 4, "sum");
    world_flow(&world, world.head, "return sum", "return",
               (struct location){ "p/join.go", 10, 0 });
    both(&world, "m/p.Join p/join.go:4 < " SERVE " < " BENCH, 1000, 3000);
    struct finding *finding = add_finding(&world, "m/p.Join");
    finding->cause.diagnostic = escape;
    attribute(&world);
    check_place(world.report.findings.items[0].location, "p/join.go", 10);
    assert_int_equal(world.report.findings.items[0].attribution,
                     ATTRIBUTION_FLOW);
    world_release(&world);
}

/* A fact is about the line on which it stands. */
static void test_fact_stays(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(5, "\treturn Join(n)", "\treturn Join(limit)"));
    both(&world, JOIN " < " SERVE " < " BENCH, 1000, 3000);
    struct finding *finding = add_finding(&world, "m/p.Join");
    finding->state = FINDING_FACT;
    finding->location =
        (struct location){ world_text(&world, "p/join.go"), 9, 0 };
    check_place(attribute(&world)->location, "p/join.go", 9);
    assert_true(finding->stack.count > 0);
    world_release(&world);
}

/* What escapes in a body that is inlined does so by what its caller does: the
 * compiler says it of the call. */
static void test_flow_of_an_inlined_body(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(4, "\tlimit := n", "\tlimit := n * 2"));
    struct location step = { "p/serve.go", 4, 2 };
    world_escape(&world, world.head, "p/serve.go", 5, "sum");
    world_flow(&world, world.head, "sum", "call parameter", step);
    *LIST_PUSH(&world.arena, &world.comparison.new_escapes) =
        &world.head->escapes.diagnostics.items[0];
    both(&world, JOIN " ~ " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "m/p.Join");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/serve.go", 4);
    assert_int_equal(finding->attribution, ATTRIBUTION_FLOW);
    world_release(&world);
}

/* What an improvement saves is looked for, not what grew. */
static void test_improvement(void **state)
{
    (void)state;
    struct world world;
    begin(
        &world,
        SERVE_HUNK(
            5, "\treturn Join(n)",
            "\treturn Join(limit)") "--- a/p/other.go\n+++ b/p/other.go\n@@ -4,1 +4,1 @@\n-a\n+b\n");
    world_source(&world, world.head, "p/other.go", "package p\n");
    both(&world, JOIN " < m/p.Other p/other.go:4 < " BENCH, 100, 300);
    both(&world, JOIN " < " SERVE " < " BENCH, 5000, 1000);
    add_finding(&world, "m/p.Join")->state = FINDING_IMPROVEMENT;
    check_place(attribute(&world)->location, "p/serve.go", 5);
    world_release(&world);
}

/* An edited line saved all; where head's last sample stands says nothing. */
static void test_improvement_of_a_line_that_is_gone(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "--- a/p/join.go\n+++ b/p/join.go\n@@ -6,2 +6,1 @@\n"
                  "-\t\tsum += list[i]\n-\t\tsum += table[i]\n"
                  "+\t\tsum += i\n");
    record(world_recording(world.base, 0),
           "m/p.Join p/join.go:6 < " SERVE " < " BENCH, 9000);
    both(&world, "m/p.Join p/join.go:4 < " SERVE " < " BENCH, 20, 10);
    record(world_recording(world.head, 0), JOIN " < " SERVE " < " BENCH, 10);
    add_finding(&world, "m/p.Join")->state = FINDING_IMPROVEMENT;
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/join.go", 6);
    assert_int_equal(finding->attribution, ATTRIBUTION_SEEN);
    assert_null(finding->seen.file);
    world_release(&world);
}

/* A benchmark stands where the profiles show what slows it. */
static void test_benchmark_by_a_finding(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(5, "\treturn Join(n)", "\treturn Join(limit)"));
    both(&world, JOIN " < " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "");
    struct finding *shown = add_finding(&world, "m/p.Join");
    shown->metric.base_share = 0.3;
    shown->metric.head_share = 0.2; /* others grew even more */
    attribute(&world);
    const struct finding *benchmark = &world.report.findings.items[0];
    check_place(benchmark->location, "p/serve.go", 5);
    assert_int_equal(benchmark->attribution, ATTRIBUTION_FINDING);
    world_release(&world);
}

#define OTHER "m/p.BenchmarkOther p/other_test.go:3"

/* Another benchmark shows Join most; what it adds to this one counts. Serve,
 * which grew more on the whole, adds less to it. */
static void test_benchmark_by_what_another_shows(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(4, "\tlimit := n", "\tlimit := n * 2")
                      JOIN_HUNK(9, "\tsort(0)", "\tsort(sum)"));
    world_operations(world.base, "BenchmarkOther", 1000);
    world_operations(world.head, "BenchmarkOther", 1000);
    both(&world, JOIN " < " SERVE " < " BENCH, 100, 400);
    both(&world, "m/p.Serve p/serve.go:4 < " BENCH, 100, 150);
    both(&world, JOIN " < " SERVE " < " OTHER, 1000, 3000);
    both(&world, "m/p.Serve p/serve.go:4 < " OTHER, 1000, 9000);
    add_finding(&world, "");
    add_finding(&world, "m/p.Join")->benchmark = "BenchmarkOther";
    add_finding(&world, "m/p.Serve")->benchmark = "BenchmarkOther";
    attribute(&world);
    const struct finding *benchmark = &world.report.findings.items[0];
    check_place(benchmark->location, "p/join.go", 9);
    assert_int_equal(benchmark->attribution, ATTRIBUTION_FINDING);
    world_release(&world);
}

/* A function that the benchmark never reaches explains nothing, nor does one
 * that became cheaper, nor what merely is. */
static void test_benchmark_by_no_finding(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(5, "\treturn Join(n)", "\treturn Join(limit)")
                      JOIN_HUNK(9, "\tsort(0)", "\tsort(sum)"));
    world_operations(world.base, "BenchmarkOther", 1000);
    world_operations(world.head, "BenchmarkOther", 1000);
    both(&world, SERVE " < " BENCH, 1000, 3000);
    both(&world, JOIN " < " OTHER, 1000, 9000);
    add_finding(&world, "");
    add_finding(&world, "m/p.Join")->benchmark = "BenchmarkOther";
    add_finding(&world, "m/p.Serve")->state = FINDING_IMPROVEMENT;
    struct finding *fact = add_finding(&world, "m/p.Serve");
    fact->state = FINDING_FACT;
    fact->location = (struct location){ "p/serve.go", 5, 0 };
    attribute(&world);
    const struct finding *benchmark = &world.report.findings.items[0];
    check_place(benchmark->location, "p/serve.go", 5);
    assert_int_equal(benchmark->attribution, ATTRIBUTION_STACK);
    world_release(&world);
}

/* An undecided result that may be faster stands where something got cheaper. */
static void test_undecided_benchmark(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(5, "\treturn Join(n)", "\treturn Join(limit)")
                      JOIN_HUNK(9, "\tsort(0)", "\tsort(sum)"));
    both(&world, SERVE " < " BENCH, 1000, 3000);
    both(&world, JOIN " < " SERVE " < " BENCH, 9000, 1000);
    struct finding *undecided = add_finding(&world, "");
    undecided->state = FINDING_FACT;
    undecided->metric = (struct metric){
        .name = "sec/op", .unit = "sec/op", .change.ratio = 0.9, .limit = 0.06
    };
    add_finding(&world, "m/p.Join")->state = FINDING_IMPROVEMENT;
    add_finding(&world, "m/p.Serve");
    attribute(&world);
    check_place(world.report.findings.items[0].location, "p/join.go", 9);
    world.report.findings.items[0].metric.change.ratio = 1.1;
    world.report.findings.items[0].location = (struct location){ .line = 0 };
    attribute_change(&world.analysis);
    check_place(world.report.findings.items[0].location, "p/serve.go", 5);
    world_release(&world);
}

/* This benchmark gets to Join without Serve, where the change is. */
static void test_benchmark_on_another_way(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(5, "\treturn Join(n)", "\treturn Join(limit)"));
    world_operations(world.base, "BenchmarkOther", 1000);
    world_operations(world.head, "BenchmarkOther", 1000);
    both(&world, JOIN " < " BENCH, 1000, 1100);
    both(&world, JOIN " < " SERVE " < " OTHER, 1000, 9000);
    add_finding(&world, "");
    add_finding(&world, "m/p.Join")->benchmark = "BenchmarkOther";
    attribute(&world);
    check_place(world.report.findings.items[1].location, "p/serve.go", 5);
    const struct finding *benchmark = &world.report.findings.items[0];
    assert_int_equal(benchmark->attribution, ATTRIBUTION_BENCHMARK);
    world_release(&world);
}

static void check_step(const struct finding *finding, size_t index,
                       const char *function)
{
    assert_in_range(index, 0, finding->stack.count - 1);
    assert_string_equal(finding->stack.items[index].function, function);
}

/* Its hottest stack has nothing to do with the line. */
static void test_stack_of_a_benchmark_passes_its_line(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(5, "\treturn Join(n)", "\treturn Join(limit)"));
    both(&world, "m/p.Other p/other.go:4 < " BENCH, 50000, 50000);
    both(&world, JOIN " < " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/serve.go", 5);
    assert_int_equal(finding->stack.count, 3);
    check_step(finding, 1, "m/p.Serve");
    world_release(&world);
}

/* A finding explains it: the stack passes that one's line, on the way to where
 * that one is seen if any does. */
static void test_stack_of_an_explained_benchmark(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(5, "\treturn Join(n)", "\treturn Join(limit)"));
    both(&world, "m/p.Other p/other.go:4 < " BENCH, 50000, 50000);
    both(&world, JOIN " < m/p.Old p/other.go:9 < " BENCH, 4000, 4000);
    both(&world, JOIN " < " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "");
    add_finding(&world, "m/p.Join");
    attribute(&world);
    const struct finding *benchmark = &world.report.findings.items[0];
    assert_int_equal(benchmark->attribution, ATTRIBUTION_FINDING);
    check_place(benchmark->location, "p/serve.go", 5);
    check_step(benchmark, 1, "m/p.Serve");
    /* So does that of the function, whose hottest caller is another. */
    check_step(&world.report.findings.items[1], 1, "m/p.Serve");
    world_release(&world);
}

/* Where no stack passes the line, the hottest of the changed function's is
 * shown. */
static void test_stack_of_a_changed_function(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(4, "\tlimit := n", "\tlimit := n * 2"));
    both(&world, "m/p.Other p/other.go:4 < " BENCH, 50000, 50000);
    both(&world, JOIN " < " SERVE " < " BENCH, 1000, 3000);
    add_finding(&world, "");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/serve.go", 4);
    assert_int_equal(finding->attribution, ATTRIBUTION_FUNCTION);
    check_step(finding, 1, "m/p.Serve");
    world_release(&world);
}

/* Without one, at a changed line on its stacks. */
static void test_benchmark_by_its_stacks(void **state)
{
    (void)state;
    struct world world;
    begin(&world, SERVE_HUNK(5, "\treturn Join(n)", "\treturn Join(limit)"));
    both(&world, JOIN " < " SERVE " < " BENCH, 1000, 1300);
    add_finding(&world, "");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/serve.go", 5);
    assert_int_equal(finding->attribution, ATTRIBUTION_STACK);
    world_release(&world);
}

static void test_benchmark_by_its_declaration(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "");
    both(&world, JOIN " < " SERVE " < " BENCH, 1000, 1300);
    add_finding(&world, "");
    const struct finding *finding = attribute(&world);
    check_place(finding->location, "p/serve_test.go", 2);
    assert_int_equal(finding->attribution, ATTRIBUTION_BENCHMARK);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changed_line_on_the_stacks),
        cmocka_unit_test(test_changed_line_seen),
        cmocka_unit_test(test_own_line_that_grew),
        cmocka_unit_test(test_line_that_grew_most),
        cmocka_unit_test(test_edit_on_the_way),
        cmocka_unit_test(test_trivial_edit),
        cmocka_unit_test(test_changed_function),
        cmocka_unit_test(test_removed_code),
        cmocka_unit_test(test_nothing_changed),
        cmocka_unit_test(test_flow),
        cmocka_unit_test(test_fact_stays),
        cmocka_unit_test(test_flow_of_an_inlined_body),
        cmocka_unit_test(test_improvement),
        cmocka_unit_test(test_improvement_of_a_line_that_is_gone),
        cmocka_unit_test(test_benchmark_by_a_finding),
        cmocka_unit_test(test_benchmark_by_what_another_shows),
        cmocka_unit_test(test_benchmark_by_no_finding),
        cmocka_unit_test(test_undecided_benchmark),
        cmocka_unit_test(test_benchmark_on_another_way),
        cmocka_unit_test(test_benchmark_by_its_stacks),
        cmocka_unit_test(test_stack_of_a_benchmark_passes_its_line),
        cmocka_unit_test(test_stack_of_an_explained_benchmark),
        cmocka_unit_test(test_stack_of_a_changed_function),
        cmocka_unit_test(test_benchmark_by_its_declaration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
