#include <string.h>

#include "stats_support.h"

#include "formats/runtime/gctrace_line.h"

static struct gc_cycle parse(const char *line)
{
    struct gc_cycle cycle;
    if (gctrace_line_parse(span_of(line), &cycle) != GCTRACE_CYCLE) {
        fail_msg("not taken: %s", line);
    }
    return cycle;
}

static void test_go_1_26(void **state)
{
    (void)state;
    struct gc_cycle cycle =
        parse("gc 6 @0.304s 8%: 0.042+2.2+0.002 ms clock, 0.084+0/0.32/2.1+"
              "0.005 ms cpu, 6->7->5 MB, 9 MB goal, 1 MB stacks, 0 MB "
              "globals, 2 P (forced)");
    assert_int_equal(cycle.number, 6);
    assert_near(cycle.at_s, 0.304);
    assert_near(cycle.cpu_share, 0.08);
    assert_near(cycle.clock_ms[GC_SWEEP_TERMINATION], 0.042);
    assert_near(cycle.clock_ms[GC_MARK], 2.2);
    assert_near(cycle.clock_ms[GC_MARK_TERMINATION], 0.002);
    assert_near(cycle.cpu_ms[GC_WORK_SWEEP_TERMINATION], 0.084);
    assert_near(cycle.cpu_ms[GC_WORK_ASSIST], 0);
    assert_near(cycle.cpu_ms[GC_WORK_BACKGROUND], 0.32);
    assert_near(cycle.cpu_ms[GC_WORK_IDLE], 2.1);
    assert_near(cycle.cpu_ms[GC_WORK_MARK_TERMINATION], 0.005);
    assert_int_equal(cycle.start_mb, 6);
    assert_int_equal(cycle.end_mb, 7);
    assert_int_equal(cycle.live_mb, 5);
    assert_int_equal(cycle.goal_mb, 9);
    assert_int_equal(cycle.processors, 2);
    assert_true(cycle.is_forced);
}

/* Up to 1.17 the line ends after the goal. */
static void test_go_1_17(void **state)
{
    (void)state;
    struct gc_cycle cycle =
        parse("gc 12 @1.5s 2%: 0.026+0.46+0.002 ms clock, 0.10+0.53/0.21/"
              "0.07+0.009 ms cpu, 4->4->0 MB, 5 MB goal, 8 P");
    assert_int_equal(cycle.processors, 8);
    assert_int_equal(cycle.goal_mb, 5);
    assert_false(cycle.is_forced);
}

/* Up to 1.7 there were five phases. */
static void test_go_1_5(void **state)
{
    (void)state;
    struct gc_cycle cycle =
        parse("gc 1 @0.050s 4%: 0.1+0.2+0.3+0.4+0.5 ms clock, 1+2+3+4/5/6+7 "
              "ms cpu, 4->5->1 MB, 6 MB goal, 4 P");
    assert_near(cycle.clock_ms[GC_SWEEP_TERMINATION], 0.1);
    assert_near(cycle.clock_ms[GC_MARK], 0.9);
    assert_near(cycle.clock_ms[GC_MARK_TERMINATION], 0.5);
    assert_near(cycle.cpu_ms[GC_WORK_SWEEP_TERMINATION], 1);
    assert_near(cycle.cpu_ms[GC_WORK_ASSIST], 4);
    assert_near(cycle.cpu_ms[GC_WORK_BACKGROUND], 10);
    assert_near(cycle.cpu_ms[GC_WORK_IDLE], 6);
    assert_near(cycle.cpu_ms[GC_WORK_MARK_TERMINATION], 7);
}

#define REST                                                            \
    "%: 1+2+3 ms clock, 1+2/3/4+5 ms cpu, 1->2->3 MB, 4 MB goal, 0 MB " \
    "stacks, 0 MB globals, 2 P"

static void test_what_stands_around_it(void **state)
{
    (void)state;
    assert_int_equal(
        parse("gc 3 @1s 5% (checking for goroutine leaks): 1+2+3 ms clock, "
              "1+2/3/4+5 ms cpu, 1->2->3 MB, 4 MB goal, 2 P")
            .number,
        3);
    assert_int_equal(parse("BenchmarkJoin-8   \tgc 12 @3.25s 5" REST).number,
                     12);
    assert_int_equal(
        parse("2026-11-23T01:08:21Z the gc says: gc 7 @3s 5" REST).number, 7);
    assert_int_equal(parse("gc 8 @3s 5" REST "12345\t 100 ns/op").number, 8);
}

static void test_other_lines(void **state)
{
    (void)state;
    static const char *const others[] = {
        "",
        "gc ",
        "gc 5",
        "gc x @1s",
        "scav 0 KiB work (bg), 0 KiB work (eager), 900 KiB now, 80% util",
        "scvg0: inuse: 2, idle: 60, sys: 63, released: 60, consumed: 2 (MB)",
        "pacer: 25% CPU (25 exp.) for 1+2+3 B work (4 B exp.) in 5 B -> 6 B",
        "init runtime @0.097 ms, 0.045 ms clock, 0 bytes, 0 allocs",
        "BenchmarkJoin-8  \t 100\t 12 ns/op",
    };
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        struct gc_cycle cycle;
        assert_int_equal(gctrace_line_parse(span_of(others[i]), &cycle),
                         GCTRACE_NONE);
    }
}

static void test_damaged_lines(void **state)
{
    (void)state;
    static const char *const damaged[] = {
        "gc 0 @1s 5" REST,
        "gc 1 @",
        "gc 1 @1s",
        "gc 1 @-1s 5" REST,
        "gc 1 @1e9s 5" REST,
        "gc 1 @1.s 5" REST,
        "gc 1 @1.1234567890123s 5" REST,
        "gc 1 @99999999999999999999s 5" REST,
        "gc 99999999999999999999 @1s 5% gc 1 @x",
        "gc 1 @1s 5%: 1+2 ms clock, 1+2/3/4+5 ms cpu, 1->2->3 MB, 4 MB goal, "
        "2 P",
        "gc 1 @1s 5%: 1+2+3 ms clock, 1 ms cpu, 1->2->3 MB, 4 MB goal, 2 P",
        "gc 1 @1s 5%: 1+2+3 ms clock, 1+2/3+5 ms cpu, 1->2->3 MB, 4 MB goal, "
        "2 P",
        "gc 1 @1s 5%: 1+2+3 ms clock, 1+2/3/4+5 ms cpu, 1->2->3 MB, 4 MB "
        "goal, 0 MB",
        "gc 1 @1s 5%: 1+2+3 ms clock, 1+2/3/4+5 ms cpu, 1->2->3 MB, 4 MB "
        "goal, 9999999999 P",
        "gc 1 @1s 5% (never closed",
    };
    for (size_t i = 0; i < sizeof(damaged) / sizeof(damaged[0]); i++) {
        struct gc_cycle cycle;
        if (gctrace_line_parse(span_of(damaged[i]), &cycle) !=
            GCTRACE_DAMAGED) {
            fail_msg("not damaged: %s", damaged[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_go_1_26),
        cmocka_unit_test(test_go_1_17),
        cmocka_unit_test(test_go_1_5),
        cmocka_unit_test(test_what_stands_around_it),
        cmocka_unit_test(test_other_lines),
        cmocka_unit_test(test_damaged_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
