#include "core/analysis/sources/match_declarations.h"

#include "analysis_support.h"

static size_t count_matches(struct world *world)
{
    struct declaration_match_list matches = { .items = NULL };
    match_declarations(&world->analysis, &matches);
    return matches.count;
}

/* Short bodies are like many others, unless they stand in one place. */
static void test_short_bodies(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a.go",
                 "package p\n\nfunc size() int { return t.n }\n");
    world_patch(&world, "--- a/p/a.go\n+++ b/p/a.go\n@@ -3,1 +3,1 @@\n"
                        "-func length() int { return t.n }\n"
                        "+func size() int { return t.n }\n");
    assert_int_equal(count_matches(&world), 1);
    world_release(&world);
    world_init(&world);
    world_source(&world, world.head, "p/a.go",
                 "package p\n\nvar a int\n\nfunc size() int { return t.n }\n");
    world_patch(&world, "--- a/p/a.go\n+++ b/p/a.go\n@@ -1,5 +1,5 @@\n"
                        " package p\n \n-func length() int { return t.n }\n-\n"
                        " var a int\n+\n+func size() int { return t.n }\n");
    assert_int_equal(count_matches(&world), 0);
    world_release(&world);
}

/* Moved to another file of its package it has its name still; tests do not
 * count. */
static void test_no_match(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/b.go", "package p\nfunc f() {\n}\n");
    world_source(&world, world.head, "p/a_test.go",
                 "package p\nfunc BenchmarkB(b *testing.B) {\n}\n");
    world_patch(&world,
                "--- a/p/a.go\n+++ /dev/null\n@@ -1,3 +0,0 @@\n-package p\n"
                "-func f() {\n-}\n"
                "--- /dev/null\n+++ b/p/b.go\n@@ -0,0 +1,3 @@\n+package p\n"
                "+func f() {\n+}\n"
                "--- a/p/a_test.go\n+++ b/p/a_test.go\n@@ -2,1 +2,1 @@\n"
                "-func BenchmarkA(b *testing.B) {\n"
                "+func BenchmarkB(b *testing.B) {\n");
    assert_int_equal(count_matches(&world), 0);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_bodies),
        cmocka_unit_test(test_no_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
