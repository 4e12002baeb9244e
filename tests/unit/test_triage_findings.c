#include "core/analysis/findings/describe_findings.h"

#include "core/rules/rule.h"

#include "analysis_support.h"

static struct finding *add(struct world *world, double base_share,
                           double head_share)
{
    struct finding *finding = LIST_PUSH(&world->arena, &world->report.findings);
    *finding = (struct finding){
        .rule = &rule_hotspot_grew.info,
        .function = "m/p.Join",
        .benchmark = "BenchmarkJoin",
        .package = "",
        .seen_function = "m/p.Join",
        .effort = "low",
        .metric = { .name = "cpu",
                    .unit = "nanoseconds",
                    .change = { .ratio = 1.2 },
                    .base_share = base_share,
                    .head_share = head_share },
    };
    return finding;
}

static const char *action_for(double share, const char *effort, bool fails_gate)
{
    struct world world;
    world_init(&world);
    struct finding *finding = add(&world, 0.01, share);
    finding->effort = effort;
    finding->fails_gate = fails_gate;
    triage_findings(&world.analysis);
    const char *action = world.report.findings.items[0].action;
    world_release(&world);
    return action;
}

/* The playbook's grid: impact by effort. */
static void test_matrix(void **state)
{
    (void)state;
    assert_string_equal(action_for(0.05, "low", false), "immediate PR");
    assert_string_equal(action_for(0.05, "high", false), "design review");
    assert_string_equal(action_for(0.0499, "low", false), "batch fixes");
    assert_string_equal(action_for(0.0499, "high", false), "defer/backlog");
    /* Beyond a gate's limit the impact is high whatever the share. */
    assert_string_equal(action_for(0.001, "low", true), "immediate PR");
    assert_string_equal(action_for((double)NAN, "high", true), "design review");
}

/* What was large in base matters when it went, too. */
static void test_impact_of_base(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, 0.20, 0.01)->state = FINDING_IMPROVEMENT;
    triage_findings(&world.analysis);
    assert_string_equal(world.report.findings.items[0].impact, "high");
    world_release(&world);
}

static double weight_of(double ratio, enum finding_state finding_state,
                        double head_share)
{
    struct world world;
    world_init(&world);
    struct finding *finding = add(&world, 0.01, head_share);
    finding->metric.change.ratio = ratio;
    finding->state = finding_state;
    triage_findings(&world.analysis);
    double weight = world.report.findings.items[0].weight;
    world_release(&world);
    return weight;
}

/* The relative change, at most 1: what order and rating go by. */
static void test_weights(void **state)
{
    (void)state;
    assert_true(fabs(weight_of(1.25, FINDING_REGRESSION, 0.1) - 0.25) < 1e-9);
    assert_true(weight_of(3, FINDING_REGRESSION, 0.1) == 1);
    assert_true(weight_of((double)INFINITY, FINDING_REGRESSION, 0.1) == 1);
    assert_true(fabs(weight_of(0.25, FINDING_IMPROVEMENT, 0.1) - 0.75) < 1e-9);
    assert_true(weight_of(0, FINDING_IMPROVEMENT, 0) == 1);
    /* A fact changed by nothing: it weighs its share. */
    assert_true(weight_of(9, FINDING_FACT, 0.1) == 0.1);
    assert_true(weight_of((double)NAN, FINDING_REGRESSION, 0.1) == 0.1);
    assert_true(weight_of((double)NAN, FINDING_FACT, (double)NAN) == 0);
}

/* GitHub annotates lines that the patch added or edited. */
static void test_in_patch(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/join.go", "package p\n");
    world_patch(&world, "--- a/p/join.go\n"
                        "+++ b/p/join.go\n"
                        "@@ -4,2 +4,2 @@\n"
                        "-\ta()\n"
                        "+\tb()\n"
                        " \tc()\n");
    for (uint32_t line = 4; line <= 5; line++) {
        add(&world, 0.1, 0.1)->location =
            (struct location){ "p/join.go", line, 0 };
    }
    add(&world, 0.1, 0.1);
    triage_findings(&world.analysis);
    assert_true(world.report.findings.items[0].is_in_patch);
    assert_false(world.report.findings.items[1].is_in_patch);
    assert_false(world.report.findings.items[2].is_in_patch);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matrix),
        cmocka_unit_test(test_impact_of_base),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_in_patch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
