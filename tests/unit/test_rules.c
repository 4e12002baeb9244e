#include "comparison_support.h"

/* What the issue trackers and the SARIF of others hold on to. */
static void test_table(void **state)
{
    (void)state;
    static const struct {
        const char *id, *name;
        enum level level;
        const char *effort;
    } expected[] = {
        { "PERF1001", "NewHotspot", LEVEL_WARNING, "low" },
        { "PERF1002", "HotspotGrew", LEVEL_WARNING, "low" },
        { "PERF2001", "AllocationGrew", LEVEL_WARNING, "low" },
        { "PERF2002", "AllocationChurn", LEVEL_WARNING, "low" },
        { "PERF2003", "CostlyEscape", LEVEL_NOTE, "low" },
        { "PERF2004", "NewEscape", LEVEL_WARNING, "low" },
        { "PERF3001", "LockContention", LEVEL_WARNING, "high" },
        { "PERF4001", "BenchmarkSlower", LEVEL_ERROR, "low" },
        { "PERF4002", "BenchmarkAllocatesMore", LEVEL_ERROR, "low" },
        { "PERF4003", "BenchmarkInconclusive", LEVEL_NOTE, "low" },
    };
    for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
        const struct rule_info *info = rule_info_find(expected[i].id);
        assert_non_null(info);
        if (info != NULL) {
            assert_string_equal(info->name, expected[i].name);
            assert_int_equal(info->level, expected[i].level);
            assert_string_equal(info->effort, expected[i].effort);
        }
    }
}

/* Each rule is complete, and no two share an id or a name. */
static void test_infos(void **state)
{
    (void)state;
    const struct rule_info *const *infos = rule_infos();
    size_t count = 0;
    for (; infos[count] != NULL; count++) {
        const struct rule_info *info = infos[count];
        const char *const texts[] = {
            info->id,      info->name, info->title,
            info->summary, info->tags, info->precision
        };
        for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
            assert_non_null(texts[i]);
            assert_true(texts[i] != NULL && texts[i][0] != '\0');
        }
        assert_non_null(info->pattern);
        assert_non_null(info->category);
        assert_non_null(info->signal);
        assert_true(text_ends_with(info->title, "."));
        assert_ptr_equal(&rules[count]->info, info);
        assert_ptr_equal(rule_info_find(info->id), info);
        assert_ptr_equal(rule_info_find(info->name), info);
    }
    assert_null(rules[count]);
    assert_true(count >= 10);
}

static void test_find(void **state)
{
    (void)state;
    assert_string_equal(rule_info_find("perf1001")->id, "PERF1001");
    assert_string_equal(rule_info_find("newhotspot")->id, "PERF1001");
    assert_null(rule_info_find("PERF9999"));
    assert_null(rule_info_find(""));
}

/* No rule speaks about nothing: a first run has no base. */
static void test_nothing_to_compare(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    for (size_t i = 0; rules[i] != NULL; i++) {
        world_apply(&world, rules[i]);
        world_is_silent(&world);
    }
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_infos),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_nothing_to_compare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
