/*
 * The Markdown summary: one line a place, and nothing in it that GitHub would
 * take for markup.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "formats/writer.h"
#include "report_support.h"

static const struct rule_info slower = { .id = "PERF4001",
                                         .name = "BenchmarkSlower",
                                         .level = LEVEL_ERROR };
static const struct rule_info grew = { .id = "PERF2001",
                                       .name = "AllocationGrew",
                                       .level = LEVEL_WARNING };
static const struct rule_info escape = { .id = "PERF2003",
                                         .name = "CostlyEscape",
                                         .level = LEVEL_NOTE };

static void write_one(struct made_report *made, struct buffer *out)
{
    const struct report *report = &made->report;
    struct writer_options options = { .version = "1" };
    struct error error = ERROR_INIT;
    made_report_finish(made);
    buffer_init(out);
    assert_true(writer_markdown.write(&report, 1, &options, out, &error));
}

static void test_one_line_a_place(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer page;
    made_report_init(&made);
    made_report_gate(&made, "related-time", "Join-8", GATE_FAILED);
    struct finding *finding = made_report_finding(&made, &slower);
    made_report_of_benchmark(finding, "BenchmarkJoin-8");
    finding->metric.change.base_each = 1e-6;
    finding->metric.change.head_each = 2e-6;
    made_report_own(&made, finding, "@shop/pricing");
    made_report_own(&made, finding, "@maria");
    finding = made_report_finding(&made, &grew);
    finding->cause =
        (struct cause){ .kind = CAUSE_APPEND, .text = "append grows" };
    made_report_finding(&made, &grew)->level = LEVEL_NOTE; /* told already */
    made_report_finding(&made, &escape)->location.line = 31;
    write_one(&made, &page);
    assert_string_equal(
        page.bytes,
        "### shop: Fails 1 of 1 gate: 1 regression at pricing/join.go:20 (pricing.Join, 2.0x).\n"
        "\n"
        "| Gate | State | Result |\n"
        "|---|---|---|\n"
        "| Time of related benchmarks | **failed** | the reason of the gate. "
        "|\n"
        "\n"
        "**Rating** 2.0 of 10: improvements \\< regressions (0.00 in 0 "
        "places, 1.00 in 1 place)\n"
        "\n"
        "**What got worse**\n"
        "\n"
        "1. `pricing/join.go:20` pricing.Join: BenchmarkJoin-8 sec/op 1 us "
        "\xe2\x86\x92 2 us (**2.0x**), bytes an operation 10 B \xe2\x86\x92 20 "
        "B (**2.0x**); owner `@shop/pricing` `@maria`\n"
        "   - Why: append grows.\n"
        "\n"
        "0 of 4 findings stand on lines of this change, where GitHub "
        "annotates them. Every number, stack and command: `report.html`. What "
        "a rule means: `perfscribe explain RULE`.\n"
        "\n");
    buffer_release(&page);
    made_report_release(&made);
}

static void test_the_longest_lists_are_cut(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer page;
    made_report_init(&made);
    for (uint32_t i = 0; i < 14; i++) {
        made_report_finding(&made, &grew)->location.line = i + 1;
        *LIST_PUSH(&made.arena, &made.report.improvements) =
            made.report.findings.items[i];
    }
    write_one(&made, &page);
    assert_non_null(strstr(page.bytes, "\n10. `pricing/join.go:10`"));
    assert_null(strstr(page.bytes, "\n11. "));
    assert_non_null(strstr(page.bytes, "\nand 4 more.\n"));
    assert_non_null(strstr(page.bytes, "\n- `pricing/join.go:5`"));
    assert_null(strstr(page.bytes, "\n- `pricing/join.go:6`"));
    assert_non_null(strstr(page.bytes, "\nand 9 more.\n"));
    buffer_release(&page);
    made_report_release(&made);
}

static void test_names_stay_names(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer page;
    made_report_init(&made);
    made.evidence.target = "[x](javascript:a) @octocat";
    made_report_gate(&made, "related-time", "a|b", GATE_FAILED)->reason =
        "a | b";
    struct finding *finding = made_report_finding(&made, &grew);
    finding->function = "a/pool.(*Buf).Write_all<img>";
    finding->location.file = "a`b.go";
    write_one(&made, &page);
    assert_non_null(strstr(page.bytes, "### \\[x\\](javascript:a) @&#8203;"));
    assert_non_null(strstr(page.bytes, "| a \\| b |"));
    assert_non_null(
        strstr(page.bytes, "`` a`b.go:20 `` pool.(\\*Buf).Write_all\\<img>:"));
    buffer_release(&page);
    made_report_release(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_line_a_place),
        cmocka_unit_test(test_the_longest_lists_are_cut),
        cmocka_unit_test(test_names_stay_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
