/*
 * Unified diffs of git and of diff -u, their odd ones, and damaged ones.
 */
#include "patch_support.h"

static void assert_paths(const struct patch_file *file, const char *base,
                         const char *head)
{
    assert_int_equal(text_compare(file->base_path, base), 0);
    assert_int_equal(text_compare(file->head_path, head), 0);
}

static void assert_line(const struct patch_file *file, size_t index, char sign,
                        const char *text)
{
    assert_true(index < file->lines.count);
    assert_int_equal(file->lines.items[index].sign, sign);
    assert_string_equal(file->lines.items[index].text, text);
}

static void test_lines_know_both_numbers(void **state)
{
    struct reading *reading = *state;
    const struct patch_file *file =
        patch_of_one(reading, "diff --git a/x/m.go b/x/m.go\n"
                              "index 111..222 100644\n"
                              "--- a/x/m.go\n"
                              "+++ b/x/m.go\n"
                              "@@ -16,3 +20,3 @@ func find(\n"
                              " one\n"
                              "-\ttwo\n"
                              "+\tTwo\n"
                              " three\n");
    assert_paths(file, "x/m.go", "x/m.go");
    assert_int_equal(file->lines.count, 4);
    assert_line(file, 0, ' ', "one");
    assert_line(file, 1, '-', "\ttwo");
    assert_line(file, 2, '+', "\tTwo");
    assert_int_equal(file->lines.items[1].base_line, 17);
    assert_int_equal(file->lines.items[1].head_line, 0);
    assert_int_equal(file->lines.items[2].base_line, 0);
    assert_int_equal(file->lines.items[2].head_line, 21);
    assert_int_equal(file->lines.items[3].base_line, 18);
    assert_int_equal(file->lines.items[3].head_line, 22);
    assert_true(reading->evidence.patch.is_present);
}

/* Text that looks like a header is a line while the hunk wants lines. */
static void test_a_hunk_takes_what_it_counts(void **state)
{
    struct reading *reading = *state;
    const struct patch_file *file =
        patch_of_one(reading, "--- a/m.sql\n"
                              "+++ b/m.sql\n"
                              "@@ -1,3 +1,3 @@\n"
                              "--- drop it\n"
                              "+++ keep it\n"
                              "-@@ -1 +1 @@\n"
                              "+diff --git a/x b/x\n"
                              " end\n");
    assert_int_equal(file->lines.count, 5);
    assert_line(file, 0, '-', "-- drop it");
    assert_line(file, 1, '+', "++ keep it");
    assert_line(file, 3, '+', "diff --git a/x b/x");
}

static void test_no_newline_at_the_end(void **state)
{
    struct reading *reading = *state;
    const struct patch_file *file =
        patch_of_one(reading, "--- a/m.go\n"
                              "+++ b/m.go\n"
                              "@@ -1 +1 @@\n"
                              "-a\n"
                              "\\ No newline at end of file\n"
                              "+b\n"
                              "\\ No newline at end of file\n");
    assert_int_equal(file->lines.count, 2);
    assert_line(file, 1, '+', "b");
}

/* Line ends of the source, or of the whole patch. */
static void test_crlf(void **state)
{
    struct reading *reading = *state;
    const struct patch_file *file = patch_of_one(reading, "--- a/m.go\r\n"
                                                          "+++ b/m.go\r\n"
                                                          "@@ -1,2 +1,2 @@\r\n"
                                                          " a\r\n"
                                                          "-b\r\n"
                                                          "+c\r\n");
    assert_paths(file, "m.go", "m.go");
    assert_line(file, 0, ' ', "a");
    assert_line(file, 2, '+', "c");
}

/* Mailers strip the blank of an empty context line. */
static void test_an_empty_line_is_context(void **state)
{
    struct reading *reading = *state;
    const struct patch_file *file = patch_of_one(
        reading, "--- a/m.go\n+++ b/m.go\n@@ -1,3 +1,2 @@\n-a\n\n b\n");
    assert_int_equal(file->lines.count, 3);
    assert_line(file, 1, ' ', "");
    assert_int_equal(file->lines.items[2].head_line, 2);
}

static void test_an_empty_hunk(void **state)
{
    struct reading *reading = *state;
    const struct patch_file *file =
        patch_of_one(reading, "--- a/m.go\n+++ b/m.go\n@@ -0,0 +0,0 @@\n");
    assert_int_equal(file->lines.count, 0);
}

static void test_plain_diff_with_time_stamps(void **state)
{
    struct reading *reading = *state;
    const struct patch_file *file = patch_of_one(
        reading, "diff -ru base/m.go head/m.go\n"
                 "--- base/m.go\t2026-11-24 10:00:00.000000000 +0000\n"
                 "+++ head/m.go\t2026-11-24 10:00:01.000000000 +0000\n"
                 "@@ -1 +1 @@\n"
                 "-a\n"
                 "+b\n");
    assert_int_equal(file->lines.count, 2);
    assert_paths(file, "base/m.go", "head/m.go"); /* no tree to ask */
}

static void test_quoted_names(void **state)
{
    struct reading *reading = *state;
    const struct patch_file *file =
        patch_of_one(reading, "--- \"a/\\303\\247 \\\"q\\\"\\t\\\\.go\"\n"
                              "+++ \"b/\\303\\247 \\\"q\\\"\\t\\\\.go\"\n"
                              "@@ -1 +1 @@\n-a\n+b\n");
    assert_paths(file, "\303\247 \"q\"\t\\.go", "\303\247 \"q\"\t\\.go");
}

/* Without --- and +++ lines the names stand elsewhere. */
static void test_files_without_hunks(void **state)
{
    struct reading *reading = *state;
    assert_true(patch_read(
        reading, "diff --git a/run.sh b/run.sh\n"
                 "old mode 100644\n"
                 "new mode 100755\n"
                 "diff --git a/with blank.go b/with blank.go\n"
                 "old mode 100644\n"
                 "new mode 100755\n"
                 "diff --git \"a/\\303\\244.go\" \"b/\\303\\244.go\"\n"
                 "old mode 100644\n"
                 "new mode 100755\n"
                 "diff --git a/old.go b/new.go\n"
                 "similarity index 100%\n"
                 "rename from old.go\n"
                 "rename to new.go\n"
                 "diff --git a/pic.png b/pic.png\n"
                 "index 1..2 100644\n"
                 "Binary files a/pic.png and b/pic.png differ\n"
                 "diff --git a/empty.go b/empty.go\n"
                 "new file mode 100644\n"
                 "index 0000000..e69de29\n"
                 "diff --git a/gone.go b/gone.go\n"
                 "deleted file mode 100644\n"
                 "index e69de29..0000000\n"
                 "diff --git a/from.go b/copy.go\n"
                 "similarity index 100%\n"
                 "copy from from.go\n"
                 "copy to copy.go\n"
                 "diff --git a/blob b/blob\n"
                 "GIT binary patch\n"
                 "literal 3\n"
                 "KcmZ1\n"));
    const struct patch_file *files = reading->evidence.patch.files.items;
    assert_int_equal(reading->evidence.patch.files.count, 9);
    assert_paths(&files[0], "run.sh", "run.sh");
    assert_paths(&files[1], "with blank.go", "with blank.go");
    assert_paths(&files[2], "\303\244.go", "\303\244.go");
    assert_paths(&files[3], "old.go", "new.go");
    assert_paths(&files[4], "pic.png", "pic.png");
    assert_true(files[4].is_binary);
    assert_paths(&files[5], NULL, "empty.go");
    assert_paths(&files[6], "gone.go", NULL);
    assert_paths(&files[7], NULL, "copy.go");
    assert_paths(&files[8], "blob", "blob");
    assert_true(files[8].is_binary);
    assert_false(files[0].is_binary);
}

/* A copy with changes: from.go itself stays where it is. */
static void test_a_copy_is_new(void **state)
{
    struct reading *reading = *state;
    const struct patch_file *file =
        patch_of_one(reading, "diff --git a/from.go b/copy.go\n"
                              "similarity index 90%\n"
                              "copy from from.go\n"
                              "copy to copy.go\n"
                              "--- a/from.go\n"
                              "+++ b/copy.go\n"
                              "@@ -1,2 +1,3 @@\n"
                              "+z\n"
                              " a\n"
                              " b\n");
    assert_paths(file, NULL, "copy.go");
    assert_int_equal(patch_head_line(&reading->evidence.patch, "from.go", 2),
                     2);
    assert_true(patch_has_line(&reading->evidence.patch, "copy.go", 1));
}

/* What git log -p and format-patch write around the diff. */
static void test_text_around_it_is_skipped(void **state)
{
    struct reading *reading = *state;
    const struct patch_file *file =
        patch_of_one(reading, "From 1234 Mon Sep 17 00:00:00 2001\n"
                              "Subject: [PATCH] faster\n"
                              "\n"
                              "---\n"
                              " m.go | 2 +-\n"
                              "\n"
                              "diff --git a/m.go b/m.go\n"
                              "--- a/m.go\n"
                              "+++ b/m.go\n"
                              "@@ -1 +1 @@\n"
                              "-a\n"
                              "+b\n"
                              "-- \n"
                              "2.47.0\n"
                              "copy of the next mail\n"
                              "deleted file mode was wrong\n");
    assert_int_equal(file->lines.count, 2);
    assert_paths(file, "m.go", "m.go");
}

static void test_two_patches_add_up(void **state)
{
    struct reading *reading = *state;
    static const char first[] = "--- a/m.go\n+++ b/m.go\n@@ -1 +1 @@\n-a\n+b\n";
    static const char second[] =
        "--- a/n.go\n+++ b/n.go\n@@ -1 +1 @@\n-a\n+ a\n";
    assert_true(patch_read(reading, first));
    assert_true(patch_read(reading, second));
    const struct patch *patch = &reading->evidence.patch;
    assert_int_equal(patch->files.count, 2);
    assert_true(patch_changes_line(patch, "m.go", 1));
    assert_false(patch_changes_line(patch, "n.go", 1));
}

static void test_refuses_damage_by_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        { "--- a/m.go\n+++ b/m.go\n@@ -1,2 +1,2 @@\n a\n",
          "changes.patch:4: the last hunk ends too early" },
        { "--- a/m.go\n+++ b/m.go\n@@ -1,2 +1,1 @@\n a\n+b\n",
          "changes.patch:5: the hunk does not hold" },
        { "--- a/m.go\n+++ b/m.go\n@@ -1 +1 @@\n?a\n",
          "changes.patch:4: the hunk does not hold" },
        { "--- a/m.go\nnothing\n", "changes.patch:2: a \"---\" line" },
        { "--- a/m.go\n", "changes.patch:1: a \"---\" line" },
        { "@@ -1 +1 @@\n-a\n+b\n", "changes.patch:1: a hunk without a file" },
        { "--- a/m.go\n+++ b/m.go\n@@ -x +1 @@\n", ":3: a hunk without" },
        { "--- a/m.go\n+++ b/m.go\n@@ -1,99999999999999999999 +1 @@\n",
          ":3: a hunk without a file or with bad numbers" },
        { "--- a/m.go\n+++ b/m.go\n@@ -4294967295 +1 @@\n", "bad numbers" },
        { "--- a/m.go\n+++ b/m.go\n@@ -1 1 @@\n", "bad numbers" },
        { "--- a/m.go\n+++ b/m.go\n@@ -1 +1\n", "bad numbers" },
        /* A merge's diff has a column for each parent. */
        { "diff --cc m.go\n--- a/m.go\n+++ b/m.go\n"
          "@@@ -1,1 -1,1 +1,2 @@@\n  a\n++b\n",
          "changes.patch:4: a combined diff" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct reading reading;
        reading_init(&reading);
        if (patch_read(&reading, cases[i].text)) {
            fail_msg("was read: %s", cases[i].text);
        }
        assert_error(reading.error, ERROR_INPUT, cases[i].message);
        reading_release(&reading);
    }
}

/* Cut off at any byte it is read or refused, never more. */
static void test_any_prefix_is_safe(void **state)
{
    (void)state;
    static const char text[] = "diff --git \"a/\\303\\244\" b/x\n"
                               "rename from \"\\\n"
                               "--- \"a/\\30\n"
                               "+++ \"b/\\\\\"\t2026\n"
                               "@@ -1,2 +1,2 @@ f\n"
                               " a\n"
                               "-b\n"
                               "+c\n"
                               "@@ -7 +7 @@\n"
                               "-\"`/*\n"
                               "+'\\\n";
    for (size_t length = 0; length < sizeof(text); length++) {
        struct reading reading;
        reading_init(&reading);
        char *copy = malloc(length + 1);
        assert_non_null(copy);
        memcpy(copy + 1, text, length);
        bool ok = patch_read_bytes(&reading, copy + 1, length);
        assert_true(ok || reading.error.kind == ERROR_INPUT);
        free(copy);
        reading_release(&reading);
    }
}

static void test_a_line_has_a_limit(void **state)
{
    struct reading *reading = *state;
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, "--- a/m.js\n+++ b/m.js\n@@ -0,0 +1 @@\n+");
    buffer_repeat(&text, 'x', (1 << 20) - 1);
    assert_true(patch_read_bytes(reading, text.bytes, text.length));
    buffer_byte(&text, 'x');
    assert_false(patch_read_bytes(reading, text.bytes, text.length));
    assert_error(reading->error, ERROR_INPUT, ":4: the hunk");
    buffer_release(&text);
}

static void test_is_told_by_its_content(void **state)
{
    (void)state;
    static const char git[] = "diff --git a/x b/x\n";
    static const char plain[] = "--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b\n";
    static const char mail[] = "Subject: x\n\ndiff --git a/x b/x\n";
    static const char prose[] = "--- BENCH: BenchmarkX\n+++ of\n";
    static const char merge[] =
        "diff --cc x\n--- a/x\n+++ b/x\n@@@ -1,1 -1,1 +1,2 @@@\n";
    assert_ptr_equal(reader_for(span_of(git)), &reader_patch);
    assert_ptr_equal(reader_for(span_of(plain)), &reader_patch);
    assert_ptr_equal(reader_for(span_of(mail)), &reader_patch);
    assert_ptr_equal(reader_for(span_of(merge)), &reader_patch);
    assert_null(reader_for(span_of(prose)));
    assert_null(reader_for(span_of("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_lines_know_both_numbers),
        reading_test(test_a_hunk_takes_what_it_counts),
        reading_test(test_no_newline_at_the_end),
        reading_test(test_crlf),
        reading_test(test_an_empty_line_is_context),
        reading_test(test_an_empty_hunk),
        reading_test(test_plain_diff_with_time_stamps),
        reading_test(test_quoted_names),
        reading_test(test_files_without_hunks),
        reading_test(test_a_copy_is_new),
        reading_test(test_text_around_it_is_skipped),
        reading_test(test_two_patches_add_up),
        reading_test(test_refuses_damage_by_its_line),
        reading_test(test_any_prefix_is_safe),
        reading_test(test_a_line_has_a_limit),
        reading_test(test_is_told_by_its_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
