#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "sarif_support.h"

/* The upload that closes what was fixed. */
static void test_empty_report_has_empty_results(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    cJSON *file = sarif_write(&made);
    assert_string_equal(text_at(file, "version"), "2.1.0");
    assert_int_equal(cJSON_GetArraySize(find_path(file, "runs")), 1);
    cJSON *run = find_path(file, "runs.0");
    assert_string_equal(text_at(run, "automationDetails.id"), "shop/");
    assert_string_equal(text_at(run, "columnKind"), "utf16CodeUnits");
    assert_string_equal(text_at(run, "tool.driver.semanticVersion"), "1.2.3");
    assert_true(cJSON_IsArray(find_path(run, "results")));
    assert_int_equal(cJSON_GetArraySize(find_path(run, "results")), 0);
    assert_true(
        cJSON_IsTrue(find_path(run, "invocations.0.executionSuccessful")));
    cJSON_Delete(file);
}

static void check_rule(cJSON *rule, const struct rule_info *info)
{
    assert_string_equal(text_at(rule, "id"), info->id);
    assert_string_equal(text_at(rule, "name"), info->name);
    assert_true(strlen(text_at(rule, "shortDescription.text")) > 0);
    assert_true(strlen(text_at(rule, "fullDescription.text")) > 0);
    assert_true(strlen(text_at(rule, "fullDescription.text")) <= 1024);
    assert_true(strlen(text_at(rule, "help.text")) > 0);
    assert_non_null(strstr(text_at(rule, "help.markdown"), "## How to fix it"));
    assert_string_equal(text_at(rule, "defaultConfiguration.level"),
                        level_name(info->level));
    assert_string_equal(text_at(rule, "properties.tags.0"), "performance");
    int tags = cJSON_GetArraySize(find_path(rule, "properties.tags"));
    assert_true(tags >= 2 && tags <= 10);
    assert_string_equal(text_at(rule, "properties.precision"), info->precision);
}

static void test_all_rules_are_listed_with_their_help(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    cJSON *file = sarif_write(&made);
    cJSON *listed = find_path(file, "runs.0.tool.driver.rules");
    int count = 0;
    for (; rule_infos()[count] != NULL; count++) {
        check_rule(cJSON_GetArrayItem(listed, count), rule_infos()[count]);
    }
    assert_int_equal(cJSON_GetArraySize(listed), count);
    cJSON_Delete(file);
}

/* It would turn the finding into a security alert. */
static void test_severity_is_no_security_severity(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    const struct report *report = &made.report;
    struct buffer out;
    sarif_bytes(&report, 1, &out);
    assert_null(strstr(out.bytes, "security-severity"));
    assert_non_null(strstr(out.bytes, "\"problem.severity\":\"error\""));
    assert_non_null(
        strstr(out.bytes, "\"problem.severity\":\"recommendation\""));
    buffer_release(&out);
}

static void test_result(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    sarif_add(&made, "PERF2001", "pool/pool.go", UINT32_MAX);
    cJSON *file = sarif_write(&made);
    cJSON *result = find_path(file, "runs.0.results.0");
    assert_string_equal(text_at(result, "ruleId"), "PERF2001");
    char path[64];
    snprintf(path, sizeof(path), "runs.0.tool.driver.rules.%d.id",
             find_path(result, "ruleIndex")->valueint);
    assert_string_equal(text_at(file, path), "PERF2001");
    assert_string_equal(text_at(result, "level"), "warning");
    assert_string_equal(text_at(result, "message.text"),
                        "pool.Get is slower. p<0.0001. Next: go test "
                        "-bench Get");
    cJSON *place = find_path(result, "locations.0.physicalLocation");
    assert_string_equal(text_at(place, "artifactLocation.uri"), "pool/pool.go");
    double most = (double)UINT32_MAX;
    assert_true(find_path(place, "region.startLine")->valuedouble == most);
    assert_true(find_path(place, "region.endLine")->valuedouble == most);
    assert_int_equal(find_path(place, "region.startColumn")->valueint, 2);
    assert_int_equal(find_path(place, "region.endColumn")->valueint, 30);
    assert_string_equal(
        text_at(result, "partialFingerprints.primaryLocationLineHash"),
        "271789c17abda88f:1");
    assert_string_equal(text_at(result, "properties.finding_key"),
                        "0123456789abcdef");
    assert_null(cJSON_GetObjectItemCaseSensitive(result, "relatedLocations"));
    assert_null(cJSON_GetObjectItemCaseSensitive(result, "codeFlows"));
    cJSON_Delete(file);
    made_report_release(&made);
}

/* A hash of our own would make the upload warn of each result. */
static void test_unknown_hash_is_left_out(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    sarif_add(&made, "PERF2001", "pool.go", 7)->line_hash = "";
    cJSON *file = sarif_write(&made);
    assert_null(cJSON_GetObjectItemCaseSensitive(
        find_path(file, "runs.0.results.0"), "partialFingerprints"));
    cJSON_Delete(file);
    made_report_release(&made);
}

static void assert_uri(const char *path, const char *expected)
{
    struct made_report made;
    made_report_init(&made);
    sarif_add(&made, "PERF2001", path, 7);
    cJSON *file = sarif_write(&made);
    assert_string_equal(text_at(file,
                                "runs.0.results.0.locations.0.physicalLocation."
                                "artifactLocation.uri"),
                        expected);
    cJSON_Delete(file);
    made_report_release(&made);
}

static void test_uris_are_encoded(void **state)
{
    (void)state;
    assert_uri("src/my file.go", "src/my%20file.go");
    assert_uri("\xc3\xbc/[1].go", "%C3%BC/%5B1%5D.go");
    assert_uri("a:b.go", "a%3Ab.go");
    assert_uri("100%.go", "100%25.go");
    assert_uri("x?y#z.go", "x%3Fy%23z.go");
    assert_uri("_cgo~1-a.go", "_cgo~1-a.go");
    assert_uri("\xff.go", "%FF.go");
}

static void test_one_result_a_rule_and_line(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    char copy[] = "pool.go"; /* equal text at another address */
    sarif_add(&made, "PERF2001", "pool.go", 7);
    struct finding *other = sarif_add(&made, "PERF2001", copy, 7);
    other->headline = "pool.Put is slower, too.";
    other->state = FINDING_FACT;
    sarif_add(&made, "PERF2004", "pool.go", 7);
    sarif_add(&made, "PERF2001", "pool.go", 8);
    cJSON *file = sarif_write(&made);
    assert_int_equal(cJSON_GetArraySize(results_of(file)), 3);
    assert_string_equal(text_at(results_of(file), "0.message.text"),
                        "pool.Get is slower. p<0.0001. On the same line: "
                        "pool.Put is slower, too. Next: go test -bench "
                        "Get");
    assert_string_equal(text_at(results_of(file), "1.ruleId"), "PERF2004");
    cJSON_Delete(file);
    made_report_release(&made);
}

static void test_what_is_no_alert_is_left_out(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    sarif_add(&made, "PERF2001", "pool.go", 7)->state = FINDING_IMPROVEMENT;
    sarif_add(&made, "PERF2001", NULL, 0);
    sarif_add(&made, "PERF2001", "pool.go", 0);
    *LIST_PUSH(&made.arena, &made.report.improvements) =
        made.report.findings.items[0];
    cJSON *file = sarif_write(&made);
    assert_int_equal(cJSON_GetArraySize(results_of(file)), 0);
    assert_string_equal(
        text_at(file, "runs.0.invocations.0.toolExecutionNotifications.0."
                      "message.text"),
        "Left out: 2 findings without a line in the repository. report.json "
        "has them.");
    cJSON_Delete(file);
    made_report_release(&made);
}

static void test_each_report_is_a_run_of_its_own(void **state)
{
    (void)state;
    struct made_report first, second;
    made_report_init(&first);
    made_report_init(&second);
    second.report.category = "team/queue/";
    sarif_add(&second, "PERF2001", "queue.go", 1);
    const struct report *const reports[] = { &first.report, &second.report };
    struct buffer out;
    sarif_bytes(reports, 2, &out);
    cJSON *file = cJSON_ParseWithOpts(out.bytes, NULL, true);
    assert_non_null(file);
    assert_int_equal(cJSON_GetArraySize(find_path(file, "runs")), 2);
    assert_string_equal(text_at(file, "runs.0.automationDetails.id"), "shop/");
    assert_string_equal(text_at(file, "runs.1.automationDetails.id"),
                        "team/queue/");
    assert_int_equal(cJSON_GetArraySize(find_path(file, "runs.0.results")), 0);
    assert_int_equal(cJSON_GetArraySize(find_path(file, "runs.1.results")), 1);
    cJSON_Delete(file);
    buffer_release(&out);
    made_report_release(&second);
}

static void test_notices_are_notifications(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    made.report.created = "2026-11-24T10:00:00Z";
    *LIST_PUSH(&made.arena, &made.report.banners) = "Go versions differ.";
    for (int i = 0; i < 150; i++) {
        *LIST_PUSH(&made.arena, &made.report.notices) =
            (struct notice){ .file = "base/cpu.pb.gz",
                             .line = 3,
                             .text = "a sample has no location",
                             .count = UINT64_MAX };
    }
    cJSON *file = sarif_write(&made);
    cJSON *invocation = find_path(file, "runs.0.invocations.0");
    assert_string_equal(text_at(invocation, "endTimeUtc"),
                        "2026-11-24T10:00:00Z");
    cJSON *list = find_path(invocation, "toolExecutionNotifications");
    assert_int_equal(cJSON_GetArraySize(list), 102);
    assert_string_equal(text_at(list, "0.message.text"), "Go versions differ.");
    assert_string_equal(text_at(list, "0.level"), "warning");
    assert_string_equal(text_at(list, "1.message.text"),
                        "base/cpu.pb.gz:3: a sample has no location "
                        "(18446744073709551615 times).");
    assert_string_equal(text_at(list, "101.message.text"),
                        "50 more notices are in report.json.");
    cJSON_Delete(file);
    made_report_release(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_report_has_empty_results),
        cmocka_unit_test(test_all_rules_are_listed_with_their_help),
        cmocka_unit_test(test_severity_is_no_security_severity),
        cmocka_unit_test(test_result),
        cmocka_unit_test(test_unknown_hash_is_left_out),
        cmocka_unit_test(test_uris_are_encoded),
        cmocka_unit_test(test_one_result_a_rule_and_line),
        cmocka_unit_test(test_what_is_no_alert_is_left_out),
        cmocka_unit_test(test_each_report_is_a_run_of_its_own),
        cmocka_unit_test(test_notices_are_notifications),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
