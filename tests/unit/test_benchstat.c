#include <cjson/cJSON.h>
#include <math.h>

#include "bench_support.h"
#include "formats/benchmark/benchstat.h"

struct outputs {
    struct buffer csv, warnings, text, json;
};

static void print_all(const struct benchmark_table_set *set,
                      struct outputs *outputs)
{
    buffer_init(&outputs->csv);
    buffer_init(&outputs->warnings);
    buffer_init(&outputs->text);
    buffer_init(&outputs->json);
    benchstat_csv(set, &outputs->csv, &outputs->warnings);
    benchstat_text(set, &outputs->text);
    benchstat_json(set, &outputs->json);
}

static void release_all(struct outputs *outputs)
{
    buffer_release(&outputs->csv);
    buffer_release(&outputs->warnings);
    buffer_release(&outputs->text);
    buffer_release(&outputs->json);
}

/* The outputs of two real runs against those of benchstat itself
 * (golang.org/x/perf, 2026-09-08), byte for byte. */
static void assert_as_benchstat(const char *pair, const char *ignored)
{
    struct bench_world world;
    struct outputs outputs;
    char path[100];
    bench_world_init(&world);
    struct evidence_side *sides[] = { &world.evidence.base,
                                      &world.evidence.head };
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof(path), "tests/data/bench/%s/%s.txt", pair,
                 sides[i]->label);
        bench_read(&world, sides[i], bench_data(&world, path));
    }
    print_all(bench_tables(&world, ignored), &outputs);
    const struct {
        const char *suffix;
        const struct buffer *bytes;
    } expected[] = { { "csv", &outputs.csv },
                     { "warnings", &outputs.warnings },
                     { "text", &outputs.text } };
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof(path), "tests/data/bench/%s/benchstat.%s", pair,
                 expected[i].suffix);
        assert_string_equal(expected[i].bytes->bytes, bench_data(&world, path));
    }
    release_all(&outputs);
    bench_world_release(&world);
}

static void test_gjson(void **state)
{
    (void)state;
    assert_as_benchstat("gjson", NULL);
}

static void test_zap(void **state)
{
    (void)state;
    assert_as_benchstat("zap", NULL);
}

static void test_bbolt(void **state)
{
    (void)state;
    assert_as_benchstat("bbolt", "seed");
}

static void with_texts(const char *base, const char *head,
                       void (*check)(const struct outputs *outputs))
{
    struct bench_world world;
    struct outputs outputs;
    bench_world_init(&world);
    bench_read(&world, &world.evidence.base, base);
    bench_read(&world, &world.evidence.head, head);
    print_all(bench_tables(&world, NULL), &outputs);
    check(&outputs);
    release_all(&outputs);
    bench_world_release(&world);
}

/* As benchstat prints it: "vs base" runs over where no row is compared. */
static void check_disjoint(const struct outputs *outputs)
{
    assert_string_equal(
        outputs->text.bytes,
        "        │  base.txt   │      head.txt       │\n"
        "        │     x/s     │     x/s       vs base   │\n"
        "A         1.000 ± ∞ ¹\n"
        "B         1.000 ± ∞ ¹\n"
        "C                       1.000k ± ∞ ¹\n"
        "geomean   1.000         1.000k        ? ² ³\n"
        "¹ need >= 6 samples for confidence interval at level 0.95\n"
        "² benchmark set differs from baseline; geomeans may not be "
        "comparable\n"
        "³ ratios must be >0 to compute geomean\n");
}

static void test_disjoint_sets(void **state)
{
    (void)state;
    with_texts("BenchmarkA 1 1 x/s\nBenchmarkB 1 1 x/s\n",
               "BenchmarkC 1 1000 x/s\n", check_disjoint);
}

static void check_exact(const struct outputs *outputs)
{
    assert_string_equal(outputs->csv.bytes, ",base.txt,,head.txt,,,\n"
                                            ",bytes,CI,bytes,CI,vs base,P\n"
                                            "A,5,40%,6,0%,+20.00%,n=3+1\n"
                                            "B,0,0%,6,0%,?,n=1\n"
                                            "geomean,,,6,,?,\n");
    assert_string_equal(
        outputs->warnings.bytes,
        "B3: exact distribution expected, but values range from 5 to 7\n"
        "B5: summaries must be >0 to compute geomean\n");
}

static void test_exact_units(void **state)
{
    (void)state;
    with_texts("Unit bytes assume=exact\nBenchmarkA 1 7 bytes\n"
               "BenchmarkA 1 5 bytes\nBenchmarkA 1 5 bytes\n"
               "BenchmarkB 1 0 bytes\n",
               "BenchmarkA 1 6 bytes\nBenchmarkB 1 6 bytes\n", check_exact);
}

static void check_small(const struct outputs *outputs)
{
    assert_non_null(strstr(outputs->text.bytes, "1.2346n ± ∞ ¹"));
    assert_non_null(strstr(outputs->text.bytes, "0.01235n ± ∞ ¹"));
    assert_non_null(strstr(outputs->text.bytes, "99.99T ± ∞ ¹"));
    assert_non_null(strstr(outputs->text.bytes, "1000.0 ± ∞ ¹"));
}

static void test_scales(void **state)
{
    (void)state;
    with_texts("BenchmarkA 1 1.23456e-9 x\nBenchmarkB 1 1.23456e-11 x\n"
               "BenchmarkC 1 99.9949e12 x\nBenchmarkD 1 1000 B/x\n",
               "BenchmarkA 1 0.523456e-9 x\n", check_small);
}

static const cJSON *walk(const cJSON *item, const char *const *names)
{
    for (; *names != NULL; names++) {
        item = cJSON_IsArray(item)
                   ? cJSON_GetArrayItem(item, (*names)[0] - '0')
                   : cJSON_GetObjectItemCaseSensitive(item, *names);
        assert_non_null(item);
    }
    return item;
}
#define WALK(...) walk(root, (const char *const[]){ __VA_ARGS__, NULL })

static void check_json(const struct outputs *outputs)
{
    cJSON *root = cJSON_Parse(outputs->json.bytes);
    assert_non_null(root);
    assert_true(WALK("version")->valuedouble == 1);
    assert_string_equal(WALK("head")->valuestring, "head.txt");
    assert_string_equal(
        WALK("tables", "0", "configuration", "pkg")->valuestring, "p");
    assert_string_equal(WALK("tables", "0", "unit")->valuestring, "sec/op");
    assert_true(cJSON_IsFalse(WALK("tables", "0", "higher_is_better")));
    double center =
        WALK("tables", "0", "rows", "0", "base", "center")->valuedouble;
    assert_true(fabs(center - 1.5e-9) < 1e-20);
    assert_true(cJSON_IsNull(WALK("tables", "0", "rows", "0", "base", "low")));
    assert_true(cJSON_GetArraySize(
                    WALK("tables", "0", "rows", "0", "base", "values")) == 2);
    double delta =
        WALK("tables", "0", "rows", "0", "comparison", "delta")->valuedouble;
    assert_true(fabs(delta - 1) < 1e-12);
    assert_true(cJSON_IsFalse(
        WALK("tables", "0", "rows", "0", "comparison", "is_significant")));
    assert_true(cJSON_IsNull(WALK("tables", "0", "rows", "1", "base")));
    assert_true(cJSON_IsNull(WALK("tables", "0", "rows", "1", "comparison")));
    assert_true(cJSON_IsNumber(WALK("tables", "0", "geomean", "delta")));
    cJSON_Delete(root);
}

static void test_json(void **state)
{
    (void)state;
    with_texts("pkg: p\nBenchmarkA 1 1 ns/op\nBenchmarkA 1 2 ns/op\n",
               "pkg: p\nBenchmarkA 1 3 ns/op\nBenchmark\"B 1 2 ns/op\n",
               check_json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gjson),
        cmocka_unit_test(test_zap),
        cmocka_unit_test(test_bbolt),
        cmocka_unit_test(test_disjoint_sets),
        cmocka_unit_test(test_exact_units),
        cmocka_unit_test(test_scales),
        cmocka_unit_test(test_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
