#include "core/analysis/findings/merge_findings.h"

#include "core/rules/rule.h"

#include "analysis_support.h"

static struct finding *add(struct world *world, const struct rule *rule,
                           const char *function, uint32_t line)
{
    struct finding *finding = LIST_PUSH(&world->arena, &world->report.findings);
    *finding = (struct finding){
        .rule = &rule->info,
        .level = rule->info.level,
        .function = function,
        .package = "",
        .location = { line == 0 ? NULL : "p/join.go", line, 0 },
        .metric = { .name = "cpu" },
        .also = "",
        .weight = 0.5,
    };
    return finding;
}

static const struct finding *at(const struct world *world, size_t index)
{
    assert_true(index < world->report.findings.count);
    return &world->report.findings.items[index];
}

/* GitHub makes one alert of two results of a rule on a line. */
static void test_one_rule_on_one_line(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &rule_hotspot_grew, "m/p.light", 9)->weight = 0.2;
    add(&world, &rule_hotspot_grew, "m/p.Heavy", 9)->weight = 0.9;
    add(&world, &rule_new_hotspot, "m/p.light", 9);
    add(&world, &rule_hotspot_grew, "m/p.light", 10);
    merge_findings(&world.analysis);
    assert_int_equal(world.report.findings.count, 3);
    assert_string_equal(at(&world, 0)->function, "m/p.Heavy");
    assert_string_equal(at(&world, 0)->also, "p.light");
    assert_int_equal(at(&world, 0)->merged.count, 1);
    assert_string_equal(at(&world, 1)->also, "");
    world_release(&world);
}

/* A level weighs more than any change, and a failed gate is not lost. */
static void test_worst_is_kept(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &rule_hotspot_grew, "m/p.a", 9)->fails_gate = true;
    world.report.findings.items[0].level = LEVEL_NOTE;
    add(&world, &rule_hotspot_grew, "m/p.b", 9)->weight = 0.1;
    merge_findings(&world.analysis);
    assert_string_equal(at(&world, 0)->function, "m/p.b");
    assert_int_equal(at(&world, 0)->level, LEVEL_WARNING);
    assert_true(at(&world, 0)->fails_gate);
    world_release(&world);
}

/* Regressions, facts and improvements are different things. */
static void test_states_stay_apart(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &rule_new_escape, "m/p.a", 9);
    add(&world, &rule_new_escape, "m/p.a", 9)->state = FINDING_FACT;
    add(&world, &rule_hotspot_grew, "m/p.a", 9)->state = FINDING_IMPROVEMENT;
    add(&world, &rule_hotspot_grew, "m/p.b", 9)->state = FINDING_IMPROVEMENT;
    merge_findings(&world.analysis);
    assert_int_equal(world.report.findings.count, 2);
    assert_int_equal(world.report.improvements.count, 1);
    assert_int_equal(world.report.improvements.items[0].merged.count, 1);
    world_release(&world);
}

/* Without a place findings have only their function in common. */
static void test_without_a_place(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &rule_benchmark_slower, "BenchmarkA-8", 0);
    add(&world, &rule_benchmark_slower, "BenchmarkB-8", 0);
    add(&world, &rule_benchmark_slower, "BenchmarkA-8", 0);
    merge_findings(&world.analysis);
    assert_int_equal(world.report.findings.count, 2);
    world_release(&world);
}

/* Each other subject is named once: a function, or the metric of the same. */
static void test_names(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    const struct rule *rule = &rule_benchmark_allocates_more;
    add(&world, rule, "BenchmarkA-8", 9)->metric.name = "allocs/op";
    world.report.findings.items[0].weight = 1;
    add(&world, rule, "BenchmarkA-8", 9)->metric.name = "B/op";
    add(&world, rule, "BenchmarkB-8", 9)->metric.name = "B/op";
    add(&world, rule, "BenchmarkB-8", 9)->metric.name = "allocs/op";
    merge_findings(&world.analysis);
    assert_string_equal(at(&world, 0)->also, "B/op, BenchmarkB-8");
    world_release(&world);
}

static void test_many_names(void **state)
{
    (void)state;
    static const char *const names[] = { "p.a", "p.b", "p.c", "p.d",
                                         "p.e", "p.f", "p.g" };
    struct world world;
    world_init(&world);
    for (size_t i = 0; i < 7; i++) {
        add(&world, &rule_hotspot_grew, names[i], 9);
    }
    merge_findings(&world.analysis);
    assert_string_equal(at(&world, 0)->function, "p.a");
    assert_string_equal(at(&world, 0)->also, "p.b, p.c, p.d, p.e and 2 more");
    assert_int_equal(at(&world, 0)->merged.count, 6);
    world_release(&world);
}

/* Levels, then weights, then rules, then places. */
static void test_order(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &rule_costly_escape, "f", 1)->weight = 1;
    add(&world, &rule_hotspot_grew, "e", 8);
    add(&world, &rule_hotspot_grew, "d", 7);
    add(&world, &rule_new_hotspot, "c", 9);
    add(&world, &rule_allocation_grew, "b", 9)->weight = 0.7;
    add(&world, &rule_benchmark_slower, "a", 9)->weight = 0.1;
    order_findings(&world.analysis);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(at(&world, i)->function[0], 'a' + (int)i);
    }
    world_release(&world);
}

/* The weight ends at 1: what grew tenfold comes before what doubled. */
static void test_order_of_large_changes(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &rule_hotspot_grew, "twice", 1)->metric.change.ratio = 2;
    add(&world, &rule_hotspot_grew, "tenfold", 9)->metric.change.ratio = 10;
    add(&world, &rule_hotspot_grew, "unknown", 1)->metric.change.ratio =
        (double)NAN;
    order_findings(&world.analysis);
    assert_string_equal(at(&world, 0)->function, "tenfold");
    assert_string_equal(at(&world, 1)->function, "twice");
    world_release(&world);
}

/* However they come, findings end in one order. */
static void test_total_order(void **state)
{
    (void)state;
    char first[8] = "";
    for (int turn = 0; turn < 7; turn++) {
        struct world world;
        world_init(&world);
        for (int i = 0; i < 7; i++) {
            int which = (i + turn) % 7;
            struct finding *finding =
                add(&world, &rule_hotspot_grew, which == 1 ? "g" : "f", 9);
            finding->metric.name = which == 2 ? "x" : "cpu";
            finding->package = which == 3 ? "m" : "";
            finding->seen = which >= 4 ? (struct location){ "a.go", 5, 0 }
                                       : (struct location){ .file = NULL };
            finding->seen.line += which == 5;
            finding->state = which == 6 ? FINDING_FACT : FINDING_REGRESSION;
            finding->runs_needed = (uint32_t)which;
        }
        order_findings(&world.analysis);
        char order[8] = "";
        for (size_t i = 0; i < 7; i++) {
            order[i] = (char)('0' + (int)at(&world, i)->runs_needed);
        }
        if (turn == 0) {
            memcpy(first, order, sizeof(first));
        }
        assert_string_equal(order, first);
        world_release(&world);
    }
}

/* Improvements have no levels: the largest comes first. */
static void test_order_of_improvements(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &rule_benchmark_slower, "small", 1)->state =
        FINDING_IMPROVEMENT;
    add(&world, &rule_allocation_grew, "large", 2)->state = FINDING_IMPROVEMENT;
    world.report.findings.items[1].weight = 0.9;
    merge_findings(&world.analysis);
    order_findings(&world.analysis);
    assert_string_equal(world.report.improvements.items[0].function, "large");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_rule_on_one_line),
        cmocka_unit_test(test_worst_is_kept),
        cmocka_unit_test(test_states_stay_apart),
        cmocka_unit_test(test_without_a_place),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_many_names),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_order_of_large_changes),
        cmocka_unit_test(test_total_order),
        cmocka_unit_test(test_order_of_improvements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
