/*
 * A bundle as a whole: the sides, the patch, what it is called, and what makes
 * it bad.
 */
#include "evidence_support.h"

#include "formats/bundle/bundle.h"

static const char benchmark[] = "goos: linux\nBenchmarkJoin-8 100 12.5 ns/op\n";
static const char escapes[] = "# example.com/shop\n./a.go:3:6: moved to heap: "
                              "x\n";
static const char patch[] = "--- a/a.go\n+++ b/a.go\n@@ -1 +1 @@\n-a\n+b\n";

static bool read_bundle(struct reading *reading)
{
    struct bundle_paths paths = { .folder =
                                      folder_path(reading->folder, "bundle") };
    return bundle_read(&paths, &reading->evidence, &reading->error);
}

static void read_good(struct reading *reading)
{
    if (!read_bundle(reading)) {
        fail_msg("%s", reading->error.message);
    }
}

static void read_bad(struct reading *reading, enum error_kind kind,
                     const char *part)
{
    assert_false(read_bundle(reading));
    assert_error(reading->error, kind, part);
}

static void test_both_sides_and_the_patch(void **state)
{
    struct reading *reading = *state;
    struct folder *folder = reading->folder;
    folder_text(folder, "bundle/base/bench.txt", benchmark);
    folder_text(folder, "bundle/head/bench-2.txt", benchmark);
    folder_text(folder, "bundle/head/build.log", escapes);
    folder_text(folder, "bundle/head/META",
                "go=go version go1.26.8 linux/arm\n");
    folder_text(folder, "bundle/changes.patch", patch);
    read_good(reading);
    const struct evidence *evidence = &reading->evidence;
    assert_int_equal(evidence->base.benchmarks.count, 1);
    assert_int_equal(evidence->head.benchmarks.count, 1);
    assert_int_equal(evidence->head.benchmarks.items[0].replicate, 2);
    assert_string_equal(evidence->head.benchmarks.items[0].name,
                        "head/bench-2.txt");
    assert_int_equal(evidence->head.escapes.diagnostics.count, 1);
    assert_string_equal(evidence->head.goarch, "arm");
    assert_true(patch_has_line(&evidence->patch, "a.go", 1));
    assert_string_equal(evidence->target, "bundle");
    assert_int_equal(evidence->head.notices.count, 0);
}

/* bundle.json names the role before the file is read. */
static void test_roles_reach_the_readers(void **state)
{
    struct reading *reading = *state;
    struct folder *folder = reading->folder;
    folder_text(folder, "bundle/base/counts.txt", benchmark);
    folder_text(folder, "bundle/head/bench-contend-3.txt", benchmark);
    folder_text(folder, "bundle/bundle.json",
                "{\"roles\": {\"counts.txt\": \"profiled\"}}");
    read_good(reading);
    assert_int_equal(reading->evidence.base.benchmarks.items[0].role,
                     BENCHMARK_COUNTS_PROFILED);
    assert_int_equal(reading->evidence.head.benchmarks.items[0].role,
                     BENCHMARK_COUNTS_CONTENDED);
    assert_int_equal(reading->evidence.head.benchmarks.items[0].replicate, 3);
}

static void test_a_side_may_be_missing(void **state)
{
    struct reading *reading = *state;
    folder_text(reading->folder, "bundle/head/bench.txt", benchmark);
    read_good(reading);
    assert_false(reading->evidence.base.is_present);
    assert_true(reading->evidence.head.is_present);
    assert_false(reading->evidence.patch.is_present);
}

static void test_a_bundle_of_nothing_is_bad(void **state)
{
    struct reading *reading = *state;
    read_bad(reading, ERROR_INPUT, "there is no such bundle");
    folder_make(reading->folder, "bundle");
    read_bad(reading, ERROR_INPUT, "holds no evidence");
    folder_make(reading->folder, "bundle/base");
    folder_make(reading->folder, "bundle/head");
    folder_text(reading->folder, "bundle/changes.patch", patch);
    read_bad(reading, ERROR_INPUT, "holds no evidence");
}

static void test_a_file_is_no_bundle(void **state)
{
    struct reading *reading = *state;
    folder_text(reading->folder, "bundle", benchmark);
    read_bad(reading, ERROR_INPUT, "a bundle is a folder");
}

/* A note or a licence may lie there; what promises evidence must keep it. */
static void test_unknown_content_is_a_notice(void **state)
{
    struct reading *reading = *state;
    folder_text(reading->folder, "bundle/head/bench.txt", benchmark);
    folder_text(reading->folder, "bundle/head/README", "read me\n");
    read_good(reading);
    const struct notice_list *notices = &reading->evidence.head.notices;
    assert_int_equal(notices->count, 1);
    assert_string_equal(notices->items[0].file, "head/README");
    assert_non_null(strstr(notices->items[0].text, "was not read"));
}

static void test_names_that_promise_a_profile(void **state)
{
    static const char *const names[] = { "cpu.pb.gz", "cpu.pb", "cpu.prof",
                                         "cpu.pprof", "cpu.out" };
    struct reading *reading = *state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const char *path = folder_text(
            reading->folder,
            arena_printf(&reading->folder->arena, "bundle/head/%s", names[i]),
            "noise");
        read_bad(reading, ERROR_INPUT, names[i]);
        assert_int_equal(unlink(path), 0);
    }
}

static void test_one_bad_file_makes_it_bad(void **state)
{
    struct reading *reading = *state;
    folder_text(reading->folder, "bundle/head/bench.txt", benchmark);
    folder_text(reading->folder, "bundle/base/empty.txt", "");
    read_bad(reading, ERROR_INPUT, "base/empty.txt: is empty");
}

/* Whichever thread fails first, the message is always the same. */
static void test_the_error_of_base_comes_first(void **state)
{
    struct reading *reading = *state;
    folder_text(reading->folder, "bundle/head/a.gz", "noise");
    folder_text(reading->folder, "bundle/base/z.gz", "noise");
    read_bad(reading, ERROR_INPUT, "base/z.gz");
}

static void test_a_bad_patch_makes_it_bad(void **state)
{
    struct reading *reading = *state;
    folder_text(reading->folder, "bundle/head/bench.txt", benchmark);
    folder_text(reading->folder, "bundle/changes.patch", "no patch\n");
    read_bad(reading, ERROR_INPUT, "is no unified diff");
    folder_text(reading->folder, "bundle/changes.patch",
                "diff --git a/x b/x\n@@ -1 +1 @@\n");
    read_bad(reading, ERROR_INPUT, "the last hunk ends too early");
}

/* git diff of equal trees prints nothing. */
static void test_an_empty_patch_says_nothing_changed(void **state)
{
    struct reading *reading = *state;
    folder_text(reading->folder, "bundle/head/bench.txt", benchmark);
    folder_text(reading->folder, "bundle/changes.patch", "");
    read_good(reading);
    assert_true(reading->evidence.patch.is_present);
    assert_int_equal(reading->evidence.patch.files.count, 0);
}

static void test_a_bad_bundle_json_makes_it_bad(void **state)
{
    struct reading *reading = *state;
    folder_text(reading->folder, "bundle/head/bench.txt", benchmark);
    folder_text(reading->folder, "bundle/bundle.json", "{\"target\": 1}");
    read_bad(reading, ERROR_INPUT, "\"target\" must be a string");
}

static void assert_target(struct reading *reading, const char *target,
                          const char *expected)
{
    folder_text(reading->folder, "bundle/head/bench.txt", benchmark);
    folder_text(
        reading->folder, "bundle/bundle.json",
        arena_printf(&reading->folder->arena, "{\"target\": \"%s\"}", target));
    reading->evidence.target = "";
    read_good(reading);
    assert_string_equal(reading->evidence.target, expected);
}

/* It becomes a folder below --out. */
static void test_a_target_is_a_safe_name(void **state)
{
    struct buffer longest;
    buffer_init(&longest);
    buffer_repeat(&longest, 'x', 100);
    assert_target(*state, "shop-20.x_y-AZaz19", "shop-20.x_y-AZaz19");
    assert_target(*state, "..", "-.");
    assert_target(*state, "../../etc", "-.-..-etc");
    assert_target(*state, ".hidden", "-hidden");
    assert_target(*state, "a b\\n\\u001b/\\u00e4", "a-b-----");
    assert_target(*state, "", "bundle");
    assert_target(*state, longest.bytes, longest.bytes);
    buffer_text(&longest, "yz");
    const char *cut = arena_copy(&((struct reading *)*state)->folder->arena,
                                 longest.bytes, 100);
    assert_target(*state, longest.bytes, cut);
    buffer_release(&longest);
}

static void test_the_folder_gives_the_target(void **state)
{
    struct reading *reading = *state;
    folder_text(reading->folder, "bundle/head/bench.txt", benchmark);
    struct bundle_paths paths = { .folder = folder_path(reading->folder,
                                                        "bundle/head/../") };
    assert_true(bundle_read(&paths, &reading->evidence, &reading->error));
    assert_string_equal(reading->evidence.target, "bundle");
}

static void assert_module(struct reading *reading, const char *go_mod,
                          const char *expected)
{
    folder_text(reading->folder, "bundle/head/bench.txt", benchmark);
    folder_text(reading->folder, "go.mod", go_mod);
    reading->evidence.module = "";
    tree_close(&reading->evidence.head.tree);
    assert_true(tree_open(&reading->evidence.head.tree, reading->folder->path,
                          &reading->error));
    read_good(reading);
    assert_string_equal(reading->evidence.module, expected);
}

static void test_the_module_of_go_mod(void **state)
{
    assert_module(*state, "module example.com/shop\n\ngo 1.26\n",
                  "example.com/shop");
    assert_module(*state, "// module of ours\nmodule\texample.com/shop\r\n",
                  "example.com/shop");
    assert_module(*state, "module example.com/shop // Deprecated: no\n",
                  "example.com/shop");
    assert_module(*state, "module \"example.com/shop\"\n", "example.com/shop");
    assert_module(*state, "module `example.com/shop`", "example.com/shop");
    assert_module(*state, "modules x\ngo 1.26\n", "");
    assert_module(*state, "module\n", "");
    assert_module(*state, "", "");
}

static void test_bundle_json_knows_the_module_better(void **state)
{
    struct reading *reading = *state;
    folder_text(reading->folder, "bundle/bundle.json",
                "{\"module\": \"example.com/other\"}");
    assert_module(reading, "module example.com/shop\n", "example.com/other");
}

static const char *first_owner(const struct evidence_side *side,
                               const char *path)
{
    struct owner_name_list names = owners_of(&side->owners, path);
    return names.count > 0 ? names.items[0] : "";
}

/* GitHub takes the first that is there, if it says nothing of a path too. */
static void test_the_owners_of_the_tree(void **state)
{
    struct reading *reading = *state;
    struct evidence *evidence = &reading->evidence;
    struct folder *folder = reading->folder;
    folder_text(folder, "bundle/head/bench.txt", benchmark);
    folder_text(folder, "base/docs/CODEOWNERS", "* @docs\n");
    folder_text(folder, "base/CODEOWNERS", "*.go @root\n");
    folder_text(folder, "head/CODEOWNERS", "* @root\n");
    folder_text(folder, "head/.github/CODEOWNERS", "*.go @github\n![x] @bad\n");
    assert_true(tree_open(&evidence->base.tree, folder_path(folder, "base"),
                          &reading->error));
    assert_true(tree_open(&evidence->head.tree, folder_path(folder, "head"),
                          &reading->error));
    read_good(reading);
    assert_string_equal(first_owner(&evidence->base, "a.go"), "@root");
    assert_string_equal(first_owner(&evidence->base, "a.md"), "");
    assert_string_equal(first_owner(&evidence->head, "a.go"), "@github");
    assert_string_equal(first_owner(&evidence->head, "a.md"), "");
    assert_int_equal(evidence->base.notices.count, 0);
    assert_int_equal(evidence->head.notices.count, 1);
    assert_string_equal(evidence->head.notices.items[0].file,
                        ".github/CODEOWNERS");
}

static void test_owners_in_the_bundle_come_first(void **state)
{
    struct reading *reading = *state;
    struct evidence *evidence = &reading->evidence;
    struct folder *folder = reading->folder;
    folder_text(folder, "bundle/head/bench.txt", benchmark);
    folder_text(folder, "bundle/head/CODEOWNERS", "* @bundle\n");
    folder_text(folder, "head/CODEOWNERS", "* @root\n");
    assert_true(tree_open(&evidence->head.tree, folder_path(folder, "head"),
                          &reading->error));
    read_good(reading);
    assert_string_equal(first_owner(&evidence->head, "a.go"), "@bundle");
    assert_int_equal(evidence->head.owners.rules.count, 1);
}

/* Loose files: what no reader knows is an error, whatever its name. */
static void test_loose_files(void **state)
{
    struct reading *reading = *state;
    const char *base[] = { folder_text(reading->folder, "a", benchmark) };
    const char *head[] = { folder_text(reading->folder, "b-7.txt", benchmark),
                           folder_text(reading->folder, "c", escapes) };
    const char *patches[] = { folder_text(reading->folder, "p", patch) };
    struct bundle_paths paths = { .base_files = base,
                                  .base_count = 1,
                                  .head_files = head,
                                  .head_count = 2,
                                  .patches = patches,
                                  .patch_count = 1 };
    if (!bundle_read(&paths, &reading->evidence, &reading->error)) {
        fail_msg("%s", reading->error.message);
    }
    assert_int_equal(reading->evidence.base.benchmarks.count, 1);
    assert_int_equal(reading->evidence.head.benchmarks.items[0].replicate, 7);
    assert_int_equal(reading->evidence.head.escapes.diagnostics.count, 1);
    assert_true(reading->evidence.patch.is_present);
    assert_string_equal(reading->evidence.target, "report");
}

static void read_loose_badly(struct reading *reading, const char *head,
                             const char *loose_patch, const char *part)
{
    struct bundle_paths paths = { .head_files = &head,
                                  .head_count = 1,
                                  .patches = &loose_patch,
                                  .patch_count = 1 };
    assert_false(bundle_read(&paths, &reading->evidence, &reading->error));
    assert_error(reading->error, ERROR_INPUT, part);
}

static void test_bad_loose_files(void **state)
{
    struct reading *reading = *state;
    const char *good = folder_text(reading->folder, "a", benchmark);
    const char *missing = folder_path(reading->folder, "missing");
    read_loose_badly(reading, good, missing, "missing: cannot be opened");
    read_loose_badly(reading, good, good, "a: is no unified diff");
    read_loose_badly(reading, missing, good, "missing: cannot be opened");
    read_loose_badly(reading, folder_text(reading->folder, "README", "me\n"),
                     good, "README: no reader knows");
}

static void test_no_files_at_all(void **state)
{
    struct reading *reading = *state;
    struct bundle_paths paths = { .folder = NULL };
    assert_false(bundle_read(&paths, &reading->evidence, &reading->error));
    assert_error(reading->error, ERROR_INPUT, "the command: holds no evidence");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_both_sides_and_the_patch),
        reading_test(test_roles_reach_the_readers),
        reading_test(test_a_side_may_be_missing),
        reading_test(test_a_bundle_of_nothing_is_bad),
        reading_test(test_a_file_is_no_bundle),
        reading_test(test_unknown_content_is_a_notice),
        reading_test(test_names_that_promise_a_profile),
        reading_test(test_one_bad_file_makes_it_bad),
        reading_test(test_the_error_of_base_comes_first),
        reading_test(test_a_bad_patch_makes_it_bad),
        reading_test(test_an_empty_patch_says_nothing_changed),
        reading_test(test_a_bad_bundle_json_makes_it_bad),
        reading_test(test_a_target_is_a_safe_name),
        reading_test(test_the_folder_gives_the_target),
        reading_test(test_the_module_of_go_mod),
        reading_test(test_bundle_json_knows_the_module_better),
        reading_test(test_the_owners_of_the_tree),
        reading_test(test_owners_in_the_bundle_come_first),
        reading_test(test_loose_files),
        reading_test(test_bad_loose_files),
        reading_test(test_no_files_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
