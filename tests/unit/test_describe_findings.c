#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/analysis/findings/describe_findings.h"
#include "core/rules/rule.h"
#include "report_support.h"

struct fixture {
    struct made_report made;
    struct finding *finding;
};

static void fixture_init(struct fixture *fixture)
{
    made_report_init(&fixture->made);
    fixture->finding =
        made_report_finding(&fixture->made, rule_info_find("PERF2001"));
    fixture->finding->headline = "Slow.";
    fixture->finding->seen_function = "pricing.Join";
    fixture->finding->metric.change.p = (double)NAN;
}

static void assert_message(struct fixture *fixture, const char *expected)
{
    struct analysis analysis = { .arena = &fixture->made.arena,
                                 .report = &fixture->made.report };
    describe_findings(&analysis);
    assert_string_equal(fixture->finding->message, expected);
    made_report_release(&fixture->made);
}

static void test_headline_alone(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture);
    assert_message(&fixture, "Slow.");
}

static void test_certainty(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture);
    fixture.finding->metric.change.p = 0.00031;
    assert_message(&fixture, "Slow. 95 % interval +80 % to 2.2x, p=0.0003.");
    fixture_init(&fixture);
    fixture.finding->metric.change.p = 0.00031;
    fixture.finding->metric.change.high = (double)INFINITY;
    assert_message(&fixture, "Slow. Beyond chance, p=0.0003.");
    /* A gate's reason has its own, a fact needs none. */
    fixture_init(&fixture);
    fixture.finding->metric.change.p = 0.00031;
    fixture.finding->metric.limit = 0.06;
    assert_message(&fixture, "Slow.");
    fixture_init(&fixture);
    fixture.finding->metric.change.p = 0.00031;
    fixture.finding->state = FINDING_FACT;
    assert_message(&fixture, "Slow.");
}

static void test_cause_is_said_once(void **state)
{
    (void)state;
    struct fixture fixture;
    struct cause cause = { .kind = CAUSE_MOVED, .text = "x is moved" };
    fixture_init(&fixture);
    fixture.finding->cause = cause;
    assert_message(&fixture, "Slow. Why: x is moved.");
    fixture_init(&fixture);
    fixture.finding->cause = cause;
    fixture.finding->headline = "Slow: x is moved, at 3 %.";
    assert_message(&fixture, "Slow: x is moved, at 3 %.");
}

/* On a changed line the reader asks what it has to do with the cost. */
static void assert_attribution(enum attribution attribution,
                               const char *expected)
{
    struct fixture fixture;
    fixture_init(&fixture);
    fixture.finding->attribution = attribution;
    fixture.finding->seen = (struct location){ .file = "a.go", .line = 7 };
    assert_message(&fixture, expected);
}

static void test_place_seen_and_why_it_moved(void **state)
{
    (void)state;
    assert_attribution(ATTRIBUTION_SEEN, "Slow. Seen at a.go:7.");
    assert_attribution(ATTRIBUTION_FLOW,
                       "Slow. Seen at a.go:7; through this changed line the "
                       "value escapes.");
    assert_attribution(ATTRIBUTION_STACK,
                       "Slow. Seen at a.go:7; of the changed lines on its "
                       "stacks, this one grew most.");
    assert_attribution(ATTRIBUTION_FUNCTION,
                       "Slow. Seen at a.go:7; this line changed in a function "
                       "on its stacks.");
}

static void test_benchmarks_say_why_they_stand_where_they_do(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture);
    made_report_of_benchmark(fixture.finding, "BenchmarkJoin-8");
    fixture.finding->attribution = ATTRIBUTION_FINDING;
    assert_message(&fixture, "the reason of the gate. It stands here: the "
                             "profiles show the cost on this line.");
    fixture_init(&fixture);
    made_report_of_benchmark(fixture.finding, "BenchmarkJoin-8");
    fixture.finding->attribution = ATTRIBUTION_BENCHMARK;
    assert_message(&fixture, "the reason of the gate. It stands here: no "
                             "changed line explains it.");
    /* What is inconclusive wants no explanation. */
    fixture_init(&fixture);
    made_report_of_benchmark(fixture.finding, "BenchmarkJoin-8");
    fixture.finding->attribution = ATTRIBUTION_BENCHMARK;
    fixture.finding->state = FINDING_FACT;
    assert_message(&fixture, "the reason of the gate.");
}

static void test_what_merged_is_named(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture);
    fixture.finding->also = "pricing.Sum, pricing.Tax";
    assert_message(&fixture, "Slow. The same line also accounts for "
                             "pricing.Sum, pricing.Tax.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headline_alone),
        cmocka_unit_test(test_certainty),
        cmocka_unit_test(test_cause_is_said_once),
        cmocka_unit_test(test_place_seen_and_why_it_moved),
        cmocka_unit_test(test_benchmarks_say_why_they_stand_where_they_do),
        cmocka_unit_test(test_what_merged_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
