#include "core/analysis/gates/gate_benchmarks.h"

#include "core/analysis/benchmarks/compare_benchmarks.h"

#include "analysis_support.h"

struct bench {
    const char *name;
    const char *values[2]; /* of base and head: "10 11 12"; "" none */
};

/* Result lines of one benchmark and unit. */
static const char *lines_of(struct world *world, const char *name,
                            const char *unit, const char *values)
{
    const char *text = "pkg: example.com/m/p\n";
    while (*values != '\0') {
        int length = (int)strcspn(values, " ");
        text = arena_printf(&world->arena, "%sBenchmark%s-8 100 %.*s %s\n",
                            text, name, length, values, unit);
        values += length + (values[length] == ' ');
    }
    return text;
}

static void add(struct world *world, const struct bench *bench,
                const char *unit)
{
    struct evidence_side *sides[] = { world->base, world->head };
    for (size_t i = 0; i < 2; i++) {
        if (bench->values[i][0] != '\0') {
            bench_read(&world->bench, sides[i],
                       lines_of(world, bench->name, unit, bench->values[i]));
        }
    }
}

/* Compares, relates each benchmark whose name starts with "Un" as unrelated,
 * and judges. */
static void run(struct world *world)
{
    compare_benchmarks(&world->analysis);
    struct benchmark_row_list *rows = &world->comparison.benchmarks;
    for (size_t i = 0; i < rows->count; i++) {
        rows->items[i].relation_known = true;
        rows->items[i].is_related =
            !text_starts_with(rows->items[i].name, "Un");
    }
    gate_benchmarks(&world->analysis);
}

/* The decisions of a gate on a benchmark, of which there must be one. */
static const struct gate *gate_of(const struct world *world, const char *id,
                                  const char *name)
{
    static const struct gate none = { .reason = "" };
    const struct gate *found = &none;
    size_t count = 0;
    for (size_t i = 0; i < world->report.gates.count; i++) {
        const struct gate *gate = &world->report.gates.items[i];
        if (strcmp(gate->id, id) == 0 &&
            text_starts_with(gate->benchmark, name)) {
            found = gate;
            count++;
        }
    }
    if (count != 1) {
        fail_msg("%zu gates %s of %s", count, id, name);
    }
    return found;
}

static enum gate_state state_for(const char *name, const char *unit,
                                 const char *base, const char *head)
{
    struct world world;
    world_init(&world);
    add(&world, &(struct bench){ name, { base, head } }, unit);
    run(&world);
    const char *id = strcmp(unit, "ns/op") != 0     ? "allocations"
                     : text_starts_with(name, "Un") ? "unrelated-time"
                                                    : "related-time";
    enum gate_state state = gate_of(&world, id, name)->state;
    world_release(&world);
    return state;
}

#define CALM     "100 101 99 100 101 99 100 101 99 100"
#define PLUS_4   "104 105 103 104 105 103 104 105 103 104"
#define PLUS_20  "120 121 119 120 121 119 120 121 119 120"
#define PLUS_8   "108 109 107 108 109 107 108 109 107 108"
#define TWICE    "200 201 199 200 201 199 200 201 199 200"
#define MINUS_20 "80 81 79 80 81 79 80 81 79 80"
#define WILD     "60 180 90 140 75 200 110 65 130 95"

/* +4 % is too much for a benchmark that the patch does not touch, and within
 * what one that it touches may cost. */
static void test_limits(void **state)
{
    (void)state;
    assert_int_equal(state_for("Join", "ns/op", CALM, CALM), GATE_PASSED);
    assert_int_equal(state_for("Join", "ns/op", CALM, PLUS_4), GATE_PASSED);
    assert_int_equal(state_for("Unjoin", "ns/op", CALM, PLUS_4), GATE_FAILED);
    assert_int_equal(state_for("Join", "ns/op", CALM, PLUS_20), GATE_FAILED);
    assert_int_equal(state_for("Join", "ns/op", CALM, MINUS_20), GATE_PASSED);
}

static void check_remedy(const char *unit, const char *base, const char *head,
                         const char *remedy)
{
    struct world world;
    world_init(&world);
    add(&world, &(struct bench){ "Join", { base, head } }, unit);
    run(&world);
    bool is_time = strcmp(unit, "ns/op") == 0;
    assert_string_equal(
        gate_of(&world, is_time ? "related-time" : "allocations", "Join")
            ->remedy,
        remedy);
    world_release(&world);
}

/* A failure says what would pass. */
static void test_remedy(void **state)
{
    (void)state;
    check_remedy("ns/op", CALM, PLUS_20,
                 "It passes when sec/op is at most 106 ns: base's 100 ns and "
                 "6.0 %.");
    check_remedy("B/op", "64 64", "128 128",
                 "It passes when B/op is at most 67.2 B: base's 64 B and "
                 "5.0 %.");
    check_remedy("allocs/op", "0 0", "1 1",
                 "It passes when allocs/op is 0 again, as in base.");
    check_remedy("B/op", "64 64", "64 64", "");
}

/* Neither within nor beyond: more runs are asked for, by number. */
static void test_noise_is_inconclusive(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &(struct bench){ "Join", { WILD, WILD } }, "ns/op");
    run(&world);
    const struct gate *gate = gate_of(&world, "related-time", "Join");
    assert_int_equal(gate->state, GATE_INCONCLUSIVE);
    assert_true(gate->runs_needed >= 15);
    assert_non_null(strstr(gate->reason, "-count="));
    assert_true(gate->low < 0 && gate->high > 0.06);
    world_release(&world);
}

/* One run a side decides nothing about time. */
static void test_few_runs(void **state)
{
    (void)state;
    assert_int_equal(state_for("Join", "ns/op", "100", "200"),
                     GATE_INCONCLUSIVE);
    assert_int_equal(state_for("Join", "ns/op", "100 101 99", "200 201 199"),
                     GATE_INCONCLUSIVE);
}

/* Counts that never vary are compared as they are: at the limit they pass. */
static void test_exact_counts(void **state)
{
    (void)state;
    assert_int_equal(state_for("Join", "allocs/op", "100 100", "105 105"),
                     GATE_PASSED);
    assert_int_equal(state_for("Join", "allocs/op", "100 100", "106 106"),
                     GATE_FAILED);
    assert_int_equal(state_for("Join", "allocs/op", "100", "106"), GATE_FAILED);
    assert_int_equal(state_for("Join", "B/op", "100 100", "50 50"),
                     GATE_PASSED);
    /* A count that varies is tested like a time. */
    assert_int_equal(state_for("Join", "B/op", "100 101", "106 106"),
                     GATE_INCONCLUSIVE);
}

static void test_zero_base(void **state)
{
    (void)state;
    assert_int_equal(state_for("Join", "allocs/op", "0 0", "0 0"), GATE_PASSED);
    assert_int_equal(state_for("Join", "allocs/op", "0 0", "1 1"), GATE_FAILED);
    assert_int_equal(state_for("Join", "B/op", "0 0 0 0 0 0 0 0 0 0", PLUS_20),
                     GATE_FAILED);
    assert_int_equal(state_for("Join", "B/op", CALM, "0 0 0 0 0 0 0 0 0 0"),
                     GATE_PASSED);
}

/* Holm: one of many benchmarks must be surer than one alone. */
/* "0 B/op" in one run, "1 B/op" in the next: nothing that a limit is for. */
static void test_counts_that_waver(void **state)
{
    (void)state;
    assert_int_equal(state_for("Join", "B/op", "0 0 1 0 0", "0 1 0 2 0"),
                     GATE_PASSED);
    assert_int_equal(state_for("Join", "allocs/op", "9 9 9 10", "10 9 9 9"),
                     GATE_PASSED);
    assert_int_not_equal(state_for("Join", "B/op", "0 0 1 0 0", "1 1 0 1 1"),
                         GATE_PASSED);
    assert_int_not_equal(state_for("Join", "B/op", "0 0 1 0 0", "0 0 9 0 0"),
                         GATE_PASSED);
}

static void test_family(void **state)
{
    (void)state;
    /* p is about 0.008: below alpha alone, not four times. */
    static const char base[] = "100 101 102 103 104";
    static const char head[] = "120 121 122 123 124";
    assert_int_equal(state_for("Join", "ns/op", base, head), GATE_FAILED);
    struct world world;
    world_init(&world);
    static const char *const names[] = { "A", "B", "C" };
    add(&world, &(struct bench){ "Join", { base, head } }, "ns/op");
    for (size_t i = 0; i < 3; i++) {
        add(&world, &(struct bench){ names[i], { CALM, CALM } }, "ns/op");
    }
    run(&world);
    const struct gate *gate = gate_of(&world, "related-time", "Join");
    assert_int_equal(gate->state, GATE_INCONCLUSIVE);
    assert_true(gate->p > 0.01);
    world_release(&world);
}

/* A benchmark that is gone guards nothing: said once, by name. */
static void test_vanished_benchmark(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &(struct bench){ "Join", { CALM, "" } }, "ns/op");
    add(&world, &(struct bench){ "Join", { "5 5", "" } }, "allocs/op");
    add(&world, &(struct bench){ "Other", { CALM, CALM } }, "ns/op");
    run(&world);
    const struct gate *gate = gate_of(&world, "related-time", "Join");
    assert_int_equal(gate->state, GATE_INCONCLUSIVE);
    assert_non_null(strstr(gate->reason, "BenchmarkJoin-8 is in base and not"));
    for (size_t i = 0; i < world.report.gates.count; i++) {
        const struct gate *other = &world.report.gates.items[i];
        assert_false(strcmp(other->id, "allocations") == 0 &&
                     text_starts_with(other->benchmark, "Join"));
    }
    world_release(&world);
}

/* A unit that is gone (-benchmem forgotten) is not a benchmark that is. */
static void test_vanished_unit(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &(struct bench){ "Join", { CALM, CALM } }, "ns/op");
    add(&world, &(struct bench){ "Join", { "5 5", "" } }, "allocs/op");
    run(&world);
    assert_int_equal(gate_of(&world, "related-time", "Join")->state,
                     GATE_PASSED);
    const struct gate *gate = gate_of(&world, "allocations", "Join");
    assert_int_equal(gate->state, GATE_INCONCLUSIVE);
    assert_non_null(strstr(gate->reason, "-benchmem"));
    world_release(&world);
}

/* What is new has nothing to be held against. */
static void test_new_benchmark(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &(struct bench){ "Join", { CALM, CALM } }, "ns/op");
    add(&world, &(struct bench){ "New", { "", CALM } }, "ns/op");
    run(&world);
    assert_int_equal(world.report.gates.count, 3);
    assert_int_equal(gate_of(&world, "related-time", "Join")->state,
                     GATE_PASSED);
    world_release(&world);
}

/* Without a base, or a gate without benchmarks: skipped, never passed. */
static void test_nothing_to_judge(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &(struct bench){ "Join", { "", CALM } }, "ns/op");
    run(&world);
    assert_int_equal(world.report.gates.count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(world.report.gates.items[i].state, GATE_SKIPPED);
        assert_true(world.report.gates.items[i].reason[0] != '\0');
    }
    world_release(&world);
}

static void add_unrelated(struct world *world, const char *head)
{
    static const char *const names[] = { "UnA", "UnB", "UnC" };
    for (size_t i = 0; i < 3; i++) {
        add(world, &(struct bench){ names[i], { CALM, head } }, "ns/op");
    }
}

/* All that the patch cannot touch got slower: the machine did. */
static void test_machine_slower(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_unrelated(&world, PLUS_4);
    add(&world, &(struct bench){ "Join", { CALM, PLUS_8 } }, "ns/op");
    add(&world, &(struct bench){ "Calm", { CALM, CALM } }, "ns/op");
    add(&world, &(struct bench){ "Twice", { CALM, TWICE } }, "ns/op");
    add(&world, &(struct bench){ "Join", { "5 5", "9 9" } }, "allocs/op");
    run(&world);
    assert_true(world.comparison.machine_moved);
    /* No machine that slows others by 4 % doubles a time. */
    assert_int_equal(gate_of(&world, "related-time", "Twice")->state,
                     GATE_FAILED);
    assert_int_equal(gate_of(&world, "unrelated-time", "UnA")->state,
                     GATE_INCONCLUSIVE);
    assert_int_equal(gate_of(&world, "related-time", "Join")->state,
                     GATE_INCONCLUSIVE);
    /* A slower machine makes nothing pass, and allocates no more. */
    assert_int_equal(gate_of(&world, "related-time", "Calm")->state,
                     GATE_PASSED);
    assert_int_equal(gate_of(&world, "allocations", "Join")->state,
                     GATE_FAILED);
    world_release(&world);
}

/* A faster one makes nothing fail, and lets pass what got slower. */
static void test_machine_faster(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_unrelated(&world, MINUS_20);
    add(&world, &(struct bench){ "Join", { CALM, CALM } }, "ns/op");
    add(&world, &(struct bench){ "Slow", { CALM, PLUS_20 } }, "ns/op");
    run(&world);
    assert_true(world.comparison.machine_moved);
    assert_int_equal(gate_of(&world, "related-time", "Join")->state,
                     GATE_INCONCLUSIVE);
    assert_int_equal(gate_of(&world, "related-time", "Slow")->state,
                     GATE_FAILED);
    world_release(&world);
}

/* One of them stayed: it was not the machine. */
static void test_not_all_moved(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add_unrelated(&world, PLUS_4);
    add(&world, &(struct bench){ "UnD", { CALM, CALM } }, "ns/op");
    run(&world);
    assert_false(world.comparison.machine_moved);
    assert_int_equal(gate_of(&world, "unrelated-time", "UnA")->state,
                     GATE_FAILED);
    world_release(&world);
}

/* Times of two platforms say nothing, in either direction. */
static void test_other_platform(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world.comparison.same_platform = false;
    world.comparison.platform_note = "The CPUs differ.";
    add(&world, &(struct bench){ "Join", { CALM, PLUS_20 } }, "ns/op");
    add(&world, &(struct bench){ "Calm", { CALM, CALM } }, "ns/op");
    add(&world, &(struct bench){ "Join", { "5 5", "9 9" } }, "allocs/op");
    run(&world);
    assert_int_equal(gate_of(&world, "related-time", "Join")->state,
                     GATE_INCONCLUSIVE);
    assert_int_equal(gate_of(&world, "related-time", "Calm")->state,
                     GATE_INCONCLUSIVE);
    assert_non_null(strstr(gate_of(&world, "related-time", "Calm")->reason,
                           "The CPUs differ."));
    assert_int_equal(gate_of(&world, "allocations", "Join")->state,
                     GATE_FAILED);
    world_release(&world);
}

/* What is not known to be unrelated is held to the limit of the related. */
static void test_unknown_relation(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &(struct bench){ "Join", { CALM, PLUS_4 } }, "ns/op");
    compare_benchmarks(&world.analysis);
    gate_benchmarks(&world.analysis);
    const struct gate *gate = gate_of(&world, "related-time", "Join");
    assert_int_equal(gate->state, GATE_PASSED);
    assert_non_null(strstr(gate->reason, "not known"));
    world_release(&world);
}

/* An override holds for one benchmark and its package's folder. */
static void test_limits_of_their_own(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &(struct bench){ "Join", { CALM, PLUS_4 } }, "ns/op");
    add(&world, &(struct bench){ "Sort", { CALM, PLUS_4 } }, "ns/op");
    add(&world, &(struct bench){ "Quiet", { CALM, PLUS_4 } }, "ns/op");
    struct config_override *join =
        LIST_PUSH(&world.arena, &world.config.overrides);
    join->where.benchmark = "BenchmarkJoin";
    *LIST_PUSH(&world.arena, &join->numbers) =
        (struct config_number){ offsetof(struct config, gate_related), 0.01 };
    struct config_override *quiet =
        LIST_PUSH(&world.arena, &world.config.overrides);
    quiet->where.benchmark = "Quiet";
    *LIST_PUSH(&world.arena, &quiet->subjects) =
        (struct config_subject){ .id = "related-time", .enabled = "false" };
    run(&world);
    const struct gate *gate = gate_of(&world, "related-time", "Join");
    assert_int_equal(gate->state, GATE_FAILED);
    assert_true(gate->limit == 0.01);
    assert_int_equal(gate_of(&world, "related-time", "Sort")->state,
                     GATE_PASSED);
    gate = gate_of(&world, "related-time", "Quiet");
    assert_int_equal(gate->state, GATE_SKIPPED);
    assert_non_null(strstr(gate->reason, "turns this gate off for"));
    world_release(&world);
}

static void test_a_gate_that_is_off(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, &(struct bench){ "Join", { CALM, PLUS_4 } }, "ns/op");
    *LIST_PUSH(&world.arena, &world.config.subjects) =
        (struct config_subject){ .id = "related-time", .enabled = "false" };
    run(&world);
    const struct gate *gate = gate_of(&world, "related-time", "");
    assert_int_equal(gate->state, GATE_SKIPPED);
    assert_string_equal(gate->reason, "The configuration turns this gate off.");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_remedy),
        cmocka_unit_test(test_noise_is_inconclusive),
        cmocka_unit_test(test_few_runs),
        cmocka_unit_test(test_exact_counts),
        cmocka_unit_test(test_zero_base),
        cmocka_unit_test(test_counts_that_waver),
        cmocka_unit_test(test_family),
        cmocka_unit_test(test_vanished_benchmark),
        cmocka_unit_test(test_vanished_unit),
        cmocka_unit_test(test_new_benchmark),
        cmocka_unit_test(test_nothing_to_judge),
        cmocka_unit_test(test_machine_slower),
        cmocka_unit_test(test_machine_faster),
        cmocka_unit_test(test_not_all_moved),
        cmocka_unit_test(test_other_platform),
        cmocka_unit_test(test_limits_of_their_own),
        cmocka_unit_test(test_a_gate_that_is_off),
        cmocka_unit_test(test_unknown_relation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
