#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/analysis/findings/next_step.h"

struct fixture {
    struct arena arena;
    struct evidence evidence;
    struct config config;
    struct rule_info rule;
    struct finding finding;
};

static void fixture_init(struct fixture *fixture, const char *metric)
{
    *fixture = (struct fixture){ .arena = ARENA_INIT };
    config_init(&fixture->config);
    fixture->evidence.module = "example.com/shop";
    fixture->rule.id = "PERF1002";
    fixture->finding = (struct finding){
        .rule = &fixture->rule,
        .function = "example.com/shop/pricing.Join",
        .benchmark = "BenchmarkJoin",
        .package = "",
        .location = { .file = "pricing/join.go", .line = 20 },
        .metric = { .name = metric, .unit = "" },
    };
}

static void assert_step(struct fixture *fixture, const char *expected)
{
    struct analysis analysis = { .arena = &fixture->arena,
                                 .evidence = &fixture->evidence,
                                 .config = &fixture->config };
    assert_string_equal(next_step_for(&analysis, &fixture->finding), expected);
    arena_release(&fixture->arena);
}

static void test_benchmarks_run_as_often_as_it_takes(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, "sec/op");
    assert_step(&fixture, "go test -run '^$' -bench '^BenchmarkJoin$' "
                          "-benchmem -count=15 .");
    fixture.finding.runs_needed = 51;
    assert_step(&fixture, "go test -run '^$' -bench '^BenchmarkJoin$' "
                          "-benchmem -count=51 .");
    fixture.finding.runs_needed = 4; /* never fewer than the playbook's */
    assert_step(&fixture, "go test -run '^$' -bench '^BenchmarkJoin$' "
                          "-benchmem -count=15 .");
}

static void test_package_is_where_the_benchmark_is(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, "sec/op");
    fixture.finding.package = "example.com/shop/pricing";
    assert_step(&fixture, "go test -run '^$' -bench '^BenchmarkJoin$' "
                          "-benchmem -count=15 ./pricing");
    fixture.finding.package = "example.com/shop";
    assert_step(&fixture, "go test -run '^$' -bench '^BenchmarkJoin$' "
                          "-benchmem -count=15 .");
    struct finding_step frames[] = {
        { .function = "testing.(*B).runN" },
        { .location = { .file = "pricing/bench/join_test.go", .line = 5 },
          .in_source = true,
          .function = "example.com/shop/pricing/bench.BenchmarkJoin.func1" },
    };
    fixture.finding.stack.items = frames;
    fixture.finding.stack.count = 2;
    assert_step(&fixture, "go test -run '^$' -bench '^BenchmarkJoin$' "
                          "-benchmem -count=15 ./pricing/bench");
    frames[1].function = "example.com/shop/pricing/bench.runParallel.func1";
    assert_step(&fixture, "go test -run '^$' -bench '^BenchmarkJoin$' "
                          "-benchmem -count=15 ./pricing/bench");
}

static void test_profiles_show_the_function(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, "cpu");
    assert_step(&fixture,
                "go test -run '^$' -bench '^BenchmarkJoin$' -cpuprofile "
                "profile.out . && go tool pprof -peek 'pricing.Join$' "
                "profile.out");
    fixture_init(&fixture, "mutex delay");
    fixture.finding.benchmark = "";
    fixture.finding.function = "example.com/shop/pool.(*Pool[go.shape.[]uint8]"
                               ").Put.func1";
    assert_step(&fixture, "go test -run '^$' -bench . -mutexprofile "
                          "profile.out . && go tool pprof -peek "
                          "'pool...Pool.*..Put.func1$' profile.out");
}

static void test_what_is_kept(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, "bytes in use");
    assert_step(&fixture,
                "go test -run '^$' -bench '^BenchmarkJoin$' -memprofile "
                "profile.out . && go tool pprof -sample_index=inuse_space "
                "-peek 'pricing.Join$' profile.out");
}

static void test_production_asks_for_a_benchmark(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, "production cpu");
    fixture.finding.location.file = "pricing/join.go";
    assert_step(&fixture,
                "go test -run '^$' -bench . -cpuprofile profile.out ./pricing "
                "&& go tool pprof -peek 'pricing.Join$' profile.out");
}

static void test_allocations_ask_the_compiler_where_it_knows(void **state)
{
    (void)state;
    struct fixture fixture;
    struct diagnostic escape = { .kind = DIAGNOSTIC_ESCAPES };
    fixture_init(&fixture, "alloc_space");
    assert_step(&fixture,
                "go test -run '^$' -bench '^BenchmarkJoin$' -memprofile "
                "profile.out . && go tool pprof -sample_index=alloc_space "
                "-peek 'pricing.Join$' profile.out");
    fixture.finding.cause.diagnostic = &escape;
    assert_step(&fixture, "go build -o /dev/null -gcflags=-m=2 ./pricing 2>&1 "
                          "| grep -F 'pricing/join.go:20:'");
    /* The compiler speaks of the line seen, not of the change. */
    fixture.finding.seen = (struct location){ .file = "a.go", .line = 7 };
    assert_step(&fixture, "go build -o /dev/null -gcflags=-m=2 . 2>&1 | grep "
                          "-F 'a.go:7:'");
}

/* A body that is inlined escapes, for the compiler, where it is called. */
static void test_the_compiler_speaks_of_the_call(void **state)
{
    (void)state;
    struct fixture fixture;
    struct diagnostic escape = { .kind = DIAGNOSTIC_ESCAPES,
                                 .location = { "pricing/b.go", 31, 5 },
                                 .path = "pricing/b.go" };
    fixture_init(&fixture, "alloc_space");
    struct escapes *escapes = &fixture.evidence.head.escapes;
    escapes->diagnostics.items = &escape;
    escapes->diagnostics.count = 1;
    fixture.finding.cause.diagnostic = &escape;
    assert_step(&fixture, "go build -o /dev/null -gcflags=-m=2 ./pricing 2>&1 "
                          "| grep -F 'pricing/b.go:31:'");
}

/* Of a line that head no longer has: an improvement. */
static void test_allocations_without_a_line(void **state)
{
    (void)state;
    struct fixture fixture;
    struct diagnostic escape = { .kind = DIAGNOSTIC_ESCAPES };
    fixture_init(&fixture, "alloc_objects");
    fixture.finding.cause.diagnostic = &escape;
    fixture.finding.location.file = NULL;
    assert_step(&fixture,
                "go test -run '^$' -bench '^BenchmarkJoin$' -memprofile "
                "profile.out . && go tool pprof -sample_index=alloc_space "
                "-peek 'pricing.Join$' profile.out");
}

static void test_names_cannot_become_commands(void **state)
{
    (void)state;
    struct fixture fixture;
    struct diagnostic escape = { .kind = DIAGNOSTIC_ESCAPES };
    fixture_init(&fixture, "alloc_space");
    fixture.finding.cause.diagnostic = &escape;
    fixture.finding.location.file = "a b/';reboot;'.go";
    assert_step(&fixture, "go build -o /dev/null -gcflags=-m=2 './a b' 2>&1 | "
                          "grep -F 'a b/'\\'';reboot;'\\''.go:20:'");
    fixture_init(&fixture, "cpu");
    fixture.finding.benchmark = "Benchmark';reboot;'";
    fixture.finding.function = "main.f'`reboot`$(reboot)[x";
    assert_step(&fixture,
                "go test -run '^$' -bench '^Benchmark..reboot..$' -cpuprofile "
                "profile.out . && go tool pprof -peek "
                "'main.f..reboot...reboot..x$' profile.out");
}

static void test_goroutines_are_looked_at(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, "goroutines");
    assert_step(
        &fixture,
        "curl -s 'http://localhost:6060/debug/pprof/goroutine?debug=2' | grep "
        "-F -B 8 -A 8 'pricing/join.go:20'");
    fixture.finding.location.file = NULL;
    assert_step(
        &fixture,
        "curl -s 'http://localhost:6060/debug/pprof/goroutine?debug=2' | grep "
        "-F -B 8 -A 8 pricing.Join");
}

static void test_the_collector_is_traced(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, "GC CPU");
    fixture.finding.benchmark = "";
    assert_step(&fixture,
                "GODEBUG=gctrace=1 go test -run '^$' -bench . -memprofile "
                "profile.out . && go tool pprof -sample_index=alloc_space -top "
                "profile.out");
}

static void test_inlining_asks_the_compiler(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, "cpu");
    fixture.rule.id = "PERF1005";
    assert_step(&fixture, "go build -o /dev/null -gcflags=-m=2 ./pricing 2>&1 "
                          "| grep 'cannot inline'");
}

static void test_checks_ask_the_compiler(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, "cpu");
    fixture.rule.id = "PERF1006";
    assert_step(&fixture,
                "go build -o /dev/null -gcflags='-d=ssa/check_bce -d=nil' "
                "./pricing 2>&1 | grep -F 'pricing/join.go:20:'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_benchmarks_run_as_often_as_it_takes),
        cmocka_unit_test(test_package_is_where_the_benchmark_is),
        cmocka_unit_test(test_profiles_show_the_function),
        cmocka_unit_test(test_what_is_kept),
        cmocka_unit_test(test_production_asks_for_a_benchmark),
        cmocka_unit_test(test_allocations_ask_the_compiler_where_it_knows),
        cmocka_unit_test(test_the_compiler_speaks_of_the_call),
        cmocka_unit_test(test_allocations_without_a_line),
        cmocka_unit_test(test_names_cannot_become_commands),
        cmocka_unit_test(test_goroutines_are_looked_at),
        cmocka_unit_test(test_the_collector_is_traced),
        cmocka_unit_test(test_inlining_asks_the_compiler),
        cmocka_unit_test(test_checks_ask_the_compiler),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
