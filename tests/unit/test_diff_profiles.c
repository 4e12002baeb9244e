#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/profiles/diff_profiles.h"

#include "analysis_support.h"

#define BENCH "m/p.BenchmarkJoin p/join_test.go:5"
#define JOIN  "m/p.Join p/join.go:9"
#define FIND  "m/p.find p/join.go:3"
#define SORT  "sort.Slice /go/sort.go:1"

static const struct profile_diff *cpu_diff(const struct world *world)
{
    return comparison_profile(&world->comparison, PROFILE_CPU, "cpu");
}

static struct profile_row *row(const struct world *world, const char *function)
{
    return world_function(world, PROFILE_CPU, "cpu", function);
}

/* Both sides record the stack; every operation is one of 1000. */
static void both(struct world *world, const char *stack, int64_t base,
                 int64_t head)
{
    struct evidence_side *sides[] = { world->base, world->head };
    int64_t amounts[] = { base, head };
    for (size_t i = 0; i < 2; i++) {
        if (sides[i]->profiles.count == 0) {
            world_profile(world, sides[i], PROFILE_CPU);
            world_operations(sides[i], "BenchmarkJoin", 1000);
        }
        struct recording *cpu = world_recording(sides[i], 0);
        if (amounts[i] > 0) {
            record(cpu, stack, amounts[i]);
        }
    }
}

static void test_flat_cum_and_own(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    both(&world, SORT " < " FIND " ~ " JOIN " < " BENCH, 30, 30);
    both(&world, JOIN " < " BENCH, 50, 50);
    both(&world, BENCH, 20, 20);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    const struct profile_row *join = row(&world, "m/p.Join");
    assert_int_equal(join->base_flat, 50 * 10000000LL);
    assert_int_equal(join->head_cum, 80 * 10000000LL);
    assert_true(join->head_share == 0.5 && join->head_cum_share == 0.8);
    assert_true(join->own.head_share == 0.5);
    /* What it calls outside the repository is find's own. */
    const struct profile_row *find = row(&world, "m/p.find");
    assert_true(find->head_share == 0 && find->own.head_share == 0.3);
    const struct profile_row *sort = row(&world, "sort.Slice");
    assert_true(sort->head_share == 0.3 && sort->own.head_share == 0);
    assert_false(sort->in_source);
    assert_true(row(&world, "m/p.BenchmarkJoin")->is_test);
    assert_true(row(&world, "m/p.BenchmarkJoin")->base_cum_share == 1);
    assert_int_equal(cpu_diff(&world)->head_total, 100 * 10000000LL);
    world_release(&world);
}

static void test_recursion_counts_once(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    both(&world, FIND " < " JOIN " < " FIND " < " JOIN " < " BENCH, 40, 40);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_int_equal(row(&world, "m/p.Join")->head_cum, 40 * 10000000LL);
    assert_int_equal(row(&world, "m/p.find")->head_cum, 40 * 10000000LL);
    assert_int_equal(row(&world, "m/p.find")->head_flat, 40 * 10000000LL);
    const struct profile_row_list *lines = &cpu_diff(&world)->lines;
    for (size_t i = 0; i < lines->count; i++) {
        assert_int_equal(lines->items[i].head_cum, 40 * 10000000LL);
    }
    world_release(&world);
}

/* Twice the operations and twice the samples: nothing changed. */
static void test_cost_is_per_operation(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    both(&world, JOIN " < " BENCH, 500, 1000);
    both(&world, FIND " < " JOIN " < " BENCH, 500, 2000);
    world.head->operations.items[0].count = 2000;
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    const struct profile_row *join = row(&world, "m/p.Join");
    assert_true(cpu_diff(&world)->is_per_operation);
    assert_true(fabs(join->own.ratio - 1) < 1e-9);
    assert_false(join->own.is_up || join->own.is_down);
    assert_true(fabs(join->own.base_each - 5e6) < 1e-3);
    assert_true(fabs(join->own.head_each - 5e6) < 1e-3);
    const struct profile_row *find = row(&world, "m/p.find");
    assert_true(fabs(find->own.ratio - 2) < 1e-9 && find->own.is_up);
    assert_true(find->own.low > 1.5 && find->own.high < 2.5);
    assert_string_equal(find->benchmark, "BenchmarkJoin");
    world_release(&world);
}

/* Without operations all that is known is shares. */
static void test_unknown_operations(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    both(&world, JOIN " < " BENCH, 500, 500);
    both(&world, FIND " < " JOIN " < " BENCH, 500, 1500);
    world.base->operations.count = 0;
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_false(cpu_diff(&world)->is_per_operation);
    assert_true(fabs(row(&world, "m/p.Join")->own.ratio - 0.5) < 1e-9);
    assert_true(fabs(row(&world, "m/p.find")->own.ratio - 1.5) < 1e-9);
    assert_true(isnan(row(&world, "m/p.find")->own.head_each));
    world_release(&world);
}

/* Benchmarks are scaled each by its own operations. */
static void test_several_benchmarks(void **state)
{
    (void)state;
    static const char other[] = "m/p.Other p/other.go:4 < "
                                "m/p.BenchmarkOther.func1 p/join_test.go:30 < "
                                "testing.(*B).RunParallel.func1 /go/b.go:7";
    struct world world;
    world_init(&world);
    both(&world, FIND " < " JOIN " < " BENCH, 500, 500);
    both(&world, other, 500, 5000);
    world_operations(world.base, "BenchmarkOther", 10);
    world_operations(world.head, "BenchmarkOther", 100);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_true(fabs(row(&world, "m/p.find")->own.ratio - 1) < 1e-9);
    assert_true(fabs(row(&world, "m/p.Other")->own.ratio - 1) < 1e-9);
    assert_string_equal(row(&world, "m/p.Other")->benchmark, "BenchmarkOther");
    world_release(&world);
}

/* A machine that slowed down slows all functions: that is divided out. */
static void test_common_shift(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    for (int i = 0; i < 12; i++) {
        const char *stack =
            arena_printf(&world.arena, "m/p.F%d p/f.go:%d < " BENCH, i, i + 1);
        both(&world, stack, 1000, i == 3 ? 1950 : 1300);
    }
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_true(fabs(cpu_diff(&world)->common_shift - 1.3) < 1e-9);
    for (int i = 0; i < 12; i++) {
        const struct profile_row *f =
            row(&world, arena_printf(&world.arena, "m/p.F%d", i));
        assert_true(fabs(f->own.ratio - (i == 3 ? 1.5 : 1)) < 1e-9);
        assert_true(f->own.is_up == (i == 3));
        assert_false(f->own.is_down);
    }
    world_release(&world);
}

/* Two runs of a machine may differ by a third, not threefold: without a patch
 * that says what else it was, so much is the code's. */
static void test_no_common_shift_of_a_machine(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    for (int i = 0; i < 12; i++) {
        const char *stack =
            arena_printf(&world.arena, "m/p.F%d p/f.go:%d < " BENCH, i, i + 1);
        both(&world, stack, 1000, 3000);
    }
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_true(cpu_diff(&world)->common_shift == 1);
    assert_true(row(&world, "m/p.F5")->own.is_up);
    world_release(&world);
}

static const char join_source[] = "package p\n"
                                  "\n"
                                  "func find() int { return 1 }\n"
                                  "\n"
                                  "func Serve() int { return Join() }\n"
                                  "\n"
                                  "\n"
                                  "func Join() int {\n"
                                  "\treturn find() + find()\n"
                                  "}\n";

/* The patch changes Join and nothing else. */
static void patch_join(struct world *world)
{
    world_source(world, world->head, "p/join.go", join_source);
    world_patch(world, "--- a/p/join.go\n"
                       "+++ b/p/join.go\n"
                       "@@ -9,1 +9,1 @@\n"
                       "-\treturn find()\n"
                       "+\treturn find() + find()\n");
}

/* All that the only benchmark runs is called by what changed: no machine
 * slowed. */
static void test_shift_below_the_patch(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    patch_join(&world);
    for (int i = 0; i < 12; i++) {
        const char *stack = arena_printf(
            &world.arena, "m/p.F%d p/f.go:%d < " JOIN " < " BENCH, i, i + 1);
        both(&world, stack, 1000, 2000);
    }
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_true(cpu_diff(&world)->common_shift == 1);
    assert_true(row(&world, "m/p.F5")->own.is_up);
    world_release(&world);
}

/* Code that the patch leaves alone tells how fast the machine was. */
static void test_shift_beside_the_patch(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    patch_join(&world);
    for (int i = 0; i < 12; i++) {
        const char *stack =
            arena_printf(&world.arena, "m/p.F%d p/f.go:%d < " BENCH, i, i + 1);
        both(&world, stack, 1000, 1800);
    }
    both(&world, JOIN " < " BENCH, 5000, 15000);
    both(&world, FIND " < " JOIN " < " BENCH, 5000, 9000);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_true(fabs(cpu_diff(&world)->common_shift - 1.8) < 1e-9);
    assert_true(row(&world, "m/p.Join")->own.is_up);
    assert_false(row(&world, "m/p.find")->own.is_up);
    assert_false(row(&world, "m/p.F5")->own.is_up);
    world_release(&world);
}

/* Fewer allocations make most functions of a profile cheaper, the runtime's:
 * that does not make the others dearer. */
static void check_only_improves(bool has_patch)
{
    struct world world;
    world_init(&world);
    if (has_patch) {
        patch_join(&world);
    }
    for (int i = 0; i < 30; i++) {
        const char *stack = arena_printf(
            &world.arena, "runtime.r%d /go/runtime/r.go:%d < " JOIN " < " BENCH,
            i, i + 1);
        both(&world, stack, 1000, 300);
    }
    for (int i = 0; i < 6; i++) {
        const char *stack =
            arena_printf(&world.arena, "m/p.F%d p/f.go:%d < " BENCH, i, i + 1);
        both(&world, stack, 1000, 1000);
    }
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    const struct profile_row_list *rows = &cpu_diff(&world)->functions;
    for (size_t i = 0; i < rows->count; i++) {
        assert_false(rows->items[i].own.is_up);
        assert_false(rows->items[i].flat.is_up);
    }
    assert_true(row(&world, "m/p.Join")->own.is_down);
    world_release(&world);
}

static void test_patch_that_only_improves(void **state)
{
    (void)state;
    check_only_improves(true);
    check_only_improves(false);
}

/* Goroutines that the code started stand under no benchmark. They compare
 * where the runs do. */
static void check_unassigned(double other_operations, bool is_up)
{
    static const char worker[] = "m/p.work p/pool.go:4 < m/p.run p/pool.go:9";
    struct world world;
    world_init(&world);
    both(&world, JOIN " < " BENCH, 1000, 2000);
    both(&world, "m/p.Other p/o.go:1 < m/p.BenchmarkOther p/o_test.go:3", 1000,
         2000);
    both(&world, worker, 1000, 4000);
    both(&world, "runtime.gcBgMarkWorker /go/mgc.go:1", 1000, 2000);
    world.head->operations.items[0].count = 2000;
    world_operations(world.base, "BenchmarkOther", 500);
    world_operations(world.head, "BenchmarkOther", other_operations);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    const struct profile_row *work = row(&world, "m/p.work");
    assert_true(work->own.is_up == is_up);
    assert_string_equal(work->benchmark, "");
    assert_true(isnan(work->own.head_each));
    assert_false(row(&world, "m/p.Join")->own.is_up);
    world_release(&world);
}

static void test_unassigned_group(void **state)
{
    (void)state;
    check_unassigned(1000, true);
    check_unassigned(3000, false);
}

/* What a side's replicates differ by is noise that a difference must exceed. */
static void check_replicates(const int64_t *base, const int64_t *head,
                             bool is_up)
{
    struct world world;
    world_init(&world);
    for (size_t i = 0; i < 5; i++) {
        struct recording *cpu = world_profile(&world, world.base, PROFILE_CPU);
        record(cpu, JOIN " < " BENCH, base[i]);
        cpu = world_profile(&world, world.head, PROFILE_CPU);
        record(cpu, JOIN " < " BENCH, head[i]);
    }
    world_operations(world.base, "BenchmarkJoin", 1000);
    world_operations(world.head, "BenchmarkJoin", 1000);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_int_equal(cpu_diff(&world)->base_profiles, 5);
    assert_true(row(&world, "m/p.Join")->own.is_up == is_up);
    world_release(&world);
}

static void test_replicates(void **state)
{
    (void)state;
    const int64_t calm[] = { 1000, 1010, 990, 1005, 995 };
    const int64_t calm_twice[] = { 2000, 2010, 1990, 2005, 1995 };
    const int64_t wild[] = { 300, 2500, 700, 200, 1300 };
    const int64_t wild_twice[] = { 600, 5000, 1400, 400, 2600 };
    check_replicates(calm, calm_twice, true);
    check_replicates(wild, wild_twice, false);
    check_replicates(calm, calm, false);
}

/* A single run may differ by 3 % from the next, whatever its samples say. */
static void test_run_to_run_deviation(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    both(&world, JOIN " < " BENCH, 1000000, 1060000);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_false(row(&world, "m/p.Join")->own.is_up);
    world_release(&world);
    world_init(&world);
    both(&world, JOIN " < " BENCH, 1000000, 1200000);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_true(row(&world, "m/p.Join")->own.is_up);
    world_release(&world);
}

/* Up is 5 % and more of itself and 1 % and more of the whole. */
static void test_least_growth(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    both(&world, JOIN " < " BENCH, 9000000, 9000000);
    both(&world, FIND " < " BENCH, 50000, 130000);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_false(row(&world, "m/p.find")->own.is_up); /* 0.9 % */
    world_release(&world);
    world_init(&world);
    both(&world, JOIN " < " BENCH, 9000000, 9000000);
    both(&world, FIND " < " BENCH, 50000, 150000);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    assert_true(row(&world, "m/p.find")->own.is_up);
    world_release(&world);
}

/* One side alone is shown and judged by nothing. */
static void test_missing_base(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    record(world_profile(&world, world.head, PROFILE_CPU), JOIN " < " BENCH,
           500);
    world_operations(world.head, "BenchmarkJoin", 1000);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    const struct profile_row *join = row(&world, "m/p.Join");
    assert_false(cpu_diff(&world)->has_base);
    assert_false(join->own.is_up || join->flat.is_up || join->cum.is_up);
    assert_true(isnan(join->own.p));
    assert_true(join->head_share == 1);
    assert_null(world.analysis.tallies[PROFILE_HEAP]);
    world_release(&world);
}

/* A moved line of base is compared with the line it became. */
static void test_lines_follow_the_patch(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/join.go", "package p\n");
    world_patch(&world, "--- a/p/join.go\n"
                        "+++ b/p/join.go\n"
                        "@@ -1,3 +1,4 @@\n"
                        " package p\n"
                        "+// more\n"
                        " \n"
                        "-// gone\n"
                        "+// other\n"
                        "@@ -20,2 +21,1 @@\n"
                        "-\ta()\n"
                        " \tb()\n");
    world_profile(&world, world.base, PROFILE_CPU);
    world_profile(&world, world.head, PROFILE_CPU);
    record(world_recording(world.base, 0), "m/p.Join p/join.go:9", 10);
    record(world_recording(world.base, 0), "m/p.Join p/join.go:20", 5);
    record(world_recording(world.head, 0), "m/p.Join p/join.go:10", 20);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    const struct profile_row_list *lines = &cpu_diff(&world)->lines;
    assert_int_equal(lines->count, 2);
    bool is_first_only_base = lines->items[0].is_only_base;
    const struct profile_row *moved = &lines->items[is_first_only_base];
    const struct profile_row *gone = &lines->items[!is_first_only_base];
    assert_int_equal(moved->location.line, 10);
    assert_int_equal(moved->base_flat, 10 * 10000000LL);
    assert_int_equal(moved->head_flat, 20 * 10000000LL);
    assert_true(gone->is_only_base);
    assert_int_equal(gone->location.line, 20);
    world_release(&world);
}

/* A heap profile's value types each have a diff; inuse has none. */
static void test_heap(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_profile(&world, world.base, PROFILE_HEAP);
    world_profile(&world, world.head, PROFILE_HEAP);
    world_operations(world.base, "BenchmarkJoin", 1000);
    world_operations(world.head, "BenchmarkJoin", 1000);
    record_blocks(world_recording(world.base, 0), JOIN " < " BENCH, 100000,
                  1024);
    record_blocks(world_recording(world.head, 0), JOIN " < " BENCH, 100000,
                  2048);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    const struct profile_row *bytes =
        world_function(&world, PROFILE_HEAP, "alloc_space", "m/p.Join");
    assert_true(bytes->own.is_up && fabs(bytes->own.ratio - 2) < 1e-9);
    assert_true(fabs(bytes->own.head_each - 204800) < 1e-6);
    const struct profile_row *objects =
        world_function(&world, PROFILE_HEAP, "alloc_objects", "m/p.Join");
    assert_true(fabs(objects->own.ratio - 1) < 1e-9);
    assert_null(
        comparison_profile(&world.comparison, PROFILE_HEAP, "inuse_space"));
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flat_cum_and_own),
        cmocka_unit_test(test_recursion_counts_once),
        cmocka_unit_test(test_cost_is_per_operation),
        cmocka_unit_test(test_unknown_operations),
        cmocka_unit_test(test_several_benchmarks),
        cmocka_unit_test(test_common_shift),
        cmocka_unit_test(test_no_common_shift_of_a_machine),
        cmocka_unit_test(test_shift_below_the_patch),
        cmocka_unit_test(test_shift_beside_the_patch),
        cmocka_unit_test(test_patch_that_only_improves),
        cmocka_unit_test(test_unassigned_group),
        cmocka_unit_test(test_replicates),
        cmocka_unit_test(test_run_to_run_deviation),
        cmocka_unit_test(test_least_growth),
        cmocka_unit_test(test_missing_base),
        cmocka_unit_test(test_lines_follow_the_patch),
        cmocka_unit_test(test_heap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
