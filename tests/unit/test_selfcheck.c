/*
 * The self-check of the gates: planted changes beyond and within each limit.
 */
#include "core/analysis/gates/selfcheck.h"

#include "core/analysis/benchmarks/compare_benchmarks.h"
#include "core/analysis/gates/gate_benchmarks.h"
#include "core/analysis/profiles/diff_profiles.h"

#include "analysis_support.h"

#define CALM "100 101 99 100 101 99 100 101 99 100"
#define WILD "60 180 90 140 75 200 110 65 130 95"

static void add(struct world *world, const char *unit, const char *base,
                const char *head)
{
    const char *const values[] = { base, head };
    struct evidence_side *sides[] = { world->base, world->head };
    for (size_t i = 0; i < 2; i++) {
        const char *text = "pkg: example.com/m/p\n";
        for (const char *at = values[i]; *at != '\0';) {
            int length = (int)strcspn(at, " ");
            text =
                arena_printf(&world->arena, "%sBenchmarkJoin-8 100 %.*s %s\n",
                             text, length, at, unit);
            at += length + (at[length] == ' ');
        }
        bench_read(&world->bench, sides[i], text);
    }
}

static void run(struct world *world)
{
    world->report.selfcheck.is_wanted = true;
    compare_benchmarks(&world->analysis);
    diff_profiles(&world->analysis);
    selfcheck(&world->analysis);
}

static const struct selfcheck_entry *entry_of(const struct world *world,
                                              const char *gate)
{
    static const struct selfcheck_entry none = { .text = "none" };
    const struct selfcheck_list *entries = &world->report.selfcheck.entries;
    for (size_t i = 0; i < entries->count; i++) {
        if (strcmp(entries->items[i].gate, gate) == 0) {
            return &entries->items[i];
        }
    }
    fail_msg("nothing planted for %s", gate);
    return &none;
}

static void check(const char *unit, const char *base, const char *head,
                  enum guard guard, const char *text)
{
    struct world world;
    world_init(&world);
    add(&world, unit, base, head);
    run(&world);
    const struct selfcheck_entry *entry = entry_of(
        &world, strcmp(unit, "ns/op") == 0 ? "related-time" : "allocations");
    assert_string_equal(entry->text, text);
    assert_int_equal(entry->guard, guard);
    assert_false(selfcheck_failed(&world.report.selfcheck));
    world_release(&world);
}

static void test_calm_time(void **state)
{
    (void)state;
    check("ns/op", CALM, CALM, GUARD_PROVED,
          "A planted +9.0 % fails, +3.0 % does not.");
    /* Whatever head is in truth. */
    check("ns/op", CALM, "300 301 299 300 301 299 300 301 299 300",
          GUARD_PROVED, "A planted +9.0 % fails, +3.0 % does not.");
}

static void test_noise_is_unguarded(void **state)
{
    (void)state;
    check("ns/op", WILD, WILD, GUARD_UNGUARDED,
          "A planted +9.0 % is lost in the noise; +75 % fails.");
    check("ns/op", "100 101", "100 101", GUARD_UNGUARDED,
          "A planted +9.0 % does not fail, nor does any other: too few runs.");
}

/* Counts that never vary guard to within a thousandth, from the first run. */
static void test_exact_counts(void **state)
{
    (void)state;
    check("B/op", "4096", "4096", GUARD_PROVED,
          "A planted +5.1 % fails, +4.9 % does not.");
    check("allocs/op", "0 0 0", "0 0 0", GUARD_PROVED,
          "A planted 1 for 0 fails, 0 does not.");
    check("allocs/op", "0 0 0", "7 7 7", GUARD_PROVED,
          "A planted 1 for 0 fails, 0 does not.");
}

static void test_other_platform(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world.comparison.same_platform = false;
    add(&world, "ns/op", CALM, CALM);
    run(&world);
    const struct selfcheck_entry *entry = entry_of(&world, "related-time");
    assert_int_equal(entry->guard, GUARD_UNGUARDED);
    assert_string_equal(entry->text,
                        "A planted +9.0 % does not fail: the sides ran on "
                        "different platforms.");
    world_release(&world);
}

/* The copies are planted into, not the evidence. */
static void test_evidence_stays(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, "ns/op", CALM, CALM);
    run(&world);
    const struct benchmark_row *row = &world.comparison.benchmarks.items[0];
    assert_true(row->ratio == 1);
    assert_true(row->head_values[0] == row->base_values[0]);
    gate_benchmarks(&world.analysis);
    assert_int_equal(world.report.gates.items[1].state, GATE_PASSED);
    world_release(&world);
}

static void test_not_wanted(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, "ns/op", CALM, CALM);
    compare_benchmarks(&world.analysis);
    selfcheck(&world.analysis);
    assert_int_equal(world.report.selfcheck.entries.count, 0);
    assert_int_equal(world.report.selfcheck.gates.count, 0);
    world_release(&world);
}

/* What no sound gate says, from hand: it fails the self-check. */
static void test_broken_gates(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct selfcheck_entry *entry =
        selfcheck_add(&world.analysis, "related-time", 0.06);
    entry->benchmark = "Join-8";
    entry->beyond_state = GATE_PASSED;
    entry->within_state = GATE_PASSED;
    selfcheck_judge(&world.analysis, entry, "");
    assert_int_equal(entry->guard, GUARD_BROKEN);
    assert_string_equal(entry->text,
                        "A planted +9.0 % is passed, +3.0 % is passed.");
    assert_true(selfcheck_failed(&world.report.selfcheck));
    entry->beyond_state = GATE_FAILED;
    entry->within_state = GATE_FAILED;
    selfcheck_judge(&world.analysis, entry, "");
    assert_int_equal(entry->guard, GUARD_BROKEN);
    entry->within_state = GATE_INCONCLUSIVE;
    selfcheck_judge(&world.analysis, entry, "");
    assert_int_equal(entry->guard, GUARD_PROVED);
    assert_false(selfcheck_failed(&world.report.selfcheck));
    world_release(&world);
}

/* CPU profiles of both sides in which a benchmark has so many samples. */
static void record_cpu(struct world *world, int64_t samples)
{
    struct evidence_side *sides[] = { world->base, world->head };
    for (size_t i = 0; i < 2; i++) {
        for (int replicate = 0; replicate < 5; replicate++) {
            struct recording *cpu = world_profile(world, sides[i], PROFILE_CPU);
            record(cpu,
                   "m/p.Join p/join.go:4 < m/p.BenchmarkJoin p/join_test.go:2",
                   samples);
        }
        world_operations(sides[i], "BenchmarkJoin", 10000);
    }
}

static void check_hotspot(int64_t samples, enum guard guard, const char *text)
{
    struct world world;
    world_init(&world);
    record_cpu(&world, samples);
    run(&world);
    const struct selfcheck_entry *entry = entry_of(&world, "no-new-hotspot");
    assert_string_equal(entry->text, text);
    assert_int_equal(entry->guard, guard);
    world_release(&world);
}

static void test_hotspot(void **state)
{
    (void)state;
    check_hotspot(1000, GUARD_PROVED, "A planted 7.5 % fails, 2.5 % does not.");
    check_hotspot(12, GUARD_UNGUARDED,
                  "A planted 7.5 % is lost in the noise; 15 % fails.");
}

/* Without operations the gate decides nothing, and nothing is planted. */
static void test_hotspot_without_operations(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    record_cpu(&world, 1000);
    world.base->operations.count = 0;
    run(&world);
    const struct selfcheck_gate *gate = &world.report.selfcheck.gates.items[3];
    assert_string_equal(gate->id, "no-new-hotspot");
    assert_string_equal(gate->text, "nothing to plant into");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calm_time),
        cmocka_unit_test(test_noise_is_unguarded),
        cmocka_unit_test(test_exact_counts),
        cmocka_unit_test(test_other_platform),
        cmocka_unit_test(test_evidence_stays),
        cmocka_unit_test(test_not_wanted),
        cmocka_unit_test(test_broken_gates),
        cmocka_unit_test(test_hotspot),
        cmocka_unit_test(test_hotspot_without_operations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
