/*
 * Playbook 4, root cause patterns: each on evidence of its signature, and on
 * evidence that just misses it.
 */
#include "playbook_support.h"

#include "core/analysis/benchmarks/fit_scaling.h"
#include "core/analysis/profiles/compare_collector.h"
#include "core/analysis/profiles/compare_operations.h"

#define BENCH " < m/p.BenchmarkJoin p/join_test.go:5"
#define JOIN  "m/p.Join p/join.go:9" BENCH

static void check_words(const struct rule *rule, const char *name,
                        const char *signature, const char *strategy)
{
    assert_string_equal(rule->info.pattern->name, name);
    assert_string_equal(rule->info.pattern->signature, signature);
    assert_string_equal(rule->info.pattern->strategy, strategy);
    assert_false(rule->info.pattern->is_ours);
}

/* Base is linear, head a power of the size. */
static bool is_superlinear(double exponent)
{
    static const double sizes[] = { 10, 100, 1000, 10000 };
    struct world world;
    world_init(&world);
    for (size_t i = 0; i < 4; i++) {
        const char *name = arena_printf(&world.arena, "Join/n=%.0f", sizes[i]);
        playbook_runs(&world, world.base, name, 10 * sizes[i], "ns/op");
        playbook_runs(&world, world.head, name, 10 * pow(sizes[i], exponent),
                      "ns/op");
    }
    compare_benchmarks(&world.analysis);
    fit_scaling(&world.analysis);
    judge_changes(&world.analysis);
    bool is_seen = playbook_warns(&world, &rule_superlinear_growth);
    world_release(&world);
    return is_seen;
}

/* "Algorithmic O(n^2) | Hotspot grows super-linearly with input | Redesign
 * data structure" */
static void test_algorithmic(void **state)
{
    (void)state;
    assert_true(is_superlinear(2));
    assert_true(is_superlinear(1.35));
    assert_false(is_superlinear(1.25));
    check_words(&rule_superlinear_growth, "Algorithmic O(n^2)",
                "Hotspot grows super-linearly with input",
                "Redesign data structure");
    assert_ptr_equal(rule_superlinear_growth.info.category,
                     &playbook_corrective);
    assert_string_equal(rule_superlinear_growth.info.effort, "high");
}

/* A line that allocates so many blocks of 1 KiB, each sampled; none of it
 * shows in a CPU profile. */
static bool is_excess(int64_t blocks)
{
    struct world world;
    world_init(&world);
    struct evidence_side *sides[] = { world.base, world.head };
    for (size_t i = 0; i < 2; i++) {
        playbook_profiles(&world, sides[i], PROFILE_HEAP);
        for (size_t j = 0; j < PLAYBOOK_PROFILES; j++) {
            record_blocks(world_recording(sides[i], j), JOIN,
                          i == 0 ? 2000000 : blocks, 1024);
        }
    }
    diff_profiles(&world.analysis);
    join_allocations(&world.analysis);
    find_allocation_shifts(&world.analysis);
    judge_changes(&world.analysis);
    bool is_seen = playbook_warns(&world, &rule_allocation_grew);
    world_release(&world);
    return is_seen;
}

/* "Excess allocations | High alloc_space without flat CPU | Reuse buffers /
 * sync.Pool" */
static void test_excess_allocations(void **state)
{
    (void)state;
    assert_true(is_excess(4000000));
    assert_false(is_excess(2060000)); /* +3 % */
    check_words(&rule_allocation_grew, "Excess allocations",
                "High alloc_space without flat CPU",
                "Reuse buffers / sync.Pool");
    assert_ptr_equal(rule_allocation_grew.info.category, &playbook_preventive);
    assert_string_equal(rule_allocation_grew.info.effort, "low");
}

#define UNLOCK "sync.(*Mutex).Unlock /go/mutex.go:9 < "

static bool is_contended(int64_t delay)
{
    struct world world;
    world_init(&world);
    struct evidence_side *sides[] = { world.base, world.head };
    for (size_t i = 0; i < 2; i++) {
        playbook_profiles(&world, sides[i], PROFILE_MUTEX);
        for (size_t j = 0; j < PLAYBOOK_PROFILES; j++) {
            record(world_recording(sides[i], j), UNLOCK JOIN,
                   (i == 0 ? 100000 : delay) + (int64_t)j * 100);
        }
    }
    diff_profiles(&world.analysis);
    compare_contention(&world.analysis);
    judge_changes(&world.analysis);
    bool is_seen = playbook_warns(&world, &rule_lock_contention);
    world_release(&world);
    return is_seen;
}

/* "Lock contention | Mutex profile spikes | Shard lock / reduce critical
 * section" */
static void test_lock_contention(void **state)
{
    (void)state;
    assert_true(is_contended(300000));
    assert_false(is_contended(100200)); /* within what varies */
    check_words(&rule_lock_contention, "Lock contention",
                "Mutex profile spikes", "Shard lock / reduce critical section");
    assert_string_equal(rule_lock_contention.info.effort, "high");
}

#define WAIT "runtime.chanrecv1 /go/chan.go:1 < " JOIN

/* Head waits 2 ms an operation where base waited 1 ms; its CPU goes from 2 ms
 * to so many microseconds. */
static bool is_io_bound(int64_t cpu)
{
    enum { RUNS = 6, OPERATIONS = 10000 };
    struct world world;
    world_init(&world);
    struct evidence_side *sides[] = { world.base, world.head };
    for (size_t i = 0; i < 2; i++) {
        int64_t work = i == 0 ? 2000 : cpu, wait = i == 0 ? 1000 : 2000;
        for (int run = 0; run < RUNS; run++) {
            record(world_profile(&world, sides[i], PROFILE_CPU), JOIN,
                   work + run % 2);
        }
        for (int run = 0; run < RUNS; run++) {
            record(world_profile(&world, sides[i], PROFILE_BLOCK), WAIT,
                   (wait * 1000 + run) * OPERATIONS);
        }
        playbook_runs(&world, sides[i], "Join", 1000.0 * (double)(work + wait),
                      "ns/op");
        world_operations(sides[i], "BenchmarkJoin", OPERATIONS);
    }
    diff_profiles(&world.analysis);
    compare_operations(&world.analysis);
    compare_contention(&world.analysis);
    compare_benchmarks(&world.analysis);
    judge_changes(&world.analysis);
    bool is_seen = playbook_warns(&world, &rule_io_bound);
    world_release(&world);
    return is_seen;
}

/* "I/O Bound | Low CPU, high wall latency | Parallelize / pipeline" */
static void test_io_bound(void **state)
{
    (void)state;
    assert_true(is_io_bound(2000));
    assert_false(is_io_bound(3000)); /* it computes more, too */
    check_words(&rule_io_bound, "I/O Bound", "Low CPU, high wall latency",
                "Parallelize / pipeline");
    assert_ptr_equal(rule_io_bound.info.category, &playbook_strategic);
    assert_string_equal(rule_io_bound.info.effort, "high");
}

#define MARK \
    "runtime.gcDrain /go/mgc.go:1 < runtime.gcBgMarkWorker /go/mgc.go:2"

/* The collector takes so many samples beside 1000 of the benchmark. */
static bool is_gc_pressure(int64_t samples)
{
    struct world world;
    world_init(&world);
    struct evidence_side *sides[] = { world.base, world.head };
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < PLAYBOOK_PROFILES; j++) {
            struct recording *cpu =
                world_profile(&world, sides[i], PROFILE_CPU);
            record(cpu, JOIN, 1000);
            record(cpu, MARK, (i == 0 ? 100 : samples) + (int64_t)(j % 3));
        }
        world_operations(sides[i], "BenchmarkJoin", PLAYBOOK_OPERATIONS);
    }
    diff_profiles(&world.analysis);
    compare_collector(&world.analysis);
    judge_changes(&world.analysis);
    bool is_seen = playbook_warns(&world, &rule_gc_pressure);
    world_release(&world);
    return is_seen;
}

/* "GC Pressure | Frequent short GC cycles | Reduce transient allocations" */
static void test_gc_pressure(void **state)
{
    (void)state;
    assert_true(is_gc_pressure(200));
    assert_false(is_gc_pressure(110)); /* below 1 % of all CPU more */
    check_words(&rule_gc_pressure, "GC Pressure", "Frequent short GC cycles",
                "Reduce transient allocations");
    assert_string_equal(rule_gc_pressure.info.effort, "high");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_algorithmic),
        cmocka_unit_test(test_excess_allocations),
        cmocka_unit_test(test_lock_contention),
        cmocka_unit_test(test_io_bound),
        cmocka_unit_test(test_gc_pressure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
