#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/model/config_keys.h"

struct fixture {
    struct arena arena;
    struct config config;
};

static void start(struct fixture *fixture)
{
    *fixture = (struct fixture){ .arena = ARENA_INIT };
    config_init(&fixture->config);
}

static struct config_override * override(struct fixture *fixture,
                                         struct scope_pattern where)
{
    struct config_override *new =
        LIST_PUSH(&fixture->arena, &fixture->config.overrides);
    new->where = where;
    return new;
}

static void set_number(struct fixture *fixture,
                       struct config_override *override, const double *field,
                       double value)
{
    *LIST_PUSH(&fixture->arena, &override->numbers) = (struct config_number){
        .offset =
            (size_t)((const char *)field - (const char *)&fixture->config),
        .value = value,
    };
}

static void test_the_defaults_are_the_playbooks(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    const struct config *config = &fixture.config;
    assert_true(config->gate_unrelated == 0.02);
    assert_true(config->gate_related == 0.06);
    assert_true(config->gate_allocations == 0.05);
    assert_true(config->gate_hotspot == 0.05);
    assert_true(config->new_hotspot_share == 0.04);
    assert_true(config->cost_spike == 0.12);
    assert_true(config->least_runs == 15);
    assert_string_equal(config->default_branch, "main");
    assert_string_equal(config->repository_url, "");
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        assert_non_null(key->help);
        if (key->kind == CONFIG_NUMBER && key->home == CONFIG_OF_CONFIG) {
            assert_true(key->least <= key->initial);
            assert_true(key->initial <= key->most);
        }
        assert_ptr_equal(config_key_find(key->section, key->name), key);
    }
    for (size_t i = 0; config_gate_ids[i] != NULL; i++) {
        double limit = config_gate_limit(config, config_gate_ids[i], NULL);
        bool has_none = strcmp(config_gate_ids[i], "archived") == 0 ||
                        strcmp(config_gate_ids[i], "dashboard") == 0;
        assert_true(has_none ? limit == 0 : limit > 0);
    }
    arena_release(&fixture.arena);
}

static void test_the_last_override_that_matches_counts(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    struct config *config = &fixture.config;
    set_number(&fixture,
               override(&fixture, (struct scope_pattern){ .path = "legacy/" }),
               &config->costly_escape, 0.2);
    set_number(
        &fixture,
        override(&fixture, (struct scope_pattern){ .path = "legacy/old/" }),
        &config->costly_escape, 0.3);
    set_number(
        &fixture,
        override(&fixture, (struct scope_pattern){ .benchmark = "Join" }),
        &config->gate_related, 0.5);
    struct scope scope = { .path = "legacy/a.go" };
    assert_true(config_number(config, &config->costly_escape, &scope) == 0.2);
    assert_true(config_number(config, &config->new_escape, &scope) == 0.01);
    scope.path = "legacy/old/a.go";
    assert_true(config_number(config, &config->costly_escape, &scope) == 0.3);
    assert_true(config_number(config, &config->costly_escape, NULL) == 0.05);
    scope = (struct scope){ .benchmark = "Join/n=10-8" };
    assert_true(config_gate_limit(config, "related-time", &scope) == 0.5);
    scope.benchmark = "Sort-8";
    assert_true(config_gate_limit(config, "related-time", &scope) == 0.06);
    arena_release(&fixture.arena);
}

static void test_levels_and_switches(void **state)
{
    (void)state;
    static const struct rule_info rule = { .id = "PERF2001",
                                           .level = LEVEL_WARNING,
                                           .effort = "low" };
    struct fixture fixture;
    start(&fixture);
    struct config *config = &fixture.config;
    enum level level = LEVEL_WARNING;
    assert_true(config_rule_level(config, &rule, NULL, &level));
    assert_int_equal(level, LEVEL_WARNING);
    *LIST_PUSH(&fixture.arena, &config->subjects) = (struct config_subject){
        .id = "PERF2001", .level = "error", .effort = "high"
    };
    struct config_override *legacy =
        override(&fixture, (struct scope_pattern){ .path = "legacy/" });
    *LIST_PUSH(&fixture.arena, &legacy->subjects) =
        (struct config_subject){ .id = "PERF2001", .level = "off" };
    *LIST_PUSH(&fixture.arena, &legacy->subjects) =
        (struct config_subject){ .id = "allocations", .enabled = "false" };
    assert_true(config_rule_level(config, &rule, NULL, &level));
    assert_int_equal(level, LEVEL_ERROR);
    struct scope scope = { .path = "legacy/a.go" };
    assert_false(config_rule_level(config, &rule, &scope, &level));
    assert_string_equal(config_rule_effort(config, &rule, &scope), "high");
    assert_false(config_gate_is_on(config, "allocations", &scope));
    assert_true(config_gate_is_on(config, "allocations", NULL));
    assert_true(config_gate_is_on(config, "related-time", &scope));
    arena_release(&fixture.arena);
}

static void test_paths_and_functions(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    struct config *config = &fixture.config;
    *LIST_PUSH(&fixture.arena, &config->ignored) = "gen/";
    *LIST_PUSH(&fixture.arena, &config->critical_functions) = "pricing.Quote";
    *LIST_PUSH(&fixture.arena, &config->owners) =
        (struct config_owner){ "*", "@all" };
    *LIST_PUSH(&fixture.arena, &config->owners) =
        (struct config_owner){ "pricing/", "@pricing" };
    assert_true(config_ignores(config, "api/gen/a.go"));
    assert_false(config_ignores(config, "api/a.go"));
    assert_true(config_is_critical(config, "example.com/m/pricing.Quote"));
    assert_false(config_is_critical(config, "example.com/m/pricing.Quoted"));
    assert_string_equal(config_owner(config, "pricing/a.go"), "@pricing");
    assert_string_equal(config_owner(config, "a.go"), "@all");
    config->owners.count = 0;
    assert_null(config_owner(config, "a.go"));
    arena_release(&fixture.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_defaults_are_the_playbooks),
        cmocka_unit_test(test_the_last_override_that_matches_counts),
        cmocka_unit_test(test_levels_and_switches),
        cmocka_unit_test(test_paths_and_functions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
