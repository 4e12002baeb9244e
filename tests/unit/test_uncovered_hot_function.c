#include "core/analysis/findings/attribute_change.h"
#include "core/analysis/profiles/find_uncovered.h"
#include "core/analysis/profiles/part_production.h"
#include "core/rules/rule.h"

#include "analysis_support.h"

#define BENCH "p.Join p/a.go:3 < p.BenchmarkJoin p/a_test.go:5"
#define MAIN  " < main.main cmd/main.go:9"

static void add(struct world *world, const char *stack, int64_t samples)
{
    record(world_profile(world, world->head, PROFILE_CPU), stack, samples);
}

/* A run of the benchmark, and production with 1000 samples of which some are
 * Table's. */
static void begin(struct world *world, int64_t samples)
{
    world_init(world);
    world_source(world, world->head, "p/table.go",
                 "package p\n\nfunc (t *T[K]) Table() {\n\tfor {\n\t}\n}\n");
    add(world, BENCH, 100);
    struct recording *production =
        world_profile(world, world->head, PROFILE_CPU);
    record(production, "p.(*T[go.shape.int]).Table.func1 p/table.go:4" MAIN,
           samples);
    record(production, "p.Join p/a.go:3" MAIN, 600);
    record(production, "runtime.futex /go/sys.s:1", 400 - samples);
}

static size_t apply(struct world *world)
{
    struct rule_context context = {
        .arena = &world->arena,
        .evidence = world->evidence,
        .config = &world->config,
        .comparison = &world->comparison,
        .gates = &world->report.gates,
        .findings = &world->report.findings,
    };
    part_production(&world->analysis);
    find_uncovered(&world->analysis);
    rule_uncovered_hot_function.check(&rule_uncovered_hot_function, &context);
    attribute_change(&world->analysis);
    return world->report.findings.count;
}

static void test_just_hot(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 50);
    assert_int_equal(apply(&world), 1);
    const struct finding *finding = world.report.findings.items;
    assert_int_equal(finding->level, LEVEL_NOTE);
    assert_int_equal(finding->state, FINDING_FACT);
    assert_string_equal(finding->location.file, "p/table.go");
    assert_int_equal(finding->location.line, 3); /* its declaration */
    assert_string_equal(finding->headline,
                        "p.(*T[go.shape.int]).Table.func1 takes 5.0 % of the "
                        "CPU in production, and no benchmark reaches it.");
    world_release(&world);
}

static void test_not_hot(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 49);
    assert_int_equal(apply(&world), 0);
    world_release(&world);
}

/* Another instance of it, on the way to something else, is enough; in a
 * profile of any kind. */
static void test_reached(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 300);
    struct recording *heap = world_profile(&world, world.head, PROFILE_HEAP);
    record_blocks(heap,
                  "runtime.mallocgc /go/malloc.go:1 < "
                  "p.(*T[go.shape.string]).Table p/table.go:4 < " BENCH,
                  1, 64);
    assert_int_equal(apply(&world), 0);
    world_release(&world);
}

/* The same name in another file is another function. */
static void test_namesake(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 300);
    add(&world, "q.(*T[go.shape.int]).Table q/table.go:4 < " BENCH, 10);
    assert_int_equal(apply(&world), 1);
    world_release(&world);
}

static void test_without_benchmarks(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, "p.Table p/table.go:4" MAIN, 1000);
    assert_int_equal(apply(&world), 0);
    world_release(&world);
}

static void test_without_production(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, BENCH, 1000);
    add(&world, "p.Table p/table.go:4 < testing.tRunner /go/t.go:1", 1000);
    assert_int_equal(apply(&world), 0);
    world_release(&world);
}

static void assert_coverage(const struct world *world, size_t covered,
                            size_t critical)
{
    assert_int_equal(world->comparison.covered, covered);
    assert_int_equal(world->comparison.critical, critical);
}

/* Of 1020 samples 600 are Join's, which is reached; Table and its caller have
 * 11, just over 1 %. The generic one and cold have less; main never counts. */
static void test_coverage_of_production(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 10);
    add(&world, "p.cold p/cold.go:3 < p.cold p/cold.go:4" MAIN, 9);
    add(&world, "p.Table p/x.go:4 < p.caller p/caller.go:8" MAIN, 11);
    apply(&world);
    assert_coverage(&world, 1, 3);
    world_release(&world);
}

/* What the configuration names, whether or not production has it. */
static void test_coverage_of_config(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 300);
    *LIST_PUSH(&world.arena, &world.config.critical_functions) = "p.Join";
    *LIST_PUSH(&world.arena, &world.config.critical_functions) = "p.Lost";
    *LIST_PUSH(&world.arena, &world.config.critical_functions) = "p.*Table*";
    apply(&world);
    assert_coverage(&world, 1, 3);
    world_release(&world);
}

static void test_coverage_is_not_known(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, "p.Table p/table.go:4" MAIN, 1000);
    apply(&world);
    assert_coverage(&world, 0, 0);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_just_hot),
        cmocka_unit_test(test_not_hot),
        cmocka_unit_test(test_reached),
        cmocka_unit_test(test_namesake),
        cmocka_unit_test(test_without_benchmarks),
        cmocka_unit_test(test_without_production),
        cmocka_unit_test(test_coverage_of_production),
        cmocka_unit_test(test_coverage_of_config),
        cmocka_unit_test(test_coverage_is_not_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
