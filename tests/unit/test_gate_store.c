#include "core/analysis/gates/gate_store.h"

#include "analysis_support.h"

static const struct gate *gate_of(const struct world *world, const char *id)
{
    static const struct gate none = { .state = GATE_SKIPPED };
    for (size_t i = 0; i < world->report.gates.count; i++) {
        if (strcmp(world->report.gates.items[i].id, id) == 0) {
            return &world->report.gates.items[i];
        }
    }
    fail_msg("no gate %s", id);
    return &none;
}

static void check(const struct world *world, const char *id,
                  enum gate_state state, const char *reason)
{
    const struct gate *gate = gate_of(world, id);
    assert_string_equal(gate->reason, reason);
    assert_int_equal(gate->state, state);
    assert_int_equal(gate->remedy[0] != '\0', state == GATE_FAILED);
}

static void begin(struct world *world, uint32_t base, uint32_t head)
{
    world_init(world);
    for (uint32_t i = 0; i < base; i++) {
        world_profile(world, world->base, PROFILE_CPU);
    }
    for (uint32_t i = 0; i < head; i++) {
        world_profile(world, world->head, PROFILE_CPU);
    }
    world->report.kept.store = "runs.db";
}

static void test_no_store(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 1, 1);
    world.report.kept = (struct kept_run){ .store = NULL };
    gate_store(&world.analysis);
    check(&world, "archived", GATE_SKIPPED,
          "Without a store of past runs no profile is archived.");
    check(&world, "dashboard", GATE_SKIPPED,
          "Without a store of past runs there is no dashboard to update.");
    world_release(&world);
}

static void test_all_kept(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 2, 1);
    world.report.kept.base_archived = 2;
    world.report.kept.head_archived = 1;
    world.report.kept.is_recorded = true;
    gate_store(&world.analysis);
    check(&world, "archived", GATE_PASSED,
          "All profiles are in runs.db: 2 of base, 1 of head.");
    check(&world, "dashboard", GATE_PASSED, "The run is recorded in runs.db.");
    world_release(&world);
}

static void test_something_missing(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 2, 1);
    world.report.kept.base_archived = 1;
    world.report.kept.head_archived = 1;
    world.report.kept.trouble = "the disk is full";
    gate_store(&world.analysis);
    check(&world, "archived", GATE_FAILED,
          "1 of 3 profiles are not in runs.db: the disk is full.");
    check(&world, "dashboard", GATE_FAILED,
          "The run is not recorded in runs.db: the disk is full.");
    world_release(&world);
}

/* A first run has nothing to hold against. */
static void test_one_side(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 0, 1);
    world.report.kept.head_archived = 1;
    world.report.kept.is_recorded = true;
    gate_store(&world.analysis);
    check(&world, "archived", GATE_SKIPPED, "Base has no profiles to archive.");
    check(&world, "dashboard", GATE_PASSED, "The run is recorded in runs.db.");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_store),
        cmocka_unit_test(test_all_kept),
        cmocka_unit_test(test_something_missing),
        cmocka_unit_test(test_one_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
