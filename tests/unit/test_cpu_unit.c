/*
 * What a function costs an operation is told in the profile's own unit, not
 * in samples.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis_support.h"
#include "core/analysis/profiles/diff_profiles.h"

static void record_side(struct world *world, struct evidence_side *side,
                        int64_t samples)
{
    struct recording *cpu = world_profile(world, side, PROFILE_CPU);
    record(cpu, "p.Join p/a.go:9 < p.BenchmarkJoin p/a_test.go:5", samples);
    world_operations(side, "BenchmarkJoin", 1000);
}

static void test_cpu_an_operation_is_in_nanoseconds(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    record_side(&world, world.base, 40);
    record_side(&world, world.head, 100);
    diff_profiles(&world.analysis);
    const struct profile_row *row =
        world_function(&world, PROFILE_CPU, "cpu", "p.Join");
    struct change none = { .base = 0 };
    struct change own = row != NULL ? row->own : none;
    /* 40 samples of 10 ms in 1000 operations. */
    assert_true(own.base_each == 400e3);
    assert_true(own.head_each == 1000e3);
    assert_true(own.base == 400e6);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cpu_an_operation_is_in_nanoseconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
