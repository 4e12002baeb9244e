/*
 * Playbook 2 (the grid), 6 (acceptance gates) and 8 (backlog): each row on
 * evidence that triggers it, and on evidence that just does not.
 */
#include "playbook_support.h"

#include "core/analysis/gates/gate_store.h"
#include "core/analysis/gates/waive.h"

#define BENCH " < m/p.BenchmarkJoin p/join_test.go:5"

static enum gate_state time_gate(double head, bool is_related)
{
    struct world world;
    world_init(&world);
    playbook_runs(&world, world.base, "Join", 1000, "ns/op");
    playbook_runs(&world, world.head, "Join", head, "ns/op");
    playbook_judge_benchmarks(&world, is_related);
    enum gate_state state =
        playbook_gate(&world, is_related ? "related-time" : "unrelated-time")
            ->state;
    world_release(&world);
    return state;
}

static enum gate_state store_gate(const char *id, uint32_t archived,
                                  bool is_recorded)
{
    struct world world;
    world_init(&world);
    world_profile(&world, world.base, PROFILE_CPU);
    world_profile(&world, world.head, PROFILE_CPU);
    world.report.kept = (struct kept_run){ .store = "runs.db",
                                           .base_archived = 1,
                                           .head_archived = archived,
                                           .is_recorded = is_recorded };
    gate_store(&world.analysis);
    enum gate_state state = playbook_gate(&world, id)->state;
    world_release(&world);
    return state;
}

/* "Baseline vs optimized profiles archived" */
static void test_profiles_archived(void **state)
{
    (void)state;
    assert_int_equal(store_gate("archived", 1, true), GATE_PASSED);
    assert_int_equal(store_gate("archived", 0, true), GATE_FAILED);
}

/* "Benchstat delta <= +2% for unrelated benchmarks" */
static void test_unrelated_benchmarks(void **state)
{
    (void)state;
    assert_int_equal(time_gate(1025, false), GATE_FAILED);
    assert_int_equal(time_gate(1015, false), GATE_PASSED);
    assert_int_equal(time_gate(1025, true), GATE_PASSED); /* it is related */
}

/* A function that takes so many of 1000 samples, and did not before. */
static enum gate_state hotspot_gate(int64_t samples)
{
    struct world world;
    world_init(&world);
    playbook_profiles(&world, world.base, PROFILE_CPU);
    playbook_profiles(&world, world.head, PROFILE_CPU);
    playbook_record(world.base, "m/p.Join p/join.go:9" BENCH, 1000);
    playbook_record(world.head, "m/p.Join p/join.go:9" BENCH, 1000 - samples);
    playbook_record(world.head, "m/p.find p/join.go:19" BENCH, samples);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    gate_hotspots(&world.analysis);
    enum gate_state state = playbook_gate(&world, "no-new-hotspot")->state;
    world_release(&world);
    return state;
}

/* "No new hotspots >5% without justification" */
static void test_new_hotspots(void **state)
{
    (void)state;
    assert_int_equal(hotspot_gate(53), GATE_FAILED);
    assert_int_equal(hotspot_gate(47), GATE_PASSED);
}

/* "Gates pass (or waiver documented)": the exit status holds it. */
static void test_gates_pass(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world.report.fail_on = FAIL_GATE;
    struct gate *gate = LIST_PUSH(&world.arena, &world.report.gates);
    *gate = (struct gate){ .id = "related-time", .state = GATE_FAILED };
    assert_true(report_fails(&world.report));
    gate->state = GATE_PASSED;
    assert_false(report_fails(&world.report));
    gate->state = GATE_SKIPPED;
    assert_false(report_fails(&world.report));
    world_release(&world);
}

/* A failure with a waiver for `days` more days. */
static bool fails_with_waiver(int32_t days)
{
    struct world world;
    world_init(&world);
    world.report.fail_on = FAIL_GATE;
    world.report.today = 20000;
    world.base->is_present = world.head->is_present = true;
    *LIST_PUSH(&world.arena, &world.config.waivers) =
        (struct waiver){ .gate = "related-time",
                         .limit = (double)NAN,
                         .reason = "worth_it",
                         .text = "a check that had been forgotten",
                         .owner = "@owner",
                         .approver = "@approver",
                         .created = "2024-10-01",
                         .expires = "2024-10-10",
                         .created_day = 19990,
                         .expires_day = world.report.today + days };
    playbook_runs(&world, world.base, "Join", 1000, "ns/op");
    playbook_runs(&world, world.head, "Join", 1200, "ns/op");
    playbook_judge_benchmarks(&world, true);
    world_apply(&world, &rule_benchmark_slower);
    assert_true(report_fails(&world.report));
    waive(&world.analysis);
    bool fails = report_fails(&world.report);
    world_release(&world);
    return fails;
}

static void test_waiver_documented(void **state)
{
    (void)state;
    assert_false(fails_with_waiver(1));
    assert_true(fails_with_waiver(-1));
}

/* "Follow-up monitoring dashboard updated" */
static void test_dashboard_updated(void **state)
{
    (void)state;
    assert_int_equal(store_gate("dashboard", 1, true), GATE_PASSED);
    assert_int_equal(store_gate("dashboard", 1, false), GATE_FAILED);
}

/* What to do about a finding of the rule that has so much of its profile. */
static const char *action_for(const struct rule *rule, double share)
{
    struct world world;
    world_init(&world);
    struct finding *finding = LIST_PUSH(&world.arena, &world.report.findings);
    *finding = (struct finding){
        .rule = &rule->info,
        .function = "m/p.Join",
        .benchmark = "BenchmarkJoin",
        .package = "",
        .seen_function = "m/p.Join",
        .effort = rule->info.effort,
        .metric = { .name = "cpu",
                    .unit = "nanoseconds",
                    .change = { .ratio = 1.2 },
                    .base_share = 0.01,
                    .head_share = share },
    };
    triage_findings(&world.analysis);
    const char *action = world.report.findings.items[0].action;
    world_release(&world);
    return action;
}

/* "Impact vs Effort grid": 5 % of a profile is high, allocations are low
 * effort, locks are high. */
static void test_triage_matrix(void **state)
{
    (void)state;
    assert_string_equal(action_for(&rule_allocation_grew, 0.05),
                        "immediate PR");
    assert_string_equal(action_for(&rule_lock_contention, 0.05),
                        "design review");
    assert_string_equal(action_for(&rule_allocation_grew, 0.0499),
                        "batch fixes");
    assert_string_equal(action_for(&rule_lock_contention, 0.0499),
                        "defer/backlog");
}

static void check_category(const struct rule *rule,
                           const struct playbook_category *category,
                           const char *name, const char *kpi)
{
    assert_ptr_equal(rule->info.category, category);
    assert_string_equal(category->name, name);
    assert_string_equal(category->kpi, kpi);
}

/* "Backlog Taxonomy": category and KPI of what is found. */
static void test_backlog_taxonomy(void **state)
{
    (void)state;
    check_category(&rule_allocation_grew, &playbook_preventive, "Preventive",
                   "Reduced p95 latency");
    check_category(&rule_superlinear_growth, &playbook_corrective, "Corrective",
                   "Flat% decrease");
    check_category(&rule_benchmark_inconclusive, &playbook_hygiene, "Hygiene",
                   "Coverage % of critical paths");
    check_category(&rule_io_bound, &playbook_strategic, "Strategic",
                   "Throughput gain");
}

/* Hygiene is asked for where a benchmark cannot be judged, and only there. */
static void test_hygiene(void **state)
{
    (void)state;
    static const struct {
        double head;
        size_t findings;
    } cases[] = { { 1000, 0 }, { 1060, 1 } };
    for (size_t i = 0; i < 2; i++) {
        struct world world;
        world_init(&world);
        playbook_runs(&world, world.base, "Join", 1000, "ns/op");
        playbook_runs(&world, world.head, "Join", cases[i].head, "ns/op");
        playbook_judge_benchmarks(&world, true);
        world_apply(&world, &rule_benchmark_inconclusive);
        assert_int_equal(world.report.findings.count, cases[i].findings);
        world_release(&world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_profiles_archived),
        cmocka_unit_test(test_unrelated_benchmarks),
        cmocka_unit_test(test_new_hotspots),
        cmocka_unit_test(test_gates_pass),
        cmocka_unit_test(test_waiver_documented),
        cmocka_unit_test(test_dashboard_updated),
        cmocka_unit_test(test_triage_matrix),
        cmocka_unit_test(test_backlog_taxonomy),
        cmocka_unit_test(test_hygiene),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
