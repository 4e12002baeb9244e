#include "analysis_support.h"

#include "core/analysis/apply_config.h"
#include "core/analysis/gates/gate_hotspots.h"
#include "core/rules/rule.h"

static struct finding *add_finding(struct world *world, const struct rule *rule)
{
    struct rule_context context = { .arena = &world->arena,
                                    .findings = &world->report.findings };
    struct finding *finding = rule_report(rule, &context);
    finding->function = "example.com/m/pricing.Join";
    finding->location.file = "pricing/join.go";
    return finding;
}

static void say(struct world *world, struct config_subject subject,
                const char *path)
{
    struct config_subject_list *list = &world->config.subjects;
    if (path != NULL) {
        struct config_override *override =
            LIST_PUSH(&world->arena, &world->config.overrides);
        override->where.path = path;
        list = &override->subjects;
    }
    *LIST_PUSH(&world->arena, list) = subject;
}

static void test_a_rule_that_is_off(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_finding(&world, &rule_allocation_grew);
    add_finding(&world, &rule_new_escape);
    add_finding(&world, &rule_allocation_grew)->location.file = "api/a.go";
    say(&world, (struct config_subject){ .id = "PERF2001", .level = "off" },
        "pricing/");
    apply_config(&world.analysis);
    assert_int_equal(world.report.findings.count, 2);
    assert_string_equal(world.report.findings.items[0].rule->id, "PERF2004");
    assert_string_equal(world.report.findings.items[1].location.file,
                        "api/a.go");
    world_release(&world);
}

/* The config's level stands for the rule's; what the rule itself held for
 * uncertain stays a note, what fails a gate an error. */
static void test_levels(void **state)
{
    (void)state;
    static const struct {
        enum level found;
        bool fails_gate;
        const char *wanted;
        enum level given;
    } cases[] = {
        { LEVEL_WARNING, false, "error", LEVEL_ERROR },
        { LEVEL_WARNING, false, "note", LEVEL_NOTE },
        { LEVEL_NOTE, false, "error", LEVEL_NOTE },
        { LEVEL_NOTE, false, "note", LEVEL_NOTE },
        { LEVEL_ERROR, true, "note", LEVEL_ERROR },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct world world;
        world_init(&world);
        struct finding *finding = add_finding(&world, &rule_allocation_grew);
        finding->level = cases[i].found;
        finding->fails_gate = cases[i].fails_gate;
        say(&world,
            (struct config_subject){ .id = "PERF2001",
                                     .level = cases[i].wanted },
            NULL);
        apply_config(&world.analysis);
        assert_int_equal(world.report.findings.items[0].level, cases[i].given);
        world_release(&world);
    }
}

static void test_effort(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_finding(&world, &rule_allocation_grew);
    add_finding(&world, &rule_new_escape);
    say(&world, (struct config_subject){ .id = "PERF2001", .effort = "high" },
        NULL);
    apply_config(&world.analysis);
    assert_string_equal(world.report.findings.items[0].effort, "high");
    assert_string_equal(world.report.findings.items[1].effort, "low");
    world_release(&world);
}

/* A function at 8 % of the CPU, new in head. */
static enum gate_state gate_with_limit(double limit, const char *path)
{
    struct world world;
    world_init(&world);
    struct profile_diff *diff =
        LIST_PUSH(&world.arena, &world.comparison.profiles);
    *diff = (struct profile_diff){ .kind = PROFILE_CPU,
                                   .value = { .type = "cpu" },
                                   .has_base = true,
                                   .has_head = true,
                                   .is_per_operation = true };
    *LIST_PUSH(&world.arena, &diff->functions) = (struct profile_row){
        .function = "example.com/m/pricing.Join",
        .location = { .file = "pricing/join.go" },
        .in_source = true,
        .benchmark = "",
        .own = { .benchmark = "",
                 .base = 1,
                 .head = 8,
                 .head_share = 0.08,
                 .is_up = true },
    };
    struct config_override *override =
        LIST_PUSH(&world.arena, &world.config.overrides);
    override->where.path = path;
    *LIST_PUSH(&world.arena, &override->numbers) =
        (struct config_number){ offsetof(struct config, gate_hotspot), limit };
    gate_hotspots(&world.analysis);
    enum gate_state state = world.report.gates.items[0].state;
    world_release(&world);
    return state;
}

static void test_a_hotspot_may_be_larger_in_some_place(void **state)
{
    (void)state;
    assert_int_equal(gate_with_limit(0.07, "pricing/"), GATE_FAILED);
    assert_int_equal(gate_with_limit(0.09, "pricing/"), GATE_PASSED);
    assert_int_equal(gate_with_limit(0.09, "api/"), GATE_FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_rule_that_is_off),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_effort),
        cmocka_unit_test(test_a_hotspot_may_be_larger_in_some_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
