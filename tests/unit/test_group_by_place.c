/*
 * Findings of one line as one place, and the lines of the summary: what each
 * gate came to, and the verdict.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/analysis/findings/group_by_place.h"
#include "core/analysis/findings/merge_findings.h"
#include "core/analysis/findings/summarise.h"
#include "core/analysis/gates/summarise_gates.h"

struct fixture {
    struct arena arena;
    struct report report;
    struct evidence evidence;
    struct comparison comparison;
    struct analysis analysis;
};

static const struct rule_info slower = { .id = "PERF4001" };
static const struct rule_info grew = { .id = "PERF2001" };

static void fixture_init(struct fixture *fixture)
{
    memset(fixture, 0, sizeof(*fixture));
    arena_init(&fixture->arena);
    fixture->analysis = (struct analysis){ .arena = &fixture->arena,
                                           .evidence = &fixture->evidence,
                                           .comparison = &fixture->comparison,
                                           .report = &fixture->report };
}

static struct finding *add_finding(struct fixture *fixture, const char *file,
                                   uint32_t line)
{
    struct finding *finding =
        LIST_PUSH(&fixture->arena, &fixture->report.findings);
    *finding = (struct finding){ .rule = &grew,
                                 .level = LEVEL_WARNING,
                                 .state = FINDING_REGRESSION,
                                 .function = "example.com/shop/pricing.Join",
                                 .location = { .file = file, .line = line },
                                 .metric = { .name = "alloc_space",
                                             .unit = "bytes",
                                             .change = { .ratio = 2.6 } },
                                 .impact = "high",
                                 .effort = "low" };
    return finding;
}

static struct gate *add_gate(struct fixture *fixture, const char *id,
                             enum gate_state state, double value)
{
    struct gate *gate = LIST_PUSH(&fixture->arena, &fixture->report.gates);
    *gate = (struct gate){ .id = id,
                           .benchmark = "Join-8",
                           .unit = "sec/op",
                           .package = "",
                           .function = "",
                           .state = state,
                           .value = value,
                           .reason = "its own reason." };
    return gate;
}

static void test_one_line_is_one_place(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture);
    struct finding *first = add_finding(&fixture, "join.go", 20);
    first->rule = &slower;
    first->level = LEVEL_ERROR;
    first->function = "BenchmarkJoin-8";
    first->metric.name = first->metric.unit = "sec/op";
    add_finding(&fixture, "join.go", 21);
    struct finding *why = add_finding(&fixture, "join.go", 20);
    why->cause = (struct cause){ .kind = CAUSE_APPEND, .text = "it grows" };
    why->effort = "high";
    why->location.column = 7;
    group_by_place(&fixture.analysis);

    const struct place_list *places = &fixture.report.places;
    assert_int_equal(places->count, 2);
    const struct place *place = &places->items[0];
    assert_int_equal(place->members.count, 2);
    assert_int_equal(place->members.items[0], 0);
    assert_int_equal(place->members.items[1], 2);
    assert_int_equal(place->cause, 2);
    assert_int_equal(place->level, LEVEL_ERROR);
    assert_string_equal(place->function, "example.com/shop/pricing.Join");
    assert_string_equal(place->action, "design review");
    assert_true(place->is_regression);
    assert_int_equal(places->items[1].cause, PLACE_NO_CAUSE);
    assert_string_equal(places->items[1].action, "immediate PR");
    arena_release(&fixture.arena);
}

static struct finding *add_benchmark(struct fixture *fixture,
                                     const char *function, double ratio)
{
    struct finding *finding = add_finding(fixture, "join.go", 20);
    finding->rule = &slower;
    finding->function = function;
    finding->package = "example.com/shop";
    finding->metric.name = finding->metric.unit = "sec/op";
    finding->metric.change.ratio = ratio;
    finding->weight = 1;
    finding->also = "";
    return finding;
}

static void test_a_profile_knows_whose_line_it_is(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture);
    add_benchmark(&fixture, "BenchmarkJoin-8", 2);
    add_finding(&fixture, "other.go", 1)->metric.name = "bytes";
    struct profile_diff *diff =
        LIST_PUSH(&fixture.arena, &fixture.comparison.profiles);
    *LIST_PUSH(&fixture.arena, &diff->lines) =
        (struct profile_row){ .function = "example.com/shop/pricing.find",
                              .location = { .file = "join.go", .line = 20 },
                              .in_source = true };
    group_by_place(&fixture.analysis);
    assert_string_equal(fixture.report.places.items[0].function,
                        "example.com/shop/pricing.find");
    assert_string_equal(fixture.report.places.items[1].function,
                        "example.com/shop/pricing.Join");
    arena_release(&fixture.arena);
}

static void test_the_worst_of_one_rule_and_line_stays(void **state)
{
    (void)state;
    struct fixture fixture;
    struct strings strings;
    fixture_init(&fixture);
    strings_init(&strings);
    fixture.evidence.strings = &strings;
    add_benchmark(&fixture, "BenchmarkA-8", 2.5);
    add_benchmark(&fixture, "BenchmarkB-8", 3.5);
    add_benchmark(&fixture, "BenchmarkC-8", 3)->fails_gate = true;
    merge_findings(&fixture.analysis);
    assert_int_equal(fixture.report.findings.count, 1);
    const struct finding *kept = &fixture.report.findings.items[0];
    assert_string_equal(kept->function, "BenchmarkB-8");
    assert_string_equal(kept->also, "BenchmarkA-8, BenchmarkC-8");
    assert_true(kept->fails_gate);
    assert_int_equal(kept->merged.count, 2);
    assert_string_equal(kept->merged.items[1].function, "BenchmarkC-8");
    assert_string_equal(kept->merged.items[1].package, "example.com/shop");
    strings_release(&strings);
    arena_release(&fixture.arena);
}

static void test_without_a_line_findings_stay_apart(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture);
    add_finding(&fixture, NULL, 0);
    add_finding(&fixture, "join.go", 20);
    struct finding *note = add_finding(&fixture, NULL, 0);
    note->level = LEVEL_NOTE;
    group_by_place(&fixture.analysis);
    assert_int_equal(fixture.report.places.count, 3);
    assert_false(fixture.report.places.items[2].is_regression);
    arena_release(&fixture.arena);
}

static void test_a_gate_is_as_bad_as_its_worst_decision(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture);
    add_gate(&fixture, "related-time", GATE_PASSED, 3);
    add_gate(&fixture, "related-time", GATE_FAILED, 0.5);
    add_gate(&fixture, "related-time", GATE_FAILED, 1.5);
    add_gate(&fixture, "related-time", GATE_INCONCLUSIVE, (double)NAN);
    add_gate(&fixture, "no-new-hotspot", GATE_PASSED, (double)NAN);
    summarise_gates(&fixture.analysis);

    const struct gate_summary_list *gates = &fixture.report.gate_summaries;
    assert_int_equal(gates->count, 2);
    assert_string_equal(gates->items[0].title, "Time of related benchmarks");
    assert_int_equal(gates->items[0].state, GATE_FAILED);
    assert_int_equal(gates->items[0].worst, 2);
    assert_string_equal(gates->items[0].text,
                        "2 of 4 beyond the limit, 1 undecided; worst: "
                        "BenchmarkJoin-8 sec/op 2.5x.");
    assert_int_equal(gates->items[1].state, GATE_PASSED);
    assert_string_equal(gates->items[1].text, "its own reason.");
    arena_release(&fixture.arena);
}

static void assert_verdict(enum gate_state state, size_t findings,
                           const char *expected)
{
    struct fixture fixture;
    fixture_init(&fixture);
    add_gate(&fixture, "related-time", state, 0);
    add_gate(&fixture, "allocations", GATE_SKIPPED, (double)NAN);
    for (size_t i = 0; i < findings; i++) {
        add_finding(&fixture, "join.go", (uint32_t)(i / 2 + 1));
    }
    group_by_place(&fixture.analysis);
    summarise_gates(&fixture.analysis);
    summarise(&fixture.analysis);
    assert_string_equal(fixture.report.verdict, expected);
    arena_release(&fixture.arena);
}

static void test_the_verdict_counts_lines_not_findings(void **state)
{
    (void)state;
    assert_verdict(
        GATE_FAILED, 4,
        "Fails 1 of 1 gate: 2 regressions, the first at join.go:1 (pricing.Join, 2.6x).");
    assert_verdict(
        GATE_PASSED, 1,
        "Passes 1 of 1 gate: 1 regression at join.go:1 (pricing.Join, 2.6x).");
    assert_verdict(GATE_PASSED, 0,
                   "Passes 1 of 1 gate: nothing got worse beyond chance.");
    assert_verdict(GATE_INCONCLUSIVE, 0,
                   "Inconclusive, 1 of 1 gate undecided: nothing got worse "
                   "beyond chance.");
    assert_verdict(GATE_SKIPPED, 0, "Nothing to judge.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_line_is_one_place),
        cmocka_unit_test(test_a_profile_knows_whose_line_it_is),
        cmocka_unit_test(test_the_worst_of_one_rule_and_line_stays),
        cmocka_unit_test(test_without_a_line_findings_stay_apart),
        cmocka_unit_test(test_a_gate_is_as_bad_as_its_worst_decision),
        cmocka_unit_test(test_the_verdict_counts_lines_not_findings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
