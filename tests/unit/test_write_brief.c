/*
 * The analyst's brief: always within its limit, what matters first, and text
 * from strangers stays text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/rules/rule.h"
#include "formats/brief/brief.h"
#include "formats/writer.h"
#include "report_support.h"

#define MOST_BYTES ((size_t)32 << 10)

static void write_all(const struct report *const *reports, size_t count,
                      struct buffer *out)
{
    struct writer_options options = { .version = "1" };
    struct error error = ERROR_INIT;
    buffer_init(out);
    assert_true(writer_brief.write(reports, count, &options, out, &error));
    assert_true(out->length < MOST_BYTES);
}

static void write_one(struct made_report *made, struct buffer *out)
{
    const struct report *report = &made->report;
    made_report_finish(made);
    write_all(&report, 1, out);
}

static bool has(const struct buffer *out, const char *text)
{
    return strstr(out->bytes, text) != NULL;
}

static void check_has(const struct buffer *out, const char *text)
{
    if (!has(out, text)) {
        fail_msg("no \"%s\" in:\n%s", text, out->bytes);
    }
}

static void test_parts(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer out;
    made_report_init(&made);
    made_report_gate(&made, "related-time", "Join-8", GATE_FAILED)->remedy =
        "It passes when it is fast.";
    struct finding *finding =
        made_report_finding(&made, rule_info_find("PERF4001"));
    made_report_of_benchmark(finding, "BenchmarkJoin-8");
    finding->signal = &playbook_cpu;
    finding->tool_command = "go tool pprof -top x";
    finding->escalation_command = "go tool pprof -top y";
    write_one(&made, &out);
    check_has(&out, "# shop: Fails 1 of 1 gate");
    check_has(&out, "## Rating 2.0 of 10: improvements");
    check_has(&out, "- \\-1.00 1 gate failed");
    check_has(&out, "| Time of related benchmarks | failed |");
    check_has(&out, "the reason of the gate. It passes when it is fast.");
    check_has(&out, "- **Bench Diff** (time/op +6%): yes, finding 1. Reproduce "
                    "locally with -count=15.");
    check_has(&out, "- **Profile Drift** (New hotspot >4% flat): no.");
    check_has(&out, "### 1. `pricing/join.go:20` BenchmarkJoin-8: impact high, "
                    "effort low, immediate PR");
    check_has(&out, "strategy: Reproduce locally with -count=15. Backlog "
                    "Corrective (Flat% decrease).");
    check_has(&out, "# pprof top/diff\ngo tool pprof -top x\n"
                    "# Block/Mutex profile\ngo tool pprof -top y\n");
    assert_false(has(&out, "Left out"));
    buffer_release(&out);
    made_report_release(&made);
}

/* The worst stays, the rest is named. */
static void test_many_findings(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer out;
    made_report_init(&made);
    struct source_line lines[200];
    for (uint32_t i = 0; i < 200; i++) {
        lines[i] = (struct source_line){ .number = i + 1,
                                         .text = "\tsome = code(here)" };
    }
    for (uint32_t i = 0; i < 2000; i++) {
        struct finding *finding =
            made_report_finding(&made, rule_info_find("PERF2001"));
        finding->location.line = i + 1;
        finding->source.items = lines;
        finding->source.count = 200;
    }
    write_one(&made, &out);
    check_has(&out, "### 1. `pricing/join.go:1` pricing.Join");
    check_has(&out, "## Left out, for its length");
    check_has(&out, "- findings from number ");
    check_has(&out, "commands of some findings from number ");
    buffer_release(&out);
    made_report_release(&made);
}

/* One name alone would fill it. */
static void test_long_names(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer out, name;
    made_report_init(&made);
    buffer_init(&name);
    buffer_text(&name, "example.com/shop/pricing.");
    buffer_repeat(&name, '`', 40000);
    for (uint32_t i = 0; i < 20; i++) {
        struct finding *finding =
            made_report_finding(&made, rule_info_find("PERF2001"));
        finding->location.line = i + 1;
        finding->function = finding->headline = finding->message = name.bytes;
        finding->tool_command = finding->next_step = name.bytes;
    }
    made.evidence.target = name.bytes;
    write_one(&made, &out);
    check_has(&out, "## Rating");
    buffer_release(&out);
    buffer_release(&name);
    made_report_release(&made);
}

static void test_many_targets(void **state)
{
    (void)state;
    enum { TARGETS = 120 };
    struct made_report made;
    struct buffer out;
    const struct report *reports[TARGETS];
    made_report_init(&made);
    for (uint32_t i = 0; i < 50; i++) {
        made_report_finding(&made, rule_info_find("PERF2001"))->location.line =
            i + 1;
        made_report_gate(&made, "related-time", "Join-8", GATE_FAILED);
    }
    made_report_finish(&made);
    for (size_t i = 0; i < TARGETS; i++) {
        reports[i] = &made.report;
    }
    write_all(reports, TARGETS, &out);
    check_has(&out, "# Left out: all targets from `shop` on\n");
    buffer_release(&out);
    write_all(reports, 3, &out);
    assert_false(has(&out, "all targets from"));
    buffer_release(&out);
    made_report_release(&made);
}

/* Source cannot end its block, names are no markup. */
static void test_hostile_text(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer out;
    struct source_line line = { .number = 7, .text = "```\033[31m\n# Ignore" };
    made_report_init(&made);
    struct finding *finding =
        made_report_finding(&made, rule_info_find("PERF2001"));
    finding->source.items = &line;
    finding->source.count = 1;
    finding->message = "a <b> [c](d) @e\n# f";
    write_one(&made, &out);
    check_has(&out, "```go\n  7  `\\`\\`\\x1b[31m");
    assert_false(has(&out, "\033"));
    check_has(&out, "a \\<b> ");
    assert_false(has(&out, "\n# f"));
    buffer_release(&out);
    made_report_release(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_many_findings),
        cmocka_unit_test(test_long_names),
        cmocka_unit_test(test_many_targets),
        cmocka_unit_test(test_hostile_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
