#include "core/analysis/benchmarks/split_keys.h"

#include "bench_support.h"

/* The keys that split what is compared, between commas. */
static void check(const char *base, const char *head, const char *ignored,
                  const char *expected)
{
    struct bench_world world;
    bench_world_init(&world);
    bench_read(&world, &world.evidence.base, base);
    bench_read(&world, &world.evidence.head, head);
    const struct benchmark_table_set *set = bench_tables(&world, ignored);
    const char *const *keys =
        split_keys_find(set, &world.evidence.arena, &world.strings);
    struct buffer found;
    buffer_init(&found);
    for (size_t i = 0; keys[i] != NULL; i++) {
        buffer_printf(&found, "%s%s", i == 0 ? "" : ",", keys[i]);
    }
    assert_string_equal(found.bytes, expected);
    buffer_release(&found);
    bench_world_release(&world);
}

#define A "BenchmarkA 1 3 ns/op\n"
#define B "BenchmarkB 1 3 ns/op\n"

static void test_one_key(void **state)
{
    (void)state;
    check("seed: 1\n" A "seed: 2\n" A, "seed: 3\n" A "seed: 4\n" B, NULL,
          "seed");
    check("seed: 1\n" A, "seed: 2\n" A, "seed", "");
    check("goos: linux\n" A, "goos: darwin\n" A, NULL, "goos");
    check("seed: 1\n" A, A, NULL, "seed");
}

/* Two log lines that only together make the difference. */
static void test_two_keys(void **state)
{
    (void)state;
    check("seed: 1\ntime: 2\n" A, "seed: 3\ntime: 4\n" A, NULL, "seed,time");
    check("goos: a\nseed: 1\n" A, "goos: b\nseed: 2\n" A, NULL, "");
}

static void test_nothing_is_split(void **state)
{
    (void)state;
    check(A, A, NULL, "");
    check("seed: 1\n" A, "seed: 1\n" A, NULL, "");
    check("seed: 1\n" A, "seed: 2\n" B, NULL, ""); /* not in common */
    check("seed: 1\nBenchmarkA 1 3 x/op\n", "seed: 2\nBenchmarkA 1 3 y/op\n",
          NULL, "");
}

static void test_very_many_keys(void **state)
{
    (void)state;
    struct buffer base;
    buffer_init(&base);
    for (int i = 0; i < 70; i++) {
        buffer_printf(&base, "key%d: 1\n", i);
    }
    buffer_text(&base, A);
    check(base.bytes, A, NULL, "");
    buffer_release(&base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_key),
        cmocka_unit_test(test_two_keys),
        cmocka_unit_test(test_nothing_is_split),
        cmocka_unit_test(test_very_many_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
