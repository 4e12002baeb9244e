#include <math.h>

#include "bench_support.h"
#include "core/analysis/benchmarks/compare_benchmarks.h"

struct fixture {
    struct bench_world world;
    struct config config;
    struct comparison comparison;
    struct report report;
    struct analysis analysis;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    memset(&fixture, 0, sizeof(fixture));
    bench_world_init(&fixture.world);
    config_init(&fixture.config);
    fixture.analysis =
        (struct analysis){ .arena = &fixture.world.evidence.arena,
                           .evidence = &fixture.world.evidence,
                           .config = &fixture.config,
                           .comparison = &fixture.comparison,
                           .report = &fixture.report };
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    bench_world_release(&fixture->world);
    return 0;
}

static void add_base(void **state, const char *text)
{
    struct fixture *fixture = *state;
    bench_read(&fixture->world, &fixture->world.evidence.base, text);
}

static void add_head(void **state, const char *text)
{
    struct fixture *fixture = *state;
    bench_read(&fixture->world, &fixture->world.evidence.head, text);
}

static const struct benchmark_row *compare(void **state, size_t rows)
{
    struct fixture *fixture = *state;
    compare_benchmarks(&fixture->analysis);
    assert_int_equal(fixture->comparison.benchmarks.count, rows);
    return fixture->comparison.benchmarks.items;
}

static void test_a_slower_benchmark(void **state)
{
    add_base(state, "pkg: example.com/p\n"
                    "BenchmarkA-8 1 100 ns/op\nBenchmarkA-8 1 101 ns/op\n"
                    "BenchmarkA-8 1 102 ns/op\nBenchmarkA-8 1 103 ns/op\n"
                    "BenchmarkA-8 1 104 ns/op\nBenchmarkA-8 1 105 ns/op\n");
    add_head(state, "pkg: example.com/p\n"
                    "BenchmarkA-8 1 200 ns/op\nBenchmarkA-8 1 202 ns/op\n"
                    "BenchmarkA-8 1 204 ns/op\nBenchmarkA-8 1 206 ns/op\n"
                    "BenchmarkA-8 1 208 ns/op\nBenchmarkA-8 1 210 ns/op\n");
    const struct benchmark_row *row = compare(state, 1);
    assert_string_equal(row->name, "A-8");
    assert_string_equal(row->package, "example.com/p");
    assert_string_equal(row->unit, "sec/op");
    assert_int_equal(row->base_count, 6);
    assert_true(row->base_values[0] == 100 * 1e-9);
    assert_true(fabs(row->base_center - 102.5e-9) < 1e-18);
    assert_true(row->base_low == 100 * 1e-9 && row->base_high == 105 * 1e-9);
    assert_true(fabs(row->ratio - 2) < 1e-9);
    assert_in_range((unsigned)(row->ratio_low * 1000), 1920, 1999);
    assert_in_range((unsigned)(row->ratio_high * 1000), 2001, 2080);
    assert_true(fabs(row->p - 0.0021645021645021645) < 1e-15);
    assert_true(row->is_significant);
    assert_false(row->is_exact);
    assert_false(row->higher_is_better);
}

static void test_speeds(void **state)
{
    add_base(state, "BenchmarkA 1 10 MB/s\n");
    add_head(state, "BenchmarkA 1 20 MB/s\n");
    const struct benchmark_row *row = compare(state, 1);
    assert_string_equal(row->unit, "B/s");
    assert_true(row->higher_is_better);
    assert_true(row->is_exact); /* one value a side does not vary */
    assert_false(row->is_significant);
    assert_string_equal(row->package, "");
}

static void test_constant_counts_are_exact(void **state)
{
    add_base(state, "BenchmarkA 1 0 B/op 3 allocs/op\n"
                    "BenchmarkA 1 0 B/op 3 allocs/op\n");
    add_head(state, "BenchmarkA 1 16 B/op 3 allocs/op\n"
                    "BenchmarkA 1 16 B/op 4 allocs/op\n");
    const struct benchmark_row *rows = compare(state, 2);
    assert_true(rows[0].is_exact);
    assert_true(isinf(rows[0].ratio));
    assert_false(rows[1].is_exact);
}

static void test_a_side_may_lack_a_benchmark(void **state)
{
    add_base(state, "BenchmarkGone 1 5 ns/op\n");
    add_head(state, "BenchmarkNew 1 5 ns/op\n");
    const struct benchmark_row *rows = compare(state, 2);
    assert_string_equal(rows[0].name, "Gone");
    assert_int_equal(rows[0].head_count, 0);
    assert_true(isnan(rows[0].head_center) && isnan(rows[0].ratio));
    assert_true(isnan(rows[0].p));
    assert_false(rows[0].is_significant || rows[0].is_exact);
    assert_int_equal(rows[1].base_count, 0);
    assert_true(rows[1].head_center == 5 * 1e-9);
}

static void test_files_are_pooled_and_copies_count_once(void **state)
{
    add_base(state, "BenchmarkA 1 5 ns/op\n");
    add_base(state, "goos: linux\nBenchmarkA 1 5 ns/op\nPASS\n");
    add_base(state, "BenchmarkA 1 6 ns/op\n");
    add_head(state, "BenchmarkA 1 5 ns/op\n");
    const struct benchmark_row *row = compare(state, 1);
    assert_int_equal(row->base_count, 2);
    assert_int_equal(row->head_count, 1);
}

static void test_counts_of_profiled_runs_are_no_timings(void **state)
{
    struct fixture *fixture = *state;
    add_base(state, "BenchmarkA 1 5 ns/op\n");
    add_head(state, "BenchmarkA 1 6 ns/op\n");
    add_head(state, "BenchmarkA 1 99 ns/op\n");
    fixture->world.evidence.head.benchmarks.items[1].role =
        BENCHMARK_COUNTS_PROFILED;
    assert_int_equal(compare(state, 1)->head_count, 1);
}

/* bbolt logs "seed: 96352", which reads as configuration. */
static void test_log_lines_do_not_split_a_comparison(void **state)
{
    struct fixture *fixture = *state;
    add_base(state, "seed: 1\nstable: x\nBenchmarkA 1 5 ns/op\n");
    add_head(state, "stable: x\n\nseed: 2\nBenchmarkA 1 6 ns/op\n");
    const struct benchmark_row *row = compare(state, 1);
    assert_int_equal(row->base_count + row->head_count, 2);
    assert_int_equal(fixture->world.evidence.base.notices.count, 0);
    assert_int_equal(fixture->world.evidence.head.notices.count, 1);
    const struct notice *notice = fixture->world.evidence.head.notices.items;
    assert_string_equal(notice->text,
                        "\"seed:\" is not the same for all results: taken "
                        "for a log line and ignored");
    assert_string_equal(notice->file, "head0.txt");
    assert_int_equal(notice->line, 4);
}

static void test_packages_are_apart(void **state)
{
    add_base(state, "pkg: b\nBenchmarkA 1 5 ns/op\n"
                    "pkg: a\nBenchmarkA 1 6 ns/op\n");
    add_head(state, "pkg: a\nBenchmarkA 1 7 ns/op\n");
    const struct benchmark_row *rows = compare(state, 2);
    assert_string_equal(rows[0].package, "a");
    assert_int_equal(rows[0].head_count, 1);
    assert_string_equal(rows[1].package, "b");
    assert_int_equal(rows[1].head_count, 0);
}

/* The two sides on two machines are compared (and said to be apart by
 * another pass). */
static void test_one_cpu_a_side_does_not_split(void **state)
{
    add_base(state, "cpu: x\ngoarch: amd64\nBenchmarkA 1 5 ns/op\n");
    add_head(state, "cpu: y\ngoarch: arm64\nBenchmarkA 1 6 ns/op\n");
    const struct benchmark_row *row = compare(state, 1);
    assert_int_equal(row->head_count, 1);
    assert_string_equal(row->name, "A");
}

static void test_several_architectures_a_side_are_variants(void **state)
{
    static const char text[] = "goarch: amd64\nBenchmarkA/n=1-8 1 5 ns/op\n"
                               "goarch: arm64\nBenchmarkA/n=1-8 1 9 ns/op\n";
    add_base(state, text);
    add_head(state, text);
    const struct benchmark_row *rows = compare(state, 2);
    assert_string_equal(rows[0].name, "A/n=1/goarch=amd64-8");
    assert_true(rows[0].head_center == 5 * 1e-9);
    assert_string_equal(rows[1].name, "A/n=1/goarch=arm64-8");
    assert_true(rows[1].base_center == 9 * 1e-9);
}

static void test_units_declared_exact(void **state)
{
    add_base(state, "Unit bytes assume=exact\nBenchmarkA 1 5 bytes\n"
                    "BenchmarkB 1 5 bytes\n");
    add_head(state, "BenchmarkA 1 6 bytes\nBenchmarkB 1 5 bytes\n");
    const struct benchmark_row *rows = compare(state, 2);
    assert_true(rows[0].is_significant && rows[0].p == 0);
    assert_false(rows[1].is_significant);
}

static void test_nothing_to_compare(void **state)
{
    compare(state, 0);
}

#define FIXTURE_TEST(function) \
    cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_a_slower_benchmark),
        FIXTURE_TEST(test_speeds),
        FIXTURE_TEST(test_constant_counts_are_exact),
        FIXTURE_TEST(test_a_side_may_lack_a_benchmark),
        FIXTURE_TEST(test_files_are_pooled_and_copies_count_once),
        FIXTURE_TEST(test_counts_of_profiled_runs_are_no_timings),
        FIXTURE_TEST(test_log_lines_do_not_split_a_comparison),
        FIXTURE_TEST(test_packages_are_apart),
        FIXTURE_TEST(test_one_cpu_a_side_does_not_split),
        FIXTURE_TEST(test_several_architectures_a_side_are_variants),
        FIXTURE_TEST(test_units_declared_exact),
        FIXTURE_TEST(test_nothing_to_compare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
