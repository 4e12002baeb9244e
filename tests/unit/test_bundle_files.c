/*
 * Which files a side of a bundle has, and what each is for.
 */
#include "evidence_support.h"

#include "formats/bundle/bundle_files.h"

static bool list(struct reading *reading, struct request_list *requests)
{
    *requests = (struct request_list){ .items = NULL };
    return bundle_list_side(reading->folder->path, &reading->evidence.head,
                            requests, &reading->error);
}

static void assert_listed(struct reading *reading, const char *expected)
{
    struct request_list requests;
    struct buffer names;
    buffer_init(&names);
    if (!list(reading, &requests)) {
        fail_msg("%s", reading->error.message);
    }
    for (size_t i = 0; i < requests.count; i++) {
        buffer_printf(&names, "%s ", requests.items[i].name);
        assert_int_equal(file_type_of(requests.items[i].path), FILE_REGULAR);
    }
    assert_string_equal(names.bytes, expected);
    buffer_release(&names);
}

static void test_files_by_name_and_folder(void **state)
{
    struct reading *reading = *state;
    assert_listed(reading, ""); /* no such side */
    folder_make(reading->folder, "head");
    assert_listed(reading, "");
    folder_text(reading->folder, "head/mem.pb.gz", "x");
    folder_text(reading->folder, "head/bench.txt", "x");
    folder_text(reading->folder, "head/logopt/a%2Fb/c.json", "x");
    folder_text(reading->folder, "head/.hidden", "x");
    folder_text(reading->folder, "head/.git/config", "x");
    folder_text(reading->folder, "base/bench.txt", "x");
    assert_listed(reading, "head/bench.txt head/logopt/a%2Fb/c.json "
                           "head/mem.pb.gz ");
}

/* What a link points to may lie outside of what was handed over. */
static void test_links_and_pipes_are_notices(void **state)
{
    struct reading *reading = *state;
    struct folder *folder = reading->folder;
    folder_text(folder, "secret/bench.txt", "x");
    folder_text(folder, "head/bench.txt", "x");
    assert_int_equal(
        symlink("../secret/bench.txt", folder_path(folder, "head/a.txt")), 0);
    assert_int_equal(symlink("../secret", folder_path(folder, "head/b")), 0);
    assert_int_equal(symlink("nowhere", folder_path(folder, "head/c")), 0);
    assert_int_equal(symlink("..", folder_path(folder, "head/d")), 0);
    assert_int_equal(mkfifo(folder_path(folder, "head/e"), 0600), 0);
    assert_listed(reading, "head/bench.txt ");
    const struct notice_list *notices = &reading->evidence.head.notices;
    assert_int_equal(notices->count, 5);
    assert_string_equal(notices->items[0].file, "head/a.txt");
    assert_string_equal(notices->items[4].file, "head/e");
    assert_non_null(strstr(notices->items[4].text, "was not read"));
}

static void test_a_folder_in_place_of_a_file(void **state)
{
    struct reading *reading = *state;
    struct request_list requests;
    folder_make(reading->folder, "head/cpu.pb.gz");
    assert_false(list(reading, &requests));
    assert_error(reading->error, ERROR_INPUT, "head/cpu.pb.gz: is a folder");
}

static void test_a_file_in_place_of_the_side(void **state)
{
    struct reading *reading = *state;
    struct request_list requests;
    folder_text(reading->folder, "head", "x");
    assert_false(list(reading, &requests));
    assert_error(reading->error, ERROR_INPUT, "cannot be listed");
}

/* Nothing is left out without a word. */
static void test_depth_has_a_limit(void **state)
{
    struct reading *reading = *state;
    folder_text(reading->folder, "head/1/2/3/4/5/6/7/8/in.txt", "x");
    folder_text(reading->folder, "head/1/2/3/4/5/6/7/8/9/out.txt", "x");
    assert_listed(reading, "head/1/2/3/4/5/6/7/8/in.txt ");
    const struct notice_list *notices = &reading->evidence.head.notices;
    assert_int_equal(notices->count, 1);
    assert_string_equal(notices->items[0].file, "head/1/2/3/4/5/6/7/8/9");
    assert_non_null(strstr(notices->items[0].text, "too deep"));
}

static struct input_request classify(const char *name)
{
    static struct bundle_role roles[] = {
        { "counts.txt", BENCHMARK_COUNTS_PROFILED },
        { "sub/locks.txt", BENCHMARK_COUNTS_CONTENDED },
        { "bench-profiled-9.txt", BENCHMARK_TIMING },
        { "head/only.txt", BENCHMARK_COUNTS_PROFILED },
    };
    struct bundle_role_list list = { roles, 4, 4 };
    struct input_request request = { .name = name };
    bundle_classify(&list, &request);
    return request;
}

static void assert_role(const char *name, enum benchmark_role role)
{
    if (classify(name).role != role) {
        fail_msg("%s", name);
    }
}

static void test_roles_by_name(void **state)
{
    (void)state;
    assert_role("head/bench.txt", BENCHMARK_TIMING);
    assert_role("head/bench-2.txt", BENCHMARK_TIMING);
    assert_role("head/bench-profiled.txt", BENCHMARK_COUNTS_PROFILED);
    assert_role("head/x/bench-profiled-2.txt.gz", BENCHMARK_COUNTS_PROFILED);
    assert_role("head/bench-contend.txt", BENCHMARK_COUNTS_CONTENDED);
    assert_role("head/bench-contended-10.txt", BENCHMARK_COUNTS_CONTENDED);
    assert_role("head/bench-profiled/bench.txt", BENCHMARK_TIMING);
    assert_role("head/my-bench-profiled.txt", BENCHMARK_TIMING);
}

/* By base name or by a path; never by the end of a name alone. */
static void test_roles_of_bundle_json_win(void **state)
{
    (void)state;
    assert_role("head/counts.txt", BENCHMARK_COUNTS_PROFILED);
    assert_role("head/x/counts.txt", BENCHMARK_COUNTS_PROFILED);
    assert_role("head/recounts.txt", BENCHMARK_TIMING);
    assert_role("head/sub/locks.txt", BENCHMARK_COUNTS_CONTENDED);
    assert_role("head/locks.txt", BENCHMARK_TIMING);
    assert_role("head/my-sub/locks.txt", BENCHMARK_TIMING);
    assert_role("head/bench-profiled-9.txt", BENCHMARK_TIMING);
    assert_role("head/only.txt", BENCHMARK_COUNTS_PROFILED);
    assert_role("base/only.txt", BENCHMARK_TIMING);
}

static void test_replicates_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t replicate;
    } cases[] = {
        { "head/cpu-2.pb.gz", 2 },    { "head/bench-profiled-10.txt", 10 },
        { "head/cpu_3.prof", 3 },     { "head/cpu.pb.gz", 0 },
        { "head/cpu2.pb.gz", 0 },     { "head/2.pb.gz", 0 },
        { "head/cpu-.pb.gz", 0 },     { "head/cpu-2a.pb.gz", 0 },
        { "head/cpu-007", 7 },        { "head/-1", 1 },
        { "cpu-2/mem.pb.gz", 0 },     { "head/cpu-999999.gz", 999999 },
        { "head/cpu-1000000.gz", 0 }, { "head/cpu-18446744073709551617.gz", 0 },
        { "head/.cpu-2", 0 },         { "", 0 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(classify(cases[i].name).replicate, cases[i].replicate);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_files_by_name_and_folder),
        reading_test(test_links_and_pipes_are_notices),
        reading_test(test_a_folder_in_place_of_a_file),
        reading_test(test_a_file_in_place_of_the_side),
        reading_test(test_depth_has_a_limit),
        cmocka_unit_test(test_roles_by_name),
        cmocka_unit_test(test_roles_of_bundle_json_win),
        cmocka_unit_test(test_replicates_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
