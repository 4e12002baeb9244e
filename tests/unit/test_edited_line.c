#include "core/analysis/sources/edited_line.h"

#include "core/analysis/sources/match_lines.h"

#include "analysis_support.h"

static const char edits[] = "--- a/p/a.go\n"
                            "+++ b/p/a.go\n"
                            "@@ -2,6 +2,7 @@\n"
                            " two\n"
                            "-three\n"
                            "-four\n"
                            "+THREE\n"
                            "+FOUR\n"
                            " five\n"
                            "-six\n"
                            "+SIX\n"
                            "+and a half\n"
                            " seven\n"
                            "--- a/p/gone.go\n"
                            "+++ /dev/null\n"
                            "@@ -1,1 +0,0 @@\n"
                            "-package p\n"
                            "--- a/p/old.go\n"
                            "+++ b/p/new.go\n"
                            "@@ -1,1 +1,2 @@\n"
                            "+// A word.\n"
                            " package p\n";

static void test_edited_lines(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_patch(&world, edits);
    const struct patch *patch = &world.evidence->patch;
    assert_int_equal(edited_head_line(patch, "p/a.go", 1), 1);
    assert_int_equal(edited_head_line(patch, "p/a.go", 3), 3);
    assert_int_equal(edited_head_line(patch, "p/a.go", 4), 4);
    /* Two lines for one: neither is known to be the old one. */
    assert_int_equal(edited_head_line(patch, "p/a.go", 6), 0);
    assert_int_equal(edited_head_line(patch, "p/a.go", 7), 8);
    assert_int_equal(edited_head_line(patch, "p/a.go", 100), 101);
    assert_int_equal(edited_head_line(patch, "p/gone.go", 1), 0);
    assert_int_equal(edited_head_line(patch, "p/old.go", 1), 2);
    assert_int_equal(edited_head_line(patch, "p/other.go", 9), 9);
    assert_int_equal(edited_head_line(patch, "p/a.go", 0), 0);
    world_release(&world);
}

/* Without context hunks follow each other, but their edits stay apart. */
static void test_hunks_without_context(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_patch(&world, "--- a/p/a.go\n"
                        "+++ b/p/a.go\n"
                        "@@ -2 +2 @@\n"
                        "-two\n"
                        "+TWO\n"
                        "@@ -9 +9,2 @@\n"
                        "-nine\n"
                        "+NINE\n"
                        "+and a half\n");
    const struct patch *patch = &world.evidence->patch;
    assert_int_equal(edited_head_line(patch, "p/a.go", 2), 2);
    assert_int_equal(edited_head_line(patch, "p/a.go", 9), 0);
    world_release(&world);
}

/* What became of a line is known better than by its rank. */
static void test_twins(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_patch(&world, "--- a/p/a.go\n"
                        "+++ b/p/a.go\n"
                        "@@ -1,2 +1,2 @@\n"
                        "-first(a, b)\n"
                        "-second(a, b)\n"
                        "+second(a, b, c)\n"
                        "+third()\n");
    match_lines(&world.analysis);
    const struct patch *patch = &world.evidence->patch;
    assert_int_equal(edited_head_line(patch, "p/a.go", 2), 1);
    assert_int_equal(edited_head_line(patch, "p/a.go", 1), 0);
    world_release(&world);
}

/* Removed and added lines may come mixed, as some tools write them. */
static void test_ranks(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_patch(&world, "--- a/p/a.go\n"
                        "+++ b/p/a.go\n"
                        "@@ -1,3 +1,3 @@\n"
                        "-one\n"
                        "+ONE\n"
                        "-two\n"
                        "+TWO\n"
                        " three\n");
    const struct patch *patch = &world.evidence->patch;
    assert_int_equal(edited_head_line(patch, "p/a.go", 1), 1);
    assert_int_equal(edited_head_line(patch, "p/a.go", 2), 2);
    assert_int_equal(edited_head_line(patch, "p/a.go", 3), 3);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edited_lines),
        cmocka_unit_test(test_hunks_without_context),
        cmocka_unit_test(test_twins),
        cmocka_unit_test(test_ranks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
