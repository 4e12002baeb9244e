/*
 * Playbook 2, the second table: each signal, its primary tool and where it
 * escalates to, as commands on the files of the run. Latency needs Tempo's
 * traces, which nothing reads yet.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/analysis/findings/look_closer.h"
#include "core/rules/rule.h"

struct fixture {
    struct arena arena;
    struct evidence evidence;
    struct config config;
    struct finding finding;
};

static void begin(struct fixture *fixture, const struct rule *rule,
                  const char *metric)
{
    *fixture = (struct fixture){ .arena = ARENA_INIT };
    config_init(&fixture->config);
    fixture->evidence.module = "example.com/shop";
    fixture->finding = (struct finding){
        .rule = &rule->info,
        .function = "example.com/shop/pricing.(*Engine).Join",
        .benchmark = "BenchmarkJoin",
        .package = "example.com/shop/pricing",
        .location = { .file = "pricing/join.go", .line = 20 },
        .metric = { .name = metric, .unit = "" },
        .next_step = "the next step",
    };
}

static void add(struct fixture *fixture, struct evidence_side *side,
                enum profile_kind kind, const char *path)
{
    *LIST_PUSH(&fixture->arena, &side->profiles) =
        (struct profile){ .name = "x.pb.gz", .path = path, .kind = kind };
}

/* A profile on both sides. */
static void add_pair(struct fixture *fixture, enum profile_kind kind)
{
    add(fixture, &fixture->evidence.base, kind, "b/base/x.pb.gz");
    add(fixture, &fixture->evidence.head, kind, "b/head/x.pb.gz");
}

static void check(struct fixture *fixture, const struct playbook_signal *signal,
                  const char *tool, const char *escalation)
{
    struct analysis analysis = { .arena = &fixture->arena,
                                 .evidence = &fixture->evidence,
                                 .config = &fixture->config };
    look_closer(&analysis, &fixture->finding);
    assert_ptr_equal(fixture->finding.signal, signal);
    assert_string_equal(fixture->finding.tool_command, tool);
    assert_string_equal(fixture->finding.escalation_command, escalation);
    arena_release(&fixture->arena);
}

#define FOCUS "-focus='pricing...Engine..Join$' "
#define FILES "-diff_base=b/base/x.pb.gz b/head/x.pb.gz"
#define TEST  "go test -run '^$' -bench '^BenchmarkJoin$' "

/* "CPU | pprof top/diff | Block/Mutex profile" */
static void test_cpu(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_string_equal(playbook_cpu.tool, "pprof top/diff");
    assert_string_equal(playbook_cpu.escalation, "Block/Mutex profile");
    begin(&fixture, &rule_hotspot_grew, "cpu");
    add_pair(&fixture, PROFILE_CPU);
    add_pair(&fixture, PROFILE_MUTEX);
    check(&fixture, &playbook_cpu, "go tool pprof -top " FOCUS FILES,
          "go tool pprof -top " FOCUS FILES);
    /* One side alone is nothing to compare: a profile is recorded. */
    begin(&fixture, &rule_hotspot_grew, "cpu");
    add(&fixture, &fixture.evidence.head, PROFILE_CPU, "b/head/x.pb.gz");
    check(&fixture, &playbook_cpu,
          TEST "-cpuprofile profile.out ./pricing && go tool pprof -top "
               "profile.out",
          TEST "-mutexprofile profile.out ./pricing && go tool pprof -top "
               "profile.out");
}

/* A lock is seen in the mutex profile already. */
static void test_lock(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, &rule_lock_contention, "mutex delay");
    add_pair(&fixture, PROFILE_MUTEX);
    check(&fixture, &playbook_cpu, "go tool pprof -top " FOCUS FILES,
          TEST "-blockprofile profile.out ./pricing && go tool pprof -top "
               "profile.out");
}

/* "Memory | alloc_space diff | Escape analysis (-gcflags -m)" */
static void test_memory(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_string_equal(playbook_memory.tool, "alloc_space diff");
    assert_string_equal(playbook_memory.escalation,
                        "Escape analysis (-gcflags -m)");
    begin(&fixture, &rule_allocation_grew, "alloc_space");
    add_pair(&fixture, PROFILE_HEAP);
    check(&fixture, &playbook_memory,
          "go tool pprof -top -sample_index=alloc_space " FOCUS FILES,
          "go build -o /dev/null -gcflags=-m=2 ./pricing 2>&1 | grep -F "
          "'pricing/join.go:20:'");
    begin(&fixture, &rule_allocation_grew, "alloc_space");
    check(&fixture, &playbook_memory,
          TEST "-memprofile profile.out ./pricing && go tool pprof "
               "-sample_index=alloc_space -top profile.out",
          "go build -o /dev/null -gcflags=-m=2 ./pricing 2>&1 | grep -F "
          "'pricing/join.go:20:'");
}

/* "Alloc churn | alloc_objects | Object pooling experiment": also allocs/op of
 * a benchmark, whose B/op is memory. */
static void test_allocation_churn(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_string_equal(playbook_allocation_churn.tool, "alloc_objects");
    assert_string_equal(playbook_allocation_churn.escalation,
                        "Object pooling experiment");
    begin(&fixture, &rule_allocation_churn, "alloc_objects");
    add_pair(&fixture, PROFILE_HEAP);
    *LIST_PUSH(&fixture.arena, &fixture.evidence.head.benchmarks) =
        (struct benchmark_file){ .name = "head/bench.txt",
                                 .label = "b/head/bench.txt" };
    check(&fixture, &playbook_allocation_churn,
          "go tool pprof -top -sample_index=alloc_objects " FOCUS FILES,
          TEST "-benchmem -count=15 ./pricing > pooled.txt && perfscribe bench "
               "b/head/bench.txt pooled.txt");
    begin(&fixture, &rule_benchmark_allocates_more, "allocs/op");
    fixture.finding.metric.unit = "allocs/op";
    check(&fixture, &playbook_allocation_churn,
          TEST "-memprofile profile.out ./pricing && go tool pprof "
               "-sample_index=alloc_objects -top profile.out",
          TEST "-benchmem -count=15 ./pricing > pooled.txt");
    begin(&fixture, &rule_benchmark_allocates_more, "B/op");
    fixture.finding.metric.unit = "B/op";
    add_pair(&fixture, PROFILE_HEAP);
    check(&fixture, &playbook_memory,
          "go tool pprof -top -sample_index=alloc_space "
          "-focus='BenchmarkJoin' " FILES,
          "go build -o /dev/null -gcflags=-m=2 ./pricing 2>&1 | grep -F "
          "'pricing/join.go:20:'");
}

/* "Goroutine leak | goroutine profile | blocking ops instrumentation" */
static void test_goroutine_leak(void **state)
{
    (void)state;
    struct fixture fixture;
    const char *escalation =
        TEST "-blockprofile profile.out ./pricing && go tool pprof -top "
             "profile.out";
    assert_string_equal(playbook_goroutines.tool, "goroutine profile");
    assert_string_equal(playbook_goroutines.escalation,
                        "blocking ops instrumentation");
    begin(&fixture, &rule_goroutine_leak, "goroutines");
    add_pair(&fixture, PROFILE_GOROUTINE);
    check(&fixture, &playbook_goroutines, "go tool pprof -top " FOCUS FILES,
          escalation);
    begin(&fixture, &rule_goroutine_leak, "goroutines");
    *LIST_PUSH(&fixture.arena, &fixture.evidence.head.goroutines) =
        (struct goroutine_dump){ .name = "head/g.txt", .path = "b/head/g.txt" };
    check(&fixture, &playbook_goroutines,
          "grep -n -F -B 8 -A 8 -e 'pricing.(*Engine).Join' b/head/g.txt",
          escalation);
    begin(&fixture, &rule_goroutine_leak, "goroutines");
    check(&fixture, &playbook_goroutines, "the next step", escalation);
}

/* What a shell would act on stays text. */
static void test_hostile_names(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, &rule_hotspot_grew, "cpu");
    fixture.finding.function = "a.';rm -rf $HOME;'\n`id`";
    fixture.finding.location.file = "$(id)/a;b.go";
    fixture.finding.package = "";
    add(&fixture, &fixture.evidence.base, PROFILE_CPU, "-tools=x;id");
    add(&fixture, &fixture.evidence.head, PROFILE_CPU, "it's here/x $(id)");
    check(&fixture, &playbook_cpu,
          "go tool pprof -top -focus='a...rm..rf..HOME....id.$' "
          "-diff_base='./-tools=x;id' 'it'\\''s here/x $(id)'",
          "go test -run '^$' -bench '^BenchmarkJoin$' -mutexprofile "
          "profile.out . && go tool pprof -top profile.out");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cpu),
        cmocka_unit_test(test_lock),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_allocation_churn),
        cmocka_unit_test(test_goroutine_leak),
        cmocka_unit_test(test_hostile_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
