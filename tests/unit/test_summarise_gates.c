#include "core/analysis/gates/summarise_gates.h"

#include "comparison_support.h"

static const struct gate_summary *summary_at(const struct world *world,
                                             size_t index)
{
    assert_true(index < world->report.gate_summaries.count);
    return &world->report.gate_summaries.items[index];
}

/* One that fails fails the gate, else one that is open leaves it so. */
static enum gate_state state_of(enum gate_state first, enum gate_state second)
{
    struct world world;
    world_init(&world);
    add_gate(&world, "related-time", "sec/op", first);
    add_gate(&world, "related-time", "sec/op", second);
    summarise_gates(&world.analysis);
    assert_int_equal(world.report.gate_summaries.count, 1);
    enum gate_state state = summary_at(&world, 0)->state;
    world_release(&world);
    return state;
}

static void test_states(void **state)
{
    (void)state;
    assert_int_equal(state_of(GATE_PASSED, GATE_FAILED), GATE_FAILED);
    assert_int_equal(state_of(GATE_INCONCLUSIVE, GATE_FAILED), GATE_FAILED);
    assert_int_equal(state_of(GATE_PASSED, GATE_INCONCLUSIVE),
                     GATE_INCONCLUSIVE);
    assert_int_equal(state_of(GATE_PASSED, GATE_SKIPPED), GATE_PASSED);
    assert_int_equal(state_of(GATE_SKIPPED, GATE_SKIPPED), GATE_SKIPPED);
}

/* The worst is the highest of those that decided it. */
static void test_worst(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_gate(&world, "related-time", "sec/op", GATE_PASSED)->value = 9;
    add_gate(&world, "related-time", "sec/op", GATE_FAILED)->value = 0.1;
    add_gate(&world, "related-time", "sec/op", GATE_FAILED)->value = 0.7;
    add_gate(&world, "related-time", "sec/op", GATE_FAILED)->value =
        (double)NAN;
    summarise_gates(&world.analysis);
    const struct gate_summary *summary = summary_at(&world, 0);
    assert_int_equal(summary->worst, 2);
    assert_int_equal(summary->counts[GATE_FAILED], 3);
    assert_int_equal(summary->counts[GATE_PASSED], 1);
    assert_string_equal(summary->text, "3 of 4 beyond the limit; worst: "
                                       "BenchmarkJoin/n=10-8 sec/op +70 %.");
    world_release(&world);
}

/* A waived decision is none of those within the limit. */
static void test_skipped_ones_are_not_judged(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_gate(&world, "related-time", "sec/op", GATE_PASSED)->value = 0.01;
    add_gate(&world, "related-time", "sec/op", GATE_PASSED)->value = 0;
    add_gate(&world, "related-time", "sec/op", GATE_SKIPPED)->value = 0.7;
    add_gate(&world, "allocations", "B/op", GATE_SKIPPED)->value = 0.7;
    add_gate(&world, "allocations", "B/op", GATE_SKIPPED)->value = 0.8;
    summarise_gates(&world.analysis);
    assert_string_equal(summary_at(&world, 0)->text,
                        "all 2 within the limit, 1 skipped; highest: "
                        "BenchmarkJoin/n=10-8 sec/op +1.0 %.");
    assert_string_equal(summary_at(&world, 1)->text,
                        "2 skipped; first: BenchmarkJoin/n=10-8 B/op +80 %.");
    world_release(&world);
}

/* A gate that decided once has said it all. */
static void test_one_decision(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_gate(&world, "no-new-hotspot", "", GATE_SKIPPED)->reason = "No base.";
    add_gate(&world, "allocations", "B/op", GATE_PASSED)->reason = "Within.";
    summarise_gates(&world.analysis);
    assert_int_equal(world.report.gate_summaries.count, 2);
    assert_string_equal(summary_at(&world, 0)->text, "No base.");
    assert_string_equal(summary_at(&world, 0)->title, "No new hotspot");
    assert_string_equal(summary_at(&world, 1)->text, "Within.");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_worst),
        cmocka_unit_test(test_skipped_ones_are_not_judged),
        cmocka_unit_test(test_one_decision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
