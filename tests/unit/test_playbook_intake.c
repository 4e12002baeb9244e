/*
 * Playbook 1, hypothesis intake: on evidence that raises the hypothesis, and
 * on evidence that just does not. The SLO alert and the CPU hours of
 * production need inputs that nothing reads yet.
 */
#include "playbook_support.h"

#include "core/model/intake.h"

#define BENCH " < m/p.BenchmarkJoin p/join_test.go:5"

static bool is_bench_diff(double head)
{
    struct world world;
    world_init(&world);
    playbook_runs(&world, world.base, "Join", 1000, "ns/op");
    playbook_runs(&world, world.head, "Join", head, "ns/op");
    playbook_judge_benchmarks(&world, true);
    bool is_seen = playbook_warns(&world, &rule_benchmark_slower);
    assert_int_equal(is_seen,
                     is_seen && intake_has(&intake_sources[0],
                                           &world.report.findings.items[0]));
    world_release(&world);
    return is_seen;
}

/* "Bench Diff | time/op +6% | Reproduce locally with -count=15" */
static void test_bench_diff(void **state)
{
    (void)state;
    assert_true(is_bench_diff(1065));
    assert_false(is_bench_diff(1055));
    assert_string_equal(intake_sources[0].pattern->name, "Bench Diff");
    assert_string_equal(intake_sources[0].pattern->signature, "time/op +6%");
    assert_string_equal(intake_sources[0].pattern->strategy,
                        "Reproduce locally with -count=15");
}

/* A function that takes so many of 1000 samples, and did not before. */
static bool is_profile_drift(int64_t samples)
{
    struct world world;
    world_init(&world);
    playbook_profiles(&world, world.base, PROFILE_CPU);
    playbook_profiles(&world, world.head, PROFILE_CPU);
    playbook_record(world.base, "m/p.Join p/join.go:9" BENCH, 1000);
    playbook_record(world.head, "m/p.Join p/join.go:9" BENCH, 1000 - samples);
    playbook_record(world.head, "m/p.find p/join.go:19" BENCH, samples);
    diff_profiles(&world.analysis);
    judge_changes(&world.analysis);
    gate_hotspots(&world.analysis);
    world_apply(&world, &rule_new_hotspot);
    bool is_seen =
        world.report.findings.count == 1 &&
        intake_has(&intake_sources[1], &world.report.findings.items[0]);
    world_release(&world);
    return is_seen;
}

/* "Profile Drift | New hotspot >4% flat | Code archeology + changelog review"
 */
static void test_profile_drift(void **state)
{
    (void)state;
    assert_true(is_profile_drift(42));
    assert_false(is_profile_drift(38));
    assert_string_equal(intake_sources[1].pattern->name, "Profile Drift");
    assert_string_equal(intake_sources[1].pattern->signature,
                        "New hotspot >4% flat");
    assert_string_equal(intake_sources[1].pattern->strategy,
                        "Code archeology + changelog review");
}

/* "Cost Spike | CPU hours +12% | Check allocator churn & GC cycles", as far
 * as the benchmarks' CPU tells. */
static void test_cost_spike(void **state)
{
    (void)state;
    assert_ptr_equal(rule_cpu_cost_spike.info.pattern,
                     intake_sources[2].pattern);
    assert_string_equal(intake_sources[2].pattern->strategy,
                        "Check allocator churn & GC cycles");
    assert_null(intake_sources[3].pattern);
}

/* What got better raises no hypothesis. */
static void test_improvements(void **state)
{
    (void)state;
    struct finding finding = { .rule = &rule_benchmark_slower.info,
                               .state = FINDING_IMPROVEMENT };
    assert_false(intake_has(&intake_sources[0], &finding));
    finding.state = FINDING_REGRESSION;
    assert_true(intake_has(&intake_sources[0], &finding));
    assert_false(intake_has(&intake_sources[1], &finding));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bench_diff),
        cmocka_unit_test(test_profile_drift),
        cmocka_unit_test(test_cost_spike),
        cmocka_unit_test(test_improvements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
