#include "goroutine_support.h"

#include "core/analysis/findings/attribute_change.h"

#define RUN                                                  \
    "example.com/m/p.(*Pool).run(0x1)\n\tp/pool.go:9 +0x2\n" \
    "created by example.com/m/p.New in goroutine 1\n\tp/pool.go:4 +0x1\n"

/* One entry a side; nothing where the count is 0. */
static void begin(struct world *world, int base, int head, const char *header)
{
    world_init(world);
    if (base > 0) {
        world_goroutines(world, world->base, base, "select", RUN);
    }
    world_goroutines(world, world->head, head, header, RUN);
    compare_goroutines(&world->analysis);
    world_apply(world, &rule_goroutine_leak);
}

static void test_ten_more_and_twice_as_many(void **state)
{
    (void)state;
    static const struct {
        int base, head;
        bool is_found;
    } cases[] = { { 10, 20, true }, { 10, 19, false },  { 5, 15, true },
                  { 5, 14, false }, { 100, 200, true }, { 100, 199, false },
                  { 30, 10, false } };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct world world;
        begin(&world, cases[i].base, cases[i].head, "select");
        assert_int_equal(world.report.findings.count, cases[i].is_found);
        world_release(&world);
    }
}

static void test_what_is_said(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 5, 60, "chan receive");
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->headline,
                        "p.(*Pool).run: 5 -> 60 goroutines stand here (chan "
                        "receive, created by p.New).");
    assert_int_equal(finding->state, FINDING_FACT);
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_string_equal(finding->location.file, "p/pool.go");
    assert_int_equal(finding->location.line, 9);
    assert_string_equal(finding->metric.name, "goroutines");
    assert_true(finding->metric.change.base == 5 &&
                finding->metric.change.head == 60);
    assert_int_equal(finding->stack.count, 1);
    assert_string_equal(finding->stack.items[0].function,
                        "example.com/m/p.(*Pool).run");
    world_release(&world);
}

/* In both sides as many, but now they wait for minutes. */
static void test_stuck(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 10, 10, "chan send, 7 minutes");
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->headline,
                        "p.(*Pool).run: 10 goroutines have waited here for up "
                        "to 7 minutes (chan send, created by p.New).");
    assert_int_equal(finding->level, LEVEL_WARNING);
    world_release(&world);
}

static void test_stuck_without_base_is_a_note(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 0, 10, "sync.Mutex.Lock, 1 minutes");
    assert_int_equal(world_finding(&world)->level, LEVEL_NOTE);
    assert_true(isnan(world_finding(&world)->metric.change.base));
    world_release(&world);
}

/* Fewer, or waiting for what may take its time. */
static void test_not_stuck(void **state)
{
    (void)state;
    static const char *const headers[] = {
        "IO wait, 9 minutes",
        "sleep, 9 minutes",
        "select (no cases), 9 minutes",
        "syscall, 9 minutes, locked to thread",
        "running",
        "select",
    };
    struct world world;
    for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
        begin(&world, 10, 10, headers[i]);
        world_is_silent(&world);
        world_release(&world);
    }
    begin(&world, 9, 9, "chan send, 7 minutes");
    world_is_silent(&world);
    world_release(&world);
}

/* Proved: one is enough, and as many as in base are none of this change. */
static void test_leaked(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 1, 1, "chan receive (leaked)");
    assert_string_equal(world_finding(&world)->headline,
                        "p.(*Pool).run: nothing can ever wake 1 goroutine that "
                        "waits here (chan receive, created by p.New).");
    world_release(&world);
    begin(&world, 1, 2, "chan receive (leaked)");
    assert_string_equal(world_finding(&world)->headline,
                        "p.(*Pool).run: nothing can ever wake 2 goroutines "
                        "that wait here (chan receive, created by p.New).");
    world_release(&world);
    world_init(&world);
    world_goroutines(&world, world.base, 2, "select (leaked)", RUN);
    world_goroutines(&world, world.head, 2, "select (leaked)", RUN);
    compare_goroutines(&world.analysis);
    world_apply(&world, &rule_goroutine_leak);
    world_is_silent(&world);
    world_release(&world);
}

static void test_without_base_nothing_has_grown(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 0, 500, "select");
    world_is_silent(&world);
    world_release(&world);
}

/* The channel lost its buffer: its line is changed, not that of the send. */
static void test_stands_where_the_function_changed(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/pool.go",
                 "package p\n\nfunc (p *Pool) run() {\n"
                 "\tdone := make(chan int)\n\tlog()\n"
                 "\tdone <- 1\n}\n");
    world_patch(&world, "--- a/p/pool.go\n+++ b/p/pool.go\n"
                        "@@ -3,4 +3,4 @@\n func (p *Pool) run() {\n"
                        "-\tdone := make(chan int, 1)\n"
                        "+\tdone := make(chan int)\n \tlog()\n"
                        " \tdone <- 1\n");
    world_goroutines(&world, world.base, 1, "chan send",
                     "example.com/m/p.(*Pool).run()\n\tp/pool.go:6\n");
    world_goroutines(&world, world.head, 50, "chan send",
                     "example.com/m/p.(*Pool).run()\n\tp/pool.go:6\n");
    compare_goroutines(&world.analysis);
    world_apply(&world, &rule_goroutine_leak);
    attribute_change(&world.analysis);
    const struct finding *finding = world_finding(&world);
    assert_int_equal(finding->location.line, 4);
    assert_int_equal(finding->seen.line, 6);
    assert_int_equal(finding->attribution, ATTRIBUTION_FUNCTION);
    world_release(&world);
}

/* Nowhere in the repository: it has no place, and none is made up. */
static void test_without_a_place(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_goroutines(&world, world.base, 1, "select",
                     "net/http.(*persistConn).writeLoop()\n\t/go/t.go:1\n");
    world_goroutines(&world, world.head, 90, "select",
                     "net/http.(*persistConn).writeLoop()\n\t/go/t.go:1\n");
    compare_goroutines(&world.analysis);
    world_apply(&world, &rule_goroutine_leak);
    attribute_change(&world.analysis);
    assert_null(world_finding(&world)->location.file);
    assert_int_equal(world_finding(&world)->location.line, 0);
    world_release(&world);
}

static void test_tests_are_left_out(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_goroutines(&world, world.base, 1, "select",
                     "example.com/m/p.TestX()\n\tp/x_test.go:9\n");
    world_goroutines(&world, world.head, 50, "select",
                     "example.com/m/p.TestX()\n\tp/x_test.go:9\n");
    compare_goroutines(&world.analysis);
    world_apply(&world, &rule_goroutine_leak);
    world_is_silent(&world);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ten_more_and_twice_as_many),
        cmocka_unit_test(test_what_is_said),
        cmocka_unit_test(test_stuck),
        cmocka_unit_test(test_stuck_without_base_is_a_note),
        cmocka_unit_test(test_not_stuck),
        cmocka_unit_test(test_leaked),
        cmocka_unit_test(test_without_base_nothing_has_grown),
        cmocka_unit_test(test_stands_where_the_function_changed),
        cmocka_unit_test(test_without_a_place),
        cmocka_unit_test(test_tests_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
