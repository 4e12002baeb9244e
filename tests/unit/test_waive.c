#include "analysis_support.h"

#include "core/analysis/gates/waive.h"
#include "core/rules/rule.h"

enum { TODAY = 20781 };

static void start(struct world *world)
{
    world_init(world);
    world->report.today = TODAY;
    world->base->is_present = true;
    world->head->is_present = true;
}

/* Good for some days more; what it is about the caller says. */
static struct waiver *add_waiver(struct world *world)
{
    struct waiver *waiver = LIST_PUSH(&world->arena, &world->config.waivers);
    *waiver = (struct waiver){ .limit = (double)NAN,
                               .reason = "tracked",
                               .text = "#1",
                               .owner = "@o",
                               .approver = "@a",
                               .created = "2026-11-20",
                               .expires = "2026-11-30",
                               .created_day = TODAY - 4,
                               .expires_day = TODAY + 6,
                               .line = 7 };
    return waiver;
}

static struct finding *add_finding(struct world *world, const struct rule *rule,
                                   const char *key)
{
    struct rule_context context = { .arena = &world->arena,
                                    .findings = &world->report.findings };
    struct finding *finding = rule_report(rule, &context);
    finding->key = key;
    finding->function = "example.com/m/pricing.Join";
    finding->seen_function = finding->function;
    finding->location.file = "pricing/join.go";
    finding->headline = "It grew.";
    finding->metric.change.ratio = 1.4;
    return finding;
}

static struct gate *add_gate(struct world *world, const char *id,
                             const char *benchmark)
{
    struct gate *gate = LIST_PUSH(&world->arena, &world->report.gates);
    *gate = (struct gate){ .id = id,
                           .benchmark = benchmark,
                           .unit = "sec/op",
                           .package = "",
                           .function = "",
                           .state = GATE_FAILED,
                           .value = 0.4,
                           .reason = "Too slow." };
    return gate;
}

/* The finding that the gate makes. */
static struct finding *add_benchmark(struct world *world, const char *function)
{
    struct finding *finding =
        add_finding(world, &rule_benchmark_slower, "00000000000000b1");
    finding->function = function;
    finding->seen_function = "";
    finding->metric.name = "sec/op";
    finding->metric.unit = "sec/op";
    finding->fails_gate = true;
    return finding;
}

static const struct waiver_use *use_of(const struct world *world, size_t i)
{
    assert_true(i < world->report.waivers.count);
    return &world->report.waivers.items[i];
}

static void test_by_key(void **state)
{
    (void)state;
    struct world world;
    start(&world);
    add_finding(&world, &rule_allocation_grew, "00000000000000aa");
    add_finding(&world, &rule_allocation_grew, "00000000000000ab");
    add_waiver(&world)->finding_key = "00000000000000ab";
    waive(&world.analysis);
    assert_int_equal(world.report.findings.count, 1);
    assert_string_equal(world.report.findings.items[0].key, "00000000000000aa");
    assert_int_equal(world.report.waived.count, 1);
    assert_ptr_equal(world.report.waived.items[0].waiver,
                     &world.config.waivers.items[0]);
    assert_int_equal(use_of(&world, 0)->state, WAIVER_USED);
    assert_int_equal(use_of(&world, 0)->findings, 1);
    assert_false(use_of(&world, 0)->is_told);
    world_release(&world);
}

static void test_by_rule_and_place(void **state)
{
    (void)state;
    struct world world;
    start(&world);
    add_finding(&world, &rule_allocation_grew, "00000000000000aa");
    add_finding(&world, &rule_new_escape, "00000000000000ab");
    struct finding *moved =
        add_finding(&world, &rule_allocation_grew, "00000000000000ac");
    moved->location.file = "api/call.go";
    moved->seen.file = "pricing/join.go";
    struct waiver *waiver = add_waiver(&world);
    waiver->rule = "PERF2001";
    waiver->where.path = "/pricing/";
    waiver->where.function = "pricing.Join";
    waive(&world.analysis);
    assert_int_equal(world.report.waived.count, 2); /* where it was seen too */
    assert_int_equal(world.report.findings.count, 1);
    assert_string_equal(world.report.findings.items[0].rule->id, "PERF2004");
    world_release(&world);
}

static void test_beyond_its_limit(void **state)
{
    (void)state;
    struct world world;
    start(&world);
    add_finding(&world, &rule_allocation_grew, "00000000000000aa");
    add_finding(&world, &rule_allocation_grew, "00000000000000ab")
        ->metric.change.ratio = 1.6;
    struct finding *new =
        add_finding(&world, &rule_allocation_grew, "00000000000000ac");
    new->metric.change.ratio = (double)INFINITY;
    new->metric.head_share = 0.3;
    struct waiver *waiver = add_waiver(&world);
    waiver->rule = "PERF2001";
    waiver->where.path = "pricing/";
    waiver->limit = 0.5;
    waive(&world.analysis);
    assert_int_equal(world.report.waived.count, 2);
    assert_int_equal(world.report.findings.count, 1);
    assert_string_equal(world.report.findings.items[0].key, "00000000000000ab");
    assert_int_equal(use_of(&world, 0)->state, WAIVER_EXCEEDED);
    assert_true(use_of(&world, 0)->is_told);
    assert_string_equal(use_of(&world, 0)->text,
                        "is exceeded, its limit is 50 %: It grew");
    world_release(&world);
}

/* Its last day is the day it expires. */
static void test_its_days(void **state)
{
    (void)state;
    static const struct {
        int32_t created, expires;
        enum waiver_state state;
    } days[] = { { TODAY, TODAY, WAIVER_USED },
                 { TODAY - 90, TODAY, WAIVER_USED },
                 { TODAY - 9, TODAY - 1, WAIVER_EXPIRED },
                 { TODAY + 1, TODAY + 2, WAIVER_UNREADABLE } };
    for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
        struct world world;
        start(&world);
        add_finding(&world, &rule_allocation_grew, "00000000000000aa");
        struct waiver *waiver = add_waiver(&world);
        waiver->finding_key = "00000000000000aa";
        waiver->created_day = days[i].created;
        waiver->expires_day = days[i].expires;
        waive(&world.analysis);
        bool is_used = days[i].state == WAIVER_USED;
        assert_int_equal(use_of(&world, 0)->state, days[i].state);
        assert_int_equal(world.report.waived.count, is_used);
        assert_int_equal(use_of(&world, 0)->is_told, !is_used);
        world_release(&world);
    }
}

static void test_one_with_a_problem_counts_for_nothing(void **state)
{
    (void)state;
    struct world world;
    start(&world);
    add_finding(&world, &rule_allocation_grew, "00000000000000aa");
    struct waiver *waiver = add_waiver(&world);
    waiver->finding_key = "00000000000000aa";
    waiver->problem = "its approver is missing";
    waive(&world.analysis);
    assert_int_equal(world.report.waived.count, 0);
    assert_int_equal(use_of(&world, 0)->state, WAIVER_UNREADABLE);
    assert_string_equal(use_of(&world, 0)->text,
                        "counts for nothing: its approver is missing");
    world_release(&world);
}

/* The decision is skipped, and the finding that it makes goes with it. */
static void test_a_gate(void **state)
{
    (void)state;
    struct world world;
    start(&world);
    world.report.fail_on = FAIL_GATE;
    add_gate(&world, "related-time", "Join-8");
    add_gate(&world, "related-time", "Sort-8");
    add_gate(&world, "unrelated-time", "Join-8")->state = GATE_PASSED;
    add_benchmark(&world, "BenchmarkJoin-8");
    struct waiver *waiver = add_waiver(&world);
    waiver->gate = "related-time";
    waiver->where.benchmark = "BenchmarkJoin";
    waive(&world.analysis);
    const struct gate *gates = world.report.gates.items;
    assert_int_equal(gates[0].state, GATE_SKIPPED);
    assert_ptr_equal(gates[0].waiver, waiver);
    assert_string_equal(gates[0].reason,
                        "Waived until 2026-11-30 by @a (tracked: #1). It "
                        "failed: Too slow.");
    assert_int_equal(gates[1].state, GATE_FAILED);
    assert_int_equal(gates[2].state, GATE_PASSED);
    assert_int_equal(world.report.waived.count, 1);
    assert_int_equal(world.report.findings.count, 0);
    assert_int_equal(use_of(&world, 0)->gates, 1);
    assert_int_equal(use_of(&world, 0)->findings, 1);
    assert_false(report_gate_fails(&world.report, &gates[0]));
    assert_true(report_fails(&world.report));
    world_release(&world);
}

static void test_a_gate_beyond_the_limit(void **state)
{
    (void)state;
    struct world world;
    start(&world);
    add_gate(&world, "related-time", "Join-8");
    add_benchmark(&world, "BenchmarkJoin-8");
    struct waiver *waiver = add_waiver(&world);
    waiver->gate = "related-time";
    waiver->where.benchmark = "Join";
    waiver->limit = 0.39;
    waive(&world.analysis);
    assert_int_equal(world.report.gates.items[0].state, GATE_FAILED);
    assert_int_equal(world.report.findings.count, 1);
    assert_int_equal(use_of(&world, 0)->state, WAIVER_EXCEEDED);
    world_release(&world);
}

/* What is pasted from the finding's page must make the run pass. */
static void test_a_key_takes_the_gates_along(void **state)
{
    (void)state;
    struct world world;
    start(&world);
    world.report.fail_on = FAIL_GATE;
    add_gate(&world, "related-time", "Join-8");
    add_gate(&world, "related-time", "Sort-8");
    struct finding *finding = add_benchmark(&world, "BenchmarkJoin-8");
    struct finding other = *finding;
    other.function = "BenchmarkSort-8";
    *LIST_PUSH(&world.arena, &finding->merged) = other;
    add_waiver(&world)->finding_key = "00000000000000b1";
    waive(&world.analysis);
    assert_int_equal(world.report.gates.items[0].state, GATE_SKIPPED);
    assert_int_equal(world.report.gates.items[1].state, GATE_SKIPPED);
    assert_int_equal(world.report.findings.count, 0);
    assert_false(report_fails(&world.report));
    world_release(&world);
}

/* One of the benchmarks behind a finding is waived: it stays for the other. */
static void test_a_finding_of_two_gates(void **state)
{
    (void)state;
    struct world world;
    start(&world);
    add_gate(&world, "related-time", "Join-8");
    add_gate(&world, "related-time", "Sort-8");
    struct finding *finding = add_benchmark(&world, "BenchmarkJoin-8");
    struct finding other = *finding;
    other.function = "BenchmarkSort-8";
    *LIST_PUSH(&world.arena, &finding->merged) = other;
    struct waiver *waiver = add_waiver(&world);
    waiver->gate = "related-time";
    waiver->where.benchmark = "Join";
    waive(&world.analysis);
    assert_int_equal(world.report.gates.items[0].state, GATE_SKIPPED);
    assert_int_equal(world.report.gates.items[1].state, GATE_FAILED);
    assert_int_equal(world.report.findings.count, 1);
    world_release(&world);
}

static void test_what_matches_nothing(void **state)
{
    (void)state;
    struct world world;
    start(&world);
    add_gate(&world, "related-time", "Join-8")->state = GATE_PASSED;
    struct waiver *waiver = add_waiver(&world);
    waiver->gate = "related-time";
    waiver->where.benchmark = "Join";
    waive(&world.analysis);
    assert_int_equal(use_of(&world, 0)->state, WAIVER_UNUSED);
    assert_true(use_of(&world, 0)->is_told);
    world_release(&world);
}

static bool is_told_of_unused(bool has_base, bool has_later, bool was_used)
{
    struct world world;
    struct waiver_use used = { .matches_something = was_used };
    struct report earlier = { .waivers = { .items = &used, .count = 1 } };
    start(&world);
    world.base->is_present = has_base;
    world.report.has_later_targets = has_later;
    world.report.earlier = &earlier;
    add_waiver(&world)->finding_key = "00000000000000aa";
    waive(&world.analysis);
    bool told = use_of(&world, 0)->is_told;
    world_release(&world);
    return told;
}

/* Of several targets the last one says it, if no other had a use for it. */
static void test_who_tells_of_an_unused_one(void **state)
{
    (void)state;
    assert_true(is_told_of_unused(true, false, false));
    assert_false(is_told_of_unused(false, false, false));
    assert_false(is_told_of_unused(true, true, false));
    assert_false(is_told_of_unused(true, false, true));
}

static void test_a_new_hotspot(void **state)
{
    (void)state;
    struct world world;
    start(&world);
    struct gate *gate = add_gate(&world, "no-new-hotspot", "");
    gate->function = "example.com/m/pricing.Join";
    add_finding(&world, &rule_new_hotspot, "00000000000000aa")->fails_gate =
        true;
    struct waiver *waiver = add_waiver(&world);
    waiver->gate = "no-new-hotspot";
    waiver->where.function = "pricing.Join";
    waive(&world.analysis);
    assert_int_equal(world.report.gates.items[0].state, GATE_SKIPPED);
    assert_int_equal(world.report.waived.count, 1);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_key),
        cmocka_unit_test(test_by_rule_and_place),
        cmocka_unit_test(test_beyond_its_limit),
        cmocka_unit_test(test_its_days),
        cmocka_unit_test(test_one_with_a_problem_counts_for_nothing),
        cmocka_unit_test(test_a_gate),
        cmocka_unit_test(test_a_gate_beyond_the_limit),
        cmocka_unit_test(test_a_key_takes_the_gates_along),
        cmocka_unit_test(test_a_finding_of_two_gates),
        cmocka_unit_test(test_what_matches_nothing),
        cmocka_unit_test(test_who_tells_of_an_unused_one),
        cmocka_unit_test(test_a_new_hotspot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
