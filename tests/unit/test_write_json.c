/*
 * report.json: exact integers, nothing that is no JSON, and the tables with
 * what is known and what is not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <cjson/cJSON.h>

#include "formats/writer.h"
#include "report_support.h"

static struct made_report made;
static struct buffer out;

static int setup(void **state)
{
    (void)state;
    made_report_init(&made);
    buffer_init(&out);
    return 0;
}

static int teardown(void **state)
{
    cJSON_Delete(*state);
    buffer_release(&out);
    made_report_release(&made);
    return 0;
}

/* The only report of what was written; its tree is the test's state. */
static const cJSON *write_report(void **state)
{
    const struct report *report = &made.report;
    struct writer_options options = { .version = "1.2.3" };
    struct error error = ERROR_INIT;
    made_report_finish(&made);
    assert_true(writer_json.write(&report, 1, &options, &out, &error));
    assert_int_equal(out.bytes[out.length - 1], '\n');
    cJSON *root = cJSON_Parse(out.bytes);
    assert_non_null(root);
    *state = root;
    return cJSON_GetArrayItem(cJSON_GetObjectItem(root, "reports"), 0);
}

static const cJSON *member(const cJSON *object, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    if (item == NULL) {
        fail_msg("no \"%s\"", name);
    }
    return item;
}

static const cJSON *item_of(const cJSON *object, const char *name, int index)
{
    const cJSON *item = cJSON_GetArrayItem(member(object, name), index);
    assert_non_null(item);
    return item;
}

static void assert_text(const cJSON *object, const char *name,
                        const char *expected)
{
    assert_string_equal(member(object, name)->valuestring, expected);
}

static void assert_number(const cJSON *object, const char *name,
                          double expected)
{
    const cJSON *item = member(object, name);
    assert_true(cJSON_IsNumber(item));
    if (item->valuedouble != expected) {
        fail_msg("%s: %g != %g", name, item->valuedouble, expected);
    }
}

static void assert_null_member(const cJSON *object, const char *name)
{
    assert_true(cJSON_IsNull(member(object, name)));
}

static void assert_flag(const cJSON *object, const char *name, bool expected)
{
    assert_true(cJSON_IsBool(member(object, name)));
    assert_int_equal(cJSON_IsTrue(member(object, name)), expected);
}

static void test_says_what_it_is(void **state)
{
    const cJSON *report = write_report(state);
    const cJSON *root = *state;
    assert_text(root, "schema", "perfscribe-report");
    assert_number(root, "version", 1);
    assert_flag(root, "is_several", false);
    assert_text(member(report, "tool"), "version", "1.2.3");
    assert_text(report, "target", "shop");
    assert_text(report, "category", "shop/");
    assert_text(member(report, "head"), "commit", "2222222222222222");
    assert_text(member(report, "head"), "commit_short", "222222222222");
    assert_null(cJSON_GetObjectItemCaseSensitive(report, "created"));
    assert_null(cJSON_GetObjectItemCaseSensitive(report, "flame"));
    assert_null_member(member(report, "allocations"), "explained_share");
    assert_flag(report, "has_benchmarks", false);
}

static struct profile_row profile_rows[] = {
    { .function = "example.com/shop/pricing.Join",
      .location = { .file = "pricing/join.go", .line = 20 },
      .in_source = true,
      .base_flat = 9007199254740993,
      .head_flat = INT64_MAX,
      .base_cum = INT64_MIN,
      .head_share = 0.051,
      .benchmark = "BenchmarkJoin",
      .moved_from = "example.com/shop/pricing.Old" },
};

static void add_profile(const char *unit)
{
    struct profile_diff *diff =
        LIST_PUSH(&made.arena, &made.comparison.profiles);
    struct change *flat = &profile_rows[0].flat;
    *flat = (struct change){ .base = 0, .head = 5, .is_up = true };
    flat->ratio = (double)INFINITY;
    flat->p = flat->q = (double)NAN;
    *diff = (struct profile_diff){ .kind = PROFILE_CPU,
                                   .value = { "cpu", unit },
                                   .base_total = INT64_MIN,
                                   .head_total = INT64_MAX,
                                   .has_head = true,
                                   .functions = { profile_rows, 1, 1 } };
}

/* cJSON alone prints 9.00719925474099e+15. */
static void test_integers_are_exact(void **state)
{
    add_profile("nanoseconds");
    write_report(state);
    assert_non_null(strstr(out.bytes, "\"base_flat\":\t9007199254740993,"));
    assert_non_null(strstr(out.bytes, "\"head_flat\":\t9223372036854775807,"));
    assert_non_null(strstr(out.bytes, "\"base_cum\":\t-9223372036854775808,"));
    assert_non_null(
        strstr(out.bytes, "\"base_total\":\t-9223372036854775808,"));
}

static void test_profiles(void **state)
{
    add_profile("nanoseconds");
    const cJSON *report = write_report(state);
    const cJSON *profile = item_of(report, "profiles", 0);
    const cJSON *row = item_of(profile, "functions", 0);
    assert_text(profile, "kind", "cpu");
    assert_flag(profile, "has_base", false);
    assert_text(row, "function_short", "pricing.Join");
    assert_text(row, "moved_from", "pricing.Old");
    assert_text(row, "head_share_text", "5.1 %");
    /* From nothing to something: no ratio, but a word. */
    assert_null_member(member(row, "flat"), "ratio");
    assert_text(member(row, "flat"), "change_text", "new");
    assert_null_member(member(row, "flat"), "p");
    assert_flag(member(row, "flat"), "is_up", true);
}

static struct benchmark_row benchmark_rows[] = {
    { .name = "Join-8",
      .package = "example.com/shop",
      .unit = "sec/op",
      .base_count = 10,
      .head_count = 10,
      .base_center = 0.001,
      .head_center = 0.0015,
      .ratio = 1.5,
      .ratio_low = 1.4,
      .ratio_high = 1.6,
      .p = 0.00001,
      .is_significant = true },
    { .name = "New-8",
      .package = "example.com/shop",
      .unit = "sec/op",
      .head_count = 10,
      .head_center = 0.001 },
    { .name = "Join-8",
      .package = "example.com/shop",
      .unit = "B/op",
      .base_count = 10,
      .head_count = 10,
      .base_center = 64,
      .head_center = 64,
      .ratio = 1,
      .ratio_low = 1,
      .ratio_high = 1,
      .p = 1 },
    { .name = "Scan-8",
      .package = "example.com/shop",
      .unit = "B/s",
      .base_count = 5,
      .head_count = 5,
      .base_center = 100,
      .head_center = 200,
      .ratio = 2,
      .ratio_low = 1.9,
      .ratio_high = 2.1,
      .p = 0.001,
      .is_significant = true,
      .higher_is_better = true },
};

static void add_benchmarks(void)
{
    double nan = (double)NAN;
    struct benchmark_row *fresh = &benchmark_rows[1];
    fresh->base_center = fresh->ratio = fresh->p = nan;
    fresh->ratio_low = fresh->ratio_high = nan;
    made.comparison.benchmarks =
        (struct benchmark_row_list){ benchmark_rows, 4, 4 };
    made_report_gate(&made, "related-time", "Join-8", GATE_FAILED)->row =
        &benchmark_rows[0];
    struct gate *open =
        made_report_gate(&made, "allocations", "Join-8", GATE_INCONCLUSIVE);
    open->row = &benchmark_rows[3];
    open->runs_needed = 40;
}

static void test_benchmarks(void **state)
{
    add_benchmarks();
    const cJSON *report = write_report(state);
    const cJSON *slower = item_of(report, "benchmarks", 0);
    assert_text(slower, "base_text", "1 ms");
    assert_text(slower, "change_text", "+50 %");
    assert_text(slower, "p_text", "<0.0001");
    assert_flag(slower, "is_worse", true);
    assert_flag(slower, "is_unchanged", false);
    assert_text(member(slower, "decision"), "state", "failed");
    const cJSON *equal = item_of(report, "benchmarks", 2);
    assert_flag(equal, "is_unchanged", true);
    assert_text(member(equal, "unit_head"), "unchanged", "Join-8");
    /* More bytes a second are better. */
    const cJSON *faster = item_of(report, "benchmarks", 3);
    assert_flag(faster, "is_worse", false);
    assert_flag(faster, "is_better", true);
    assert_number(member(faster, "decision"), "runs_needed", 40);
}

static void test_a_benchmark_of_one_side(void **state)
{
    add_benchmarks();
    const cJSON *report = write_report(state);
    const cJSON *fresh = item_of(report, "benchmarks", 1);
    assert_text(fresh, "base_text", "-");
    assert_text(fresh, "change_text", "-");
    assert_text(fresh, "p_text", "-");
    assert_null_member(fresh, "base");
    assert_null_member(fresh, "delta");
    assert_flag(fresh, "is_worse", false);
    assert_flag(fresh, "is_better", false);
    assert_null(cJSON_GetObjectItemCaseSensitive(fresh, "decision"));
}

static void test_allocations_and_their_causes(void **state)
{
    struct allocation_summary *summary = &made.comparison.allocation_summary;
    *LIST_PUSH(&made.arena, &made.comparison.allocations) =
        (struct allocation_site){
            .function = "example.com/shop/pricing.Join",
            .location = { .file = "pricing/join.go", .line = 20 },
            .head_share = 0.4,
            .cause = { .kind = CAUSE_MAP_GROWTH, .text = "" },
            .benchmark = "",
        };
    summary->has_repository_bytes = true;
    summary->explained_share = 0.75;
    summary->repository_bytes = 300;
    summary->callee_bytes = 100;
    summary->cause_bytes[CAUSE_MAP_GROWTH] = 200;
    const cJSON *report = write_report(state);
    const cJSON *allocations = member(report, "allocations");
    assert_number(allocations, "explained_share", 0.75);
    assert_int_equal(cJSON_GetArraySize(member(allocations, "causes")), 1);
    const cJSON *cause = item_of(allocations, "causes", 0);
    assert_text(cause, "kind", "map_growth");
    assert_number(cause, "share", 0.5);
    const cJSON *site = item_of(allocations, "sites", 0);
    assert_text(site, "cause_text", "a map grows");
    assert_text(member(site, "location"), "text", "pricing/join.go:20");
    assert_flag(site, "is_small", false);
}

static void test_contention(void **state)
{
    *LIST_PUSH(&made.arena, &made.comparison.contention) =
        (struct contention_site){ .function = "example.com/shop/store.Put",
                                  .lock = "sync.(*Mutex).Unlock",
                                  .head_share = 0.00049,
                                  .kind = PROFILE_MUTEX,
                                  .replicates = 5,
                                  .benchmark = "" };
    const cJSON *site = item_of(write_report(state), "contention", 0);
    assert_text(site, "kind", "mutex");
    assert_text(site, "lock", "sync.(*Mutex).Unlock");
    assert_null_member(site, "location");
    assert_flag(site, "is_small", true);
}

static void add_frame(const char *function, double width, double base,
                      double head)
{
    uint32_t depth = (uint32_t)made.report.flame.count;
    *LIST_PUSH(&made.arena, &made.report.flame) =
        (struct flame_frame){ .function = function,
                              .depth = depth,
                              .width = width,
                              .base = base,
                              .head = head,
                              .is_certain = true };
}

/* Red grew, blue shrank; a name stands where it has room. */
static void test_flame_graph(void **state)
{
    static const struct {
        double base, head;
        const char *class;
    } cases[] = {
        { 0.1, 0.1, "same" },  { 0.1, 0.106, "up1" },   { 0.1, 0.13, "up2" },
        { 0.1, 0.2, "up3" },   { 0.106, 0.1, "down1" }, { 0.13, 0.1, "down2" },
        { 0.2, 0.1, "down3" },
    };
    size_t count = sizeof(cases) / sizeof(cases[0]);
    for (size_t i = 0; i < count; i++) {
        add_frame("main.run", 1, cases[i].base, cases[i].head);
    }
    const cJSON *flame = member(write_report(state), "flame");
    for (size_t i = 0; i < count; i++) {
        const cJSON *frame = item_of(flame, "frames", (int)i);
        assert_text(frame, "class", cases[i].class);
        assert_text(frame, "label", "main.run");
        assert_number(frame, "width", 1200);
    }
    assert_number(flame, "viewbox_height", 18 * (double)count);
    assert_text(item_of(flame, "frames", 0), "title",
                "main.run: 10 % of base, 10 % of head");
}

static void test_flame_graph_of_operations(void **state)
{
    made.report.flame_is_per_operation = true;
    add_frame("all", 1, 1, 1.2);
    add_frame("main.run", 1, 0.1, 0.4);
    add_frame("main.fresh", 1, 0, 0.4);
    add_frame("main.chance", 1, 0.1, 0.4);
    made.report.flame.items[3].is_certain = false;
    const cJSON *flame = member(write_report(state), "flame");
    assert_flag(flame, "is_per_operation", true);
    assert_text(flame, "head_text", "120 %");
    assert_text(item_of(flame, "frames", 1), "title",
                "main.run: 10 % of base's time, now 40 % (4.0x)");
    assert_text(item_of(flame, "frames", 1), "fill", "#e66f5b");
    assert_text(item_of(flame, "frames", 2), "title",
                "main.fresh: not in base, now 40 % of base's time");
    assert_text(item_of(flame, "frames", 3), "class", "same");
}

static void test_names_are_cut_to_their_box(void **state)
{
    static const char name[] = "example.com/x/pricing.(*T).\xC3\xA4\xC3\xB6x";
    static const struct {
        double pixels;
        const char *label;
    } cases[] = {
        { 120, "pricing.(*T).\xC3\xA4\xC3\xB6x" }, /* 18 bytes */
        { 70, "(*T).\xC3\xA4\xC3\xB6x" },          /* without the package */
        { 61, "(*T).\xC3\xA4.." },                 /* room for 9 */
        { 55, "(*T)..." },                         /* no half of a letter */
        { 34, "(*T.." },
    };
    size_t count = sizeof(cases) / sizeof(cases[0]);
    for (size_t i = 0; i < count; i++) {
        add_frame(name, cases[i].pixels / 1200, 0, 0);
    }
    add_frame(name, 20.0 / 1200, 0, 0);
    const cJSON *flame = member(write_report(state), "flame");
    for (size_t i = 0; i < count; i++) {
        assert_text(item_of(flame, "frames", (int)i), "label", cases[i].label);
    }
    assert_null(cJSON_GetObjectItemCaseSensitive(
        item_of(flame, "frames", (int)count), "label"));
}

/* Names, messages and notices come from files. */
static void test_hostile_text(void **state)
{
    static const char hostile[] = "a\xff\xC0\x80\x01\"\\</script>\xED\xA0\x80";
    static const char clean[] = "a\xEF\xBF\xBD\xE2\x90\x80\x01\"\\</script>"
                                "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD";
    *LIST_PUSH(&made.arena, &made.report.notices) =
        (struct notice){ .file = hostile,
                         .line = UINT32_MAX,
                         .text = hostile,
                         .count = UINT32_MAX };
    *LIST_PUSH(&made.arena, &made.report.banners) = hostile;
    made.evidence.repository = hostile;
    add_frame(hostile, 1, 0, 0);
    const cJSON *report = write_report(state);
    assert_text(report, "repository", clean);
    assert_text(item_of(report, "banners", 0), "text", clean);
    const cJSON *notice = item_of(report, "notices", 0);
    assert_text(notice, "file", clean);
    assert_number(notice, "line", UINT32_MAX);
    const cJSON *frame = item_of(member(report, "flame"), "frames", 0);
    assert_text(frame, "label", strchr(clean, '/') + 1); /* as of a symbol */
}

static void test_several_reports(void **state)
{
    const struct report *reports[] = { &made.report, &made.report };
    struct writer_options options = { .version = "1" };
    struct error error = ERROR_INIT;
    made_report_finish(&made);
    assert_true(writer_json.write(reports, 2, &options, &out, &error));
    cJSON *root = cJSON_Parse(out.bytes);
    *state = root;
    assert_flag(root, "is_several", true);
    assert_int_equal(cJSON_GetArraySize(member(root, "reports")), 2);
}

#define json_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        json_test(test_says_what_it_is),
        json_test(test_integers_are_exact),
        json_test(test_profiles),
        json_test(test_benchmarks),
        json_test(test_a_benchmark_of_one_side),
        json_test(test_allocations_and_their_causes),
        json_test(test_contention),
        json_test(test_flame_graph),
        json_test(test_flame_graph_of_operations),
        json_test(test_names_are_cut_to_their_box),
        json_test(test_hostile_text),
        json_test(test_several_reports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
