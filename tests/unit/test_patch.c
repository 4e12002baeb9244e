/*
 * Where lines stand on the other side of a patch, with context and without.
 * Truth is drawn from two texts of which each line says where it came from.
 */
#include "core/model/patch.h"

#include "patch_support.h"

/*
 * base: 1 a, 2 b, 3 c, 4 d, 5 e, 6 f, 7 g, 8 h, 9 i, 10 j, 11 k, 12 l
 * head: 1 a, 2 B, 3 c, 4 d, 5 e, 6 x, 7 y, 8 f, 9 g, 10 h, 11 i, 12 k, 13 l
 */
static const char with_context[] = "diff --git a/m.go b/m.go\n"
                                   "--- a/m.go\n"
                                   "+++ b/m.go\n"
                                   "@@ -1,4 +1,4 @@\n"
                                   " a\n"
                                   "-b\n"
                                   "+B\n"
                                   " c\n"
                                   " d\n"
                                   "@@ -5,2 +5,4 @@\n"
                                   " e\n"
                                   "+x\n"
                                   "+y\n"
                                   " f\n"
                                   "@@ -9,3 +11,2 @@ func i() {\n"
                                   " i\n"
                                   "-j\n"
                                   " k\n";

/* The same without context, as diff -U0 writes it: a hunk that only adds or
 * only removes names the line before it. */
static const char without_context[] = "--- a/m.go\n"
                                      "+++ b/m.go\n"
                                      "@@ -2 +2 @@\n"
                                      "-b\n"
                                      "+B\n"
                                      "@@ -5,0 +6,2 @@\n"
                                      "+x\n"
                                      "+y\n"
                                      "@@ -10 +11,0 @@\n"
                                      "-j\n";

static const uint32_t head_of_base[] = { 0, 1,  0,  3, 4,  5,  8,
                                         9, 10, 11, 0, 12, 13, 14 };
static const uint32_t base_of_head[] = { 0, 1, 0, 3, 4,  5,  0, 0,
                                         6, 7, 8, 9, 11, 12, 13 };

static void assert_maps(const struct patch *patch)
{
    size_t base_count = sizeof(head_of_base) / sizeof(head_of_base[0]);
    size_t head_count = sizeof(base_of_head) / sizeof(base_of_head[0]);
    for (uint32_t line = 1; line < base_count; line++) {
        assert_int_equal(patch_head_line(patch, "m.go", line),
                         head_of_base[line]);
    }
    for (uint32_t line = 1; line < head_count; line++) {
        assert_int_equal(patch_base_line(patch, "m.go", line),
                         base_of_head[line]);
    }
}

static void test_maps_lines_through_context(void **state)
{
    struct reading *reading = *state;
    patch_of_one(reading, with_context);
    assert_maps(&reading->evidence.patch);
}

static void test_maps_lines_without_context(void **state)
{
    struct reading *reading = *state;
    patch_of_one(reading, without_context);
    assert_maps(&reading->evidence.patch);
}

/* Lines that head added or edited; a removal touches what holds both lines
 * around it. */
static void assert_touches(const struct patch *patch)
{
    static const bool added[] = {
        [2] = true, [6] = true, [7] = true, [13] = false
    };
    for (uint32_t line = 1; line < sizeof(added); line++) {
        assert_int_equal(patch_has_line(patch, "m.go", line), added[line]);
        assert_int_equal(patch_changes_line(patch, "m.go", line), added[line]);
        assert_int_equal(patch_touches(patch, "m.go", line, line), added[line]);
    }
    assert_true(patch_touches(patch, "m.go", 11, 12));
    assert_true(patch_touches(patch, "m.go", 8, 13));
    assert_false(patch_touches(patch, "m.go", 12, 13));
    assert_false(patch_touches(patch, "m.go", 8, 11));
    assert_false(patch_touches(patch, "m.go", 3, 5));
    assert_true(patch_touches(patch, "m.go", 1, 3));
}

static void test_touches_with_context(void **state)
{
    struct reading *reading = *state;
    patch_of_one(reading, with_context);
    assert_touches(&reading->evidence.patch);
}

static void test_touches_without_context(void **state)
{
    struct reading *reading = *state;
    patch_of_one(reading, without_context);
    assert_touches(&reading->evidence.patch);
}

static uint32_t place_of(const struct patch *patch, uint32_t line)
{
    struct location location = { .file = "m.go", .line = line, .column = 7 };
    struct location place = patch_place(patch, location);
    assert_string_equal(place.file, "m.go");
    return place.line;
}

/* Where a line of base stood: itself, what replaced it, or what follows. */
static void assert_places(const struct patch *patch)
{
    assert_int_equal(place_of(patch, 1), 1);
    assert_int_equal(place_of(patch, 2), 2);   /* b, now B */
    assert_int_equal(place_of(patch, 6), 8);   /* f, behind x and y */
    assert_int_equal(place_of(patch, 10), 12); /* j is gone: k */
    assert_int_equal(place_of(patch, 100), 101);
    assert_int_equal(place_of(patch, 0), 0);
}

static void test_places_with_context(void **state)
{
    struct reading *reading = *state;
    patch_of_one(reading, with_context);
    assert_places(&reading->evidence.patch);
}

static void test_places_without_context(void **state)
{
    struct reading *reading = *state;
    patch_of_one(reading, without_context);
    assert_places(&reading->evidence.patch);
}

/* A block that is gone up to the end, and a file that is. */
static void test_places_of_what_is_gone(void **state)
{
    struct reading *reading = *state;
    const struct patch *patch = &reading->evidence.patch;
    struct location gone = { .file = "gone.go", .line = 2 };
    struct location other = { .file = "other.go", .line = 2, .column = 3 };
    assert_true(patch_read(reading, "--- a/m.go\n+++ b/m.go\n"
                                    "@@ -1,3 +1 @@\n a\n-b\n-c\n"
                                    "--- a/gone.go\n+++ /dev/null\n"
                                    "@@ -1,2 +0,0 @@\n-a\n-b\n"));
    assert_int_equal(place_of(patch, 2), 2);
    assert_int_equal(place_of(patch, 3), 2);
    assert_null(patch_place(patch, gone).file);
    assert_int_equal(patch_place(patch, other).column, 3);
}

static void test_places_before_all_that_is_left(void **state)
{
    struct reading *reading = *state;
    patch_of_one(reading, "--- a/m.go\n+++ b/m.go\n@@ -1,2 +0,0 @@\n-a\n-b\n");
    assert_int_equal(place_of(&reading->evidence.patch, 1), 1);
    assert_int_equal(place_of(&reading->evidence.patch, 2), 1);
    assert_int_equal(place_of(&reading->evidence.patch, 3), 1);
}

static void test_other_files_stay_as_they_are(void **state)
{
    struct reading *reading = *state;
    const struct patch *patch = &reading->evidence.patch;
    assert_int_equal(patch_base_line(patch, "m.go", 7), 7); /* no patch */
    patch_of_one(reading, with_context);
    assert_int_equal(patch_base_line(patch, "other.go", 7), 7);
    assert_int_equal(patch_head_line(patch, "other.go", UINT32_MAX),
                     UINT32_MAX);
    assert_int_equal(patch_base_line(patch, "m.go", 0), 0);
    assert_int_equal(patch_head_line(patch, "m.go", 0), 0);
    assert_false(patch_has_line(patch, "other.go", 2));
    assert_false(patch_touches(patch, "other.go", 1, 100));
    assert_null(patch_find_head(patch, "other.go"));
}

/* Far behind the last hunk a line must not leave 32 bits, nor be negative. */
static void test_lines_stay_in_range(void **state)
{
    struct reading *reading = *state;
    const struct patch *patch = &reading->evidence.patch;
    patch_of_one(reading, "--- a/m.go\n+++ b/m.go\n@@ -0,0 +1,2 @@\n+a\n+b\n");
    assert_int_equal(patch_head_line(patch, "m.go", UINT32_MAX - 2),
                     UINT32_MAX);
    assert_int_equal(patch_head_line(patch, "m.go", UINT32_MAX - 1), 0);
    assert_int_equal(patch_base_line(patch, "m.go", 3), 1);
    assert_int_equal(patch_base_line(patch, "m.go", 2), 0);
    assert_int_equal(patch_base_line(patch, "m.go", UINT32_MAX),
                     UINT32_MAX - 2);
}

static void test_new_deleted_and_renamed_files(void **state)
{
    struct reading *reading = *state;
    const struct patch *patch = &reading->evidence.patch;
    assert_true(patch_read(reading, "diff --git a/new.go b/new.go\n"
                                    "new file mode 100644\n"
                                    "--- /dev/null\n"
                                    "+++ b/new.go\n"
                                    "@@ -0,0 +1 @@\n"
                                    "+a\n"
                                    "diff --git a/old.go b/old.go\n"
                                    "deleted file mode 100644\n"
                                    "--- a/old.go\n"
                                    "+++ /dev/null\n"
                                    "@@ -1,2 +0,0 @@\n"
                                    "-a\n"
                                    "-b\n"
                                    "diff --git a/from.go b/to.go\n"
                                    "similarity index 90%\n"
                                    "rename from from.go\n"
                                    "rename to to.go\n"
                                    "--- a/from.go\n"
                                    "+++ b/to.go\n"
                                    "@@ -1,2 +1,3 @@\n"
                                    "+z\n"
                                    " a\n"
                                    " b\n"));
    assert_null(patch_find_head(patch, "new.go")->base_path);
    assert_null(patch_find_base(patch, "new.go"));
    assert_int_equal(patch_base_line(patch, "new.go", 1), 0);
    assert_null(patch_find_base(patch, "old.go")->head_path);
    assert_null(patch_find_head(patch, "old.go"));
    assert_int_equal(patch_head_line(patch, "old.go", 1), 0);
    assert_int_equal(patch_head_line(patch, "old.go", 3), 0);
    assert_ptr_equal(patch_find_base(patch, "from.go"),
                     patch_find_head(patch, "to.go"));
    assert_int_equal(patch_head_line(patch, "from.go", 2), 3);
    assert_int_equal(patch_base_line(patch, "to.go", 3), 2);
}

/* White space and comments: annotated by GitHub, but no change to Go. */
static void test_an_edit_that_keeps_the_tokens_is_none(void **state)
{
    struct reading *reading = *state;
    const struct patch *patch = &reading->evidence.patch;
    patch_of_one(reading, "--- a/m.go\n"
                          "+++ b/m.go\n"
                          "@@ -1,4 +1,5 @@\n"
                          "-\tx := f(a, b) // once\n"
                          "+\tx := f(a,\n"
                          "+\t\tb)\n"
                          " \ty := 1\n"
                          "-\tz := 1\n"
                          "+\tz := 2\n"
                          " \tw := 1\n");
    assert_true(patch_has_line(patch, "m.go", 1));
    assert_false(patch_changes_line(patch, "m.go", 1));
    assert_false(patch_changes_line(patch, "m.go", 2));
    assert_false(patch_touches(patch, "m.go", 1, 3));
    assert_true(patch_changes_line(patch, "m.go", 4));
    assert_true(patch_touches(patch, "m.go", 3, 5));
}

static void check_place(const struct patch *patch, uint32_t line,
                        uint32_t expected)
{
    struct location found =
        patch_place(patch, (struct location){ "m.go", line, 0 });
    assert_string_equal(found.file, "m.go");
    assert_int_equal(found.line, expected);
}

/* What was removed is shown at what replaced it, else at what follows. */
static void test_place_of_what_is_gone(void **state)
{
    struct reading *reading = *state;
    const struct patch *patch = &reading->evidence.patch;
    patch_of_one(reading, "--- a/m.go\n"
                          "+++ b/m.go\n"
                          "@@ -2,6 +2,5 @@\n"
                          " two\n"
                          "-three\n"
                          "-four\n"
                          "+THREE\n"
                          "+FOUR\n"
                          "+half\n"
                          " five\n"
                          "-six\n"
                          "-seven\n"
                          "@@ -9,1 +8,0 @@\n"
                          "-nine\n");
    check_place(patch, 1, 1);
    check_place(patch, 2, 2);
    check_place(patch, 3, 3);
    check_place(patch, 4, 3);
    check_place(patch, 5, 6);
    check_place(patch, 6, 7);
    check_place(patch, 7, 7);
    check_place(patch, 8, 7);
    check_place(patch, 9, 8);
    check_place(patch, 0, 0);
}

static void test_place_in_a_file_that_is_gone(void **state)
{
    struct reading *reading = *state;
    const struct patch *patch = &reading->evidence.patch;
    patch_of_one(reading, "--- a/m.go\n"
                          "+++ /dev/null\n"
                          "@@ -1,1 +0,0 @@\n"
                          "-one\n");
    struct location gone = { "m.go", 1, 0 }, other = { "o.go", 5, 0 };
    assert_null(patch_place(patch, gone).file);
    assert_string_equal(patch_place(patch, other).file, "o.go");
    assert_int_equal(patch_place(patch, other).line, 5);
}

/* A statement that moved is a change, though the tokens of both hunks
 * together are equal. */
static void test_a_move_between_hunks_is_a_change(void **state)
{
    struct reading *reading = *state;
    const struct patch *patch = &reading->evidence.patch;
    patch_of_one(reading, "--- a/m.go\n"
                          "+++ b/m.go\n"
                          "@@ -2 +1,0 @@\n"
                          "-\tlock()\n"
                          "@@ -9,0 +9 @@\n"
                          "+\tlock()\n");
    assert_true(patch_changes_line(patch, "m.go", 9));
    assert_true(patch_touches(patch, "m.go", 1, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_maps_lines_through_context),
        reading_test(test_maps_lines_without_context),
        reading_test(test_touches_with_context),
        reading_test(test_touches_without_context),
        reading_test(test_places_with_context),
        reading_test(test_places_without_context),
        reading_test(test_places_of_what_is_gone),
        reading_test(test_places_before_all_that_is_left),
        reading_test(test_other_files_stay_as_they_are),
        reading_test(test_lines_stay_in_range),
        reading_test(test_new_deleted_and_renamed_files),
        reading_test(test_an_edit_that_keeps_the_tokens_is_none),
        reading_test(test_place_of_what_is_gone),
        reading_test(test_place_in_a_file_that_is_gone),
        reading_test(test_a_move_between_hunks_is_a_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
