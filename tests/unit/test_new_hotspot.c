#include "comparison_support.h"

/* Findings for a function that went from one share to the other. */
static size_t count_for(double base_share, double head_share)
{
    struct world world;
    world_init(&world);
    add_function(&world, add_cpu_diff(&world), base_share, head_share);
    world_apply(&world, &rule_new_hotspot);
    size_t count = world.report.findings.count;
    world_release(&world);
    return count;
}

static void test_thresholds(void **state)
{
    (void)state;
    assert_int_equal(count_for(0.0499, 0.08), 1);
    assert_int_equal(count_for(0.05, 0.08), 0); /* was hot: it grew */
    assert_int_equal(count_for(0.01, 0.04), 1);
    assert_int_equal(count_for(0.01, 0.0399), 0);
}

static enum level level_for(double head_share)
{
    struct world world;
    world_init(&world);
    add_function(&world, add_cpu_diff(&world), 0.01, head_share);
    world_apply(&world, &rule_new_hotspot);
    enum level level = world_finding(&world)->level;
    world_release(&world);
    return level;
}

static void test_levels(void **state)
{
    (void)state;
    assert_int_equal(level_for(0.0499), LEVEL_NOTE);
    assert_int_equal(level_for(0.05), LEVEL_WARNING);
}

static void test_words_and_numbers(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct profile_row *row =
        add_function(&world, add_cpu_diff(&world), 0.02, 0.08);
    row->own.base_each = 2000;
    row->own.head_each = 8000;
    world_apply(&world, &rule_new_hotspot);
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->rule->id, "PERF1001");
    assert_int_equal(finding->state, FINDING_REGRESSION);
    assert_string_equal(finding->metric.name, "cpu");
    assert_true(finding->metric.head_share == 0.08);
    assert_string_equal(finding->location.file, "p/join.go");
    assert_string_equal(finding->benchmark, "BenchmarkJoin");
    assert_string_equal(finding->headline,
                        "p.Join: CPU per operation 4.0x, 2.0 % -> 8.0 % of the "
                        "profile, in BenchmarkJoin (2.00 us -> 8.00 us an "
                        "operation).");
    world_release(&world);
}

/* Without operations a share alone grew: no more than a note. */
static void test_unknown_operations(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct profile_diff *diff = add_cpu_diff(&world);
    diff->is_per_operation = false;
    add_function(&world, diff, 0.01, 0.20);
    world_apply(&world, &rule_new_hotspot);
    assert_int_equal(world_finding(&world)->level, LEVEL_NOTE);
    assert_non_null(
        strstr(world_finding(&world)->headline, "operations unknown"));
    world_release(&world);
}

/* Neither chance nor others' code, nor tests, nor a missing side. */
static void test_silent(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct profile_diff *diff = add_cpu_diff(&world);
    struct profile_row *row = add_function(&world, diff, 0.01, 0.20);
    row->own.is_up = false;
    world_apply(&world, &rule_new_hotspot);
    world_is_silent(&world);
    row->own.is_up = true;
    row->in_source = false;
    world_apply(&world, &rule_new_hotspot);
    world_is_silent(&world);
    row->in_source = true;
    row->is_test = true;
    world_apply(&world, &rule_new_hotspot);
    world_is_silent(&world);
    row->is_test = false;
    diff->has_base = false;
    world_apply(&world, &rule_new_hotspot);
    world_is_silent(&world);
    world_release(&world);
}

/* What fails the gate is an error; another function's failure is not. */
static void test_failed_gate(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_function(&world, add_cpu_diff(&world), 0.01, 0.20);
    struct gate *gate = add_gate(&world, "no-new-hotspot", "", GATE_FAILED);
    gate->function = "example.com/m/p.Other";
    world_apply(&world, &rule_new_hotspot);
    assert_int_equal(world_finding(&world)->level, LEVEL_WARNING);
    assert_false(world_finding(&world)->fails_gate);
    gate->function = "example.com/m/p.Join";
    world_apply(&world, &rule_new_hotspot);
    assert_int_equal(world_finding(&world)->level, LEVEL_ERROR);
    assert_true(world_finding(&world)->fails_gate);
    gate->state = GATE_INCONCLUSIVE;
    world_apply(&world, &rule_new_hotspot);
    assert_int_equal(world_finding(&world)->level, LEVEL_WARNING);
    world_release(&world);
}

/* A function that took over another's work is held against it. */
static void test_moved_cost(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct profile_row *row =
        add_function(&world, add_cpu_diff(&world), 0.02, 0.08);
    row->own.moved_with = "p.find";
    world_apply(&world, &rule_new_hotspot);
    assert_non_null(strstr(world_finding(&world)->headline,
                           "p.Join together with p.find:"));
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thresholds),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_words_and_numbers),
        cmocka_unit_test(test_unknown_operations),
        cmocka_unit_test(test_silent),
        cmocka_unit_test(test_failed_gate),
        cmocka_unit_test(test_moved_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
