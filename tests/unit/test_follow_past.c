/*
 * A regression is looked for under the name that its function has now.
 */
#include "analysis_support.h"

#include "core/analysis/findings/follow_past.h"

static struct past past_of(struct world *world, const char *function,
                           int64_t closed)
{
    struct past past = { .is_main = true, .scope = "" };
    struct regression *regression = LIST_PUSH(&world->arena, &past.regressions);
    regression->function = function;
    regression->closed = closed;
    return past;
}

/* Base has two functions; the second is renamed between the two passes. */
static const char *followed(struct world *world, const struct past *past)
{
    record(world_profile(world, world->base, PROFILE_CPU),
           "p.Old[go.shape.int] p/a.go:3 < p.Join p/a.go:9 < "
           "p.BenchmarkJoin p/a_test.go:5",
           100);
    world->report.past = past;
    note_past(&world->analysis);
    struct profile *profile = &world->base->profiles.items[0];
    for (uint32_t i = 0; i < profile->function_count; i++) {
        if (strcmp(profile->functions[i].name, "p.Old[go.shape.int]") == 0) {
            profile->functions[i].name = "p.New[...]";
        }
    }
    follow_past(&world->analysis);
    return world->analysis.past_functions == NULL
               ? NULL
               : world->analysis.past_functions[0].name;
}

static void test_renamed(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct past past = past_of(&world, "p.Old[...]", 0);
    assert_string_equal(followed(&world, &past), "p.New[...]");
    world_release(&world);
}

static void test_same_name(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct past past = past_of(&world, "p.Join", 0);
    assert_string_equal(followed(&world, &past), "p.Join");
    world_release(&world);
}

static void test_closed_or_not_there(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct past past = past_of(&world, "p.Old[...]", 5);
    assert_string_equal(followed(&world, &past), "p.Old[...]");
    past = past_of(&world, "BenchmarkJoin-8", 0);
    assert_string_equal(followed(&world, &past), "BenchmarkJoin-8");
    world_release(&world);
}

static void test_without_main(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    assert_null(followed(&world, NULL));
    struct past past = past_of(&world, "p.Old[...]", 0);
    past.is_main = false;
    assert_null(followed(&world, &past));
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_renamed),
        cmocka_unit_test(test_same_name),
        cmocka_unit_test(test_closed_or_not_there),
        cmocka_unit_test(test_without_main),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
