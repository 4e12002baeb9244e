/*
 * The HTML page: one place is one card, nothing is loaded, only the page's own
 * script runs, and text from strangers stays text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/base/sha256.h"
#include "formats/writer.h"
#include "report_support.h"

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

static void write_page(const struct report *const *reports, size_t count,
                       struct buffer *out)
{
    struct writer_options options = { .version = "1" };
    struct error error = ERROR_INIT;
    buffer_init(out);
    if (!writer_html.write(reports, count, &options, out, &error)) {
        fail_msg("%s", error.message);
    }
}

static void write_one(struct made_report *made, struct buffer *out)
{
    const struct report *report = &made->report;
    made_report_finish(made);
    write_page(&report, 1, out);
}

static size_t count_of(const struct buffer *page, const char *text)
{
    size_t count = 0;
    for (const char *at = page->bytes; (at = strstr(at, text)) != NULL; at++) {
        count++;
    }
    return count;
}

static void add_source(struct made_report *made, struct finding *finding,
                       const char *text)
{
    *LIST_PUSH(&made->arena, &finding->source) =
        (struct source_line){ .number = 20, .text = text, .is_marked = true };
}

/* Two findings on one line, a note on another. */
static void make_findings(struct made_report *made)
{
    struct finding *finding = made_report_finding(made, &slower);
    made_report_of_benchmark(finding, "BenchmarkJoin-8");
    add_source(made, finding, "all = append(all, o)");
    finding = made_report_finding(made, &grew);
    finding->cause =
        (struct cause){ .kind = CAUSE_APPEND, .text = "append grows" };
    add_source(made, finding, "all = append(all, o)");
    finding = made_report_finding(made, &escape);
    finding->location.line = 31;
    finding->state = FINDING_FACT;
    finding->headline = "an escape that costs.";
    *LIST_PUSH(&made->arena, &made->report.improvements) = *finding;
    made->report.improvements.items[0].state = FINDING_IMPROVEMENT;
}

static void test_one_place_is_one_card(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer page;
    made_report_init(&made);
    made_report_gate(&made, "related-time", "Join-8", GATE_FAILED);
    make_findings(&made);
    struct finding *finding = &made.report.findings.items[0];
    made_report_own(&made, finding, "@shop/pricing");
    made_report_own(&made, finding, "@maria");
    write_one(&made, &page);
    assert_int_equal(count_of(&page, "<details class=\"card error\" open>"), 1);
    assert_int_equal(count_of(&page, "Owned by</strong> @shop/pricing @maria."),
                     1);
    assert_int_equal(count_of(&page, "all = append(all, o)"), 1);
    assert_int_equal(count_of(&page, "<strong>Why:</strong> append grows."), 1);
    assert_int_equal(count_of(&page, "<details class=\"row regression\">"), 2);
    assert_int_equal(count_of(&page, "<details class=\"row improvement\">"), 1);
    assert_int_equal(count_of(&page, "an escape that costs."), 1);
    assert_int_equal(count_of(&page, "Notes (1): "), 1);
    assert_int_equal(count_of(&page, "<a href=\"#shop-1\">pricing.Join</a>"),
                     1);
    assert_int_equal(count_of(&page, "id=\"shop-1\""), 1);
    buffer_release(&page);
    made_report_release(&made);
}

static void test_elements_are_closed(void **state)
{
    (void)state;
    static const char *const elements[] = { "section", "article", "div",
                                            "details", "ul",      "ol",
                                            "li",      "table",   "h2" };
    struct made_report made;
    struct buffer page;
    made_report_init(&made);
    make_findings(&made);
    write_one(&made, &page);
    for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++) {
        char start[16], bare[16], end[16];
        snprintf(start, sizeof(start), "<%s ", elements[i]);
        snprintf(bare, sizeof(bare), "<%s>", elements[i]);
        snprintf(end, sizeof(end), "</%s>", elements[i]);
        assert_int_equal(count_of(&page, start) + count_of(&page, bare),
                         count_of(&page, end));
    }
    buffer_release(&page);
    made_report_release(&made);
}

static void test_text_stays_text_and_nothing_is_loaded(void **state)
{
    (void)state;
    static const char attack[] =
        "\"><script src=//x>&'</script><img src=x onerror=y>";
    struct made_report made;
    struct buffer page;
    made_report_init(&made);
    made_report_gate(&made, "related-time", attack, GATE_FAILED)->reason =
        attack;
    made.evidence.target = attack;
    make_findings(&made);
    for (size_t i = 0; i < made.report.findings.count; i++) {
        struct finding *finding = &made.report.findings.items[i];
        finding->headline = finding->message = attack;
        finding->location.file = finding->function = attack;
        finding->next_step = finding->key = attack;
        finding->cause.text = attack;
    }
    write_one(&made, &page);
    assert_int_equal(count_of(&page, "<script"), 1); /* the page's own */
    assert_int_equal(count_of(&page, "<img"), 0);
    assert_int_equal(count_of(&page, "&lt;script src=//x&gt;&amp;"),
                     count_of(&page, "script src"));
    assert_int_equal(count_of(&page, "<link"), 0);
    assert_int_equal(count_of(&page, "url("), 0);
    assert_int_equal(count_of(&page, "href=\""), count_of(&page, "href=\"#"));
    assert_int_equal(count_of(&page, " src=\""), 0);
    assert_int_equal(count_of(&page, "@import"), 0);
    assert_int_equal(count_of(&page, "fetch("), 0);
    assert_int_equal(count_of(&page, "import("), 0);
    buffer_release(&page);
    made_report_release(&made);
}

static void test_text_cannot_turn_its_direction(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer page;
    made_report_init(&made);
    make_findings(&made);
    made.report.findings.items[0].function = "a.\xE2\x80\xAEsafe";
    write_one(&made, &page);
    assert_int_equal(count_of(&page, "\xE2\x80\xAE"), 0);
    assert_true(count_of(&page, "a.\\u{202e}safe") > 0);
    buffer_release(&page);
    made_report_release(&made);
}

/* RFC 4648, of one digest. */
static void base64(const unsigned char digest[SHA256_BYTES], char text[45])
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
                                 "qrstuvwxyz0123456789+/";
    unsigned bits = 0, count = 0;
    size_t length = 0;
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        bits = bits << 8 | digest[i];
        for (count += 8; count >= 6; count -= 6) {
            text[length++] = digits[bits >> (count - 6) & 63];
        }
    }
    text[length++] = digits[bits << (6 - count) & 63];
    text[length++] = '=';
    text[length] = '\0';
}

/* The policy allows the element's text: its digest stands there. */
static void assert_allowed(const struct buffer *page, const char *directive,
                           const char *element)
{
    char start[16], end[16], digest_text[45], rule[80];
    unsigned char digest[SHA256_BYTES];
    snprintf(start, sizeof(start), "<%s>", element);
    snprintf(end, sizeof(end), "</%s>", element);
    assert_int_equal(count_of(page, start), 1);
    const char *text = strstr(page->bytes, start) + strlen(start);
    sha256(text, (size_t)(strstr(text, end) - text), digest);
    base64(digest, digest_text);
    snprintf(rule, sizeof(rule), "%s 'sha256-%s';", directive, digest_text);
    assert_int_equal(count_of(page, rule), 1);
}

static void test_the_policy_allows_the_page_and_nothing_else(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer page;
    made_report_init(&made);
    make_findings(&made);
    write_one(&made, &page);
    assert_int_equal(count_of(&page, "content=\"default-src 'none';"), 1);
    assert_int_equal(count_of(&page, "unsafe"), 0);
    assert_allowed(&page, "script-src", "script");
    assert_allowed(&page, "style-src", "style");
    assert_int_equal(count_of(&page, " style=\""), 0); /* would be refused */
    assert_int_equal(count_of(&page, " onclick=\""), 0);
    buffer_release(&page);
    made_report_release(&made);
}

static void test_a_clean_report_says_so(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer page;
    made_report_init(&made);
    made_report_gate(&made, "related-time", "Join-8", GATE_PASSED);
    write_one(&made, &page);
    assert_int_equal(count_of(&page, "nothing got worse beyond chance.</h1>"),
                     1);
    assert_int_equal(count_of(&page, "<h2>What to do"), 0);
    assert_int_equal(count_of(&page, "<h2>What got worse"), 0);
    buffer_release(&page);
    made_report_release(&made);
}

/* The page stays a page; what it leaves out is said. */
static void test_what_is_too_much_is_counted(void **state)
{
    (void)state;
    struct made_report made;
    struct buffer page;
    made_report_init(&made);
    for (uint32_t i = 0; i < 130; i++) {
        made_report_finding(&made, &grew)->location.line = 100 + i;
    }
    struct profile_diff *diff =
        LIST_PUSH(&made.arena, &made.comparison.profiles);
    diff->value = (struct value_type){ "cpu", "nanoseconds" };
    for (uint32_t i = 0; i < 1200; i++) {
        *LIST_PUSH(&made.arena, &diff->functions) =
            (struct profile_row){ .function = "a.F", .benchmark = "" };
    }
    write_one(&made, &page);
    assert_int_equal(count_of(&page, "<details class=\"card"), 100);
    assert_int_equal(count_of(&page, "and 30 more places, in report.json."), 1);
    assert_int_equal(count_of(&page, "<li value="), 20);
    assert_int_equal(count_of(&page, "and 110 more</p>"), 1);
    assert_int_equal(count_of(&page, "<td class=\"name"), 50);
    assert_int_equal(count_of(&page, "and 1150 more that changed less, in "
                                     "report.json (the first 200 of all 1200)"),
                     1);
    buffer_release(&page);
    made_report_release(&made);
}

static void test_targets_are_listed_first(void **state)
{
    (void)state;
    struct made_report left, right;
    struct buffer page;
    made_report_init(&left);
    made_report_init(&right);
    make_findings(&left);
    make_findings(&right);
    right.evidence.target = "shop-arm";
    made_report_finish(&left);
    made_report_finish(&right);
    const struct report *reports[] = { &left.report, &right.report };
    write_page(reports, 2, &page);
    assert_int_equal(count_of(&page, "<a href=\"#shop-arm\">"), 1);
    assert_int_equal(count_of(&page, "<section id=\"shop-arm\">"), 1);
    assert_int_equal(count_of(&page, "id=\"shop-arm-1\""), 1);
    buffer_release(&page);
    made_report_release(&right);
    made_report_release(&left);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_place_is_one_card),
        cmocka_unit_test(test_elements_are_closed),
        cmocka_unit_test(test_text_stays_text_and_nothing_is_loaded),
        cmocka_unit_test(test_text_cannot_turn_its_direction),
        cmocka_unit_test(test_the_policy_allows_the_page_and_nothing_else),
        cmocka_unit_test(test_a_clean_report_says_so),
        cmocka_unit_test(test_what_is_too_much_is_counted),
        cmocka_unit_test(test_targets_are_listed_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
