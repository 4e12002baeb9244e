#include "goroutine_support.h"

#define WAIT                                        \
    "runtime.gopark()\n\t/go/proc.go:1 +0x1\n"      \
    "sync.(*Mutex).Lock(...)\n\t/go/mutex.go:46\n"  \
    "example.com/m/p.(*Pool[...]).run.func2(0x1)\n" \
    "\tp/pool.go:9 +0x2\n"                          \
    "runtime.goexit()\n\t/go/asm.s:1 +0x1\n"
#define CREATED                                       \
    "created by example.com/m/p.New in goroutine 1\n" \
    "\tp/pool.go:4 +0x1\n"

static const struct goroutine_site *only_site(struct world *world)
{
    static const struct goroutine_site none = { .function = "(none)",
                                                .state = "(none)" };
    compare_goroutines(&world->analysis);
    const struct goroutine_site_list *list = &world->comparison.goroutines;
    if (list->count != 1) {
        fail_msg("%zu sites", list->count);
        return &none;
    }
    return &list->items[0];
}

static void test_one_stack(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_goroutines(&world, world.base, 2, "sync.Mutex.Lock", WAIT CREATED);
    world_goroutines(&world, world.head, 5, "sync.Mutex.Lock, 3 minutes",
                     WAIT CREATED);
    const struct goroutine_site *site = only_site(&world);
    assert_string_equal(site->function,
                        "example.com/m/p.(*Pool[...]).run.func2");
    assert_string_equal(site->location.file, "p/pool.go");
    assert_int_equal(site->location.line, 9);
    assert_string_equal(site->state, "sync.Mutex.Lock");
    assert_string_equal(site->creator, "example.com/m/p.New");
    assert_true(site->base == 2 && site->head == 5);
    assert_int_equal(site->base_waiting, 0);
    assert_int_equal(site->head_waiting, 5);
    assert_int_equal(site->head_minutes, 3);
    assert_int_equal(site->frame_count, 4);
    assert_true(world.comparison.has_base_goroutines);
    world_release(&world);
}

/* debug=2 of base, a profile of head: the same stack, whose closure has
 * another number, whose type arguments are told and whose line has moved. */
static void test_forms_are_compared_alike(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_goroutines(&world, world.base, 2, "sync.Mutex.Lock", WAIT CREATED);
    struct recording *head =
        world_goroutine_profile(&world, world.head, "goroutine");
    record(head,
           "runtime.gopark /go/proc.go:1 < runtime.semacquire1 /go/sema.go:2 < "
           "sync.(*Mutex).Lock /go/mutex.go:46 < "
           "example.com/m/p.(*Pool[go.shape.int]).run.func3 p/pool.go:12 < "
           "runtime.goexit /go/asm.s:1",
           7);
    const struct goroutine_site *site = only_site(&world);
    assert_true(site->base == 2 && site->head == 7);
    assert_int_equal(site->location.line, 12);
    assert_string_equal(site->state, "");
    world_release(&world);
}

static void test_debug_1(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_dump(&world, world.head,
               "goroutine profile: total 3\n3 @ 0x1\n"
               "#\t0x1\tsync.(*Mutex).Lock+0x1\t/go/mutex.go:46\n"
               "#\t0x2\texample.com/m/p.(*Pool[...]).run.func2+0x2\t"
               "p/pool.go:9\n");
    world_goroutines(&world, world.base, 1, "sync.Mutex.Lock", WAIT);
    const struct goroutine_site *site = only_site(&world);
    assert_true(site->base == 1 && site->head == 3);
    world_release(&world);
}

static void test_median_of_dumps(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_goroutines(&world, world.head, 4, "select", WAIT);
    world_goroutines(&world, world.head, 90, "select", WAIT);
    world_goroutines(&world, world.head, 6, "select", WAIT);
    const struct goroutine_site *site = only_site(&world);
    assert_true(site->head == 6 && site->base == 0);
    assert_false(world.comparison.has_base_goroutines);
    world_release(&world);
}

/* A profile of leaks proves; it does not count what runs. */
static void test_leaks(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_goroutines(&world, world.head, 4, "select", WAIT);
    struct recording *leaks =
        world_goroutine_profile(&world, world.head, "goroutineleak");
    record(leaks,
           "sync.(*Mutex).Lock /go/mutex.go:46 < "
           "example.com/m/p.(*Pool[...]).run.func2 p/pool.go:9",
           3);
    const struct goroutine_site *site = only_site(&world);
    assert_true(site->head == 4);
    assert_int_equal(site->head_leaked, 3);
    assert_int_equal(site->base_leaked, 0);
    world_release(&world);
}

static void test_places(void **state)
{
    (void)state;
    static const struct {
        const char *traceback, *function, *file;
    } cases[] = {
        { "net/http.(*persistConn).readLoop()\n\t/go/transport.go:1\n"
          "created by example.com/m/p.Get in goroutine 1\n\tp/get.go:3\n",
          "net/http.(*persistConn).readLoop", "p/get.go" },
        { "net/http.(*persistConn).readLoop()\n\t/go/transport.go:1\n"
          "created by net/http.(*Transport).dial in goroutine 1\n\t/go/t.go:3\n",
          "net/http.(*persistConn).readLoop", NULL },
        { "example.com/m/p.TestRun()\n\tp/run_test.go:1\n"
          "example.com/m/p.Run()\n\tp/run.go:2\n",
          "example.com/m/p.Run", "p/run.go" },
        { "sync.Wait()\n\t/go/sync.go:1\n"
          "example.com/m/p.TestRun()\n\tp/run_test.go:1\n",
          "example.com/m/p.TestRun", "p/run_test.go" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct world world;
        world_init(&world);
        world_goroutines(&world, world.head, 1, "select", cases[i].traceback);
        const struct goroutine_site *site = only_site(&world);
        assert_string_equal(site->function, cases[i].function);
        assert_int_equal(text_compare(site->location.file, cases[i].file), 0);
        assert_int_equal(site->is_test, i == 3);
        world_release(&world);
    }
}

/* All of the runtime's own are left out. */
static void test_the_runtime_s_own(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_goroutines(&world, world.head, 9, "GC worker (idle)",
                     "runtime.gopark()\n\t/go/proc.go:1\n"
                     "runtime.gcBgMarkWorker()\n\t/go/mgc.go:1\n");
    compare_goroutines(&world.analysis);
    assert_int_equal(world.comparison.goroutines.count, 0);
    world_release(&world);
}

#define OLD "example.com/m/p.old()\n\tp/pool.go:1\n"
#define NEW "example.com/m/p.renamed()\n\tp/pool.go:1\n"

/* A stack that is gone hands its goroutines to a new one of its package. */
static void test_renamed(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_goroutines(&world, world.base, 40, "select, 2 minutes", OLD);
    world_goroutines(&world, world.head, 45, "select, 2 minutes", NEW);
    compare_goroutines(&world.analysis);
    const struct goroutine_site_list *list = &world.comparison.goroutines;
    assert_int_equal(list->count, 2);
    assert_string_equal(list->items[0].function, "example.com/m/p.renamed");
    assert_true(list->items[0].base == 40 && list->items[0].head == 45);
    assert_int_equal(list->items[0].base_waiting, 40);
    world_release(&world);
}

static void test_another_package_is_no_rename(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_goroutines(&world, world.base, 40, "select", OLD);
    world_goroutines(&world, world.head, 45, "select",
                     "example.com/m/q.other()\n\tq/pool.go:1\n");
    compare_goroutines(&world.analysis);
    const struct goroutine_site_list *list = &world.comparison.goroutines;
    assert_string_equal(list->items[0].function, "example.com/m/q.other");
    assert_true(list->items[0].base == 0 && list->items[0].head == 45);
    world_release(&world);
}

static void test_without_head(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_goroutines(&world, world.base, 40, "select", OLD);
    compare_goroutines(&world.analysis);
    assert_int_equal(world.comparison.goroutines.count, 0);
    assert_true(world.comparison.has_base_goroutines);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_stack),
        cmocka_unit_test(test_forms_are_compared_alike),
        cmocka_unit_test(test_debug_1),
        cmocka_unit_test(test_median_of_dumps),
        cmocka_unit_test(test_leaks),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_the_runtime_s_own),
        cmocka_unit_test(test_renamed),
        cmocka_unit_test(test_another_package_is_no_rename),
        cmocka_unit_test(test_without_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
