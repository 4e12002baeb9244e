#include "core/analysis/benchmarks/compare_benchmarks.h"
#include "core/analysis/findings/attribute_change.h"
#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/profiles/compare_contention.h"
#include "core/analysis/profiles/compare_operations.h"
#include "core/analysis/profiles/diff_profiles.h"

#include "rule_support.h"

#define BENCH "m/p.BenchmarkFetch p/a_test.go:5"
#define FETCH "m/p.Fetch p/a.go:9 < " BENCH
#define WAIT  "runtime.chanrecv1 /go/chan.go:1 < " FETCH
#define LOCK  "sync.(*Mutex).Lock /go/mutex.go:1 < " FETCH
#define WORK  "m/p.work p/a.go:30"

enum { RUNS = 6, OPERATIONS = 10000 };

/* What one operation of a side takes, in microseconds. */
struct operation {
    int64_t cpu, worker_cpu, block, wall;
    double time;
    const char *waits; /* the stack that does */
};

static void add_replicate(struct world *world, struct evidence_side *side,
                          enum profile_kind kind, const char *stack,
                          int64_t amount)
{
    if (amount > 0) {
        record(world_profile(world, side, kind), stack, amount);
    }
}

/* The text of the run that made the CPU profile of the same number. */
static void add_run(struct world *world, struct evidence_side *side, int run,
                    double time)
{
    bench_read(&world->bench, side,
               arena_printf(&world->arena,
                            "BenchmarkFetch-8 %d %.2f ns/op\n"
                            "BenchmarkOther-8 %d 5.0 ns/op\n",
                            OPERATIONS - 1, 1000 * time, OPERATIONS - 1));
    struct benchmark_file *file =
        &side->benchmarks.items[side->benchmarks.count - 1];
    file->role = BENCHMARK_COUNTS_PROFILED;
    file->replicate = (uint32_t)run + 1;
}

/* CPU samples are of 10 ms: one in OPERATIONS is 1 us an operation. */
static void add_side(struct world *world, struct evidence_side *side,
                     const struct operation *operation)
{
    for (int run = 0; run < RUNS; run++) {
        struct recording *cpu = world_profile(world, side, PROFILE_CPU);
        record(cpu, FETCH, operation->cpu + run % 2);
        if (operation->worker_cpu > 0) {
            record(cpu, WORK, operation->worker_cpu);
        }
        add_run(world, side, run, operation->time);
    }
    for (int run = 0; run < RUNS; run++) {
        add_replicate(world, side, PROFILE_BLOCK, operation->waits,
                      (operation->block * 1000 + run) * OPERATIONS);
        add_replicate(world, side, PROFILE_WALL, operation->waits,
                      (operation->wall * 1000 + run) * OPERATIONS);
        bench_read(&world->bench, side,
                   arena_printf(&world->arena,
                                "BenchmarkFetch-8 %d %.2f ns/op\n", 77 + run,
                                1000 * operation->time + run));
    }
    world_operations(side, "BenchmarkFetch", OPERATIONS);
}

static void apply(struct world *world)
{
    diff_profiles(&world->analysis);
    compare_operations(&world->analysis);
    compare_contention(&world->analysis);
    compare_benchmarks(&world->analysis);
    judge_changes(&world->analysis);
    world_apply(world, &rule_io_bound);
    attribute_change(&world->analysis);
}

static void compare(struct world *world, struct operation base,
                    struct operation head)
{
    world_init(world);
    add_side(world, world->base, &base);
    add_side(world, world->head, &head);
    apply(world);
}

static void check_silent(struct operation base, struct operation head)
{
    struct world world;
    compare(&world, base, head);
    world_is_silent(&world);
    world_release(&world);
}

/* A base that computes 2 ms and waits for 1 ms. */
static const struct operation plain = {
    .cpu = 2000, .block = 1000, .time = 3000, .waits = WAIT
};

static struct operation with_block(int64_t block)
{
    struct operation operation = plain;
    operation.block = block;
    return operation;
}

static struct operation with_time(double time)
{
    struct operation operation = plain;
    operation.time = time;
    return operation;
}

static void test_channel(void **state)
{
    (void)state;
    struct world world;
    compare(&world, plain, with_block(1300));
    const struct finding *finding = world_finding(&world);
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_string_equal(finding->headline,
                        "p.Fetch waits longer in runtime.chanrecv1: 1.00 ms -> "
                        "1.30 ms an operation of BenchmarkFetch, +30 %, while "
                        "the CPU of one is 2.00 ms -> 2.00 ms.");
    assert_string_equal(finding->location.file, "p/a.go");
    assert_int_equal(finding->location.line, 9);
    assert_int_equal(finding->stack.count, 3);
    world_release(&world);
}

/* What a fifth of the time is not: 4 % more. */
static void test_too_little(void **state)
{
    (void)state;
    check_silent(plain, with_block(1040));
    check_silent(plain, plain);
}

/* LockContention tells of these. */
static void test_lock(void **state)
{
    (void)state;
    struct operation base = plain, head = with_block(3000);
    base.waits = head.waits = LOCK;
    check_silent(base, head);
}

/* Whom it waits for computes longer: itself, or a goroutine that it began. */
static void test_more_cpu(void **state)
{
    (void)state;
    struct operation base = plain, head = with_block(1500);
    head.cpu = 2500;
    check_silent(base, head);
    head = with_block(1500);
    base.worker_cpu = 1000;
    head.worker_cpu = 1500;
    check_silent(base, head);
}

/* fgprof: time on a line, whether it waits or not. */
static void test_wall_clock(void **state)
{
    (void)state;
    struct world world;
    struct operation base = plain, head = plain;
    base.block = head.block = 0;
    base.wall = 3000;
    head.wall = 3900;
    compare(&world, base, head);
    const struct finding *finding = world_finding(&world);
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_string_equal(finding->metric.name, "wall time");
    assert_non_null(strstr(finding->headline, "p.Fetch takes longer: 3.00 ms"));
    world_release(&world);
}

static void test_time_of_a_benchmark(void **state)
{
    (void)state;
    struct world world;
    compare(&world, plain, with_time(3600));
    const struct finding *finding = world_finding(&world);
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_string_equal(finding->headline,
                        "BenchmarkFetch-8 takes 3.00 ms -> 3.60 ms, while the "
                        "CPU of an operation is 2.00 ms -> 2.00 ms: it waits "
                        "for 44 % of its time.");
    world_release(&world);
}

static void test_time_grew_little(void **state)
{
    (void)state;
    check_silent(plain, with_time(3120)); /* 4 % */
}

/* Three quarters of what was added are CPU. */
static void test_time_is_cpu(void **state)
{
    (void)state;
    struct operation head = with_time(3800);
    head.cpu = 2600;
    check_silent(plain, head);
}

/* It computes all the time: that it takes longer is no waiting. */
static void test_busy(void **state)
{
    (void)state;
    struct operation base = with_time(2000), head = with_time(2300);
    check_silent(base, head);
}

/* More CPU than time: it runs on several cores. */
static void test_parallel(void **state)
{
    (void)state;
    check_silent(with_time(500), with_time(700));
}

static void test_machine_moved(void **state)
{
    (void)state;
    struct world world;
    compare(&world, plain, with_time(3600));
    world.comparison.machine_moved = true;
    world_apply(&world, &rule_io_bound);
    world_is_silent(&world);
    world_release(&world);
}

/* One finding of a benchmark: at the line that waits. */
static void test_line_before_benchmark(void **state)
{
    (void)state;
    struct world world;
    struct operation head = with_time(3600);
    head.block = 1600;
    compare(&world, plain, head);
    assert_string_equal(world_finding(&world)->metric.name, "block delay");
    world_release(&world);
}

/* Ranks of one profile say nothing; a doubled wait is a note. */
static void check_few(int64_t block, size_t expected)
{
    struct world world;
    world_init(&world);
    for (int side = 0; side < 2; side++) {
        struct evidence_side *at = side == 0 ? world.base : world.head;
        add_replicate(&world, at, PROFILE_CPU, FETCH, 100);
        add_replicate(&world, at, PROFILE_BLOCK, WAIT,
                      (side == 0 ? 1000 : block) * 1000 * OPERATIONS);
        world_operations(at, "BenchmarkFetch", OPERATIONS);
    }
    apply(&world);
    assert_int_equal(world.report.findings.count, expected);
    if (expected > 0) {
        assert_int_equal(world_finding(&world)->level, LEVEL_NOTE);
    }
    world_release(&world);
}

static void test_too_few(void **state)
{
    (void)state;
    check_few(2100, 1);
    check_few(1900, 0);
}

/* Without a CPU profile nothing says that the CPU stayed. */
static void test_without_cpu(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    for (int run = 0; run < RUNS; run++) {
        add_replicate(&world, world.base, PROFILE_BLOCK, WAIT, 1000 + run);
        add_replicate(&world, world.head, PROFILE_BLOCK, WAIT, 9000 + run);
    }
    world_operations(world.base, "BenchmarkFetch", OPERATIONS);
    world_operations(world.head, "BenchmarkFetch", OPERATIONS);
    apply(&world);
    assert_true(world.comparison.contention.items[0].delay.is_up);
    world_is_silent(&world);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_channel),
        cmocka_unit_test(test_too_little),
        cmocka_unit_test(test_lock),
        cmocka_unit_test(test_more_cpu),
        cmocka_unit_test(test_wall_clock),
        cmocka_unit_test(test_time_of_a_benchmark),
        cmocka_unit_test(test_time_grew_little),
        cmocka_unit_test(test_time_is_cpu),
        cmocka_unit_test(test_busy),
        cmocka_unit_test(test_parallel),
        cmocka_unit_test(test_machine_moved),
        cmocka_unit_test(test_line_before_benchmark),
        cmocka_unit_test(test_too_few),
        cmocka_unit_test(test_without_cpu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
