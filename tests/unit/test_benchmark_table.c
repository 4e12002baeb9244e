#include <math.h>

#include "bench_support.h"

static int set_up(void **state)
{
    static struct bench_world world;
    bench_world_init(&world);
    *state = &world;
    return 0;
}

static int tear_down(void **state)
{
    bench_world_release(*state);
    return 0;
}

static const struct benchmark_table_set *tables_of(void **state,
                                                   const char *base,
                                                   const char *head,
                                                   const char *ignored)
{
    struct bench_world *world = *state;
    bench_read(world, &world->evidence.base, base);
    bench_read(world, &world->evidence.head, head);
    return bench_tables(world, ignored);
}

static void assert_title(const struct benchmark_table_set *set, size_t table,
                         const char *unit, const char *const *config)
{
    assert_true(table < set->tables.count);
    const struct benchmark_table *item = &set->tables.items[table];
    assert_string_equal(item->unit, unit);
    for (size_t i = 0; i < set->key_count; i++) {
        assert_string_equal(item->config[i], config[i]);
    }
}

static void test_results_are_pooled_and_sorted(void **state)
{
    const struct benchmark_table_set *set =
        tables_of(state,
                  "BenchmarkA 1 3 ns/op\nBenchmarkB 1 9 ns/op\n"
                  "BenchmarkA 1 1 ns/op\nBenchmarkA 1 2 ns/op\n",
                  "BenchmarkC 1 4 ns/op\nBenchmarkA 1 5 ns/op\n", NULL);
    assert_int_equal(set->tables.count, 1);
    const struct benchmark_table *table = set->tables.items;
    assert_string_equal(table->unit, "sec/op");
    assert_int_equal(table->row_count, 3);
    assert_int_equal(table->column_count, 2);
    assert_string_equal(table->rows[0], "A");
    assert_string_equal(table->rows[1], "B");
    assert_string_equal(table->rows[2], "C");
    const struct benchmark_cell *cell = benchmark_table_cell(table, 0, 0);
    assert_int_equal(cell->count, 3);
    assert_true(cell->values[0] == 1 * 1e-9);
    assert_true(cell->values[2] == 3 * 1e-9);
    assert_true(cell->center == 2 * 1e-9);
    assert_true(isinf(cell->low) && isinf(cell->high));
    assert_int_equal(cell->notes, NOTE_FEW_FOR_INTERVAL);
    assert_int_equal(benchmark_table_cell(table, 1, 1)->count, 0);
    assert_int_equal(benchmark_table_cell(table, 2, 0)->count, 0);
    assert_false(benchmark_table_cell(table, 2, 1)->has_comparison);
}

/* benchstat sorts configurations as text, units and rows as first seen. */
static void test_order_of_tables(void **state)
{
    const struct benchmark_table_set *set =
        tables_of(state,
                  "pkg: z\nBenchmarkA 1 3 ns/op 1 B/op\n"
                  "pkg: b\nBenchmarkA 1 3 B/op 1 ns/op\n",
                  "pkg: b\nnote: x\nBenchmarkA 1 5 ns/op\n", NULL);
    assert_int_equal(set->key_count, 2);
    assert_string_equal(set->keys[0], "pkg");
    assert_string_equal(set->keys[1], "note");
    assert_int_equal(set->tables.count, 5);
    assert_title(set, 0, "sec/op", (const char *[]){ "b", "" });
    assert_title(set, 1, "B/op", (const char *[]){ "b", "" });
    assert_title(set, 2, "sec/op", (const char *[]){ "b", "x" });
    assert_title(set, 3, "sec/op", (const char *[]){ "z", "" });
    assert_title(set, 4, "B/op", (const char *[]){ "z", "" });
    assert_int_equal(set->tables.items[2].columns[0], 1);
}

static void test_ignored_keys_do_not_split(void **state)
{
    const struct benchmark_table_set *set =
        tables_of(state, "seed: 1\nBenchmarkA 1 3 ns/op\n",
                  "seed: 2\nBenchmarkA 1 5 ns/op\n", "seed");
    assert_int_equal(set->key_count, 0);
    assert_int_equal(set->tables.count, 1);
    assert_true(benchmark_table_cell(set->tables.items, 0, 1)->has_comparison);
}

static void test_zero_time_stays_in_seconds(void **state)
{
    const struct benchmark_table_set *set =
        tables_of(state, "BenchmarkA 1 0 ns/op\nBenchmarkA 1 4 ns/op\n",
                  "BenchmarkA 1 0.0 ns/op\nBenchmarkA 1 4 ns/op\n", NULL);
    assert_int_equal(set->tables.count, 1);
    assert_int_equal(benchmark_table_cell(set->tables.items, 0, 0)->count, 2);
}

static void test_comparison_notes(void **state)
{
    const struct benchmark_table_set *set =
        tables_of(state, "BenchmarkA 1 3 x/op\nBenchmarkB 1 3 x/op\n",
                  "BenchmarkA 1 3 x/op\nBenchmarkB 1 4 x/op\n", NULL);
    const struct benchmark_table *table = set->tables.items;
    assert_int_equal(benchmark_table_cell(table, 0, 1)->comparison_notes,
                     NOTE_ALL_EQUAL);
    assert_int_equal(benchmark_table_cell(table, 1, 1)->comparison_notes,
                     NOTE_FEW_FOR_TEST);
    assert_true(benchmark_table_cell(table, 1, 1)->p == 1);
    assert_int_equal(set->interval_samples, 6);
    assert_int_equal(set->test_samples, 4);
}

static void test_p_of_separated_samples(void **state)
{
    const struct benchmark_table_set *set =
        tables_of(state,
                  "BenchmarkA 1 1 x\nBenchmarkA 1 2 x\n"
                  "BenchmarkA 1 3 x\nBenchmarkA 1 4 x\n",
                  "BenchmarkA 1 5 x\nBenchmarkA 1 6 x\n"
                  "BenchmarkA 1 7 x\nBenchmarkA 1 8 x\n",
                  NULL);
    const struct benchmark_cell *cell =
        benchmark_table_cell(set->tables.items, 0, 1);
    assert_true(fabs(cell->p - 0.028571428571428577) < 1e-15);
    assert_int_equal(cell->comparison_notes, 0);
}

/* benchstat prints p=1.143 for these. */
static void test_p_never_exceeds_one(void **state)
{
    const struct benchmark_table_set *set = tables_of(
        state, "BenchmarkA 1 19 x\nBenchmarkA 1 19 x\nBenchmarkA 1 19 x\n",
        "BenchmarkA 1 19 x\nBenchmarkA 1 19 x\nBenchmarkA 1 19 x\n"
        "BenchmarkA 1 20 x\n",
        NULL);
    const struct benchmark_cell *cell =
        benchmark_table_cell(set->tables.items, 0, 1);
    assert_true(cell->p > 0.99 && cell->p <= 1);
}

static void test_exact_units_are_not_tested(void **state)
{
    const struct benchmark_table_set *set =
        tables_of(state,
                  "Unit bytes assume=exact\n"
                  "BenchmarkA 1 7 bytes\nBenchmarkA 1 5 bytes\n"
                  "BenchmarkA 1 5 bytes\n",
                  "BenchmarkA 1 6 bytes\n", NULL);
    const struct benchmark_table *table = set->tables.items;
    assert_true(table->is_exact);
    const struct benchmark_cell *base = benchmark_table_cell(table, 0, 0);
    assert_true(base->center == 5 && base->low == 5 && base->high == 7);
    assert_int_equal(base->notes, NOTE_NOT_EXACT);
    const struct benchmark_cell *head = benchmark_table_cell(table, 0, 1);
    assert_true(head->has_comparison && head->p == 0);
    assert_int_equal(head->notes, 0);
}

static void test_better_is_the_units_or_the_files_word(void **state)
{
    const struct benchmark_table_set *set =
        tables_of(state,
                  "Unit frames/s better=higher\nUnit MB/s better=lower\n"
                  "BenchmarkA 1 7 frames/s 1 MB/s 1 ns/op\n",
                  "BenchmarkB 1 7 GB/s\n", NULL);
    assert_true(set->tables.items[0].higher_is_better);
    assert_false(set->tables.items[1].higher_is_better);
    assert_false(set->tables.items[2].higher_is_better);
}

static void test_geomeans(void **state)
{
    const struct benchmark_table_set *set = tables_of(
        state, "BenchmarkA 1 2 x\nBenchmarkB 1 8 x\nBenchmarkC 1 100 x\n",
        "BenchmarkA 1 4 x\nBenchmarkB 1 4 x\n", NULL);
    const struct benchmark_summary *means = set->tables.items[0].means;
    assert_true(fabs(means[1].center - 4) < 1e-12);
    assert_true(fabs(means[1].ratio - 1) < 1e-12);
    assert_int_equal(means[0].notes, 0);
    assert_int_equal(means[1].notes, NOTE_SET_DIFFERS);
    assert_false(means[0].has_ratio);
}

static void test_geomeans_with_zeros(void **state)
{
    const struct benchmark_table_set *set =
        tables_of(state, "BenchmarkA 1 0 x\nBenchmarkB 1 0 y 0 x\n",
                  "BenchmarkA 1 0 x\nBenchmarkB 1 3 y 0 x\n", NULL);
    const struct benchmark_summary *x = set->tables.items[0].means;
    assert_int_equal(x[1].notes, NOTE_NOT_POSITIVE);
    assert_true(x[1].has_ratio && x[1].ratio == 1); /* 0/0 is 1 */
    const struct benchmark_summary *y = set->tables.items[1].means;
    assert_false(y[1].has_ratio);
    assert_true(y[1].has_center);
}

static void test_no_results_no_tables(void **state)
{
    assert_int_equal(
        tables_of(state, "PASS\n", "goos: linux\n", NULL)->tables.count, 0);
}

#define WORLD_TEST(function) \
    cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_results_are_pooled_and_sorted),
        WORLD_TEST(test_order_of_tables),
        WORLD_TEST(test_ignored_keys_do_not_split),
        WORLD_TEST(test_zero_time_stays_in_seconds),
        WORLD_TEST(test_comparison_notes),
        WORLD_TEST(test_p_of_separated_samples),
        WORLD_TEST(test_p_never_exceeds_one),
        WORLD_TEST(test_exact_units_are_not_tested),
        WORLD_TEST(test_better_is_the_units_or_the_files_word),
        WORLD_TEST(test_geomeans),
        WORLD_TEST(test_geomeans_with_zeros),
        WORLD_TEST(test_no_results_no_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
