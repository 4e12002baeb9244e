#include "core/analysis/defining_line.h"

#include "analysis_support.h"

static const char head_file[] = "package p\n"                           /* 1 */
                                "\n"                                    /* 2 */
                                "func Count(words []string) Counts {\n" /* 3 */
                                "\tunused := 1\n"                       /* 4 */
                                "\tcounts := make(Counts)\n"            /* 5 */
                                "\tvar word string\n"                   /* 6 */
                                "\tfor _, word = range words {\n"       /* 7 */
                                "\t\tcounts[word]++\n"                  /* 8 */
                                "\t}\n"                                 /* 9 */
                                "\tlog(1)\n"                            /* 10 */
                                "\treturn counts\n"                     /* 11 */
                                "}\n"                                   /* 12 */
                                "\n"                                    /* 13 */
                                "func log(int) {}\n";                   /* 14 */

/* A world in which the patch changes lines of head; "" separates nothing. */
static void begin(struct world *world, const char *patch)
{
    world_init(world);
    world_source(world, world->head, "p/a.go", head_file);
    world_patch(world, patch);
}

static uint32_t line_for(const char *patch, uint32_t seen)
{
    struct world world;
    begin(&world, patch);
    struct location found = { .file = NULL };
    struct location at = { world_text(&world, "p/a.go"), seen, 0 };
    bool is_found = defining_line(&world.analysis, at, &found);
    assert_true(!is_found || strcmp(found.file, "p/a.go") == 0);
    uint32_t line = is_found ? found.line : 0;
    world_release(&world);
    return line;
}

#define HUNKS "--- a/p/a.go\n+++ b/p/a.go\n"

/* A dropped size: the map is made elsewhere than it grows. */
static void test_definition(void **state)
{
    (void)state;
    static const char size_dropped[] =
        HUNKS "@@ -3,4 +3,4 @@\n"
              " func Count(words []string) Counts {\n"
              "-\tused := 1\n"
              "-\tcounts := make(Counts, len(words))\n"
              "+\tunused := 1\n"
              "+\tcounts := make(Counts)\n"
              " \tvar word string\n";
    assert_int_equal(line_for(size_dropped, 8), 5);
    assert_int_equal(line_for(size_dropped, 11), 5);
    static const char declared[] = HUNKS "@@ -6,1 +6,1 @@\n"
                                         "-\tvar word text\n"
                                         "+\tvar word string\n";
    assert_int_equal(line_for(declared, 8), 6);
}

/* Nothing of it is used: the changed line nearest before, else behind. */
static void test_nearest(void **state)
{
    (void)state;
    static const char both[] = HUNKS "@@ -4,1 +4,1 @@\n"
                                     "-\tunused := 2\n"
                                     "+\tunused := 1\n"
                                     "@@ -10,1 +10,1 @@\n"
                                     "-\tlog(2)\n"
                                     "+\tlog(1)\n";
    assert_int_equal(line_for(both, 8), 4);
    assert_int_equal(line_for(both, 11), 10);
    assert_int_equal(line_for(both, 3), 4);
}

static void test_no_change_in_the_function(void **state)
{
    (void)state;
    static const char elsewhere[] = HUNKS "@@ -14,1 +14,1 @@\n"
                                          "-func log(n int) {}\n"
                                          "+func log(int) {}\n";
    assert_int_equal(line_for(elsewhere, 8), 0);
    static const char trivial[] = HUNKS "@@ -5,1 +5,1 @@\n"
                                        "-\tcounts  :=  make(Counts)\n"
                                        "+\tcounts := make(Counts)\n";
    assert_int_equal(line_for(trivial, 8), 0);
    assert_int_equal(line_for(elsewhere, 13), 0);
}

/* A name is a whole word. */
static void test_whole_names(void **state)
{
    (void)state;
    static const char named_alike[] = HUNKS "@@ -4,2 +4,2 @@\n"
                                            "-\tunused := 2\n"
                                            "-\tcounts := make(Counts, 9)\n"
                                            "+\tunused := 1\n"
                                            "+\tcounts := make(Counts)\n";
    /* "return counts" uses counts, not unused nor Counts. */
    assert_int_equal(line_for(named_alike, 11), 5);
    assert_int_equal(line_for(named_alike, 10), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_definition),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_no_change_in_the_function),
        cmocka_unit_test(test_whole_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
