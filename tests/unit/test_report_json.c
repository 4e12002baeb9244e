/*
 * report.json: its keys are those that `perfscribe explain json` documents,
 * findings of one place follow each other, and text is valid.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "formats/writer.h"
#include "report_support.h"
#include "templates/templates.h"

static const struct rule_info slower = { .id = "PERF4001",
                                         .name = "BenchmarkSlower",
                                         .level = LEVEL_ERROR,
                                         .pattern = &playbook_bench_diff,
                                         .category = &playbook_corrective,
                                         .signal = &playbook_cpu };
static const struct rule_info grew = { .id = "PERF2001",
                                       .name = "AllocationGrew",
                                       .level = LEVEL_WARNING,
                                       .pattern = &playbook_excess_allocations,
                                       .category = &playbook_preventive,
                                       .signal = &playbook_memory };
static const struct rule_info escape = { .id = "PERF2003",
                                         .name = "CostlyEscape",
                                         .level = LEVEL_NOTE,
                                         .pattern =
                                             &playbook_excess_allocations,
                                         .category = &playbook_preventive,
                                         .signal = &playbook_memory };

static cJSON *write_one(struct made_report *made)
{
    const struct report *report = &made->report;
    struct writer_options options = { .version = "1" };
    struct error error = ERROR_INIT;
    struct buffer out;
    buffer_init(&out);
    made_report_finish(made);
    assert_true(writer_json.write(&report, 1, &options, &out, &error));
    cJSON *root = cJSON_Parse(out.bytes);
    assert_non_null(root);
    buffer_release(&out);
    return root;
}

static const cJSON *first_report(const cJSON *root)
{
    const cJSON *reports = cJSON_GetObjectItemCaseSensitive(root, "reports");
    return cJSON_GetArrayItem(reports, 0);
}

static const cJSON *finding_at(const cJSON *root, int index)
{
    return cJSON_GetArrayItem(
        cJSON_GetObjectItemCaseSensitive(first_report(root), "findings"),
        index);
}

static double number_of(const cJSON *object, const char *name)
{
    return cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static bool has(const cJSON *object, const char *name)
{
    return cJSON_HasObjectItem(object, name);
}

/* Something in every list, so that every key is there. */
static void make_everything(struct made_report *made)
{
    static const struct benchmark_row row = { .name = "Join-8",
                                              .package = "example.com/shop",
                                              .unit = "sec/op",
                                              .base_values = NULL,
                                              .base_count = 10,
                                              .head_count = 10 };
    struct comparison *comparison = &made->comparison;
    *LIST_PUSH(&made->arena, &comparison->benchmarks) = row;
    struct gate *gate =
        made_report_gate(made, "related-time", "Join-8", GATE_INCONCLUSIVE);
    gate->row = &comparison->benchmarks.items[0];
    gate->runs_needed = 15;
    *LIST_PUSH(&made->arena, &comparison->profiles) =
        (struct profile_diff){ .value = { .type = "cpu",
                                          .unit = "nanoseconds" } };
    *LIST_PUSH(&made->arena, &comparison->profiles.items[0].functions) =
        (struct profile_row){ .function = "a.F",
                              .benchmark = "BenchmarkF",
                              .moved_from = "a.G" };
    comparison->allocation_summary.cause_bytes[CAUSE_APPEND] = 10;
    comparison->allocation_summary.repository_bytes = 10;
    *LIST_PUSH(&made->arena, &comparison->allocations) =
        (struct allocation_site){ .function = "a.F",
                                  .cause = { .text = "append grows" },
                                  .benchmark = "BenchmarkF" };
    *LIST_PUSH(&made->arena, &comparison->contention) =
        (struct contention_site){ .function = "a.F",
                                  .lock = "sync.(*Mutex).Unlock",
                                  .kind = PROFILE_MUTEX,
                                  .benchmark = "BenchmarkF" };
    *LIST_PUSH(&made->arena, &made->report.flame) =
        (struct flame_frame){ .function = "all", .width = 1 };
    *LIST_PUSH(&made->arena, &made->report.notices) =
        (struct notice){ .file = "a", .text = "b", .count = 2 };
    *LIST_PUSH(&made->arena, &made->report.banners) = "Go versions differ.";
}

/* Two findings on one line, a note on another. */
static void make_findings(struct made_report *made)
{
    struct finding *finding = made_report_finding(made, &slower);
    made_report_of_benchmark(finding, "BenchmarkJoin-8");
    finding->seen.file = "pricing/sum.go";
    finding->also = "BenchmarkNet-8";
    finding->line_hash = "c129715d7a2bc9a3:1";
    *LIST_PUSH(&made->arena, &finding->source) =
        (struct source_line){ .number = 20, .text = "x" };
    made_report_finding(made, &escape)->location.line = 31;
    finding = made_report_finding(made, &grew);
    finding->cause = (struct cause){ .kind = CAUSE_CALLEE,
                                     .text = "fmt.Sprintf allocates",
                                     .subject = "x",
                                     .callee = "fmt.Sprintf" };
    *LIST_PUSH(&made->arena, &finding->flow) =
        (struct finding_step){ .function = "a.F", .text = "from x" };
}

static void test_findings_of_a_place_follow_each_other(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    make_findings(&made);
    cJSON *root = write_one(&made);
    assert_true(number_of(finding_at(root, 0), "place") == 1);
    assert_true(number_of(finding_at(root, 1), "place") == 1);
    assert_true(number_of(finding_at(root, 2), "place") == 2);
    assert_true(has(finding_at(root, 0), "place_head"));
    assert_false(has(finding_at(root, 1), "place_head"));
    assert_true(has(finding_at(root, 2), "place_head"));
    assert_true(number_of(first_report(root), "note_places") == 1);
    cJSON_Delete(root);
    made_report_release(&made);
}

static void test_owners_are_a_list(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    struct finding *finding = made_report_finding(&made, &grew);
    made_report_own(&made, finding, "@shop/pricing");
    made_report_own(&made, finding, "@ma\xffria");
    made_report_finding(&made, &escape)->location.line = 31;
    cJSON *root = write_one(&made);
    const cJSON *owners =
        cJSON_GetObjectItemCaseSensitive(finding_at(root, 0), "owners");
    assert_int_equal(cJSON_GetArraySize(owners), 2);
    assert_string_equal(cJSON_GetArrayItem(owners, 0)->valuestring,
                        "@shop/pricing");
    assert_string_equal(cJSON_GetArrayItem(owners, 1)->valuestring,
                        "@ma\xef\xbf\xbdria");
    owners = cJSON_GetObjectItemCaseSensitive(finding_at(root, 1), "owners");
    assert_true(cJSON_IsArray(owners));
    assert_int_equal(cJSON_GetArraySize(owners), 0);
    cJSON_Delete(root);
    made_report_release(&made);
}

static const char *documentation(void)
{
    for (const struct template_file *file = template_files; file->name != NULL;
         file++) {
        if (strcmp(file->name, "topics/json.md") == 0) {
            return file->text;
        }
    }
    fail_msg("there is no topic about JSON");
    return "";
}

static bool is_named(const char *text, const char *key, size_t length)
{
    char quoted[80];
    snprintf(quoted, sizeof(quoted), "`%.*s`", (int)length, key);
    return strstr(text, quoted) != NULL;
}

/* What ends in _text or begins with has_ stands beside what it is about. */
static bool is_documented(const char *text, const char *key)
{
    size_t length = strlen(key);
    bool is_text = length > 5 && strcmp(key + length - 5, "_text") == 0;
    bool is_has = strncmp(key, "has_", 4) == 0;
    return is_named(text, key, length) ||
           (is_text && is_named(text, key, length - 5)) ||
           (is_has && is_named(text, key + 4, length - 4));
}

static size_t check_keys(const cJSON *object, const char *text)
{
    size_t count = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, object)
    {
        if (item->string != NULL && !is_documented(text, item->string)) {
            fail_msg("explain json does not know \"%s\"", item->string);
        }
        count += 1 + check_keys(item, text);
    }
    return count;
}

static void test_every_key_is_documented(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    make_everything(&made);
    make_findings(&made);
    made.report.created = "2026-11-17T14:05:00Z";
    made.evidence.branch = "b";
    made.evidence.machine = made.evidence.base.cpu = "m";
    made.evidence.base.time = "2026-11-16T09:30:00Z";
    cJSON *root = write_one(&made);
    assert_in_range(check_keys(root, documentation()), 400, 2000);
    cJSON_Delete(root);
    made_report_release(&made);
}

static void test_unknown_numbers_are_null(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    make_findings(&made);
    cJSON *root = write_one(&made);
    const cJSON *metric =
        cJSON_GetObjectItemCaseSensitive(finding_at(root, 1), "metric");
    assert_true(
        cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(metric, "limit")));
    assert_true(number_of(metric, "ratio") == 2);
    cJSON_Delete(root);
    made_report_release(&made);
}

static void test_bad_bytes_become_valid_text(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    made.evidence.target = "a\xff\x01\xc0\x80";
    cJSON *root = write_one(&made);
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(
                            first_report(root), "target")),
                        "a\xef\xbf\xbd\x01\xe2\x90\x80");
    cJSON_Delete(root);
    made_report_release(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_findings_of_a_place_follow_each_other),
        cmocka_unit_test(test_owners_are_a_list),
        cmocka_unit_test(test_every_key_is_documented),
        cmocka_unit_test(test_unknown_numbers_are_null),
        cmocka_unit_test(test_bad_bytes_become_valid_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
