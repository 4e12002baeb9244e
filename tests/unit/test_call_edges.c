#include "core/analysis/profiles/call_edges.h"

#include "analysis_support.h"

static bool has(struct world *world, const struct call_edges *edges,
                const char *caller, const char *callee)
{
    return call_edges_has(
        edges, (struct call_edge){ .caller = world_text(world, caller),
                                   .callee = world_text(world, callee) });
}

/* Library frames are passed over, inlined calls are calls, recursion is
 * none. */
static void test_edges(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu,
           "sort.x /go/s.go:1 < m/p.less p/a.go:1 < sort.Slice /go/s.go:2 < "
           "m/p.Join p/a.go:2 ~ m/p.Serve p/a.go:3 < m/p.Serve p/a.go:4 < "
           "m/p.BenchmarkServe p/a_test.go:5",
           1);
    record(world_profile(&world, world.head, PROFILE_HEAP),
           "m/p.other p/a.go:1 < m/p.Serve p/a.go:3", 1);
    struct call_edges edges;
    call_edges_init(&edges);
    call_edges_add_side(&edges, world.head, PROFILE_CPU);
    assert_int_equal(edges.keys.count, 3);
    assert_true(has(&world, &edges, "m/p.Join", "m/p.less"));
    assert_true(has(&world, &edges, "m/p.Serve", "m/p.Join"));
    assert_true(has(&world, &edges, "m/p.BenchmarkServe", "m/p.Serve"));
    assert_false(has(&world, &edges, "m/p.Serve", "m/p.Serve"));
    assert_false(has(&world, &edges, "m/p.less", "m/p.Join"));
    assert_false(has(&world, &edges, "m/p.Serve", "m/p.other"));
    call_edges_release(&edges);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
