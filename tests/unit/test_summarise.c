#include "core/analysis/findings/summarise.h"

#include "core/analysis/findings/group_by_place.h"
#include "core/analysis/gates/summarise_gates.h"

#include "comparison_support.h"

/* A finding at a line of p/join.go. */
static struct finding *add(struct world *world, enum level level,
                           enum finding_state finding_state, uint32_t line)
{
    struct finding_list *list = finding_state == FINDING_IMPROVEMENT
                                    ? &world->report.improvements
                                    : &world->report.findings;
    struct finding *finding = LIST_PUSH(&world->arena, list);
    *finding = (struct finding){
        .rule = &rule_hotspot_grew.info,
        .level = level,
        .state = finding_state,
        .function = "m/p.Join",
        .location = { "p/join.go", line, 0 },
        .metric = { .name = "cpu",
                    .unit = "nanoseconds",
                    .change = { .ratio = 2.6 } },
        .cause = { .text = "" },
        .impact = "low",
        .effort = "low",
    };
    return finding;
}

static const char *verdict_of(struct world *world)
{
    summarise_gates(&world->analysis);
    group_by_place(&world->analysis);
    summarise(&world->analysis);
    return world->report.verdict;
}

static void test_verdicts(void **state)
{
    (void)state;
    static const struct {
        enum gate_state gates[2];
        enum gate_state verdict;
        const char *words;
    } cases[] = {
        { { GATE_PASSED, GATE_PASSED },
          GATE_PASSED,
          "Passes 2 of 2 gates: nothing got worse beyond chance." },
        { { GATE_PASSED, GATE_FAILED },
          GATE_FAILED,
          "Fails 1 of 2 gates: nothing got worse beyond chance." },
        { { GATE_PASSED, GATE_INCONCLUSIVE },
          GATE_INCONCLUSIVE,
          "Inconclusive, 1 of 2 gates undecided: nothing got worse beyond "
          "chance." },
        { { GATE_PASSED, GATE_SKIPPED },
          GATE_PASSED,
          "Passes 1 of 1 gate: nothing got worse beyond chance." },
        { { GATE_SKIPPED, GATE_SKIPPED }, GATE_SKIPPED, "Nothing to judge." },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct world world;
        world_init(&world);
        add_gate(&world, "related-time", "sec/op", cases[i].gates[0]);
        add_gate(&world, "allocations", "B/op", cases[i].gates[1]);
        assert_string_equal(verdict_of(&world), cases[i].words);
        assert_int_equal(world.report.verdict_state, cases[i].verdict);
        world_release(&world);
    }
}

/* Lines are counted, not what is said of them; notes are no regressions. */
static void test_counts(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_gate(&world, "related-time", "sec/op", GATE_PASSED);
    add(&world, LEVEL_ERROR, FINDING_REGRESSION, 9)->is_in_patch = true;
    add(&world, LEVEL_WARNING, FINDING_REGRESSION, 9);
    add(&world, LEVEL_WARNING, FINDING_REGRESSION, 12);
    add(&world, LEVEL_NOTE, FINDING_REGRESSION, 20);
    add(&world, LEVEL_NOTE, FINDING_FACT, 21);
    add(&world, LEVEL_WARNING, FINDING_IMPROVEMENT, 30);
    assert_string_equal(
        verdict_of(&world),
        "Passes 1 of 1 gate: 2 regressions, the first at p/join.go:9 "
        "(p.Join, 2.6x), 1 improvement.");
    assert_int_equal(world.report.error_count, 1);
    assert_int_equal(world.report.warning_count, 2);
    assert_int_equal(world.report.note_count, 2);
    assert_int_equal(world.report.annotated_count, 1);
    world_release(&world);
}

/* What either side had to skip is the report's to say. */
static void test_notices(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    evidence_notice(world.base, "a.txt", 3, "one");
    evidence_notice(world.head, "b.txt", 4, "other");
    verdict_of(&world);
    assert_int_equal(world.report.notices.count, 2);
    assert_string_equal(world.report.notices.items[0].text, "one");
    assert_string_equal(world.report.notices.items[1].file, "b.txt");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_notices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
