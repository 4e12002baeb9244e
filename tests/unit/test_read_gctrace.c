#include "reading_support.h"
#include "stats_support.h"

#define REST \
    "s 5%: 1+2+4 ms clock, 1+2/3/4+5 ms cpu, 1->2->3 MB, 4 MB goal, 2 P"

static void take_text(struct reading *reading, const char *text)
{
    assert_true(reading_take(reading, span_of(text)));
}

static const struct gc_trace *only_trace(const struct reading *reading)
{
    assert_int_equal(reading->evidence.head.gc_traces.count, 1);
    return &reading->evidence.head.gc_traces.items[0];
}

/* The sums were made apart with awk. */
static void test_one_process(void **state)
{
    struct reading *reading = *state;
    reading_take_file(reading, "gctrace/one.txt");
    const struct gc_trace *trace = only_trace(reading);
    assert_int_equal(trace->processes.count, 1);
    const struct gc_process *process = gc_trace_main(trace);
    assert_int_equal(process->cycle_count, 10);
    assert_int_equal(process->forced_count, 1);
    assert_int_equal(process->peak_mb, 11);
    assert_int_equal(process->last.live_mb, 6);
    assert_int_equal(process->last.processors, 2);
    assert_near(process->clock_ms[GC_SWEEP_TERMINATION], 28.465);
    assert_near(process->clock_ms[GC_MARK], 171.4);
    assert_near(process->cpu_ms[GC_WORK_ASSIST], 17.055);
    assert_near(process->last.cpu_share, 0.10);
    assert_near(gc_process_frequency(process), 9 / 0.622);
    assert_int_equal(reading->evidence.head.notices.count, 0);
}

/* go run: the go tool, the linker and the program, with inittrace between. */
static void test_processes_in_one_log(void **state)
{
    struct reading *reading = *state;
    reading_take_file(reading, "gctrace/mixed.txt");
    const struct gc_process_list *list = &only_trace(reading)->processes;
    assert_int_equal(list->count, 3);
    assert_int_equal(list->items[0].cycle_count, 12);
    assert_int_equal(list->items[1].cycle_count, 4);
    assert_int_equal(list->items[2].cycle_count, 13);
    assert_ptr_equal(gc_trace_main(only_trace(reading)), &list->items[2]);
}

static void test_processes_at_once(void **state)
{
    struct reading *reading = *state;
    take_text(reading, "gc 1 @0.1" REST "\ngc 1 @5" REST "\ngc 2 @0.2" REST
                       "\ngc 2 @6" REST "\ngc 3 @0.3" REST "\n");
    const struct gc_process_list *list = &only_trace(reading)->processes;
    assert_int_equal(list->count, 2);
    assert_int_equal(list->items[0].cycle_count, 3);
    assert_int_equal(list->items[1].cycle_count, 2);
    assert_near(list->items[1].clock_ms[GC_MARK_TERMINATION], 8);
}

/* Lines that were lost leave the process one; a log cut at its start does not
 * pretend that the cycles took no time. */
static void test_lost_lines(void **state)
{
    struct reading *reading = *state;
    take_text(reading, "gc 7 @10" REST "\ngc 8 @11" REST "\ngc 11 @14" REST
                       "\ngc 12 @15" REST " (forced)\n");
    const struct gc_process *process = gc_trace_main(only_trace(reading));
    assert_int_equal(process->cycle_count, 4);
    assert_int_equal(process->first.number, 7);
    assert_near(gc_process_frequency(process), 2.0 / 5);
}

static void test_one_cycle_has_no_frequency(void **state)
{
    struct reading *reading = *state;
    take_text(reading, "gc 9 @2" REST "\n");
    assert_true(
        isnan(gc_process_frequency(gc_trace_main(only_trace(reading)))));
}

static void test_damage_is_a_notice(void **state)
{
    struct reading *reading = *state;
    take_text(reading, "gc 1 @1" REST "\ngc 2 @\nhello\ngc 3 @3" REST "\n");
    assert_int_equal(gc_trace_main(only_trace(reading))->cycle_count, 2);
    assert_int_equal(reading->evidence.head.notices.count, 1);
    assert_int_equal(reading->evidence.head.notices.items[0].line, 2);
}

/* More processes than are looked through: each still has its first cycle. */
static void test_many_processes(void **state)
{
    struct reading *reading = *state;
    enum { MANY = 2000 };
    struct buffer text;
    buffer_init(&text);
    for (int i = 0; i < MANY; i++) {
        buffer_text(&text, "gc 1 @1" REST "\n");
    }
    buffer_text(&text, "gc 2 @2" REST "\n");
    take_text(reading, text.bytes);
    buffer_release(&text);
    const struct gc_process_list *list = &only_trace(reading)->processes;
    assert_int_equal(list->count, MANY);
    assert_int_equal(list->items[MANY - 1].cycle_count, 2);
}

static void test_what_is_recognised(void **state)
{
    (void)state;
    assert_ptr_equal(reader_for(span_of("hello\ngc 1 @1" REST "\n")),
                     &reader_gctrace);
    assert_ptr_equal(reader_for(span_of("gc 1 @1" REST "\nBenchmarkA-2 1 100 "
                                        "ns/op\n")),
                     &reader_benchmark);
    assert_int_equal(reader_gctrace.recognise(span_of("gc 1 @1\n")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_one_process),
        reading_test(test_processes_in_one_log),
        reading_test(test_processes_at_once),
        reading_test(test_lost_lines),
        reading_test(test_one_cycle_has_no_frequency),
        reading_test(test_damage_is_a_notice),
        reading_test(test_many_processes),
        reading_test(test_what_is_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
