#include "core/analysis/profiles/stack_frames.h"

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

static uint32_t own_line_in(enum profile_kind kind, const char *stack)
{
    struct world world;
    world_init(&world);
    struct recording *recording = world_profile(&world, world.head, kind);
    record(recording, stack, 1);
    const struct profile *profile = recorded_profile(recording);
    struct profile_sample sample = {
        .locations = recording->stacks.items,
        .location_count = recording->samples.items[0].location_count,
    };
    uint32_t line;
    bool is_found = stack_own_line(profile, &sample, &line);
    uint32_t number = is_found ? (uint32_t)profile->lines[line].line : 0;
    world_release(&world);
    return number;
}

static uint32_t own_line_of(const char *stack)
{
    return own_line_in(PROFILE_CPU, stack);
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

/* Who holds a lock is not the method that hands the call on. */
static void test_holder_of_a_lock(void **state)
{
    (void)state;
    static const char guard[] = "sync.(*Mutex).Unlock /go/mutex.go:1 < "
                                "m.(*Guard).Unlock a.go:2 < m.(*T).Put a.go:3";
    assert_int_equal(own_line_in(PROFILE_MUTEX, guard), 3);
    assert_int_equal(own_line_in(PROFILE_CPU, guard), 2);
    assert_int_equal(own_line_in(PROFILE_MUTEX,
                                 "sync.(*RWMutex).RUnlock /go/rw.go:1 < "
                                 "m.(*A).RUnlock a.go:2 < m.(*B).runlock "
                                 "a.go:3 < m.(*T).Get a.go:4"),
                     4);
    assert_int_equal(own_line_in(PROFILE_BLOCK,
                                 "sync.(*Mutex).Lock /go/mutex.go:1 < "
                                 "m.(*Guard).Lock a.go:2 < m.(*T).Put a.go:3"),
                     3);
    /* That does more, or something else. */
    assert_int_equal(own_line_in(PROFILE_MUTEX,
                                 "sync.(*Mutex).Unlock /go/mutex.go:1 < "
                                 "m.(*Pool).Close a.go:2 < m.F a.go:3"),
                     2);
    assert_int_equal(own_line_in(PROFILE_MUTEX,
                                 "sync.(*Mutex).Unlock /go/mutex.go:1 < "
                                 "m.(*T).Unlock.func1 a.go:2 < m.F a.go:3"),
                     2);
    assert_int_equal(own_line_in(PROFILE_BLOCK,
                                 "sync.(*WaitGroup).Wait /go/wait.go:1 < "
                                 "m.(*Group).Wait a.go:2 < m.F a.go:3"),
                     2);
    /* Whose caller is nobody's. */
    assert_int_equal(own_line_in(PROFILE_MUTEX,
                                 "sync.(*Mutex).Unlock /go/mutex.go:1 < "
                                 "m.(*Guard).Unlock a.go:2 < m.BenchmarkF "
                                 "a_test.go:3"),
                     2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_directions),
        cmocka_unit_test(test_own_line),
        cmocka_unit_test(test_holder_of_a_lock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
