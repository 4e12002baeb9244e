#include "core/analysis/gates/gate_hotspots.h"

#include "comparison_support.h"

/* The only decision on a function that went from one share to the other. */
static enum gate_state state_for(double base_share, double head_share)
{
    struct world world;
    world_init(&world);
    add_function(&world, add_cpu_diff(&world), base_share, head_share);
    gate_hotspots(&world.analysis);
    assert_int_equal(world.report.gates.count, 1);
    enum gate_state state = world.report.gates.items[0].state;
    world_release(&world);
    return state;
}

/* No new hotspots over 5 %. */
static void test_limit(void **state)
{
    (void)state;
    assert_int_equal(state_for(0.01, 0.0501), GATE_FAILED);
    assert_int_equal(state_for(0.01, 0.05), GATE_PASSED);
    assert_int_equal(state_for(0.0499, 0.10), GATE_FAILED);
    assert_int_equal(state_for(0.05, 0.10), GATE_PASSED); /* was hot */
}

static void test_each_function_is_named(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct profile_diff *diff = add_cpu_diff(&world);
    add_function(&world, diff, 0.01, 0.10);
    add_function(&world, diff, 0.02, 0.20)->function = "example.com/m/p.find";
    gate_hotspots(&world.analysis);
    assert_int_equal(world.report.gates.count, 2);
    const struct gate *gate = &world.report.gates.items[1];
    assert_string_equal(gate->id, "no-new-hotspot");
    assert_string_equal(gate->function, "example.com/m/p.find");
    assert_true(gate->value == 0.20 && gate->limit == 0.05);
    assert_non_null(strstr(gate->reason, "p.find is a new hotspot: 20 %"));
    assert_string_equal(gate->remedy,
                        "It passes when p.find takes at most 5.0 % of the CPU "
                        "profile, or no more CPU an operation than in base.");
    world_release(&world);
}

/* Not chance, not tests, not others' code; what moved is held against what it
 * was. */
static void test_passes(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct profile_diff *diff = add_cpu_diff(&world);
    add_function(&world, diff, 0.01, 0.20)->own.is_up = false;
    add_function(&world, diff, 0.01, 0.20)->is_test = true;
    add_function(&world, diff, 0.01, 0.20)->in_source = false;
    gate_hotspots(&world.analysis);
    assert_int_equal(world.report.gates.count, 1);
    assert_int_equal(world.report.gates.items[0].state, GATE_PASSED);
    assert_non_null(strstr(world.report.gates.items[0].reason, "5.0 %"));
    world_release(&world);
}

/* Shares alone decide nothing, whatever they show. */
static void test_unknown_operations(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct profile_diff *diff = add_cpu_diff(&world);
    diff->is_per_operation = false;
    gate_hotspots(&world.analysis);
    assert_int_equal(world.report.gates.items[0].state, GATE_INCONCLUSIVE);
    add_function(&world, diff, 0.01, 0.20);
    gate_hotspots(&world.analysis);
    assert_int_equal(world.report.gates.count, 2);
    assert_int_equal(world.report.gates.items[1].state, GATE_INCONCLUSIVE);
    world_release(&world);
}

/* One benchmark's operations say nothing of a function in another. */
static void test_operations_of_some(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct profile_row *row =
        add_function(&world, add_cpu_diff(&world), 0.01, 0.20);
    row->own.is_up = false;
    row->own.base_each = row->own.head_each = (double)NAN;
    gate_hotspots(&world.analysis);
    assert_int_equal(world.report.gates.count, 1);
    const struct gate *gate = &world.report.gates.items[0];
    assert_int_equal(gate->state, GATE_INCONCLUSIVE);
    assert_non_null(strstr(gate->reason, "p.Join takes 20 %"));
    row->benchmark = ""; /* a goroutine's, compared with all of them */
    gate_hotspots(&world.analysis);
    assert_int_equal(world.report.gates.items[1].state, GATE_PASSED);
    row->own.base = row->own.head = 0; /* and this one was not */
    gate_hotspots(&world.analysis);
    assert_int_equal(world.report.gates.items[2].state, GATE_INCONCLUSIVE);
    world_release(&world);
}

/* Cost on another processor or toolchain is another cost. */
static void test_other_platform(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world.comparison.same_platform = false;
    world.comparison.platform_note = "The CPUs differ.";
    struct profile_diff *diff = add_cpu_diff(&world);
    gate_hotspots(&world.analysis);
    add_function(&world, diff, 0.01, 0.20);
    gate_hotspots(&world.analysis);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(world.report.gates.items[i].state, GATE_INCONCLUSIVE);
        assert_non_null(
            strstr(world.report.gates.items[i].reason, "The CPUs differ."));
    }
    world_release(&world);
}

/* Without both sides it is skipped, never passed. */
static void test_missing_side(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    gate_hotspots(&world.analysis);
    struct profile_diff *diff = add_cpu_diff(&world);
    diff->has_base = false;
    add_function(&world, diff, 0.01, 0.20);
    gate_hotspots(&world.analysis);
    assert_int_equal(world.report.gates.count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(world.report.gates.items[i].state, GATE_SKIPPED);
    }
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_each_function_is_named),
        cmocka_unit_test(test_passes),
        cmocka_unit_test(test_unknown_operations),
        cmocka_unit_test(test_operations_of_some),
        cmocka_unit_test(test_other_platform),
        cmocka_unit_test(test_missing_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
