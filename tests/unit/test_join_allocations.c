#include "core/analysis/allocations/join_allocations.h"

#include "core/analysis/profiles/diff_profiles.h"

#include "analysis_support.h"

#define BENCH  " < m/p.BenchmarkSum p/sum_test.go:5"
#define SOURCE "package p\n\tx := &T{}\n\tm[k] = v\n\tf()\n\tg()\n"

/* Head has p/sum.go and a heap profile in which every record is exact. */
static struct recording *begin(struct world *world)
{
    world_init(world);
    world_source(world, world->head, "p/sum.go", SOURCE);
    world_escape(world, world->head, "p/sum.go", 2, "&T{}");
    struct recording *heap = world_profile(world, world->head, PROFILE_HEAP);
    recorded_profile(heap)->period = 1;
    return heap;
}

static void run(struct world *world)
{
    diff_profiles(&world->analysis);
    join_allocations(&world->analysis);
}

static const struct cause *cause_at(const struct world *world, uint32_t line)
{
    return &world_site(world, "p/sum.go", line)->cause;
}

static void check_near(double actual, double expected)
{
    if (!(fabs(actual - expected) < 1e-9)) {
        fail_msg("%g, not %g", actual, expected);
    }
}

static void test_own_allocations(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    record_blocks(heap, "m/p.Sum p/sum.go:2" BENCH, 10, 64);
    record_blocks(heap, "m/p.Sum p/sum.go:3" BENCH, 10, 128);
    record_blocks(heap, "m/p.Sum p/sum.go:4" BENCH, 2, 320);
    run(&world);
    assert_int_equal(cause_at(&world, 2)->kind, CAUSE_ESCAPES);
    assert_string_equal(cause_at(&world, 2)->subject, "&T{}");
    assert_int_equal(cause_at(&world, 3)->kind, CAUSE_MAP_GROWTH);
    assert_int_equal(cause_at(&world, 4)->kind, CAUSE_UNKNOWN);
    const struct allocation_summary *summary =
        &world.comparison.allocation_summary;
    assert_true(summary->has_repository_bytes);
    check_near(summary->repository_bytes, 640 + 1280 + 640);
    check_near(summary->explained_share, 0.75);
    check_near(summary->callee_share, 0);
    check_near(summary->cause_bytes[CAUSE_MAP_GROWTH], 1280);
    check_near(world_site(&world, "p/sum.go", 3)->head_share, 0.5);
    world_release(&world);
}

/* By size class: what has no cause of its own is not explained by what has. */
static void test_parts(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    record_blocks(heap, "m/p.Sum p/sum.go:3" BENCH, 10, 128);
    record_blocks(heap, "m/p.Sum p/sum.go:4" BENCH, 10, 64);
    record_blocks(heap, "m/p.Sum p/sum.go:2" BENCH, 1, 320);
    record_blocks(heap, "m/p.Sum p/sum.go:2" BENCH, 10, 64);
    record_blocks(heap, "io.ReadAll /go/io.go:3 < m/p.Sum p/sum.go:2" BENCH, 10,
                  16);
    run(&world);
    const struct allocation_site *site = world_site(&world, "p/sum.go", 2);
    assert_int_equal(site->part_count, 3);
    assert_int_equal(site->parts[0].block_bytes, 64);
    check_near(site->parts[0].bytes, 640);
    assert_int_equal(site->parts[0].cause.kind, CAUSE_ESCAPES);
    assert_int_equal(site->parts[1].block_bytes, 320);
    assert_int_equal(site->parts[2].cause.kind, CAUSE_CALLEE);
    assert_string_equal(site->parts[2].cause.callee, "io.ReadAll");
    assert_int_equal(site->cause.kind, CAUSE_ESCAPES);
    world_release(&world);
}

/* A body from outside that was inlined is the line's own; a call is not, and
 * is named by the function that the line calls. */
static void test_callees(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    record_blocks(heap,
                  "strings.Clone /go/clone.go:7 ~ m/p.Sum p/sum.go:2" BENCH, 10,
                  64);
    record_blocks(heap,
                  "io.grow /go/io.go:9 < io.ReadAll /go/io.go:3 < "
                  "m/p.Sum p/sum.go:4" BENCH,
                  30, 64);
    run(&world);
    assert_int_equal(cause_at(&world, 2)->kind, CAUSE_ESCAPES);
    assert_int_equal(cause_at(&world, 4)->kind, CAUSE_CALLEE);
    assert_string_equal(cause_at(&world, 4)->callee, "io.ReadAll");
    check_near(world_site(&world, "p/sum.go", 4)->callee_share, 1);
    const struct allocation_summary *summary =
        &world.comparison.allocation_summary;
    check_near(summary->callee_share, 0.75);
    check_near(summary->explained_share, 1);
    check_near(summary->cause_bytes[CAUSE_CALLEE], 30 * 64);
    world_release(&world);
}

/* What an inlined body makes escapes by what its caller does with it. */
static void test_inlined_into_a_caller(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    struct location call = { "p/sum.go", 5, 7 };
    world_flow(&world, world.head, "&T{}", "return", call);
    world_escape(&world, world.head, "p/sum.go", 5, "x");
    world_escape(&world, world.head, "p/sum.go", 5, "&T{}");
    world_flow(&world, world.head, "g(t)", "call parameter", call);
    record_blocks(heap, "m/p.New p/sum.go:2 ~ m/p.Sum p/sum.go:5" BENCH, 10,
                  64);
    record_blocks(heap, "m/p.New p/sum.go:2 < m/p.Sum p/sum.go:4" BENCH, 9, 64);
    run(&world);
    assert_string_equal(
        cause_at(&world, 2)->text,
        "&T{} escapes to the heap by \"g(t)\" (call parameter)");
    assert_int_equal(cause_at(&world, 2)->diagnostic->location.line, 5);
    world_release(&world);
    heap = begin(&world);
    world_escape(&world, world.head, "p/sum.go", 5, "x");
    record_blocks(heap, "m/p.New p/sum.go:2 ~ m/p.Sum p/sum.go:5" BENCH, 10,
                  64);
    run(&world);
    assert_int_equal(cause_at(&world, 2)->diagnostic->location.line, 2);
    world_release(&world);
}

/* A value that its function gives to the heap itself needs no caller. */
static void test_escaping_within_a_body(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    struct location own = { "p/sum.go", 2, 7 }, call = { "p/sum.go", 5, 7 };
    world_flow_to(world.head, "{heap}");
    world_flow(&world, world.head, "keep(t)", "call parameter", own);
    world_escape(&world, world.head, "p/sum.go", 5, "&T{}");
    world_flow(&world, world.head, "keep(t)", "call parameter", call);
    record_blocks(heap, "m/p.New p/sum.go:2 ~ m/p.Sum p/sum.go:5" BENCH, 10,
                  64);
    run(&world);
    assert_int_equal(cause_at(&world, 2)->diagnostic->location.line, 2);
    world_release(&world);
}

/* One line: the cause is the greater part's. */
static void test_own_and_callee_on_a_line(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    record_blocks(heap, "m/p.Sum p/sum.go:2" BENCH, 6, 64);
    record_blocks(heap, "io.ReadAll /go/io.go:3 < m/p.Sum p/sum.go:2" BENCH, 4,
                  64);
    run(&world);
    assert_int_equal(cause_at(&world, 2)->kind, CAUSE_ESCAPES);
    check_near(world_site(&world, "p/sum.go", 2)->callee_share, 0.4);
    check_near(world.comparison.allocation_summary.callee_share, 0.4);
    world_release(&world);
}

/* A function and the literal on its line are two sites of one place. */
static void test_two_functions_on_a_line(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    record_blocks(heap, "m/p.Sum p/sum.go:2" BENCH, 10, 64);
    record_blocks(heap,
                  "io.ReadAll /go/io.go:3 < m/p.Sum.func1 p/sum.go:2" BENCH, 10,
                  64);
    run(&world);
    const struct allocation_site_list *sites = &world.comparison.allocations;
    assert_int_equal(sites->count, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct allocation_site *site = &sites->items[i];
        bool is_literal = strstr(site->function, "func1") != NULL;
        assert_int_equal(site->cause.kind,
                         is_literal ? CAUSE_CALLEE : CAUSE_ESCAPES);
        check_near(site->callee_share, is_literal);
    }
    check_near(world.comparison.allocation_summary.repository_bytes, 640);
    check_near(world.comparison.allocation_summary.callee_bytes, 640);
    world_release(&world);
}

/* Tests allocate much and are nobody's concern. */
static void test_tests_are_kept_apart(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    record_blocks(heap, "m/p.Sum p/sum.go:2" BENCH, 10, 64);
    record_blocks(heap, "m/p.BenchmarkSum p/sum_test.go:5", 90, 64);
    record_blocks(heap, "m/p.less p/sum_test.go:9 < m/p.Sum p/sum.go:4" BENCH,
                  5, 64);
    run(&world);
    assert_true(world_site(&world, "p/sum_test.go", 5)->is_test);
    /* What a test's function does for the code is the code's callee. */
    assert_int_equal(cause_at(&world, 4)->kind, CAUSE_CALLEE);
    check_near(world.comparison.allocation_summary.repository_bytes, 640);
    check_near(world.comparison.allocation_summary.callee_bytes, 320);
    world_release(&world);
}

/* Nothing to explain is neither 0 nor 100 %. */
static void test_nothing_to_explain(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    record_blocks(heap, "io.ReadAll /go/io.go:3 < main.main /go/main.go:1", 5,
                  64);
    run(&world);
    assert_int_equal(world.comparison.allocations.count, 0);
    assert_false(world.comparison.allocation_summary.has_repository_bytes);
    world_release(&world);
}

/* A line that is gone is explained by what base's compiler said. */
static void test_gone_line(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    record_blocks(heap, "m/p.Sum p/sum.go:2" BENCH, 1, 64);
    world_source(&world, world.base, "p/sum.go",
                 "package p\n\tx := &T{}\n\tch := make(chan int)\n");
    world_patch(&world, "--- a/p/sum.go\n"
                        "+++ b/p/sum.go\n"
                        "@@ -3,1 +2,0 @@\n"
                        "-\tch := make(chan int)\n");
    struct recording *base = world_profile(&world, world.base, PROFILE_HEAP);
    record_blocks(base, "m/p.Sum p/sum.go:3" BENCH, 10, 96);
    run(&world);
    const struct allocation_site *gone =
        world_find_site(&world, (struct location){ "p/sum.go", 3, 0 }, true);
    assert_non_null(gone);
    if (gone != NULL) {
        assert_int_equal(gone->cause.kind, CAUSE_CHANNEL);
        assert_int_equal(gone->base_bytes, 960);
        assert_int_equal(gone->head_bytes, 0);
    }
    check_near(world.comparison.allocation_summary.repository_bytes, 64);
    world_release(&world);
}

/* So is a line that moved, and allocates no more. */
static void test_line_that_stopped(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    record_blocks(heap, "m/p.Sum p/sum.go:2" BENCH, 1, 64);
    world_source(&world, world.base, "p/sum.go",
                 "package p\n\tx := &T{}\n\tch := make(chan int)\n");
    world_patch(&world, "--- a/p/sum.go\n"
                        "+++ b/p/sum.go\n"
                        "@@ -1,1 +1,2 @@\n"
                        " package p\n"
                        "+// A comment.\n");
    struct recording *base = world_profile(&world, world.base, PROFILE_HEAP);
    record_blocks(base, "m/p.Sum p/sum.go:3" BENCH, 10, 96);
    run(&world);
    assert_int_equal(cause_at(&world, 4)->kind, CAUSE_CHANNEL);
    assert_int_equal(world_site(&world, "p/sum.go", 4)->base.line, 3);
    world_release(&world);
}

/* The block size of most of the line's bytes decides among candidates. */
static void test_block_size(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    world_source(&world, world.head, "p/log.go",
                 "package p\n\tlog(n, make([]byte, size))\n");
    world_escape(&world, world.head, "p/log.go", 2, "n");
    world_escape(&world, world.head, "p/log.go", 2, "make([]byte, size)");
    record_blocks(heap, "m/p.Log p/log.go:2" BENCH, 100, 8);
    record_blocks(heap, "m/p.Log p/log.go:2" BENCH, 5, 4096);
    run(&world);
    assert_int_equal(world_site(&world, "p/log.go", 2)->cause.kind,
                     CAUSE_MAKE_UNKNOWN);
    world_release(&world);
}

/* The largest site of head first. */
static void test_order(void **state)
{
    (void)state;
    struct world world;
    struct recording *heap = begin(&world);
    record_blocks(heap, "m/p.Sum p/sum.go:3" BENCH, 1, 64);
    record_blocks(heap, "m/p.Sum p/sum.go:2" BENCH, 2, 64);
    record_blocks(heap, "m/p.Sum p/sum.go:4" BENCH, 1, 64);
    run(&world);
    const struct allocation_site *items = world.comparison.allocations.items;
    assert_int_equal(items[0].location.line, 2);
    assert_int_equal(items[1].location.line, 3);
    assert_int_equal(items[2].location.line, 4);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_allocations),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_callees),
        cmocka_unit_test(test_inlined_into_a_caller),
        cmocka_unit_test(test_escaping_within_a_body),
        cmocka_unit_test(test_own_and_callee_on_a_line),
        cmocka_unit_test(test_two_functions_on_a_line),
        cmocka_unit_test(test_tests_are_kept_apart),
        cmocka_unit_test(test_nothing_to_explain),
        cmocka_unit_test(test_gone_line),
        cmocka_unit_test(test_line_that_stopped),
        cmocka_unit_test(test_block_size),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
