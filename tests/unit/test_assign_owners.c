#include "core/analysis/findings/assign_owners.h"

#include "core/rules/rule.h"

#include "analysis_support.h"

static void add_rule(struct evidence_side *side, const char *pattern,
                     const char *owner)
{
    struct owners *owners = &side->owners;
    *LIST_PUSH(&side->arena, &owners->rules) =
        (struct owner_rule){ .pattern = pattern,
                             .owner_first = (uint32_t)owners->names.count,
                             .owner_count = owner != NULL };
    if (owner != NULL) {
        *LIST_PUSH(&side->arena, &owners->names) = owner;
    }
}

static void add_finding(struct world *world, struct finding_list *findings,
                        const char *file)
{
    *LIST_PUSH(&world->arena, findings) =
        (struct finding){ .rule = &rule_hotspot_grew.info,
                          .location = { .file = file, .line = 3 } };
}

static const char *owner_of(const struct finding_list *findings, size_t index)
{
    const struct owner_name_list *owners = &findings->items[index].owners;
    return owners->count == 0 ? "" : owners->items[0];
}

static void test_the_last_rule_that_matches(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_rule(&world.evidence->head, "*", "@all");
    add_rule(&world.evidence->head, "/pricing/", "@shop/pricing");
    add_rule(&world.evidence->head, "free.go", NULL);
    struct finding_list *findings = &world.report.findings;
    add_finding(&world, findings, "main.go");
    add_finding(&world, findings, "pricing/join.go");
    add_finding(&world, findings, "pricing/free.go");
    add_finding(&world, findings, NULL);
    add_finding(&world, &world.report.improvements, "pricing/sum.go");
    assign_owners(&world.analysis);
    assert_string_equal(owner_of(findings, 0), "@all");
    assert_string_equal(owner_of(findings, 1), "@shop/pricing");
    assert_string_equal(owner_of(findings, 2), "");
    assert_string_equal(owner_of(findings, 3), "");
    assert_string_equal(owner_of(&world.report.improvements, 0),
                        "@shop/pricing");
    world_release(&world);
}

/* A change that makes itself owner of a file is not asked. */
static void test_base_comes_before_head(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_rule(&world.evidence->head, "*", "@mallory");
    add_rule(&world.evidence->base, "*", "@all");
    add_finding(&world, &world.report.findings, "main.go");
    assign_owners(&world.analysis);
    assert_string_equal(owner_of(&world.report.findings, 0), "@all");
    world_release(&world);
}

static void test_the_configuration_comes_before_all(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_rule(&world.evidence->base, "*", "@all");
    *LIST_PUSH(&world.arena, &world.config.owners) =
        (struct config_owner){ "pricing/", "@pricing" };
    *LIST_PUSH(&world.arena, &world.config.owners) =
        (struct config_owner){ "free.go", "" };
    struct finding_list *findings = &world.report.findings;
    add_finding(&world, findings, "main.go");
    add_finding(&world, findings, "pricing/join.go");
    add_finding(&world, findings, "pricing/free.go");
    assign_owners(&world.analysis);
    assert_string_equal(owner_of(findings, 0), "@all");
    assert_string_equal(owner_of(findings, 1), "@pricing");
    assert_int_equal(findings->items[1].owners.count, 1);
    assert_string_equal(owner_of(findings, 2), "");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_last_rule_that_matches),
        cmocka_unit_test(test_base_comes_before_head),
        cmocka_unit_test(test_the_configuration_comes_before_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
