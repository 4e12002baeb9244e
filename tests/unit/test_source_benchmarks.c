#include "core/analysis/sources/source_benchmarks.h"

#include "analysis_support.h"

static const char with_n[] = "package p\n"
                             "func BenchmarkJoin(b *testing.B) {\n"
                             "\tfor i := 0; i < b.N; i++ {\n"
                             "\t\tLoop()\n"
                             "\t}\n"
                             "}\n"
                             "func helper() {}\n";
static const char with_loop[] = "package p\n"
                                "\n"
                                "func BenchmarkLoop(b *testing.B) {\n"
                                "\tfor b.Loop() {\n"
                                "\t}\n"
                                "}\n";

static struct location locate(struct world *world, const char *name,
                              const char *package)
{
    struct source_benchmark wanted = { .name = name, .package = package };
    return source_benchmark_at(world->analysis.sources, &world->head->tree,
                               &wanted);
}

static void test_declarations(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/q/n_test.go", with_n);
    world_source(&world, world.head, "loop_test.go", with_loop);
    struct location found = locate(&world, "BenchmarkJoin", NULL);
    assert_string_equal(found.file, "p/q/n_test.go");
    assert_int_equal(found.line, 2);
    found = locate(&world, "BenchmarkLoop", "");
    assert_string_equal(found.file, "loop_test.go");
    assert_int_equal(found.line, 3);
    assert_null(locate(&world, "BenchmarkJoin", "p").file);
    assert_null(locate(&world, "BenchmarkNone", NULL).file);
    assert_null(locate(&world, "helper", NULL).file);
    world_release(&world);
}

/* A name that two packages have needs the package. */
static void test_ambiguous_name(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a_test.go", with_n);
    world_source(&world, world.head, "q/a_test.go", with_n);
    assert_null(locate(&world, "BenchmarkJoin", NULL).file);
    assert_string_equal(locate(&world, "BenchmarkJoin", "q").file,
                        "q/a_test.go");
    world_release(&world);
}

static void test_folders_left_out(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "vendor/p/a_test.go", with_n);
    world_source(&world, world.head, "p/testdata/a_test.go", with_n);
    world_source(&world, world.head, ".git/a_test.go", with_n);
    world_source(&world, world.head, "_old/a_test.go", with_n);
    world_source(&world, world.head, "p/join.go", with_n);
    assert_null(locate(&world, "BenchmarkJoin", NULL).file);
    world_release(&world);
}

static bool loops(struct world *world, const struct evidence_side *side,
                  const char *name)
{
    return source_benchmark_loops(world->analysis.sources, &side->tree, name);
}

/* b.Loop is a call on a value, whatever the value is called; a function of
 * that name is none. */
static void test_loops(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "a_test.go", with_n);
    world_source(&world, world.head, "b_test.go", with_loop);
    world_source(&world, world.base, "b_test.go", with_n);
    assert_true(loops(&world, world.head, "BenchmarkLoop"));
    assert_false(loops(&world, world.head, "BenchmarkJoin"));
    assert_false(loops(&world, world.head, "BenchmarkNone"));
    assert_false(loops(&world, world.base, "BenchmarkLoop"));
    assert_false(loops(&world, world.base, "BenchmarkJoin"));
    world_release(&world);
}

/* Where one of two does not loop, the name alone does not tell. */
static void test_loops_in_one_package(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a_test.go", with_loop);
    world_source(&world, world.head, "q/a_test.go",
                 "package q\n"
                 "func BenchmarkLoop(b *testing.B) {}\n");
    assert_false(loops(&world, world.head, "BenchmarkLoop"));
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_declarations),
        cmocka_unit_test(test_ambiguous_name),
        cmocka_unit_test(test_folders_left_out),
        cmocka_unit_test(test_loops),
        cmocka_unit_test(test_loops_in_one_package),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
