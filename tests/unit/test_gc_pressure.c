#include "core/analysis/findings/attribute_change.h"
#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/profiles/compare_collector.h"
#include "core/analysis/profiles/diff_profiles.h"

#include "rule_support.h"

#define BENCH "example.com/m/p.BenchmarkJoin p/join_test.go:5"
#define JOIN  "example.com/m/p.Join p/join.go:9"
#define MARK \
    "runtime.gcDrain /go/mgc.go:1 < runtime.gcBgMarkWorker /go/mgc.go:2"
#define ASSIST "runtime.gcAssistAlloc /go/mgc.go:3 < " JOIN " < " BENCH
#define SWEEP \
    "runtime.(*sweepLocked).sweep /go/mgc.go:4 < runtime.bgsweep /go/mgc.go:5"
#define WAIT \
    "runtime.goschedIfBusy /go/proc.go:1 < runtime.bgsweep /go/mgc.go:5"

enum { PROFILES = 5 };

/* Profiles of 1000 samples of the benchmark for 1000 operations, and of the
 * collector as many as are given, a little more or less each time. */
static void add_profiles(struct world *world, struct evidence_side *side,
                         int64_t marking, const char *stack)
{
    static const int64_t noise[PROFILES] = { -2, 1, 0, 2, -1 };
    for (size_t i = 0; i < PROFILES; i++) {
        struct recording *cpu = world_profile(world, side, PROFILE_CPU);
        record(cpu, JOIN " < " BENCH, 1000);
        record(cpu, stack, marking + noise[i]);
    }
}

static void judge(struct world *world)
{
    diff_profiles(&world->analysis);
    compare_collector(&world->analysis);
    judge_changes(&world->analysis);
    world_apply(world, &rule_gc_pressure);
}

static void begin(struct world *world, int64_t base, int64_t head,
                  const char *stack)
{
    world_init(world);
    add_profiles(world, world->base, base, stack);
    add_profiles(world, world->head, head, stack);
    world_operations(world->base, "BenchmarkJoin", 1000);
    world_operations(world->head, "BenchmarkJoin", 1000);
}

static void test_more_cpu(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 100, 200, MARK);
    judge(&world);
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->headline,
                        "The garbage collector takes 9.1 % -> 17 % of all "
                        "CPU, 2.0x for the same operations.");
    assert_int_equal(finding->state, FINDING_REGRESSION);
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_string_equal(finding->metric.name, "GC CPU");
    assert_true(finding->metric.change.base == 5 * 100 * 1e7);
    world_release(&world);
}

static void test_new(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 0, 0, MARK);
    world.base->profiles.count = 0;
    for (int i = 0; i < PROFILES; i++) {
        record(world_profile(&world, world.base, PROFILE_CPU), JOIN " < " BENCH,
               1000);
    }
    for (size_t i = 0; i < PROFILES; i++) {
        record(world_recording(world.head, i), MARK, 80);
    }
    judge(&world);
    assert_string_equal(world_finding(&world)->headline,
                        "The garbage collector takes 7.4 % of all CPU, before "
                        "nothing for the same operations.");
    world_release(&world);
}

/* 1 % of all that ran is the least, and 5 % of its own. */
static void test_just_beyond_and_within(void **state)
{
    (void)state;
    static const struct {
        int64_t base, head;
        bool is_found;
    } cases[] = {
        { 100, 100, false }, { 100, 112, false }, { 100, 135, true },
        { 20, 28, false },   { 20, 40, true },    { 200, 100, false },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct world world;
        begin(&world, cases[i].base, cases[i].head, MARK);
        judge(&world);
        if (world.report.findings.count != cases[i].is_found) {
            fail_msg("%d -> %d", (int)cases[i].base, (int)cases[i].head);
        }
        world_release(&world);
    }
}

static void test_whoever_does_it(void **state)
{
    (void)state;
    static const struct {
        const char *stack;
        bool is_found;
    } cases[] = { { ASSIST, true }, { SWEEP, true }, { WAIT, false } };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct world world;
        begin(&world, 100, 200, cases[i].stack);
        judge(&world);
        assert_int_equal(world.report.findings.count, cases[i].is_found);
        world_release(&world);
    }
}

/* Head ran each benchmark twice as often: twice the work is no pressure. */
static void test_for_the_same_operations(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_profiles(&world, world.base, 100, MARK);
    for (size_t i = 0; i < PROFILES; i++) {
        struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
        record(cpu, JOIN " < " BENCH, 2000);
        record(cpu, MARK, 200);
    }
    world_operations(world.base, "BenchmarkJoin", 1000);
    world_operations(world.head, "BenchmarkJoin", 2000);
    judge(&world);
    world_is_silent(&world);
    world_release(&world);
}

/* What the collector takes stays; all else became twice as fast: its share
 * doubles, its work does not. */
static void test_patch_that_only_improves(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 0, 0, MARK);
    world.head->profiles.count = 0;
    for (size_t i = 0; i < PROFILES; i++) {
        record(world_recording(world.base, i), MARK, 100);
        struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
        record(cpu, JOIN " < " BENCH, 500);
        record(cpu, MARK, 100);
    }
    world.head->operations.count = 0;
    world_operations(world.head, "BenchmarkJoin", 1000);
    judge(&world);
    world_is_silent(&world);
    world_release(&world);
}

static void test_a_share_alone_is_a_note(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 100, 200, MARK);
    world.base->operations.count = world.head->operations.count = 0;
    judge(&world);
    assert_int_equal(world_finding(&world)->level, LEVEL_NOTE);
    assert_string_equal(world_finding(&world)->headline,
                        "The garbage collector takes 9.1 % -> 17 % of all "
                        "CPU, +83 % (operations unknown).");
    world_release(&world);
}

/* A trace with as many cycles in ten seconds. */
static void add_trace(struct world *world, struct evidence_side *side,
                      unsigned cycles)
{
    struct gc_trace trace = { .name = "gctrace.txt" };
    for (unsigned i = 1; i <= cycles; i++) {
        struct gc_cycle cycle = { .number = i, .at_s = 10.0 * i / cycles };
        gc_trace_add(&trace, &world->arena, &cycle);
    }
    *LIST_PUSH(&side->arena, &side->gc_traces) = trace;
}

static void test_more_cycles(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    for (unsigned i = 0; i < 5; i++) {
        add_trace(&world, world.base, 100 + i);
        add_trace(&world, world.head, 150 + i);
    }
    judge(&world);
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->headline,
                        "The garbage collector runs more often: 10.2 -> 15.2 "
                        "cycles a second, +49 %.");
    assert_int_equal(finding->level, LEVEL_NOTE);
    world_release(&world);
}

/* With fewer than five traces only a doubling is worth a word. */
static void test_few_traces(void **state)
{
    (void)state;
    static const struct {
        unsigned base, head;
        bool is_found;
    } cases[] = { { 100, 200, true },
                  { 100, 199, false },
                  { 200, 100, false } };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct world world;
        world_init(&world);
        add_trace(&world, world.base, cases[i].base);
        add_trace(&world, world.head, cases[i].head);
        judge(&world);
        assert_int_equal(world.report.findings.count, cases[i].is_found);
        world_release(&world);
    }
}

static void test_both_are_told_in_one(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 100, 200, MARK);
    add_trace(&world, world.base, 10);
    add_trace(&world, world.head, 30);
    judge(&world);
    assert_string_equal(world_finding(&world)->headline,
                        "The garbage collector takes 9.1 % -> 17 % of all "
                        "CPU, 2.0x for the same operations; gctrace: 1 -> 3 "
                        "cycles a second, 3.0x.");
    world_release(&world);
}

static void test_one_side_alone(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_profiles(&world, world.head, 500, MARK);
    add_trace(&world, world.head, 30);
    judge(&world);
    world_is_silent(&world);
    world_release(&world);
}

static void add_allocation(struct world *world, uint32_t line, double growth)
{
    struct finding *finding = LIST_PUSH(&world->arena, &world->report.findings);
    *finding = (struct finding){
        .state = FINDING_REGRESSION,
        .function = "p.F",
        .seen_function = "p.F",
        .benchmark = "",
        .location = { "p/join.go", line, 0 },
        .metric = { .name = "alloc_space",
                    .unit = "bytes",
                    .base_share = 0.1,
                    .head_share = 0.1 + growth },
    };
}

/* Where allocations grew most; nowhere when none did. */
static void test_where_it_stands(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 100, 200, MARK);
    judge(&world);
    add_allocation(&world, 20, 0.1);
    add_allocation(&world, 30, 0.3);
    add_allocation(&world, 40, 0.2);
    attribute_change(&world.analysis);
    assert_int_equal(world.report.findings.items[0].location.line, 30);
    assert_int_equal(world.report.findings.items[0].attribution,
                     ATTRIBUTION_ALLOCATION);
    world.report.findings.count = 1;
    world.report.findings.items[0].location = (struct location){ .line = 0 };
    attribute_change(&world.analysis);
    assert_null(world.report.findings.items[0].location.file);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_cpu),
        cmocka_unit_test(test_new),
        cmocka_unit_test(test_just_beyond_and_within),
        cmocka_unit_test(test_whoever_does_it),
        cmocka_unit_test(test_for_the_same_operations),
        cmocka_unit_test(test_patch_that_only_improves),
        cmocka_unit_test(test_a_share_alone_is_a_note),
        cmocka_unit_test(test_more_cycles),
        cmocka_unit_test(test_few_traces),
        cmocka_unit_test(test_both_are_told_in_one),
        cmocka_unit_test(test_one_side_alone),
        cmocka_unit_test(test_where_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
