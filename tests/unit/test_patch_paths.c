/*
 * From the paths of a patch to files below the source root.
 */
#include "patch_support.h"

static int setup(void **state)
{
    int failed = reading_setup(state);
    struct reading *reading = *state;
    folder_text(reading->folder, "go.mod", "module example.com/shop\n");
    folder_text(reading->folder, "pricing/join.go", "");
    folder_text(reading->folder, "pricing/tax.go", "");
    folder_text(reading->folder, "b/join.go", "");
    bool ok = tree_open(&reading->evidence.head.tree, reading->folder->path,
                        &reading->error);
    return ok ? failed : -1;
}

/* A patch of two files by these prefixes, placed below the tree. */
static void assert_placed(struct reading *reading, const char *base,
                          const char *head)
{
    const char *text = arena_printf(&reading->evidence.arena,
                                    "--- %spricing/join.go\n"
                                    "+++ %spricing/join.go\n"
                                    "@@ -1 +1 @@\n-a\n+b\n"
                                    "--- %spricing/gone.go\n"
                                    "+++ /dev/null\n"
                                    "@@ -1 +0,0 @@\n-a\n"
                                    "--- %spricing/tax.go\n"
                                    "+++ %spricing/tax.go\n"
                                    "@@ -1 +1 @@\n-a\n+b\n",
                                    base, head, base, base, head);
    size_t first = reading->evidence.patch.files.count;
    if (!patch_read(reading, text)) {
        fail_msg("%s", reading->error.message);
    }
    const struct patch_file *files =
        reading->evidence.patch.files.items + first;
    assert_string_equal(files[0].base_path, "pricing/join.go");
    assert_string_equal(files[0].head_path, "pricing/join.go");
    assert_string_equal(files[1].base_path, "pricing/gone.go");
    assert_null(files[1].head_path);
    assert_string_equal(files[2].head_path, "pricing/tax.go");
}

static void test_strips_what_does_not_exist(void **state)
{
    assert_placed(*state, "a/", "b/");
    assert_placed(*state, "", "");
    assert_placed(*state, "i/", "w/"); /* diff.mnemonicPrefix */
    assert_placed(*state, "base/", "head/");
    assert_placed(*state, "../x/base/", "../x/head/");
    assert_placed(*state, "/tmp/x/base/", "/tmp/x/head/");
    assert_placed(*state, "./", "./");
    assert_placed(*state, "1/2/3/4/5/6/7/8/9/10/", "1/2/3/4/5/6/7/8/9/10/");
}

static const struct patch_file *read_one(struct reading *reading,
                                         const char *text)
{
    return patch_of_one(reading, text);
}

/* b/join.go exists as well: the prefix of git wins. */
static void test_the_prefix_of_git_goes_first(void **state)
{
    const struct patch_file *file =
        read_one(*state, "--- a/pricing/join.go\n+++ b/pricing/join.go\n");
    assert_string_equal(file->head_path, "pricing/join.go");
}

/* A folder that happens to be called b, under diff.noprefix. */
static void test_a_folder_called_as_the_prefix(void **state)
{
    const struct patch_file *file =
        read_one(*state, "--- b/join.go\n+++ b/join.go\n");
    assert_string_equal(file->head_path, "b/join.go");
}

static void test_only_git_is_believed_without_files(void **state)
{
    const struct patch_file *file =
        read_one(*state, "--- a/x/new.go\n+++ b/x/new.go\n");
    assert_string_equal(file->head_path, "x/new.go");
}

static void test_a_rename_has_no_prefix(void **state)
{
    const struct patch_file *file =
        read_one(*state, "diff --git a/b/old.go b/b/join.go\n"
                         "similarity index 100%\n"
                         "rename from b/old.go\n"
                         "rename to b/join.go\n");
    assert_string_equal(file->base_path, "b/old.go");
    assert_string_equal(file->head_path, "b/join.go");
}

/* Nobody's prefix is that deep. */
static void test_folders_have_a_limit(void **state)
{
    struct reading *reading = *state;
    assert_placed(reading, "1/2/3/4/5/6/7/8/9/10/11/",
                  "1/2/3/4/5/6/7/8/9/10/11/");
    size_t first = reading->evidence.patch.files.count;
    assert_true(patch_read(reading,
                           "--- 1/2/3/4/5/6/7/8/9/10/11/12/pricing/join.go\n"
                           "+++ 1/2/3/4/5/6/7/8/9/10/11/12/pricing/join.go\n"));
    assert_string_equal(reading->evidence.patch.files.items[first].head_path,
                        "1/2/3/4/5/6/7/8/9/10/11/12/pricing/join.go");
}

/* Not as many folders as the others have: the path stays as it is. */
static void test_short_paths_among_long_ones(void **state)
{
    struct reading *reading = *state;
    assert_true(patch_read(reading, "--- x/y/pricing/join.go\n"
                                    "+++ x/y/pricing/join.go\n"
                                    "--- z.go\n"
                                    "+++ z.go\n"
                                    "--- x/y/pricing/tax.go\n"
                                    "+++ x/y/pricing/tax.go\n"));
    const struct patch_file *files = reading->evidence.patch.files.items;
    assert_string_equal(files[0].head_path, "pricing/join.go");
    assert_string_equal(files[1].head_path, "z.go");
    assert_string_equal(files[2].head_path, "pricing/tax.go");
}

#define tree_test(test) \
    cmocka_unit_test_setup_teardown(test, setup, reading_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        tree_test(test_strips_what_does_not_exist),
        tree_test(test_the_prefix_of_git_goes_first),
        tree_test(test_a_folder_called_as_the_prefix),
        tree_test(test_only_git_is_believed_without_files),
        tree_test(test_a_rename_has_no_prefix),
        tree_test(test_folders_have_a_limit),
        tree_test(test_short_paths_among_long_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
