#include "core/analysis/sources/patched_function.h"

#include "analysis_support.h"

static const char source[] = "package p\n"        /* 1 */
                             "func Added() {\n"   /* 2 */
                             "\ta()\n"            /* 3 */
                             "}\n"                /* 4 */
                             "func Lost() {\n"    /* 5 */
                             "\tb()\n"            /* 6 */
                             "}\n"                /* 7 */
                             "func Trivial() {\n" /* 8 */
                             "\tc(1)\n"           /* 9 */
                             "}\n"                /* 10 */
                             "func Same() {\n"    /* 11 */
                             "}\n"                /* 12 */
                             "var x = 1\n";       /* 13 */

static bool is_patched(const struct world *world, const char *file,
                       uint32_t line)
{
    return patched_function_at(&world->analysis,
                               (struct location){ file, line, 0 });
}

static void test_functions(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a.go", source);
    world_source(&world, world.head, "p/b.go", source);
    world_patch(&world, "--- a/p/a.go\n"
                        "+++ b/p/a.go\n"
                        "@@ -2,9 +2,9 @@\n"
                        " func Added() {\n"
                        "+\ta()\n"
                        " }\n"
                        " func Lost() {\n"
                        "-\tgone()\n"
                        " \tb()\n"
                        " }\n"
                        " func Trivial() {\n"
                        "-\tc( 1 )\n"
                        "+\tc(1)\n"
                        " }\n"
                        "@@ -13,1 +13,1 @@\n"
                        "-var x = 2\n"
                        "+var x = 1\n");
    assert_true(is_patched(&world, "p/a.go", 3));
    assert_true(is_patched(&world, "p/a.go", 4));
    assert_true(is_patched(&world, "p/a.go", 6));
    assert_false(is_patched(&world, "p/a.go", 9));
    assert_false(is_patched(&world, "p/a.go", 12));
    assert_false(is_patched(&world, "p/a.go", 13)); /* in no function */
    assert_false(is_patched(&world, "p/b.go", 3));
    assert_false(is_patched(&world, "p/c.go", 3));
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_functions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
