#include "reading_support.h"

#include "formats/runtime/goroutine_text.h"

static void take_text(struct reading *reading, const char *text)
{
    assert_true(reading_take(reading, span_of(text)));
}

static const struct goroutine_dump *only_dump(const struct reading *reading)
{
    assert_int_equal(reading->evidence.head.goroutines.count, 1);
    return &reading->evidence.head.goroutines.items[0];
}

/* The entry whose function it is, outermost; one without goroutines when there
 * is none. */
static const struct goroutine_stack *stack_of(const struct goroutine_dump *dump,
                                              const char *function)
{
    static const struct goroutine_stack none = { .state = "(none)",
                                                 .labels = "(none)" };
    for (size_t i = 0; i < dump->stacks.count; i++) {
        const struct goroutine_stack *stack = &dump->stacks.items[i];
        uint32_t last = stack->frame_first + stack->frame_count - 1;
        if (strcmp(dump->frames.items[last].function, function) == 0) {
            return stack;
        }
    }
    return &none;
}

static void check_frame(const struct goroutine_dump *dump,
                        const struct goroutine_stack *stack, uint32_t index,
                        const char *function, uint32_t line)
{
    assert_true(index < stack->frame_count);
    const struct goroutine_frame *frame =
        &dump->frames.items[stack->frame_first + index];
    assert_string_equal(frame->function, function);
    assert_int_equal(frame->at.line, line);
}

/* Nine goroutines of one program, in both forms of text. */
static void test_debug_1(void **state)
{
    struct reading *reading = *state;
    reading_take_file(reading, "goroutines/debug1.txt");
    const struct goroutine_dump *dump = only_dump(reading);
    assert_int_equal(dump->stacks.count, 4);
    const struct goroutine_stack *receivers = stack_of(dump, "main.main.func1");
    assert_int_equal(receivers->count, 5);
    assert_string_equal(receivers->state, "");
    const struct goroutine_stack *lockers = stack_of(dump, "main.main.func3");
    assert_int_equal(lockers->count, 2);
    assert_int_equal(lockers->frame_count, 5);
    check_frame(dump, lockers, 0, "internal/sync.runtime_SemacquireMutex", 95);
    check_frame(dump, lockers, 1, "internal/sync.(*Mutex).lockSlow", 149);
    check_frame(dump, lockers, 4, "main.main.func3", 57);
    assert_string_equal(dump->frames.items[lockers->frame_first + 4].at.file,
                        "/src/rt/main.go");
}

static void test_debug_2(void **state)
{
    struct reading *reading = *state;
    reading_take_file(reading, "goroutines/debug2.txt");
    const struct goroutine_dump *dump = only_dump(reading);
    assert_int_equal(dump->stacks.count, 4);
    const struct goroutine_stack *receivers = stack_of(dump, "main.main.func1");
    assert_int_equal(receivers->count, 5);
    assert_string_equal(receivers->state, "chan receive");
    assert_string_equal(receivers->creator.function, "main.main");
    assert_int_equal(receivers->creator.at.line, 55);
    const struct goroutine_stack *sender = stack_of(dump, "main.main.func2");
    assert_int_equal(sender->count, 1);
    assert_string_equal(sender->state, "chan send (nil chan)");
    const struct goroutine_stack *lockers = stack_of(dump, "main.main.func3");
    assert_int_equal(lockers->count, 2);
    assert_string_equal(lockers->state, "sync.Mutex.Lock");
    check_frame(dump, lockers, 1, "internal/sync.(*Mutex).lockSlow", 149);
    check_frame(dump, lockers, 4, "main.main.func3", 57);
    assert_false(lockers->is_leaked);
}

static void test_leak_profile(void **state)
{
    struct reading *reading = *state;
    reading_take_file(reading, "goroutines/leak.debug1.txt");
    reading_take_file(reading, "goroutines/leak.debug2.txt");
    assert_int_equal(reading->evidence.head.goroutines.count, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct goroutine_dump *dump =
            &reading->evidence.head.goroutines.items[i];
        const struct goroutine_stack *stack = stack_of(dump, "main.main.func1");
        assert_int_equal(stack->count, 5);
        assert_true(stack->is_leaked);
        assert_string_equal(stack->state, i == 0 ? "" : "chan receive");
    }
    const struct goroutine_dump *dump =
        &reading->evidence.head.goroutines.items[1];
    assert_false(stack_of(dump, "main.main")->is_leaked);
}

static void test_minutes(void **state)
{
    struct reading *reading = *state;
    take_text(reading, "goroutine 7 [select, 3 minutes, locked to thread]:\n"
                       "p.Run(0x1)\n\t/p.go:9 +0x1\n\n"
                       "goroutine 8 [select]:\n"
                       "p.Run(0x2)\n\t/p.go:9 +0x1\n\n"
                       "goroutine 9 [select, 12 minutes]:\n"
                       "p.Run(0x3)\n\t/p.go:9 +0x1\n");
    const struct goroutine_stack *stack = stack_of(only_dump(reading), "p.Run");
    assert_int_equal(stack->count, 3);
    assert_int_equal(stack->waiting_count, 2);
    assert_int_equal(stack->longest_minutes, 12);
}

static void test_what_makes_goroutines_differ(void **state)
{
    struct reading *reading = *state;
    take_text(reading, "goroutine 1 [select]:\np.F()\n\t/p.go:9\n\n"
                       "goroutine 2 [IO wait]:\np.F()\n\t/p.go:9\n\n"
                       "goroutine 3 [select]:\np.F()\n\t/p.go:8\n\n"
                       "goroutine 4 [select]:\np.F()\n\t/q.go:9\n\n"
                       "goroutine 5 [select]:\np.G()\n\t/p.go:9\n\n"
                       "goroutine 6 [select]:\np.F()\n\t/p.go:9\n"
                       "created by p.Start in goroutine 1\n\t/p.go:2 +0x1\n\n"
                       "goroutine 7 [select labels:{\"a\": \"b\"}]:\n"
                       "p.F()\n\t/p.go:9\n\n"
                       "goroutine 8 [select (leaked)]:\np.F()\n\t/p.go:9\n\n"
                       "goroutine 9 [select]:\np.F()\n\t/p.go:9\n"
                       "p.H()\n\t/p.go:9\n");
    assert_int_equal(only_dump(reading)->stacks.count, 9);
}

/* A panic's traceback in the log of a test. */
static void test_traceback_in_a_log(void **state)
{
    struct reading *reading = *state;
    take_text(reading, "=== RUN TestX\npanic: test timed out after 1s\n\n"
                       "goroutine 17 gp=0xc000 m=3 mp=0xc001 [running]:\n"
                       "panic({0x1, 0x2})\n\t/go/panic.go:1 +0x1\n"
                       "x.TestX(0x1)\n\t/x_test.go:5 +0x2\n"
                       "...12 frames elided...\n"
                       "created by testing.(*T).Run in goroutine 1\n"
                       "\t/go/testing.go:9 +0x3\n"
                       "[originating from goroutine 1]:\n"
                       "x.Other(...)\n\t/x.go:1 +0x1\n\n"
                       "FAIL x 1.01s\nrax    0x0\n");
    const struct goroutine_dump *dump = only_dump(reading);
    assert_int_equal(dump->stacks.count, 1);
    const struct goroutine_stack *stack = &dump->stacks.items[0];
    assert_int_equal(stack->frame_count, 2);
    check_frame(dump, stack, 0, "panic", 1);
    check_frame(dump, stack, 1, "x.TestX", 5);
    assert_string_equal(stack->creator.function, "testing.(*T).Run");
}

static void test_labels_of_debug_1(void **state)
{
    struct reading *reading = *state;
    take_text(reading, "goroutine profile: total 3\n2 @ 0x1 0x2\n"
                       "# labels: {\"worker\":\"a b\"}\n"
                       "#\t0x0\n#\t0x1\tp.(*T[...]).F+0x1\t\tC:/p q.go:3\n\n"
                       "1 @ 0x1 0x2\n#\t0x1\tp.(*T[...]).F+0x1\tC:/p q.go:3\n");
    const struct goroutine_dump *dump = only_dump(reading);
    assert_int_equal(dump->stacks.count, 2);
    assert_string_equal(dump->stacks.items[0].labels, "{\"worker\":\"a b\"}");
    check_frame(dump, &dump->stacks.items[0], 0, "p.(*T[...]).F", 3);
    assert_string_equal(dump->frames.items[0].at.file, "C:/p q.go");
}

static void test_headers(void **state)
{
    (void)state;
    static const struct {
        const char *line, *state, *labels;
        uint32_t minutes;
        bool is_leaked;
    } cases[] = {
        { "goroutine 1 [running]:", "running", "", 0, false },
        { "goroutine 1 [chan receive (nil chan), 2 minutes]:",
          "chan receive (nil chan)", "", 2, false },
        { "goroutine 1 [chan receive (leaked)]:", "chan receive", "", 0, true },
        { "goroutine 1 [runnable (scan)]:", "runnable", "", 0, false },
        { "goroutine 1 [select (leaked) (scan), 1 minutes]:", "select", "", 1,
          true },
        { "goroutine 1 [sync.WaitGroup.Wait (durable), synctest bubble 4]:",
          "sync.WaitGroup.Wait", "", 0, false },
        { "goroutine 1 [select, 7 minutes labels:{\"a\": \"x, 9 minutes\"}]:",
          "select", "{\"a\": \"x, 9 minutes\"}", 7, false },
        { "goroutine 1 [select, 99999999999 minutes]:", "select", "",
          UINT32_MAX, false },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct goroutine_header header;
        assert_true(goroutine_header_parse(span_of(cases[i].line), &header));
        assert_true(span_equals(header.state, cases[i].state));
        assert_true(span_equals(header.labels, cases[i].labels));
        assert_int_equal(header.minutes, cases[i].minutes);
        assert_int_equal(header.is_leaked, cases[i].is_leaked);
    }
}

static void test_other_lines(void **state)
{
    (void)state;
    static const char *const others[] = {
        "",
        "goroutine",
        "goroutine x [running]:",
        "goroutine 1 running:",
        "goroutine 1 [running]",
        "goroutine stack",
        "goroutine profile: total 9 or so",
        "heap profile: total 9",
    };
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        assert_int_equal(reader_goroutines.recognise(span_of(others[i])), 0);
    }
    assert_ptr_equal(reader_for(span_of("\n\ngoroutine 1 [running]:\n")),
                     &reader_goroutines);
    assert_ptr_equal(reader_for(span_of("goroutine profile: total 0\n")),
                     &reader_goroutines);
    assert_ptr_equal(reader_for(span_of("BenchmarkA 1 2 ns/op\npanic: x\n\n"
                                        "goroutine 1 [running]:\n")),
                     &reader_benchmark);
}

/* An empty dump is no dump: nothing is known of the side. */
static void test_without_stacks(void **state)
{
    struct reading *reading = *state;
    take_text(reading, "goroutine profile: total 0\n");
    take_text(reading, "goroutine 1 [running]:\n\ngoroutine 2 [select]:\n");
    assert_int_equal(reading->evidence.head.goroutines.count, 0);
}

static void test_counts_that_overflow(void **state)
{
    struct reading *reading = *state;
    take_text(reading,
              "goroutine profile: total 1\n"
              "18446744073709551615 @ 0x1\n#\t0x1\tp.F+0x1\t/p.go:3\n\n"
              "9 @ 0x1\n#\t0x1\tp.F+0x1\t/p.go:3\n\n"
              "99999999999999999999 @ 0x1\n"
              "#\t0x1\tp.G+0x1\t/p.go:3\n");
    const struct goroutine_dump *dump = only_dump(reading);
    assert_true(stack_of(dump, "p.F")->count == UINT64_MAX);
    assert_int_equal(stack_of(dump, "p.G")->count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_debug_1),
        reading_test(test_debug_2),
        reading_test(test_leak_profile),
        reading_test(test_minutes),
        reading_test(test_what_makes_goroutines_differ),
        reading_test(test_traceback_in_a_log),
        reading_test(test_labels_of_debug_1),
        reading_test(test_headers),
        reading_test(test_other_lines),
        reading_test(test_without_stacks),
        reading_test(test_counts_that_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
