/*
 * JUnit XML: names that stay, cases that fail exactly when the exit status is
 * 1, suites that are never empty, the strict schema (junit-10.xsd of the
 * Jenkins xUnit plugin, MIT licence), and text from strangers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>

#include "formats/junit/junit_names.h"
#include "formats/writer.h"
#include "report_support.h"

static const struct rule_info slower = { .id = "PERF4001",
                                         .name = "BenchmarkSlower",
                                         .level = LEVEL_ERROR };
static const struct rule_info grew = { .id = "PERF2001",
                                       .name = "AllocationGrew",
                                       .level = LEVEL_WARNING };
static const struct rule_info hot = { .id = "PERF1001",
                                      .name = "NewHotspot",
                                      .level = LEVEL_WARNING };
static const struct writer_options options = { .version = "1" };
static const struct writer_options strict = { .version = "1",
                                              .is_strict_junit = true };

static xmlDocPtr write_reports(const struct report *const *reports,
                               size_t count, const struct writer_options *how)
{
    struct error error = ERROR_INIT;
    struct buffer out;
    buffer_init(&out);
    assert_true(writer_junit.write(reports, count, how, &out, &error));
    xmlDocPtr document = xmlReadMemory(out.bytes, (int)out.length, NULL, NULL,
                                       XML_PARSE_NOERROR | XML_PARSE_NONET);
    if (document == NULL) {
        fail_msg("not well-formed: %s", out.bytes);
    }
    buffer_release(&out);
    return document;
}

static xmlDocPtr write_one(struct made_report *made,
                           const struct writer_options *how)
{
    const struct report *report = &made->report;
    made_report_finish(made);
    return write_reports(&report, 1, how);
}

static xmlXPathObjectPtr evaluate(xmlDocPtr document, const char *path)
{
    xmlXPathContextPtr context = xmlXPathNewContext(document);
    xmlXPathObjectPtr result = xmlXPathEval((const xmlChar *)path, context);
    xmlXPathFreeContext(context);
    assert_non_null(result);
    return result;
}

static void assert_xml(xmlDocPtr document, const char *path,
                       const char *expected)
{
    xmlXPathObjectPtr result = evaluate(document, path);
    xmlChar *text = xmlXPathCastToString(result);
    if (strcmp((const char *)text, expected) != 0) {
        fail_msg("%s: \"%s\" instead of \"%s\"", path, (const char *)text,
                 expected);
    }
    xmlFree(text);
    xmlXPathFreeObject(result);
}

static double number_of(xmlDocPtr document, const char *path)
{
    xmlXPathObjectPtr result = evaluate(document, path);
    double number = xmlXPathCastToNumber(result);
    xmlXPathFreeObject(result);
    return number;
}

static void test_functions_are_grouped_by_type(void **state)
{
    (void)state;
    static const struct {
        const char *symbol, *class_name, *name;
    } cases[] = {
        { "example.com/x/pool.(*Buf).Write", "example.com/x/pool.Buf",
          "pool.(*Buf).Write CPU" },
        { "example.com/x/pool.Buf.Len", "example.com/x/pool.Buf",
          "pool.Buf.Len CPU" },
        { "example.com/x/pool.Render", "example.com/x/pool.Render",
          "pool.Render CPU" },
        { "example.com/x/pool.Render.func1", "example.com/x/pool.Render",
          "pool.Render.func1 CPU" },
        { "example.com/x/pool.(*List[go.shape.int]).Push.func2",
          "example.com/x/pool.List",
          "pool.(*List[go.shape.int]).Push.func2 CPU" },
        { "example.com/x/pool.Map[example.com/y.T,int]",
          "example.com/x/pool.Map", "pool.Map[example.com/y.T,int] CPU" },
        { "main.glob..func1", "main.glob", "main.glob..func1 CPU" },
        { "main..inittask", "main.func", "main..inittask CPU" },
        { "x", "x.func", "x CPU" },
        { "", ".func", " CPU" },
    };
    struct arena arena = ARENA_INIT;
    struct junit_names names = { .arena = &arena, .prefix = "", .root = "r" };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct junit_name name =
            junit_function_name(&names, cases[i].symbol, "CPU");
        assert_string_equal(name.class_name, cases[i].class_name);
        assert_string_equal(name.name, cases[i].name);
    }
    arena_release(&arena);
}

static void test_processors_are_no_part_of_a_name(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    struct junit_names names;
    made_report_gate(&made, "related-time", "Join/n=10-8", GATE_PASSED)
        ->package = "example.com/shop/bench";
    made_report_gate(&made, "related-time", "Net-8", GATE_PASSED);
    junit_names_init(&names, &made.report, false, &made.arena);
    struct junit_name name = junit_benchmark_name(
        &names, "example.com/shop/bench", "Join/n=10-8", "B/op");
    assert_string_equal(name.class_name,
                        "example.com/shop/bench.BenchmarkJoin");
    assert_string_equal(name.name, "BenchmarkJoin/n=10 B/op");
    name = junit_benchmark_name(&names, "", "Net-8", "sec/op");
    assert_string_equal(name.class_name, "example.com/shop.BenchmarkNet");
    assert_string_equal(name.name, "BenchmarkNet sec/op");

    /* -cpu=1,8 makes two of one: they are told apart by it. */
    made_report_gate(&made, "related-time", "Net", GATE_PASSED);
    junit_names_init(&names, &made.report, false, &made.arena);
    name = junit_benchmark_name(&names, "", "Net-8", "sec/op");
    assert_string_equal(name.name, "BenchmarkNet-8 sec/op");
    made_report_release(&made);
}

static void test_every_suite_has_a_case(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    xmlDocPtr document = write_one(&made, &options);
    assert_int_equal(number_of(document, "count(//testsuite)"), 4);
    assert_int_equal(number_of(document, "count(//testsuite[testcase])"), 4);
    assert_int_equal(number_of(document, "count(//testcase/skipped)"), 4);
    assert_xml(document, "string(//testsuites/@tests)", "4");
    assert_xml(document, "string(//testsuite[3]/@name)", "hotspots");
    assert_xml(document, "string(//testsuite[3]/testcase/@classname)",
               "example.com/shop.hotspots");
    xmlFreeDoc(document);
    made_report_release(&made);
}

/* Gates and findings of every kind; a third of them fails in each way. */
static void make_everything(struct made_report *made)
{
    static const enum gate_state states[] = { GATE_PASSED, GATE_FAILED,
                                              GATE_INCONCLUSIVE, GATE_SKIPPED };
    for (size_t i = 0; i < 4; i++) {
        made_report_gate(made, "related-time",
                         arena_printf(&made->arena, "Join/%zu-8", i),
                         states[i]);
    }
    made_report_gate(made, "no-new-hotspot", "", GATE_FAILED)->function =
        "example.com/shop/pricing.Join";
    made_report_of_benchmark(made_report_finding(made, &slower),
                             "BenchmarkJoin/1-8");
    made_report_finding(made, &hot)->fails_gate = true;
    made_report_finding(made, &grew);
}

static size_t failures_expected(enum fail_on fail_on)
{
    switch (fail_on) {
    case FAIL_NEVER:
        return 0;
    case FAIL_GATE:
        return 4; /* two gates, a benchmark, a hotspot */
    case FAIL_INCONCLUSIVE:
    case FAIL_ERROR:
        return fail_on == FAIL_ERROR ? 4 : 5;
    case FAIL_WARNING:
        return 5;
    }
    return 0;
}

static void test_a_case_fails_when_the_exit_status_says_so(void **state)
{
    (void)state;
    for (int i = FAIL_NEVER; i <= FAIL_WARNING; i++) {
        struct made_report made;
        made_report_init(&made);
        make_everything(&made);
        made.report.fail_on = (enum fail_on)i;
        xmlDocPtr document = write_one(&made, &options);
        double failures = number_of(document, "count(//testcase/failure)");
        assert_int_equal(failures, failures_expected((enum fail_on)i));
        assert_int_equal(failures,
                         number_of(document, "sum(//testsuite/@failures)"));
        assert_int_equal(failures > 0, report_fails(&made.report));
        xmlFreeDoc(document);
        made_report_release(&made);
    }
}

static void test_what_is_undecided_is_skipped_with_the_reason(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    make_everything(&made);
    xmlDocPtr document = write_one(&made, &options);
    assert_xml(document,
               "string(//testcase[@name='BenchmarkJoin/2 sec/op']"
               "/skipped/@message)",
               "the reason of the gate.");
    /* A warning does not fail by default; it is told all the same. */
    assert_xml(document,
               "string(//testcase[@name='pricing.Join allocations']"
               "/system-out)",
               "pricing/join.go:20: pricing.Join allocates more.\n"
               "Why: append grows.\n");
    xmlFreeDoc(document);
    made_report_release(&made);
}

/* A line that is as it was, and one that the change edited. */
static void add_source(struct finding *finding)
{
    static struct source_line lines[] = {
        { .number = 19, .text = "for {" },
        { 20, 19, "\tall = append(all, o)", "\tall[i] = o", true, true, 2e3,
          5e3 },
    };
    finding->cost_unit = "nanoseconds";
    finding->source = (struct source_line_list){ lines, 2, 2 };
}

static void add_stack(struct made_report *made, struct finding *finding)
{
    *LIST_PUSH(&made->arena, &finding->stack) =
        (struct finding_step){ .function = "example.com/shop/pricing.Join",
                               .location = { .file = "pricing/join.go",
                                             .line = 20 },
                               .base_cost = 2000,
                               .head_cost = 5000,
                               .in_source = true };
}

static void test_a_failure_says_all(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    made_report_gate(&made, "related-time", "Join-8", GATE_FAILED);
    struct finding *finding = made_report_finding(&made, &slower);
    made_report_of_benchmark(finding, "BenchmarkJoin-8");
    add_source(finding);
    made_report_own(&made, finding, "@shop/pricing");
    made_report_own(&made, finding, "maria@example.com");
    add_stack(&made, finding);
    finding = made_report_finding(&made, &grew);
    finding->cause =
        (struct cause){ .kind = CAUSE_APPEND, .text = "append grows" };
    *LIST_PUSH(&made.arena, &finding->flow) =
        (struct finding_step){ .text = "from o (append)" };
    xmlDocPtr document = write_one(&made, &options);
    assert_xml(document, "string(//testsuite[@name='benchmarks']//failure)",
               "pricing/join.go:20: the reason of the gate.\n"
               "Why: append grows.\n"
               "\n"
               "The lines around, and the CPU an operation of each:\n"
               "      19            for {\n"
               " -    19   2.00 us  \tall[i] = o\n"
               ">+    20   5.00 us  \tall = append(all, o)\n"
               "\n"
               "How the value reaches the heap:\n"
               "- from o (append)\n"
               "\n"
               "The stack that costs most, outermost first:\n"
               "- pricing.Join at pricing/join.go:20 (2.00 us -> 5.00 us)\n"
               "\n"
               "See also:\n"
               "- PERF2001 AllocationGrew: pricing.Join allocates more. Why: "
               "append grows.\n"
               "\n"
               "Owner: @shop/pricing maria@example.com\n"
               "\n"
               "Next: go test -bench Join\n"
               "Help: perfscribe explain PERF4001\n"
               "Key:  0123456789abcdef\n");
    assert_xml(document,
               "string(//testsuite[@name='benchmarks']//failure/@message)",
               "pricing/join.go:20: the reason of the gate.");
    assert_xml(document,
               "string(//testsuite[@name='benchmarks']//failure/@type)",
               "PERF4001 BenchmarkSlower");
    assert_xml(document,
               "string(//testcase[@name='BenchmarkJoin sec/op']"
               "/@line)",
               "20");
    assert_xml(document, "string(//testcase[@name='related-time']/failure)",
               "pricing/join.go:20: Time of related benchmarks: the reason "
               "of the gate.\n"
               "- failed: pricing/join.go:20: the reason of the gate.\n"
               "Help: perfscribe explain gates\n");
    xmlFreeDoc(document);
    made_report_release(&made);
}

static void test_what_merged_has_its_place_all_the_same(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    made_report_gate(&made, "related-time", "Join-8", GATE_FAILED);
    made_report_gate(&made, "related-time", "Net-8", GATE_FAILED);
    struct finding *finding = made_report_finding(&made, &slower);
    made_report_of_benchmark(finding, "BenchmarkJoin-8");
    struct finding merged = *finding;
    merged.function = "BenchmarkNet-8";
    merged.next_step = "go test -bench Net";
    merged.message = merged.key = "";
    *LIST_PUSH(&made.arena, &merged.stack) =
        (struct finding_step){ .function = "example.com/shop/pricing.Net" };
    *LIST_PUSH(&made.arena, &finding->merged) = merged;
    xmlDocPtr document = write_one(&made, &options);
    assert_xml(document,
               "string(//testcase[@name='BenchmarkNet sec/op']/failure)",
               "pricing/join.go:20: the reason of the gate.\n"
               "\n"
               "The stack that costs most, outermost first:\n"
               "- pricing.Net\n"
               "\n"
               "See also:\n"
               "- PERF4001 BenchmarkSlower: the reason of the gate.\n"
               "\n"
               "Next: go test -bench Net\n"
               "Help: perfscribe explain PERF4001\n"
               "Key:  0123456789abcdef\n");
    xmlFreeDoc(document);
    made_report_release(&made);
}

static void test_time_is_that_of_one_operation(void **state)
{
    (void)state;
    static const struct benchmark_row time = { .name = "Join-8",
                                               .package = "",
                                               .unit = "sec/op",
                                               .head_center = 0.0012345 };
    static const struct benchmark_row bytes = {
        .name = "Join-8", .package = "", .unit = "B/op", .head_center = 4096
    };
    struct made_report made;
    made_report_init(&made);
    made_report_gate(&made, "related-time", "Join-8", GATE_PASSED)->row = &time;
    struct gate *gate =
        made_report_gate(&made, "allocations", "Join-8", GATE_PASSED);
    gate->unit = "B/op";
    gate->row = &bytes;
    xmlDocPtr document = write_one(&made, &options);
    assert_xml(document,
               "string(//testcase[@name='BenchmarkJoin sec/op']/@time)",
               "0.001234500");
    assert_xml(document, "string(//testcase[@name='BenchmarkJoin B/op']/@time)",
               "0.000");
    xmlFreeDoc(document);

    const struct report *report = &made.report;
    document = write_reports(&report, 1, &strict);
    assert_xml(document,
               "string(//testcase[@name='BenchmarkJoin sec/op']/@time)",
               "0.001");
    xmlFreeDoc(document);
    made_report_release(&made);
}

static void add_function(struct made_report *made, const char *function,
                         double share, bool is_test)
{
    struct profile_diff *diff = &made->comparison.profiles.items[0];
    *LIST_PUSH(&made->arena, &diff->functions) =
        (struct profile_row){ .function = function,
                              .head_own_share = share,
                              .in_source = true,
                              .is_test = is_test };
}

static void add_cpu_profile(struct made_report *made, bool has_base)
{
    *LIST_PUSH(&made->arena, &made->comparison.profiles) =
        (struct profile_diff){ .kind = PROFILE_CPU,
                               .value = { .type = "cpu",
                                          .unit = "nanoseconds" },
                               .has_base = has_base,
                               .has_head = true };
}

static void test_the_hottest_that_did_not_grow_pass(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    add_cpu_profile(&made, true);
    for (int i = 0; i < 40; i++) {
        add_function(&made, arena_printf(&made.arena, "a.F%d", i),
                     0.001 * (i + 1), false);
    }
    add_function(&made, "a.BenchmarkX", 0.5, true);
    xmlDocPtr document = write_one(&made, &options);
    assert_int_equal(
        number_of(document, "count(//testsuite[@name='hotspots']/testcase)"),
        25);
    assert_xml(document,
               "string(//testsuite[@name='hotspots']/testcase[1]/@name)",
               "a.F39 CPU");
    assert_int_equal(
        number_of(document, "count(//testsuite[@name='hotspots']//skipped)"),
        0);
    xmlFreeDoc(document);
    made_report_release(&made);
}

static void test_without_a_base_nothing_passes(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    add_cpu_profile(&made, false);
    add_function(&made, "a.F", 0.5, false);
    xmlDocPtr document = write_one(&made, &options);
    assert_int_equal(
        number_of(document, "count(//testsuite[@name='hotspots']/testcase)"),
        1);
    assert_xml(document,
               "string(//testsuite[@name='hotspots']//skipped/@message)",
               "No function of the repository is in CPU profiles of both "
               "sides, base and head.");
    xmlFreeDoc(document);
    made_report_release(&made);
}

static void test_targets_do_not_collide(void **state)
{
    (void)state;
    struct made_report left, right;
    made_report_init(&left);
    made_report_init(&right);
    make_everything(&left);
    make_everything(&right);
    right.evidence.target = "shop-arm";
    made_report_finish(&left);
    made_report_finish(&right);
    const struct report *reports[] = { &left.report, &right.report };
    xmlDocPtr document = write_reports(reports, 2, &options);
    assert_int_equal(number_of(document, "count(//testsuite)"), 8);
    assert_int_equal(
        number_of(document, "count(//testsuite[@name='shop-arm/gates'])"), 1);
    assert_int_equal(
        number_of(document,
                  "count(//testsuite[starts-with(@name, 'shop/')]/testcase"
                  "[@classname=//testsuite[starts-with(@name, 'shop-arm/')]"
                  "/testcase/@classname])"),
        0);
    assert_xml(document, "string(//testsuites/@failures)", "8");
    xmlFreeDoc(document);
    made_report_release(&right);
    made_report_release(&left);
}

static void test_hostile_text_stays_text(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    made.evidence.target = "a\x1b[31m]]>";
    made.evidence.machine = "\xff\xc0\x80 & <b>";
    made_report_gate(&made, "related-time", "J\x01\"<&'>\xed\xa0\x80-8",
                     GATE_FAILED)
        ->reason = "]]> \x7f\xef\xbf\xbf\r\n<!-- &#27; \xf5";
    struct finding *finding = made_report_finding(&made, &grew);
    finding->function = "a\xff.(*B\x02[";
    finding->message = finding->headline = "\x1b]0;x\x07";
    struct notice *notice = LIST_PUSH(&made.arena, &made.report.notices);
    *notice = (struct notice){ .file = "\x0c", .text = "\x08", .count = 1 };
    xmlDocPtr document = write_one(&made, &options);
    assert_xml(document,
               "string(//testsuite[@name='benchmarks']//failure/@message)",
               "]]> \x7f\xef\xbf\xbd\r\n<!-- &#27; \xef\xbf\xbd");
    assert_xml(document, "string(//system-err)",
               "\xef\xbf\xbd: \xef\xbf\xbd\n");
    xmlFreeDoc(document);
    made_report_release(&made);
}

static bool is_valid(xmlDocPtr document)
{
    xmlSchemaParserCtxtPtr parser =
        xmlSchemaNewParserCtxt("tests/data/junit/junit-10.xsd");
    xmlSchemaPtr schema = xmlSchemaParse(parser);
    assert_non_null(schema);
    xmlSchemaValidCtxtPtr context = xmlSchemaNewValidCtxt(schema);
    bool valid = xmlSchemaValidateDoc(context, document) == 0;
    xmlSchemaFreeValidCtxt(context);
    xmlSchemaFree(schema);
    xmlSchemaFreeParserCtxt(parser);
    return valid;
}

static void test_strict_is_the_schema_to_the_letter(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    made.report.created = "2026-11-17T14:05:00Z";
    make_everything(&made);
    struct notice *notice = LIST_PUSH(&made.arena, &made.report.notices);
    *notice = (struct notice){ .file = "a", .text = "b", .count = 1 };
    xmlDocPtr document = write_one(&made, &strict);
    assert_true(is_valid(document));
    xmlFreeDoc(document);

    /* That the judge can say no: the usual file has a file and a line. */
    const struct report *report = &made.report;
    document = write_reports(&report, 1, &options);
    assert_int_not_equal(number_of(document, "count(//testcase/@file)"), 0);
    assert_false(is_valid(document));
    xmlFreeDoc(document);
    made_report_release(&made);
}

static void test_a_link_only_where_the_report_has_one(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    make_everything(&made);
    xmlDocPtr document = write_one(&made, &options);
    assert_int_equal(number_of(document, "count(//testcase/properties)"), 0);
    xmlFreeDoc(document);

    made.evidence.repository = "https://github.com/example/shop";
    const struct report *report = &made.report;
    document = write_reports(&report, 1, &options);
    assert_xml(document,
               "string(//testcase[@name='pricing.Join CPU']/properties"
               "/property[@name='source']/@value)",
               "https://github.com/example/shop/blob/2222222222222222/"
               "pricing/join.go#L20");
    xmlFreeDoc(document);
    made_report_release(&made);
}

static void ignore_error(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

int main(void)
{
    xmlSetStructuredErrorFunc(NULL, ignore_error);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_functions_are_grouped_by_type),
        cmocka_unit_test(test_processors_are_no_part_of_a_name),
        cmocka_unit_test(test_every_suite_has_a_case),
        cmocka_unit_test(test_a_case_fails_when_the_exit_status_says_so),
        cmocka_unit_test(test_what_is_undecided_is_skipped_with_the_reason),
        cmocka_unit_test(test_a_failure_says_all),
        cmocka_unit_test(test_what_merged_has_its_place_all_the_same),
        cmocka_unit_test(test_time_is_that_of_one_operation),
        cmocka_unit_test(test_the_hottest_that_did_not_grow_pass),
        cmocka_unit_test(test_without_a_base_nothing_passes),
        cmocka_unit_test(test_targets_do_not_collide),
        cmocka_unit_test(test_hostile_text_stays_text),
        cmocka_unit_test(test_strict_is_the_schema_to_the_letter),
        cmocka_unit_test(test_a_link_only_where_the_report_has_one),
    };
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    xmlCleanupParser();
    return failures;
}
