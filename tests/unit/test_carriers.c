#include "core/analysis/findings/carriers.h"

#include "analysis_support.h"

#define JOIN  "m/p.Join p/join.go:9"
#define FIND  "m/p.find p/join.go:3"
#define CALL  "m/p.Serve p/serve.go:7"
#define OTHER "m/p.Other p/serve.go:20"
#define BENCH "m/p.BenchmarkServe p/serve_test.go:5"
#define SORT  "sort.Slice /go/sort.go:1"

static struct carriers ask(struct world *world, struct carrier_query query)
{
    query.kind = PROFILE_CPU;
    query.value_type = "samples";
    if (query.own_function != NULL) {
        query.own_function = world_text(world, query.own_function);
    }
    if (query.own_line.file != NULL) {
        query.own_line.file = world_text(world, query.own_line.file);
    }
    return carriers_of(&world->analysis, &query);
}

static void check_carrier(const struct carriers *carriers, size_t index,
                          uint32_t line, double value, uint32_t depth)
{
    assert_true(index < carriers->lines.count);
    const struct carrier *carrier = &carriers->lines.items[index];
    assert_int_equal(carrier->location.line, line);
    assert_true(carrier->value == value);
    assert_int_equal(carrier->depth, depth);
}

static void begin(struct world *world)
{
    world_init(world);
    struct recording *cpu = world_profile(world, world->head, PROFILE_CPU);
    record(cpu, FIND " ~ " JOIN " < " CALL " < " BENCH, 5);
    record(cpu, SORT " < " FIND " < " JOIN " < " OTHER " < " BENCH, 7);
    record(cpu, SORT " < " JOIN " < " CALL " < " BENCH, 11);
    record(cpu, OTHER " < m/p.BenchmarkOther p/serve_test.go:9", 13);
    cpu = world_profile(world, world->base, PROFILE_CPU);
    record(cpu, FIND " < " JOIN " < " CALL " < " BENCH, 1000);
}

/* Stacks whose own function is find, by distance from it; tests are left
 * out, base says nothing. */
static void test_own_function(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct carriers carriers =
        ask(&world, (struct carrier_query){ .own_function = "m/p.find" });
    assert_int_equal(carriers.lines.count, 4);
    check_carrier(&carriers, 0, 3, 12, 0);
    check_carrier(&carriers, 1, 9, 12, 1);
    check_carrier(&carriers, 2, 20, 7, 2);
    check_carrier(&carriers, 3, 7, 5, 2);
    for (size_t i = 0; i < 4; i++) {
        assert_true(carriers.lines.items[i].is_around == (i == 1));
    }
    world_release(&world);
}

static void test_own_line(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct carrier_query query = { .own_function = "m/p.Join",
                                   .own_line = { "p/join.go", 9, 0 } };
    struct carriers carriers = ask(&world, query);
    check_carrier(&carriers, 0, 9, 11, 0);
    query.own_line.line = 10;
    assert_int_equal(ask(&world, query).lines.count, 0);
    world_release(&world);
}

static void test_benchmark(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct carriers carriers =
        ask(&world, (struct carrier_query){ .benchmark = "BenchmarkOther" });
    assert_int_equal(carriers.lines.count, 1);
    check_carrier(&carriers, 0, 20, 13, 0);
    carriers = ask(&world, (struct carrier_query){ .benchmark = "Benchmark" });
    assert_int_equal(carriers.lines.count, 0);
    assert_int_equal(carriers.stack.count, 0);
    world_release(&world);
}

/* Root first, inlined frames and outsiders included. */
static void test_hottest_stack(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct carriers carriers =
        ask(&world, (struct carrier_query){ .own_function = "m/p.find" });
    static const char *const functions[] = { "m/p.BenchmarkServe", "m/p.Other",
                                             "m/p.Join", "m/p.find",
                                             "sort.Slice" };
    assert_int_equal(carriers.stack.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(carriers.stack.items[i].function, functions[i]);
        assert_int_equal(carriers.stack.items[i].in_source, i != 4);
    }
    world_release(&world);
}

/* What a long stack loses is its root. */
static void test_long_stack(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    const char *stack = BENCH;
    for (int i = 0; i < 40; i++) {
        stack = arena_printf(&world.arena, JOIN " < %s", stack);
    }
    record(cpu, arena_printf(&world.arena, FIND " < %s", stack), 1);
    struct carriers carriers =
        ask(&world, (struct carrier_query){ .own_function = "m/p.find" });
    assert_int_equal(carriers.stack.count, 32);
    assert_string_equal(carriers.stack.items[31].function, "m/p.find");
    assert_string_equal(carriers.stack.items[0].function, "m/p.Join");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_function),
        cmocka_unit_test(test_own_line),
        cmocka_unit_test(test_benchmark),
        cmocka_unit_test(test_hottest_stack),
        cmocka_unit_test(test_long_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
