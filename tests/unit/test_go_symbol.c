#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/model/go_symbol.h"

static void assert_span(struct span span, const char *expected)
{
    assert_int_equal(span.length, strlen(expected));
    assert_memory_equal(span.bytes, expected, span.length);
}

/* Type arguments hold paths with folders and dots of their own. */
static void test_packages_and_short_names(void **state)
{
    (void)state;
    static const struct {
        const char *symbol, *package, *name;
    } cases[] = {
        { "main.main", "main", "main.main" },
        { "example.com/shop/pricing.(*Engine).Quote.func1",
          "example.com/shop/pricing", "pricing.(*Engine).Quote.func1" },
        { "example.com/a.Map[example.com/b.Key,go.shape.int]", "example.com/a",
          "a.Map[example.com/b.Key,go.shape.int]" },
        { "example.com/a.(*T[example.com/b.K]).Get", "example.com/a",
          "a.(*T[example.com/b.K]).Get" },
        { "gopkg.in/yaml%2ev3.Unmarshal", "gopkg.in/yaml%2ev3",
          "yaml%2ev3.Unmarshal" },
        { "runtime.mallocgc", "runtime", "runtime.mallocgc" },
        { "[libc.so.6]", "[libc", "[libc.so.6]" },
        { "<unknown>", "<unknown>", "<unknown>" },
        { "a/", "a/", "" },
        { "", "", "" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_string_equal(go_symbol_short(cases[i].symbol), cases[i].name);
        assert_span(go_symbol_package(cases[i].symbol), cases[i].package);
    }
}

static void check_name(const char *symbol, const char *expected)
{
    struct span name = go_symbol_parts(symbol).name;
    if (!span_equals(name, expected)) {
        fail_msg("%s: %.*s", symbol, (int)name.length, name.bytes);
    }
}

static void test_declared_names(void **state)
{
    (void)state;
    check_name("example.com/m/p.Join", "Join");
    check_name("example.com/m/p.Join.func1", "Join");
    check_name("example.com/m/p.Join.func2.1.func3", "Join");
    check_name("example.com/m/p.Join.gowrap1", "Join");
    check_name("example.com/m/p.(*Engine).Quote", "Quote");
    check_name("example.com/m/p.Engine.Quote.deferwrap1", "Quote");
    check_name("p.(*Engine[go.shape.struct { A int; B x/y.T }]).Quote",
               "Quote");
    check_name("p.Map[...].func1", "Map");
    check_name("p.Map[go.shape.int]", "Map");
    check_name("main.main", "main");
    check_name("p.function", "function");
    check_name("p.(*T).Get-fm", "Get");
    check_name("p.Join-range1", "Join");
    check_name("p.Join.find.func1", "find");
    check_name("p.glob..func1", "");
    check_name("cgocall", "");
    check_name("", "");
}

static void test_parts(void **state)
{
    (void)state;
    struct go_symbol_parts parts =
        go_symbol_parts("x/y.(*T[go.shape.int]).Get.func1.2");
    assert_span(parts.package, "x/y");
    assert_span(parts.declared, "(*T[go.shape.int]).Get");
    assert_span(parts.name, "Get");
    assert_span(parts.closure, ".func1.2");
    parts = go_symbol_parts("x/y.F-range1.func2");
    assert_span(parts.declared, "F");
    assert_span(parts.closure, "-range1.func2");
    parts = go_symbol_parts("x/y.F.G.func1");
    assert_span(parts.declared, "F.G");
    parts = go_symbol_parts("y.init.0");
    assert_span(parts.declared, "init");
    assert_span(parts.closure, ".0");
    parts = go_symbol_parts("<unknown>");
    assert_span(parts.declared, "");
    assert_span(parts.closure, "");
}

static void check_fold(const char *symbol, const char *expected)
{
    struct buffer folded;
    buffer_init(&folded);
    go_symbol_fold(span_of(symbol), &folded);
    assert_string_equal(folded.bytes, expected);
    buffer_release(&folded);
}

static void test_fold(void **state)
{
    (void)state;
    check_fold("p.F", "p.F");
    check_fold("p.F[go.shape.int]", "p.F[...]");
    check_fold("p.F[...]", "p.F[...]");
    check_fold("p.(*T[go.shape.[]uint8,p.K[int]]).Get.func1",
               "p.(*T[...]).Get.func1");
    check_fold("p.F[int].G[string]", "p.F[...].G[...]");
    check_fold("p.F[", "p.F[...]");
    check_fold("", "");
}

/* The parts of a result's name are no folders. */
static void test_names_of_results(void **state)
{
    (void)state;
    assert_string_equal(go_symbol_short("BenchmarkJoin/n=10-8"),
                        "BenchmarkJoin/n=10-8");
    assert_string_equal(go_symbol_short("Benchmarks/a.F"), "a.F");
    assert_string_equal(go_symbol_short("github.com/go-chi/chi/v5.(*Mux).F"),
                        "chi/v5.(*Mux).F");
    assert_string_equal(go_symbol_short("chi/v5.F"), "chi/v5.F");
    assert_string_equal(go_symbol_short("v5.F"), "v5.F");
    assert_string_equal(go_symbol_short("a/b/v5x.F"), "v5x.F");
    assert_string_equal(go_symbol_short("a/b/v.F"), "v.F");
}

static void test_benchmark_functions(void **state)
{
    (void)state;
    static const struct {
        const char *symbol, *benchmark;
    } cases[] = {
        { "x/y_test.BenchmarkJoin.func1", "BenchmarkJoin" },
        { "x/y.BenchmarkJoin", "BenchmarkJoin" },
        { "x/y.BenchmarkJoin.func1.2.gowrap3", "BenchmarkJoin" },
        { "x/y.BenchmarkJoin[go.shape.int]", "BenchmarkJoin" },
        { "main.Benchmark", "Benchmark" },
        { "main.Benchmark_small", "Benchmark_small" },
        { "main.Benchmark1", "Benchmark1" },
        { "main.Benchmark\xc3\x84", "Benchmark\xc3\x84" },
        { "main.Benchmarks", "" },
        { "main.Benchmarka", "" },
        { "main.Benchmarkz", "" },
        { "main.benchmarkJoin", "" },
        { "main.(*Suite).BenchmarkJoin", "" },
        { "main.run.BenchmarkJoin", "" },
        { "BenchmarkJoin", "" },
        { "testing.(*B).runN", "" },
        { "", "" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_span(go_symbol_benchmark(cases[i].symbol), cases[i].benchmark);
    }
}

static void test_base_names_of_results(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t length;
    } cases[] = {
        { "Join", 4 },       { "Join-8", 4 }, { "Join/n=10-8", 4 },
        { "Join-8/x", 6 },   { "Join-", 5 },  { "Join-8a", 7 },
        { "Join8", 5 },      { "-8", 2 },     { "a-1", 1 },
        { "Join-v2-16", 7 }, { "Join/", 4 },  { "", 0 },
        { "/x", 0 },         { "2-2", 1 },    { "Join--8", 5 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(go_benchmark_base_length(cases[i].name),
                         cases[i].length);
    }
}

static void test_test_files(void **state)
{
    (void)state;
    assert_true(go_is_test_file("a/b_test.go"));
    assert_true(go_is_test_file("_test.go"));
    assert_false(go_is_test_file("a/test.go"));
    assert_false(go_is_test_file("a_test.go/b.go"));
    assert_false(go_is_test_file(""));
    assert_false(go_is_test_file(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_packages_and_short_names),
        cmocka_unit_test(test_declared_names),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_fold),
        cmocka_unit_test(test_names_of_results),
        cmocka_unit_test(test_benchmark_functions),
        cmocka_unit_test(test_base_names_of_results),
        cmocka_unit_test(test_test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
