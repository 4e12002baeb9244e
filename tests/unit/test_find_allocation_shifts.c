#include "core/analysis/profiles/find_allocation_shifts.h"

#include "core/analysis/allocations/join_allocations.h"
#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/profiles/diff_profiles.h"

#include "analysis_support.h"

#define BENCH " < m/p.BenchmarkSum p/sum_test.go:5"
#define REST  "m/p.Rest p/rest.go:1" BENCH

/* Both sides have one heap profile of 100,000 operations. */
static void begin(struct world *world)
{
    world_init(world);
    world_source(world, world->head, "p/sum.go", "package p\n");
    world_profile(world, world->base, PROFILE_HEAP);
    world_profile(world, world->head, PROFILE_HEAP);
    world_operations(world->base, "BenchmarkSum", 100000);
    world_operations(world->head, "BenchmarkSum", 100000);
    record_blocks(world_recording(world->base, 0), REST, 2000000, 8192);
    record_blocks(world_recording(world->head, 0), REST, 2000000, 8192);
}

/* Kilobytes an operation of a function of p, in blocks of 8 KiB. */
static void allocate(struct world *world, struct evidence_side *side,
                     const char *function, uint32_t line, int64_t kilobytes)
{
    const char *stack =
        arena_printf(&world->arena, "m/p.%s p/sum.go:%u" BENCH, function, line);
    record_blocks(world_recording(side, 0), stack, kilobytes * 100000 / 8,
                  8192);
}

static void run(struct world *world)
{
    diff_profiles(&world->analysis);
    join_allocations(&world->analysis);
    find_allocation_shifts(&world->analysis);
    judge_changes(&world->analysis);
}

static int direction(const struct change *change)
{
    return change->is_up - change->is_down;
}

static const struct change *bytes_at(const struct world *world, uint32_t line)
{
    return &world_site(world, "p/sum.go", line)->bytes;
}

/* Line 22 made a map of the right size; now line 29 grows one: what the
 * function allocates more is the difference. */
static void test_statement_of_one_function(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    allocate(&world, world.base, "Sum", 22, 160);
    allocate(&world, world.head, "Sum", 29, 320);
    run(&world);
    const struct change *grown = bytes_at(&world, 29);
    assert_int_equal(direction(grown), 1);
    assert_true(fabs(grown->ratio - 2) < 1e-9);
    assert_true(fabs(grown->base_each - 160 * 1024) < 1e-6);
    assert_true(fabs(grown->head_each - 320 * 1024) < 1e-6);
    assert_string_equal(grown->moved_with, "line 22");
    assert_int_equal(direction(bytes_at(&world, 22)), 0);
    world_release(&world);
}

/* The same the other way round: an improvement is a difference, too. */
static void test_improvement_is_net(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    allocate(&world, world.base, "Sum", 29, 320);
    allocate(&world, world.head, "Sum", 22, 160);
    run(&world);
    assert_int_equal(direction(bytes_at(&world, 29)), -1);
    assert_true(fabs(bytes_at(&world, 29)->ratio - 0.5) < 1e-9);
    assert_int_equal(direction(bytes_at(&world, 22)), 0);
    world_release(&world);
}

static void test_moved_statement(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    allocate(&world, world.base, "Sum", 22, 160);
    allocate(&world, world.head, "Sum", 29, 160);
    run(&world);
    assert_int_equal(direction(bytes_at(&world, 22)), 0);
    assert_int_equal(direction(bytes_at(&world, 29)), 0);
    world_release(&world);
}

/* Several lines came for one that went: together they are one finding. What
 * grew beside them stands alone. */
static void test_several_lines(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    allocate(&world, world.base, "Sum", 22, 240);
    allocate(&world, world.head, "Sum", 25, 160);
    allocate(&world, world.head, "Sum", 26, 120);
    allocate(&world, world.base, "Sum", 27, 80);
    allocate(&world, world.head, "Sum", 27, 160);
    run(&world);
    const struct change *largest = bytes_at(&world, 25);
    assert_int_equal(direction(largest), 1);
    assert_true(fabs(largest->ratio - 280. / 240) < 1e-9);
    assert_int_equal(direction(bytes_at(&world, 26)), 0);
    const struct change *beside = bytes_at(&world, 27);
    assert_int_equal(direction(beside), 1);
    assert_true(fabs(beside->ratio - 2) < 1e-9 && beside->moved_with == NULL);
    world_release(&world);
}

/* A helper that was extracted allocates what its caller did. */
static void test_extracted_helper(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world_patch(&world, "--- a/p/sum.go\n"
                        "+++ b/p/sum.go\n"
                        "@@ -40,0 +40,1 @@\n"
                        "+func table() {\n");
    allocate(&world, world.base, "Sum", 22, 160);
    allocate(&world, world.head, "table p/sum.go:41 < m/p.Sum", 22, 160);
    run(&world);
    assert_int_equal(direction(bytes_at(&world, 41)), 0);
    assert_int_equal(direction(bytes_at(&world, 22)), 0);
    world_release(&world);
}

/* Two functions that have nothing to do with each other: the one that got
 * better does not hide the one that got worse. */
static void test_balance_is_no_move(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world.evidence->patch.is_present = true;
    allocate(&world, world.base, "Sum", 22, 160);
    allocate(&world, world.head, "Other", 52, 160);
    run(&world);
    assert_int_equal(direction(bytes_at(&world, 52)), 1);
    assert_int_equal(direction(bytes_at(&world, 22)), -1);
    world_release(&world);
}

/* Small objects share a block, which is charged to the first of them: when
 * that one is gone, the next in line has allocated nothing new. */
static void test_shared_blocks(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world.evidence->patch.is_present = true;
    for (int64_t size = 16; size <= 32; size += 16) {
        uint32_t line = size == 16 ? 60 : 70;
        const char *first =
            arena_printf(&world.arena, "m/p.First p/sum.go:%u" BENCH, line);
        const char *next =
            arena_printf(&world.arena, "m/p.Next p/sum.go:%u" BENCH, line + 1);
        record_blocks(world_recording(world.base, 0), first, 100000000, size);
        record_blocks(world_recording(world.head, 0), next, 50000000, size);
    }
    run(&world);
    assert_true(world_site(&world, "p/sum.go", 61)->shares_blocks);
    assert_int_equal(direction(bytes_at(&world, 61)), 0);
    assert_int_equal(direction(bytes_at(&world, 60)), -1);
    /* Larger ones do not. */
    assert_int_equal(direction(bytes_at(&world, 71)), 1);
    world_release(&world);
}

/* A line that the patch took away stands for base's. */
static void test_removed_line(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world_patch(&world, "--- a/p/sum.go\n"
                        "+++ b/p/sum.go\n"
                        "@@ -22,2 +22,1 @@\n"
                        "-\tmake()\n"
                        " \tgrow()\n");
    allocate(&world, world.base, "Sum", 22, 160);
    allocate(&world, world.base, "Sum", 23, 80);
    allocate(&world, world.head, "Sum", 22, 400);
    run(&world);
    const struct change *grown = bytes_at(&world, 22);
    assert_int_equal(direction(grown), 1);
    assert_true(fabs(grown->ratio - 400. / 240) < 1e-9);
    assert_string_equal(grown->moved_with, "line 22 of base");
    world_release(&world);
}

/* What changed by less than matters takes no part. */
static void test_small_changes_do_not_mix(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    allocate(&world, world.base, "Sum", 22, 8);
    allocate(&world, world.head, "Sum", 29, 320);
    run(&world);
    assert_true(bytes_at(&world, 29)->base == 0);
    assert_null(bytes_at(&world, 29)->moved_with);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statement_of_one_function),
        cmocka_unit_test(test_improvement_is_net),
        cmocka_unit_test(test_moved_statement),
        cmocka_unit_test(test_several_lines),
        cmocka_unit_test(test_extracted_helper),
        cmocka_unit_test(test_balance_is_no_move),
        cmocka_unit_test(test_shared_blocks),
        cmocka_unit_test(test_removed_line),
        cmocka_unit_test(test_small_changes_do_not_mix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
