#include "core/analysis/gates/rate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report_support.h"

#include "core/rules/rule.h"

static void check_near(double value, double expected)
{
    if (!(fabs(value - expected) < 1e-9)) {
        fail_msg("%.12g, not %.12g", value, expected);
    }
}

/* The arithmetic alone. */
static void check_sum(struct rating rating, double expected, bool is_positive)
{
    rating_sum(&rating);
    check_near(rating.value, expected);
    assert_int_equal(rating.is_positive, is_positive);
}

static void test_neutral(void **state)
{
    (void)state;
    struct rating rating = { .value = 0 };
    rating_sum(&rating);
    check_near(rating.value, 5);
    assert_false(rating.is_positive);
    assert_string_equal(rating.balance, "improvements = regressions");
}

static void test_sum(void **state)
{
    (void)state;
    /* 5 - 2 * 0.5 */
    check_sum((struct rating){ .time_change = 0.05 }, 4, false);
    /* 5 + 2 * 0.5 + 2 * (1 - 0) / 1 */
    check_sum((struct rating){ .time_change = -0.05, .improvements = 0.5 }, 8,
              true);
    /* 5 - 0.25 */
    check_sum((struct rating){ .allocation_change = 0.05 }, 4.75, false);
    /* 5 + 2 * (0.9 - 0.3) / 1.2 */
    check_sum((struct rating){ .improvements = 0.9, .regressions = 0.3 }, 6,
              true);
    /* 5 + 2 * (0.3 - 0.9) / 1.2 - 1 */
    check_sum((struct rating){ .improvements = 0.3,
                               .regressions = 0.9,
                               .failed_gates = 1 },
              3, false);
}

/* Each part has its end, and so has the whole. */
static void test_clips(void **state)
{
    (void)state;
    check_sum((struct rating){ .time_change = 0.10 }, 3, false);
    check_sum((struct rating){ .time_change = 7 }, 3, false);
    check_sum((struct rating){ .allocation_change = 0.20 }, 4, false);
    check_sum((struct rating){ .allocation_change = 7 }, 4, false);
    check_sum((struct rating){ .failed_gates = 3 }, 2, false);
    check_sum((struct rating){ .failed_gates = 6 }, 2, false);
    check_sum((struct rating){ .time_change = 1,
                               .allocation_change = 1,
                               .regressions = 2,
                               .failed_gates = 4 },
              0, false); /* 5 - 2 - 1 - 2 - 3 is below it */
    check_sum((struct rating){ .time_change = -0.5,
                               .allocation_change = -0.5,
                               .improvements = 2 },
              10, true); /* 5 + 2 + 1 + 2 */
}

/* Above 5 is not enough: improvements must outweigh regressions. */
static void test_positive(void **state)
{
    (void)state;
    struct rating rating = { .time_change = -0.5,
                             .improvements = 1,
                             .regressions = 1 };
    check_sum(rating, 7, false);
    rating.improvements = 1.01;
    rating_sum(&rating);
    assert_true(rating.is_positive);
    assert_string_equal(rating.balance, "improvements > regressions");
    rating.regressions = 1.02;
    rating_sum(&rating);
    assert_string_equal(rating.balance, "improvements < regressions");
}

static struct benchmark_row *add_row(struct made_report *made, const char *unit,
                                     double ratio)
{
    struct benchmark_row *row =
        LIST_PUSH(&made->arena, &made->comparison.benchmarks);
    *row = (struct benchmark_row){ .name = "Join-8",
                                   .package = "",
                                   .unit = unit,
                                   .base_count = 10,
                                   .head_count = 10,
                                   .ratio = ratio,
                                   .is_significant = true };
    return row;
}

static void begin(struct made_report *made)
{
    made_report_init(made);
    made->comparison.same_platform = true;
}

/* The mean of 1.21 and 1 is 1.1; what is not significant does not count. */
static void test_geometric_means(void **state)
{
    (void)state;
    struct made_report made;
    begin(&made);
    add_row(&made, "sec/op", 1.21);
    add_row(&made, "sec/op", 1);
    add_row(&made, "sec/op", 9)->is_significant = false;
    add_row(&made, "B/op", 0.9);
    add_row(&made, "B/op", 0.9);
    add_row(&made, "allocs/op", 5);
    made_report_finish(&made);
    const struct rating *rating = &made.report.rating;
    check_near(rating->time_change, 0.1);
    assert_int_equal(rating->time_rows, 2);
    check_near(rating->allocation_change, -0.1);
    assert_int_equal(rating->allocation_rows, 2);
    check_near(rating->value, 5 - 2 + 0.5);
    made_report_release(&made);
}

/* A count that never varies needs no test to have changed. */
static void test_exact_counts(void **state)
{
    (void)state;
    struct made_report made;
    begin(&made);
    struct benchmark_row *row = add_row(&made, "B/op", 1.1);
    row->is_significant = false;
    row->is_exact = true;
    made_report_finish(&made);
    check_near(made.report.rating.value, 4.5);
    made_report_release(&made);
}

/* From nothing, and to nothing: beyond every clip, and they cancel out. */
static void test_without_ratio(void **state)
{
    (void)state;
    struct made_report made;
    begin(&made);
    add_row(&made, "B/op", (double)INFINITY);
    made_report_finish(&made);
    check_near(made.report.rating.value, 4);
    made_report_release(&made);
    begin(&made);
    add_row(&made, "B/op", (double)INFINITY);
    add_row(&made, "B/op", 0);
    made_report_finish(&made);
    check_near(made.report.rating.value, 5);
    made_report_release(&made);
}

/* Another machine's times say nothing, its bytes do. */
static void test_other_platform(void **state)
{
    (void)state;
    struct made_report made;
    begin(&made);
    made.comparison.same_platform = false;
    add_row(&made, "sec/op", 2);
    add_row(&made, "B/op", 1.1);
    made_report_finish(&made);
    assert_int_equal(made.report.rating.time_rows, 0);
    check_near(made.report.rating.value, 4.5);
    made_report_release(&made);
}

static struct finding *add(struct made_report *made, uint32_t line,
                           double weight)
{
    struct finding *finding =
        made_report_finding(made, rule_info_find("PERF2001"));
    finding->location.line = line;
    finding->weight = weight;
    return finding;
}

/* Findings of one line count once, by the heaviest; notes not at all. */
static void test_weights(void **state)
{
    (void)state;
    struct made_report made;
    begin(&made);
    add(&made, 20, 0.4);
    add(&made, 20, 0.2);
    add(&made, 21, 0.1)->level = LEVEL_NOTE;
    add(&made, 22, 0.1)->state = FINDING_FACT;
    add(&made, 23, 0.1);
    struct finding *better = LIST_PUSH(&made.arena, &made.report.improvements);
    *better = made.report.findings.items[0];
    better->state = FINDING_IMPROVEMENT;
    better->weight = 0.25;
    made_report_gate(&made, "related-time", "Join-8", GATE_FAILED);
    made_report_gate(&made, "related-time", "Other-8", GATE_FAILED);
    made_report_gate(&made, "allocations", "Join-8", GATE_PASSED);
    made_report_finish(&made);
    const struct rating *rating = &made.report.rating;
    check_near(rating->regressions, 0.5);
    assert_int_equal(rating->regression_count, 2);
    check_near(rating->improvements, 0.25);
    assert_int_equal(rating->improvement_count, 1);
    assert_int_equal(rating->failed_gates, 1); /* of two decisions */
    /* 5 + 2 * -0.25 / 0.75 - 1 */
    check_near(rating->value, 4 - 2.0 / 3);
    made_report_release(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_neutral),
        cmocka_unit_test(test_sum),
        cmocka_unit_test(test_clips),
        cmocka_unit_test(test_positive),
        cmocka_unit_test(test_geometric_means),
        cmocka_unit_test(test_exact_counts),
        cmocka_unit_test(test_without_ratio),
        cmocka_unit_test(test_other_platform),
        cmocka_unit_test(test_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
