/*
 * What SARIF messages and paths say: links, escapes, names from strangers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "formats/text/clean.h"
#include "sarif_support.h"

static void assert_clean(const char *text, const char *expected)
{
    struct buffer out;
    buffer_init(&out);
    clean_sarif_message(&out, text);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void test_nothing_of_a_text_is_a_link(void **state)
{
    (void)state;
    assert_clean("make([]byte, n)", "make(\\[\\]byte, n)");
    assert_clean("[click](1)", "\\[click\\](1)");
    assert_clean("a\\b", "a\\\\b");
    assert_clean("&Order{0}", "&Order{0}");
    assert_clean("(*Stock).Reserve", "(*Stock).Reserve");
}

static void test_a_text_is_one_line_without_control(void **state)
{
    (void)state;
    assert_clean("a\nb\tc\r", "a b c ");
    assert_clean("\033[31mred", "\xef\xbf\xbd\\[31mred");
    assert_clean("a\xc0\x80"
                 "b",
                 "a\xe2\x90\x80"
                 "b");
    assert_clean("a\xff"
                 "b",
                 "a\xef\xbf\xbd"
                 "b");
    assert_clean("a\xe2\x80\xae"
                 "b",
                 "a\xef\xbf\xbd"
                 "b");
}

/* Seen elsewhere, under a benchmark. */
static struct finding *add_linked(struct made_report *made, const char *message)
{
    struct finding *finding = sarif_add(made, "PERF1001", "pool.go", 7);
    finding->message = message;
    finding->next_step = "";
    finding->seen = (struct location){ .file = "b/[x].go", .line = 30 };
    finding->seen_columns = (struct column_range){ .start = 3, .end = 5 };
    sarif_step(made, &finding->stack,
               (struct finding_step){
                   .location = { .file = "pool_test.go", .line = 12 },
                   .function = "example.com/pool.BenchmarkGet.func1",
                   .text = "" });
    return finding;
}

static void assert_message(const char *message, const char *expected)
{
    struct made_report made;
    made_report_init(&made);
    add_linked(&made, message);
    cJSON *file = sarif_write(&made);
    cJSON *result = find_path(file, "runs.0.results.0");
    assert_string_equal(text_at(result, "message.text"), expected);
    cJSON *related = find_path(result, "relatedLocations");
    assert_int_equal(cJSON_GetArraySize(related), 2);
    assert_int_equal(find_path(related, "0.id")->valueint, 1);
    assert_string_equal(
        text_at(related, "0.physicalLocation.artifactLocation.uri"),
        "b/%5Bx%5D.go");
    assert_int_equal(find_path(related, "1.id")->valueint, 2);
    assert_int_equal(
        find_path(related, "1.physicalLocation.region.startLine")->valueint,
        12);
    cJSON_Delete(file);
    made_report_release(&made);
}

static void test_places_that_a_message_names_are_links(void **state)
{
    (void)state;
    assert_message("Slow in BenchmarkGet. Seen at b/[x].go:30; so there.",
                   "Slow in [BenchmarkGet](2). Seen at [b/\\[x\\].go:30](1); "
                   "so there.");
    assert_message("BenchmarkGet-8 of BenchmarkGet, b/[x].go:30",
                   "[BenchmarkGet](2)-8 of BenchmarkGet, "
                   "[b/\\[x\\].go:30](1)");
}

static void test_longer_names_are_other_names(void **state)
{
    (void)state;
    assert_message("BenchmarkGetAll, XBenchmarkGet, a/b/[x].go:30, "
                   "b/[x].go:301.",
                   "BenchmarkGetAll, XBenchmarkGet, a/b/\\[x\\].go:30, "
                   "b/\\[x\\].go:301. Seen at [b/\\[x\\].go:30](1). Measured "
                   "by [BenchmarkGet](2).");
}

static void test_places_not_named_are_added(void **state)
{
    (void)state;
    assert_message("Slow.", "Slow. Seen at [b/\\[x\\].go:30](1). Measured by "
                            "[BenchmarkGet](2).");
}

/* GitHub needs a place for each step: frames outside are named by their
 * caller. */
static void test_stack_is_a_code_flow(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    struct finding *finding = sarif_add(&made, "PERF1001", "pool.go", 7);
    static const struct finding_step steps[] = {
        { .function = "testing.(*B).runN" },
        { .location = { .file = "pool_test.go", .line = 12 },
          .function = "example.com/pool.BenchmarkGet" },
        { .location = { .file = "pool.go", .line = 9 },
          .function = "example.com/pool.(*Pool[...]).Get" },
        { .function = "runtime.makeslice" },
        { .function = "runtime.mallocgc" },
    };
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        sarif_step(&made, &finding->stack, steps[i]);
    }
    cJSON *file = sarif_write(&made);
    cJSON *flows = find_path(file, "runs.0.results.0.codeFlows");
    assert_int_equal(cJSON_GetArraySize(flows), 1);
    cJSON *frames = find_path(flows, "0.threadFlows.0.locations");
    assert_int_equal(cJSON_GetArraySize(frames), 2);
    assert_string_equal(text_at(frames, "0.location.message.text"),
                        "pool.BenchmarkGet");
    assert_string_equal(text_at(frames, "1.location.message.text"),
                        "pool.(*Pool\\[...\\]).Get -> runtime.makeslice -> "
                        "runtime.mallocgc");
    assert_string_equal(
        text_at(frames, "1.location.physicalLocation.artifactLocation.uri"),
        "pool.go");
    cJSON_Delete(file);
    made_report_release(&made);
}

static void test_escape_flow_comes_first(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    struct finding *finding = sarif_add(&made, "PERF2004", "pool.go", 7);
    for (uint32_t line = 1; line <= 500; line++) {
        struct finding_step step = { .location = { "pool.go", line, 1 },
                                     .function = "pool.Get",
                                     .text = "from x (assign)" };
        sarif_step(&made, &finding->flow, step);
        sarif_step(&made, &finding->stack, step);
    }
    cJSON *file = sarif_write(&made);
    cJSON *flows = find_path(file, "runs.0.results.0.codeFlows");
    assert_int_equal(cJSON_GetArraySize(flows), 2);
    /* A flow keeps its start, the value; a stack its end, the leaf. */
    static const int first_lines[] = { 1, 401 };
    for (int i = 0; i < 2; i++) {
        cJSON *steps =
            find_path(cJSON_GetArrayItem(flows, i), "threadFlows.0.locations");
        assert_int_equal(cJSON_GetArraySize(steps), 100);
        cJSON *line =
            find_path(steps, "0.location.physicalLocation.region.startLine");
        assert_int_equal(line->valueint, first_lines[i]);
    }
    cJSON_Delete(file);
    made_report_release(&made);
}

static void test_one_step_is_no_path(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    add_linked(&made, "Slow.");
    cJSON *file = sarif_write(&made);
    assert_null(cJSON_GetObjectItemCaseSensitive(
        find_path(file, "runs.0.results.0"), "codeFlows"));
    cJSON_Delete(file);
    made_report_release(&made);
}

static void test_hostile_names_give_valid_json(void **state)
{
    (void)state;
    static const char hostile[] =
        "\033]0;x\a</script>\"\\[y](1)\xc0\x80\xff\xed\xa0\x80\x7f\xe2\x80\xae";
    struct made_report made;
    made_report_init(&made);
    struct finding *finding = sarif_add(&made, "PERF2001", hostile, 7);
    finding->function = hostile;
    finding->headline = finding->message = hostile;
    finding->key = finding->next_step = hostile;
    made.report.category = made.evidence.target = hostile;
    made.report.verdict = hostile;
    const struct report *report = &made.report;
    struct buffer out;
    sarif_bytes(&report, 1, &out);
    for (size_t i = 0; i < out.length; i++) {
        assert_true((unsigned char)out.bytes[i] >= 0x20 ||
                    out.bytes[i] == '\n');
    }
    struct buffer again;
    buffer_init(&again);
    clean_utf8(&again, out.bytes);
    assert_string_equal(again.bytes, out.bytes); /* valid UTF-8 already */
    cJSON *file = cJSON_ParseWithOpts(out.bytes, NULL, true);
    assert_non_null(file);
    const char *text = text_at(file, "runs.0.results.0.message.text");
    assert_null(strstr(text, "\033"));
    assert_non_null(strstr(text, "\\\\\\[y\\](1)"));
    cJSON_Delete(file);
    buffer_release(&again);
    buffer_release(&out);
    made_report_release(&made);
}

static void test_endless_messages_are_cut(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    struct buffer endless;
    buffer_init(&endless);
    for (int i = 0; i < 100000; i++) {
        buffer_text(&endless, "\xe2\x82\xac");
    }
    struct finding *finding = sarif_add(&made, "PERF2001", "pool.go", 7);
    finding->message = finding->next_step = endless.bytes;
    cJSON *file = sarif_write(&made);
    const char *text = text_at(file, "runs.0.results.0.message.text");
    assert_true(strlen(text) > 4900 && strlen(text) < 5100);
    assert_null(strstr(text, "\xef\xbf\xbd")); /* no character was cut */
    assert_non_null(strstr(text, "\xac... Next: \xe2"));
    cJSON_Delete(file);
    buffer_release(&endless);
    made_report_release(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_of_a_text_is_a_link),
        cmocka_unit_test(test_a_text_is_one_line_without_control),
        cmocka_unit_test(test_places_that_a_message_names_are_links),
        cmocka_unit_test(test_longer_names_are_other_names),
        cmocka_unit_test(test_places_not_named_are_added),
        cmocka_unit_test(test_stack_is_a_code_flow),
        cmocka_unit_test(test_escape_flow_comes_first),
        cmocka_unit_test(test_one_step_is_no_path),
        cmocka_unit_test(test_hostile_names_give_valid_json),
        cmocka_unit_test(test_endless_messages_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
