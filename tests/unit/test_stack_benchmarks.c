#include "core/analysis/profiles/stack_benchmarks.h"

#include "core/analysis/profiles/diff_profiles.h"

#include "analysis_support.h"

#define PARALLEL "testing.(*B).RunParallel.func1 /go/benchmark.go:1"
#define LAUNCH   "testing.(*B).launch /go/benchmark.go:2"
#define WORK     "m/p.Work p/work.go:3"
#define HELPER   "m/p.runParallel.func1 p/b_test.go:20"

/* Two benchmarks with helpers of their own, and one that they share; `shared`
 * is also reached by a third. */
static const char tests[] = "package p\n"
                            "func BenchmarkJoin(b *testing.B) {\n"
                            "\trunParallel(b)\n"
                            "\tshared(b)\n"
                            "}\n"
                            "func BenchmarkSplit(b *testing.B) {\n"
                            "\tb.Run(\"a\", bySize(7)) // runParallel(b)\n"
                            "}\n"
                            "func BenchmarkTable(b *testing.B) {\n"
                            "\tfor _, entry := range table {\n"
                            "\t\tentry(b)\n"
                            "\t}\n"
                            "}\n"
                            "func bySize(n int) func(*testing.B) {\n"
                            "\treturn func(b *testing.B) { shared(b) }\n"
                            "}\n"
                            "func runParallel(b *testing.B) {}\n"
                            "func shared(b *testing.B) {}\n"
                            "var table = []func(*testing.B){fromTable}\n"
                            "func fromTable(b *testing.B) {}\n"
                            "func TestJoin(t *testing.T) { onlyTested() }\n"
                            "func onlyTested() {}\n"
                            "func init() { shared(nil) }\n";

/* Head has one cpu profile; `results` say what ran, "" is not known. */
static void begin(struct world *world, const char *results)
{
    world_init(world);
    world_source(world, world->head, "p/b_test.go", tests);
    world_profile(world, world->head, PROFILE_CPU);
    if (results[0] != '\0') {
        bench_read(&world->bench, world->head, results);
        world->head->benchmarks.items[0].role = BENCHMARK_COUNTS_PROFILED;
    }
}

/* Names of the benchmarks that a stack can have run under, with commas. */
static void check(const char *results, const char *stack, const char *expected)
{
    struct world world;
    begin(&world, results);
    struct recording *cpu = world_recording(world.head, 0);
    record(cpu, stack, 1);
    const struct profile *profile = recorded_profile(cpu);
    struct profile_sample sample = {
        .locations = cpu->stacks.items,
        .location_count = cpu->samples.items[0].location_count,
    };
    struct stack_benchmarks benchmarks =
        stack_benchmarks_of(&world.analysis, world.head, profile);
    struct benchmark_name_list found =
        stack_benchmarks_find(&benchmarks, &sample);
    struct buffer names;
    buffer_init(&names);
    for (size_t i = 0; i < found.count; i++) {
        buffer_printf(&names, "%s%s", i == 0 ? "" : ",", found.items[i]);
    }
    buffer_text(&names, "");
    assert_string_equal(names.bytes, expected);
    buffer_release(&names);
    world_release(&world);
}

static const char all_ran[] = "BenchmarkJoin-2 100 5 ns/op\n"
                              "BenchmarkSplit/a-2 100 5 ns/op\n"
                              "BenchmarkTable-2 100 5 ns/op\n";

/* The outermost benchmark function says it, closures included. */
static void test_declared(void **state)
{
    (void)state;
    check("", WORK " < m/p.BenchmarkJoin.func1 p/b_test.go:3 < " LAUNCH,
          "BenchmarkJoin");
    check("",
          WORK " < m/p.BenchmarkSplit p/b_test.go:7 < m/p.BenchmarkJoin "
               "p/b_test.go:3",
          "BenchmarkJoin");
    check(all_ran, "m/p.Split p/work.go:3 < m/p.Benchmarks p/work.go:9", "");
}

/* A goroutine of b.RunParallel, in a helper that one benchmark calls. */
static void test_helper_of_one(void **state)
{
    (void)state;
    check("", WORK " < " HELPER " < " PARALLEL, "BenchmarkJoin");
    check(all_ran, WORK " < " HELPER " < " PARALLEL, "BenchmarkJoin");
    /* A comment calls nothing. A literal of a helper of a helper does. */
    check(all_ran, WORK " < m/p.bySize.func1 p/b_test.go:15 < " LAUNCH,
          "BenchmarkSplit");
}

/* Of those that reach a helper, only what ran counts. */
static void test_shared_helper(void **state)
{
    (void)state;
    const char *stack = WORK " < m/p.shared.func1 p/b_test.go:18 < " PARALLEL;
    check(all_ran, stack, "BenchmarkJoin,BenchmarkSplit");
    check("BenchmarkSplit/a-2 100 5 ns/op\n", stack, "BenchmarkSplit");
    check("BenchmarkTable-2 100 5 ns/op\n", stack, "");
}

/* Who calls what a table of the package holds cannot be told: it may be all
 * that ran, or the only one. */
static void test_table_of_helpers(void **state)
{
    (void)state;
    const char *stack =
        WORK " < m/p.fromTable.func1 p/b_test.go:20 < " PARALLEL;
    check(all_ran, stack, "BenchmarkJoin,BenchmarkSplit,BenchmarkTable");
    check("BenchmarkTable-2 100 5 ns/op\n", stack, "BenchmarkTable");
    check("", stack, "");
}

/* What the testing package calls for a benchmark is some benchmark's, wherever
 * it is written; what the code began by itself is nobody's. */
static void test_goroutines_elsewhere(void **state)
{
    (void)state;
    const char *only = "BenchmarkJoin-2 100 5 ns/op\n";
    check(only, WORK " < m/q.Run.func1 q/run.go:4 < " PARALLEL,
          "BenchmarkJoin");
    check(all_ran, WORK " < m/q.Run.func1 q/run.go:4 < " PARALLEL,
          "BenchmarkJoin,BenchmarkSplit,BenchmarkTable");
    check(only, WORK " < m/p.(*Pool).work p/work.go:8", "");
    check(only, "runtime.gcBgMarkWorker /go/mgc.go:1", "");
    check(only, "testing.(*B).runN /go/benchmark.go:9 < " LAUNCH, "");
}

/* Tests and init are not run for a benchmark. */
static void test_no_benchmark(void **state)
{
    (void)state;
    check(all_ran, WORK " < m/p.onlyTested.func1 p/b_test.go:22", "");
    check("BenchmarkJoin-2 100 5 ns/op\n",
          WORK " < m/p.init.0.func1 p/b_test.go:23", "");
}

static void record_sides(struct world *world, const char *stack, int64_t base,
                         int64_t head)
{
    record(world_recording(world->base, 0), stack, base);
    record(world_recording(world->head, 0), stack, head);
}

static void counted(struct world *world, struct evidence_side *side,
                    const char *results)
{
    world_profile(world, side, PROFILE_CPU);
    bench_read(&world->bench, side, results);
    side->benchmarks.items[0].role = BENCHMARK_COUNTS_PROFILED;
}

static const struct profile_row *work_row(const struct world *world)
{
    return world_function(world, PROFILE_CPU, "cpu", "m/p.Work");
}

/* No stack has a benchmark's frame, and yet costs are one benchmark's. */
static void test_cost_of_a_helper(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/b_test.go", tests);
    const char *results = "BenchmarkJoin-2 999 5 ns/op\n"
                          "BenchmarkSplit/a-2 999 5 ns/op\n";
    counted(&world, world.base, results);
    counted(&world, world.head, results);
    record_sides(&world, WORK " < " HELPER " < " PARALLEL, 100, 300);
    diff_profiles(&world.analysis);
    assert_true(world.comparison.profiles.items[0].is_per_operation);
    assert_string_equal(work_row(&world)->own.benchmark, "BenchmarkJoin");
    assert_true(work_row(&world)->own.base_each == 1e9 / 1000);
    assert_true(work_row(&world)->own.head_each == 3e9 / 1000);
    world_release(&world);
}

/* What several benchmarks share is compared, since they run equally often on
 * both sides, but of none of them is it the cost of an operation. */
static void test_cost_of_a_shared_helper(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/b_test.go", tests);
    counted(&world, world.base,
            "BenchmarkJoin-2 999 5 ns/op\nBenchmarkSplit/a-2 999 5 ns/op\n");
    counted(&world, world.head,
            "BenchmarkJoin-2 1999 5 ns/op\nBenchmarkSplit/a-2 1999 5 ns/op\n");
    record_sides(&world, WORK " < m/p.shared.func1 p/b_test.go:18 < " PARALLEL,
                 100, 400);
    diff_profiles(&world.analysis);
    assert_true(world.comparison.profiles.items[0].is_per_operation);
    assert_true(fabs(work_row(&world)->own.ratio - 2) < 1e-9);
    assert_string_equal(work_row(&world)->own.benchmark, "");
    assert_true(isnan(work_row(&world)->own.head_each));
    world_release(&world);
}

/* A benchmark that ran on one side only may be whose stacks they are, though
 * it has left none of its own. */
static void test_other_benchmarks_ran(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/b_test.go", tests);
    counted(&world, world.base,
            "BenchmarkJoin-2 999 5 ns/op\nBenchmarkSplit/a-2 999 5 ns/op\n");
    counted(&world, world.head,
            "BenchmarkJoin-2 999 5 ns/op\nBenchmarkSplit/a-2 999 5 ns/op\n"
            "BenchmarkTable-2 999 5 ns/op\n");
    record_sides(&world, WORK " < m/p.shared.func1 p/b_test.go:18 < " PARALLEL,
                 100, 400);
    diff_profiles(&world.analysis);
    assert_false(world.comparison.profiles.items[0].is_per_operation);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest unit_tests[] = {
        cmocka_unit_test(test_declared),
        cmocka_unit_test(test_helper_of_one),
        cmocka_unit_test(test_shared_helper),
        cmocka_unit_test(test_table_of_helpers),
        cmocka_unit_test(test_goroutines_elsewhere),
        cmocka_unit_test(test_no_benchmark),
        cmocka_unit_test(test_cost_of_a_helper),
        cmocka_unit_test(test_cost_of_a_shared_helper),
        cmocka_unit_test(test_other_benchmarks_ran),
    };
    return cmocka_run_group_tests(unit_tests, NULL, NULL);
}
