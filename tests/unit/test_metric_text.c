/*
 * A metric in the words of a table, and which of a place's metrics are told.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "formats/text/metric_text.h"
#include "formats/text/place_text.h"

#define ARROW " \xe2\x86\x92 "

static struct finding finding_of(const char *name, const char *unit)
{
    return (struct finding){ .state = FINDING_REGRESSION,
                             .function = "BenchmarkJoin-8",
                             .metric = { .name = name,
                                         .unit = unit,
                                         .change = { .base_each = 1024,
                                                     .head_each = 4096,
                                                     .ratio = 4,
                                                     .low = 3.6,
                                                     .high = 4.4 },
                                         .base_share = 0.05,
                                         .head_share = 0.2 } };
}

static void assert_words(void (*print)(const struct finding *, struct buffer *),
                         const struct finding *finding, const char *expected)
{
    struct buffer text;
    buffer_init(&text);
    print(finding, &text);
    assert_string_equal(text.bytes, expected);
    buffer_release(&text);
}

static void test_amounts_of_an_operation(void **state)
{
    (void)state;
    struct finding finding = finding_of("alloc_space", "bytes");
    assert_words(metric_label, &finding, "bytes an operation");
    assert_words(metric_amounts, &finding, "1 KiB" ARROW "4 KiB");
    assert_words(metric_shares, &finding, "5.0 %" ARROW "20 %");
    assert_words(metric_interval, &finding, "3.6x to 4.4x");
    assert_words(metric_brief, &finding, "bytes an operation 4.0x");
}

static void test_shares_where_operations_are_unknown(void **state)
{
    (void)state;
    struct finding finding = finding_of("cpu", "nanoseconds");
    finding.metric.change.base_each = (double)NAN;
    assert_words(metric_label, &finding, "share of CPU");
    assert_words(metric_amounts, &finding, "5.0 %" ARROW "20 %");
    assert_words(metric_shares, &finding, ""); /* told already */
}

static void test_a_benchmark_has_its_name_and_unit(void **state)
{
    (void)state;
    struct finding finding = finding_of("B/op", "B/op");
    finding.metric.base_share = finding.metric.head_share = (double)NAN;
    assert_words(metric_label, &finding, "BenchmarkJoin-8 B/op");
    assert_words(metric_shares, &finding, "");
}

static void test_a_fact_did_not_change(void **state)
{
    (void)state;
    struct finding finding = finding_of("alloc_space", "bytes");
    finding.state = FINDING_FACT;
    assert_string_equal(metric_change(&finding).text, "");
    assert_words(metric_interval, &finding, "");
    assert_words(metric_brief, &finding, "bytes an operation");
}

static void test_an_interval_without_width_is_none(void **state)
{
    (void)state;
    struct finding finding = finding_of("alloc_space", "bytes");
    finding.metric.change.low = finding.metric.change.high = 4;
    assert_words(metric_interval, &finding, "");
    finding.metric.change.high = (double)INFINITY;
    assert_words(metric_interval, &finding, "");
}

static void test_a_metric_is_told_once(void **state)
{
    (void)state;
    struct finding items[] = {
        finding_of("alloc_space", "bytes"),
        finding_of("alloc_space", "bytes"), /* the new escape behind it */
        finding_of("cpu", "nanoseconds"),
        finding_of("B/op", "B/op"),
        finding_of("B/op", "B/op"),
    };
    size_t members[] = { 0, 1, 2, 3, 4 };
    items[2].state = FINDING_FACT;
    items[4].function = "BenchmarkNet-8";
    struct finding_list findings = { .items = items, .count = 5 };
    struct place place = { .members = { .items = members, .count = 5 } };
    size_t at = 0;
    assert_ptr_equal(place_next_change(&findings, &place, &at), &items[0]);
    assert_ptr_equal(place_next_change(&findings, &place, &at), &items[3]);
    assert_ptr_equal(place_next_change(&findings, &place, &at), &items[4]);
    assert_null(place_next_change(&findings, &place, &at));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_amounts_of_an_operation),
        cmocka_unit_test(test_shares_where_operations_are_unknown),
        cmocka_unit_test(test_a_benchmark_has_its_name_and_unit),
        cmocka_unit_test(test_a_fact_did_not_change),
        cmocka_unit_test(test_an_interval_without_width_is_none),
        cmocka_unit_test(test_a_metric_is_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
