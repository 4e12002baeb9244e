#include "core/analysis/sources/test_functions.h"

#include "analysis_support.h"

/* What reaches `helper` in the folder of "p/a_test.go", with commas; "?" when
 * that cannot be told. */
static void check(struct world *world, const char *helper, const char *expected)
{
    struct source_helper wanted = { .name = helper, .file = "p/a_test.go" };
    struct benchmark_name_list found = { .items = NULL };
    bool is_told = source_helper_benchmarks(
        world->analysis.sources, &world->head->tree, &wanted, &found);
    struct buffer names;
    buffer_init(&names);
    buffer_text(&names, is_told ? "" : "?");
    for (size_t i = 0; i < found.count; i++) {
        buffer_printf(&names, "%s%s", i == 0 ? "" : ",", found.items[i]);
    }
    assert_string_equal(names.bytes, expected);
    buffer_release(&names);
}

/* All test files of the folder are one, and no other folder's. */
static void test_folder(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a_test.go",
                 "package p\nfunc run(b *testing.B) {}\n");
    world_source(
        &world, world.head, "p/b_test.go",
        "package p_test\nfunc BenchmarkB(b *testing.B) { p.run(b) }\n");
    world_source(&world, world.head, "q/c_test.go",
                 "package q\nfunc BenchmarkC(b *testing.B) { run(b) }\n");
    world_source(&world, world.head, "p/d.go",
                 "package p\nfunc BenchmarkD(b *testing.B) { run(b) }\n");
    check(&world, "run", "BenchmarkB");
    check(&world, "BenchmarkB", "BenchmarkB");
    check(&world, "BenchmarkC", "?");
    check(&world, "none", "?");
    world_release(&world);
}

/* Through any number of helpers, even those that call themselves. */
static void test_chains(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a_test.go",
                 "package p\n"
                 "func BenchmarkA(b *testing.B) { first(b) }\n"
                 "func first(b *testing.B) { second(b); first(b) }\n"
                 "func second(b *testing.B) { third(b, first) }\n"
                 "func third(b *testing.B, f func()) { f() }\n"
                 "func BenchmarkB(b *testing.B) { var s suite; s.second(b) }\n"
                 "func (s suite) second(b *testing.B) {}\n"
                 "func unused() {}\n");
    check(&world, "third", "BenchmarkB,BenchmarkA");
    check(&world, "first", "BenchmarkA,BenchmarkB");
    check(&world, "unused", "");
    world_release(&world);
}

/* A function declared without a body, a comment, a string: no calls. */
static void test_no_mentions(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a_test.go",
                 "package p\n"
                 "func outside(b *testing.B)\n"
                 "func BenchmarkA(b *testing.B) {\n"
                 "\t// run(b)\n"
                 "\tb.Run(\"run\", outside) /* run */\n"
                 "}\n"
                 "func run(b *testing.B) {}\n"
                 "func BenchmarkB(b *testing.B) { run(b) }\n");
    check(&world, "run", "BenchmarkB");
    check(&world, "outside", "BenchmarkA");
    world_release(&world);
}

/* What a variable or a type of the package names may be called by any. */
static void test_outside_of_functions(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a_test.go",
                 "package p\n"
                 "var all = map[string]func(*testing.B){\"x\": run}\n"
                 "func BenchmarkA(b *testing.B) { run(b) }\n"
                 "func run(b *testing.B) { inner(b) }\n"
                 "func inner(b *testing.B) {}\n"
                 "func other(b *testing.B) {}\n"
                 "func BenchmarkB(b *testing.B) { other(b) }\n");
    check(&world, "run", "?");
    check(&world, "inner", "?");
    check(&world, "other", "BenchmarkB");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_chains),
        cmocka_unit_test(test_no_mentions),
        cmocka_unit_test(test_outside_of_functions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
