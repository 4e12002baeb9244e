#include "core/analysis/profiles/operations.h"

#include "analysis_support.h"

/* A side of head with one cpu profile, "head/cpu-1.pb.gz". */
static struct recording *begin(struct world *world)
{
    world_init(world);
    world_source(world, world->head, "p/n_test.go",
                 "package p\n"
                 "func BenchmarkJoin(b *testing.B) {\n"
                 "\tfor i := 0; i < b.N; i++ {\n\t}\n"
                 "}\n"
                 "func BenchmarkLoop(b *testing.B) {\n"
                 "\tfor b.Loop() {\n\t}\n"
                 "}\n");
    return world_profile(world, world->head, PROFILE_CPU);
}

static void counts_of(struct world *world, struct evidence_side *side,
                      uint32_t replicate, const char *text)
{
    bench_read(&world->bench, side, text);
    struct benchmark_file *file =
        &side->benchmarks.items[side->benchmarks.count - 1];
    file->role = BENCHMARK_COUNTS_PROFILED;
    file->replicate = replicate;
}

static void counts(struct world *world, uint32_t replicate, const char *text)
{
    counts_of(world, world->head, replicate, text);
}

static double ask(const struct world *world, const char *benchmark)
{
    return operations_of(&world->analysis, world->head,
                         &world->head->profiles.items[0], benchmark);
}

/* -benchtime=100x: the first round of one counts; lines are summed. */
static void test_fixed_iterations(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    counts(&world, 1,
           "BenchmarkJoin/n=1-8 100 5 ns/op\n"
           "BenchmarkJoin/n=10-8 100 5 ns/op\n"
           "BenchmarkJoins-8 100 5 ns/op\n"
           "BenchmarkLoop-8 100 5 ns/op\n");
    assert_true(ask(&world, "BenchmarkJoin") == 202);
    assert_true(ask(&world, "BenchmarkJoins") == 101);
    assert_true(ask(&world, "BenchmarkLoop") == 100);
    assert_true(isnan(ask(&world, "BenchmarkNone")));
    world_release(&world);
}

/* One operation is the first round and the last one. */
static void test_one_iteration(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    counts(&world, 1,
           "BenchmarkJoin/n=1-8 1 5 ns/op\n"
           "BenchmarkJoin/n=10-8 1 5 ns/op\n");
    assert_true(ask(&world, "BenchmarkJoin") == 2);
    world_release(&world);
}

/* The printed number is only that of the last round, but for b.Loop. */
static void test_benchtime_of_a_duration(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    counts(&world, 1,
           "BenchmarkJoin-8 100 5 ns/op\n"
           "BenchmarkLoop-8 250 5 ns/op\n");
    assert_true(isnan(ask(&world, "BenchmarkJoin")));
    assert_true(ask(&world, "BenchmarkLoop") == 250);
    world_release(&world);
}

/* Equal numbers prove nothing when there is one, or when it is the most that
 * the testing package runs. */
static void test_equal_by_chance(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    counts(&world, 1, "BenchmarkJoin-8 100 5 ns/op\n");
    assert_true(isnan(ask(&world, "BenchmarkJoin")));
    world_release(&world);
    begin(&world);
    counts(&world, 1,
           "BenchmarkJoin-8 1000000000 0.3 ns/op\n"
           "BenchmarkOther-8 1000000000 0.3 ns/op\n");
    assert_true(isnan(ask(&world, "BenchmarkJoin")));
    world_release(&world);
}

/* The lines of one benchmark in `runs` runs a side, from the last `twisted` of
 * which on base says another number. */
static bool is_known(uint32_t iterations, uint32_t runs, uint32_t twisted)
{
    struct world world;
    begin(&world);
    world_profile(&world, world.base, PROFILE_CPU);
    for (uint32_t i = 1; i <= runs; i++) {
        char text[64];
        snprintf(text, sizeof(text), "BenchmarkJoin-8 %u %u ns/op\n",
                 iterations, 5 + i);
        counts(&world, i, text);
        snprintf(text, sizeof(text), "BenchmarkJoin-8 %u %u ns/op\n",
                 iterations + (i > runs - twisted), 50 + i);
        counts_of(&world, world.base, i, text);
    }
    bool is_known = !isnan(ask(&world, "BenchmarkJoin"));
    world_release(&world);
    return is_known;
}

/* One benchmark: so many runs that no clock makes them agree. */
static void test_one_benchmark_in_all_runs(void **state)
{
    (void)state;
    assert_true(is_known(800, 5, 0));
    assert_true(is_known(200, 5, 0));
    assert_true(is_known(600, 3, 0));
    assert_false(is_known(100, 3, 0)); /* a clock may say so */
    assert_false(is_known(3, 5, 0));
    assert_false(is_known(1000, 1, 0));
    /* The other side may be timed, or fixed at another number. */
    assert_true(is_known(800, 5, 5));
    assert_false(is_known(400, 5, 5));
}

/* One run that says another number: it was timed. Copies are no runs. */
static void test_runs_that_disagree(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    for (uint32_t i = 1; i <= 5; i++) {
        counts(&world, i, "BenchmarkJoin-8 800 5 ns/op\n");
    }
    assert_true(isnan(ask(&world, "BenchmarkJoin")));
    world_release(&world);
    begin(&world);
    for (uint32_t i = 1; i <= 5; i++) {
        counts(&world, i,
               i == 5   ? "BenchmarkJoin-8 801 5 ns/op\n"
               : i == 1 ? "BenchmarkJoin-8 800 1 ns/op\n"
               : i == 2 ? "BenchmarkJoin-8 800 2 ns/op\n"
                        : "BenchmarkJoin-8 800 3 ns/op\n");
    }
    assert_true(isnan(ask(&world, "BenchmarkJoin")));
    world_release(&world);
}

static void test_declared_counts(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    counts(&world, 1,
           "BenchmarkJoin-8 100 5 ns/op\n"
           "BenchmarkOther-8 100 5 ns/op\n");
    world_operations(world.head, "BenchmarkJoin", 7);
    struct declared_operations *entry = &world.head->operations.items[0];
    static const char *const names[] = { "head/cpu-1.pb.gz", "cpu-1.pb.gz" };
    for (size_t i = 0; i < 2; i++) {
        entry->file = names[i];
        assert_true(ask(&world, "BenchmarkJoin") == 7);
        assert_true(ask(&world, "BenchmarkOther") == 101);
    }
    entry->file = "pu-1.pb.gz"; /* another file's name */
    assert_true(ask(&world, "BenchmarkJoin") == 101);
    world_release(&world);
}

/* Profiles and texts pair by their number; the only ones need none. */
static void test_replicates(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    counts(&world, 2,
           "BenchmarkJoin-8 10 5 ns/op\nBenchmarkOther-8 10 5 ns/op\n");
    assert_true(ask(&world, "BenchmarkJoin") == 11);
    counts(&world, 1,
           "BenchmarkJoin-8 20 5 ns/op\nBenchmarkOther-8 20 5 ns/op\n");
    assert_true(ask(&world, "BenchmarkJoin") == 21);
    world_release(&world);
    begin(&world);
    world_profile(&world, world.head, PROFILE_CPU);
    counts(&world, 3,
           "BenchmarkJoin-8 10 5 ns/op\nBenchmarkOther-8 10 5 ns/op\n");
    assert_true(isnan(ask(&world, "BenchmarkJoin")));
    world_release(&world);
}

/* Timings are of other runs; contention has its own. */
static void test_roles(void **state)
{
    (void)state;
    static const char text[] =
        "BenchmarkJoin-8 10 5 ns/op\nBenchmarkOther-8 10 5 ns/op\n";
    struct world world;
    begin(&world);
    world_profile(&world, world.head, PROFILE_MUTEX);
    counts(&world, 1, text);
    world.head->benchmarks.items[0].role = BENCHMARK_TIMING;
    assert_true(isnan(ask(&world, "BenchmarkJoin")));
    world.head->benchmarks.items[0].role = BENCHMARK_COUNTS_CONTENDED;
    assert_true(isnan(ask(&world, "BenchmarkJoin")));
    assert_true(operations_of(&world.analysis, world.head,
                              &world.head->profiles.items[1],
                              "BenchmarkJoin") == 11);
    world_release(&world);
}

/* Head's tree tells how base loops when base's is not there. */
static void test_base_without_a_tree(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world_profile(&world, world.base, PROFILE_CPU);
    bench_read(&world.bench, world.base, "BenchmarkLoop-8 250 5 ns/op\n");
    world.base->benchmarks.items[0].role = BENCHMARK_COUNTS_PROFILED;
    world.base->benchmarks.items[0].replicate = 1;
    assert_true(operations_of(&world.analysis, world.base,
                              &world.base->profiles.items[0],
                              "BenchmarkLoop") == 250);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixed_iterations),
        cmocka_unit_test(test_one_iteration),
        cmocka_unit_test(test_benchtime_of_a_duration),
        cmocka_unit_test(test_equal_by_chance),
        cmocka_unit_test(test_one_benchmark_in_all_runs),
        cmocka_unit_test(test_runs_that_disagree),
        cmocka_unit_test(test_declared_counts),
        cmocka_unit_test(test_replicates),
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_base_without_a_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
