#include "core/analysis/allocations/trace_flows.h"

#include "analysis_support.h"

static struct finding *add(struct world *world,
                           const struct diagnostic *diagnostic)
{
    struct finding *finding = LIST_PUSH(&world->arena, &world->report.findings);
    finding->function = "m/p.best";
    finding->cause.diagnostic = diagnostic;
    return finding;
}

static const struct step_list *flow_of(const struct world *world, size_t index)
{
    return &world->report.findings.items[index].flow;
}

static void check_step(const struct step_list *flow, size_t index,
                       uint32_t line, const char *text)
{
    assert_true(index < flow->count);
    assert_int_equal(flow->items[index].location.line, line);
    assert_string_equal(flow->items[index].text, text);
}

/* The value first, then each use that the compiler names. */
static void test_flow(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct diagnostic *moved =
        world_escape(&world, world.head, "p/a.go", 4, "best");
    moved->kind = DIAGNOSTIC_MOVED;
    world_flow(&world, world.head, NULL, NULL,
               (struct location){ "", 0, 0 }); /* "flow: ~r0 <- &best" */
    world_flow(&world, world.head, "&best", "address-of",
               (struct location){ "p/a.go", 9, 0 });
    world_flow(&world, world.head, "return &best", "return",
               (struct location){ "p/a.go", 9, 0 });
    add(&world, moved);
    trace_flows(&world.analysis);
    const struct step_list *flow = flow_of(&world, 0);
    assert_int_equal(flow->count, 3);
    check_step(flow, 0, 4, "best is moved to the heap");
    check_step(flow, 1, 9, "from &best (address-of)");
    check_step(flow, 2, 9, "from return &best (return)");
    assert_true(flow->items[0].in_source && flow->items[2].in_source);
    assert_string_equal(flow->items[0].function, "m/p.best");
    world_release(&world);
}

/* Steps elsewhere are shown, but not linked to. */
static void test_step_outside(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct diagnostic *escape =
        world_escape(&world, world.head, "p/a.go", 4, "x");
    world_flow(&world, world.head, "fmt.Println(x)", "call parameter",
               (struct location){ "/go/fmt.go", 7, 0 });
    world.head->escapes.flow.items[0].path = NULL;
    add(&world, escape);
    trace_flows(&world.analysis);
    const struct step_list *flow = flow_of(&world, 0);
    check_step(flow, 0, 4, "x escapes to the heap");
    assert_false(flow->items[1].in_source);
    assert_string_equal(flow->items[1].location.file, "/go/fmt.go");
    world_release(&world);
}

/* Base's diagnostics have base's flows. */
static void test_flow_of_base(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_escape(&world, world.head, "p/a.go", 4, "x");
    world_flow(&world, world.head, "head", "assign",
               (struct location){ "p/a.go", 7, 0 });
    const struct diagnostic *gone =
        world_escape(&world, world.base, "p/a.go", 4, "x");
    world_flow(&world, world.base, "base", "assign",
               (struct location){ "p/a.go", 8, 0 });
    add(&world, gone);
    trace_flows(&world.analysis);
    check_step(flow_of(&world, 0), 1, 8, "from base (assign)");
    world_release(&world);
}

static void test_no_flow(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, NULL);
    add(&world, world_escape(&world, world.head, "p/a.go", 4, "x")); /* -m */
    trace_flows(&world.analysis);
    assert_int_equal(flow_of(&world, 0)->count, 0);
    assert_int_equal(flow_of(&world, 1)->count, 0);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flow),
        cmocka_unit_test(test_step_outside),
        cmocka_unit_test(test_flow_of_base),
        cmocka_unit_test(test_no_flow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
