#include "core/analysis/stack_frames.h"

#include "analysis_support.h"

/* The lines of a walk over the first stack, as numbers that are digits. */
static void check_walk(const struct recording *recording, bool from_root,
                       const char *expected)
{
    char seen[16] = "";
    const struct profile *profile = recorded_profile(recording);
    struct profile_sample sample = {
        .locations = recording->stacks.items,
        .location_count = recording->samples.items[0].location_count,
    };
    struct stack_walk walk = from_root ? stack_from_root(profile, &sample)
                                       : stack_from_leaf(profile, &sample);
    size_t length = 0;
    for (uint32_t line; stack_next(&walk, &line);) {
        assert_true(length < sizeof(seen) - 1);
        seen[length++] = (char)('0' + profile->lines[line].line);
    }
    assert_false(stack_next(&walk, &(uint32_t){ 0 }));
    assert_string_equal(seen, expected);
}

static void test_both_directions(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu,
           "m.a a.go:1 ~ m.b a.go:2 ~ m.c a.go:3 < m.d a.go:4 < m.e a.go:5 ~ "
           "m.f a.go:6",
           1);
    check_walk(cpu, false, "123456");
    check_walk(cpu, true, "654321");
    world_release(&world);
}

static uint32_t own_line_of(const char *stack)
{
    struct world world;
    world_init(&world);
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu, stack, 1);
    const struct profile *profile = recorded_profile(cpu);
    struct profile_sample sample = {
        .locations = cpu->stacks.items,
        .location_count = cpu->samples.items[0].location_count,
    };
    uint32_t line;
    bool is_found = stack_own_line(profile, &sample, &line);
    uint32_t number = is_found ? (uint32_t)profile->lines[line].line : 0;
    world_release(&world);
    return number;
}

static void test_own_line(void **state)
{
    (void)state;
    /* Of the repository's frames the leafmost. */
    assert_int_equal(own_line_of("sort.x /go/sort.go:1 < m.F a.go:2 < m.G "
                                 "a.go:3"),
                     2);
    /* A helper of the tests is not whom it serves. */
    assert_int_equal(own_line_of("m.less a_test.go:1 < sort.x /go/sort.go:2 < "
                                 "m.F a.go:3 < m.BenchmarkF a_test.go:4"),
                     3);
    assert_int_equal(own_line_of("sort.x /go/sort.go:1 < m.setUp a_test.go:2 < "
                                 "m.BenchmarkF a_test.go:3"),
                     2);
    assert_int_equal(own_line_of("runtime.gcBgMarkWorker /go/mgc.go:1"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_directions),
        cmocka_unit_test(test_own_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
