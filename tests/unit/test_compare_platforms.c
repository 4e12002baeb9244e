#include "core/analysis/profiles/compare_platforms.h"

#include "analysis_support.h"

static void test_same_platform(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world.base->go_version = world.head->go_version = "go1.26.8";
    world.base->goarch = "amd64"; /* head's is not known: that says nothing */
    compare_platforms(&world.analysis);
    assert_true(world.comparison.same_platform);
    assert_string_equal(world.comparison.platform_note, "");
    assert_int_equal(world.report.banners.count, 0);
    world_release(&world);
}

static void test_differences(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world.base->go_version = "go1.25.1";
    world.head->go_version = "go1.26.8";
    world.base->cpu = "EPYC";
    world.head->cpu = "Xeon";
    compare_platforms(&world.analysis);
    assert_false(world.comparison.same_platform);
    const char *note = world.comparison.platform_note;
    assert_non_null(strstr(note, "go1.25.1 in base, go1.26.8 in head"));
    assert_non_null(strstr(note, "EPYC in base, Xeon in head"));
    assert_int_equal(world.report.banners.count, 1);
    assert_string_equal(world.report.banners.items[0], note);
    world_release(&world);
}

static void test_each_fact_counts(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct world world;
        world_init(&world);
        const char **facts[][2] = {
            { &world.base->go_version, &world.head->go_version },
            { &world.base->goos, &world.head->goos },
            { &world.base->goarch, &world.head->goarch },
            { &world.base->cpu, &world.head->cpu },
        };
        *facts[i][0] = "one";
        *facts[i][1] = "other";
        compare_platforms(&world.analysis);
        assert_false(world.comparison.same_platform);
        world_release(&world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_platform),
        cmocka_unit_test(test_differences),
        cmocka_unit_test(test_each_fact_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
