#include "core/analysis/profiles/build_flame.h"

#include "analysis_support.h"
#include "core/analysis/profiles/tally.h"

#define BENCH " < m/p.BenchmarkServe p/serve_test.go:5"
#define HARNESS \
    " < testing.(*B).runN /go/b.go:3 < testing.(*B).launch /go/b.go:9"
#define SERVE " < m/p.Serve p/serve.go:9" BENCH HARNESS

static const struct flame_frame *frame_of(const struct world *world,
                                          const char *function)
{
    static const struct flame_frame none;
    const struct flame_list *flame = &world->report.flame;
    for (size_t i = 0; i < flame->count; i++) {
        if (strcmp(flame->items[i].function, function) == 0) {
            return &flame->items[i];
        }
    }
    fail_msg("no frame %s", function);
    return &none;
}

static bool is_near(double left, double right)
{
    return fabs(left - right) < 1e-9;
}

static void begin(struct world *world)
{
    world_init(world);
    world_profile(world, world->base, PROFILE_CPU);
    world_profile(world, world->head, PROFILE_CPU);
    record(world_recording(world->base, 0), "m/p.find p/a.go:1" SERVE, 60);
    record(world_recording(world->base, 0), "sort.Sort /go/sort.go:1" SERVE,
           40);
    record(world_recording(world->head, 0), "m/p.find p/a.go:1" SERVE, 20);
    record(world_recording(world->head, 0), "sort.Sort /go/sort.go:1" SERVE,
           180);
}

/* Widths are of the larger side; the harness is left out. */
static void test_boxes(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    build_flame(&world.analysis);
    assert_int_equal(world.report.flame.count, 5);
    const struct flame_frame *root = &world.report.flame.items[0];
    assert_string_equal(root->function, "all");
    assert_true(root->depth == 0 && root->start == 0 && root->width == 1);
    const struct flame_frame *bench = frame_of(&world, "m/p.BenchmarkServe");
    assert_int_equal(bench->depth, 1);
    const struct flame_frame *find = frame_of(&world, "m/p.find");
    assert_int_equal(find->depth, 3);
    assert_true(is_near(find->base, 0.6) && is_near(find->head, 0.1));
    const struct flame_frame *sort = frame_of(&world, "sort.Sort");
    assert_true(is_near(sort->base, 0.4) && is_near(sort->head, 0.9));
    assert_true(find->in_source && !sort->in_source);
    /* 0.6 and 0.9 wide, made to fit side by side, by name. */
    assert_true(is_near(find->start, 0) && is_near(find->width, 0.4));
    assert_true(is_near(sort->start, 0.4) && is_near(sort->width, 0.6));
    world_release(&world);
}

/* A box lies within its caller's, whatever the two sides chose. */
static void test_boxes_nest(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    for (int i = 0; i < 20; i++) {
        struct recording *cpu =
            world_recording(i % 2 == 0 ? world.base : world.head, 0);
        record(cpu,
               arena_printf(&world.arena,
                            "m/p.F%d p/f.go:1 < m/p.G%d p/g.go:1" SERVE, i,
                            i % 3),
               5 + 7 * i);
    }
    build_flame(&world.analysis);
    const struct flame_list *flame = &world.report.flame;
    for (size_t i = 1; i < flame->count; i++) {
        const struct flame_frame *frame = &flame->items[i];
        size_t callers = 0;
        for (size_t j = 0; j < i; j++) {
            const struct flame_frame *caller = &flame->items[j];
            callers += caller->depth + 1 == frame->depth &&
                       caller->start <= frame->start + 1e-9 &&
                       frame->start + frame->width <=
                           caller->start + caller->width + 1e-9;
        }
        assert_int_equal(callers, 1);
        const struct flame_frame *before = frame - 1;
        assert_true(before->depth < frame->depth ||
                    before->start + before->width <= frame->start + 1e-9);
    }
    world_release(&world);
}

/* Operations of BenchmarkServe under the profiles of one side. */
static void operations(struct world *world, struct evidence_side *side,
                       double count)
{
    *LIST_PUSH(&world->arena, &side->operations) = (struct declared_operations){
        .file = recorded_profile(world_recording(side, 0))->name,
        .benchmark = "BenchmarkServe",
        .count = count
    };
}

/* Head ran four times as many operations: 200 samples of it are 50 of base's
 * 100. What chance can make is not certain. */
static void test_boxes_are_of_equal_work(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    operations(&world, world.base, 1000);
    operations(&world, world.head, 4000);
    world.analysis.tallies[PROFILE_CPU] =
        tally_build(&world.analysis, PROFILE_CPU);
    build_flame(&world.analysis);
    assert_true(world.report.flame_is_per_operation);
    const struct flame_frame *root = &world.report.flame.items[0];
    assert_true(is_near(root->base, 1) && is_near(root->head, 0.5));
    const struct flame_frame *find = frame_of(&world, "m/p.find");
    assert_true(is_near(find->base, 0.6) && is_near(find->head, 0.05));
    assert_true(find->is_certain);
    const struct flame_frame *sort = frame_of(&world, "sort.Sort");
    assert_true(is_near(sort->base, 0.4) && is_near(sort->head, 0.45));
    assert_false(sort->is_certain);
    world_release(&world);
}

/* A benchmark that only head has is no regression; it is drawn as wide as its
 * samples are worth on average. */
static void test_a_new_benchmark_is_not_coloured(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    record(world_recording(world.head, 0),
           "m/p.parse p/a.go:7 < m/p.BenchmarkParse p/serve_test.go:9" HARNESS,
           100);
    operations(&world, world.base, 1000);
    operations(&world, world.head, 2000);
    world.analysis.tallies[PROFILE_CPU] =
        tally_build(&world.analysis, PROFILE_CPU);
    build_flame(&world.analysis);
    const struct flame_frame *parse = frame_of(&world, "m/p.parse");
    assert_true(is_near(parse->base, 0) && is_near(parse->head, 0.5));
    assert_false(parse->is_certain);
    assert_true(frame_of(&world, "m/p.find")->is_certain);
    world_release(&world);
}

/* Boxes that no one can see are left out. */
static void test_narrow_boxes(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    record(world_recording(world.head, 0), "m/p.often p/a.go:3" SERVE, 400);
    record(world_recording(world.head, 0), "m/p.rare p/a.go:2" SERVE, 1);
    build_flame(&world.analysis);
    for (size_t i = 0; i < world.report.flame.count; i++) {
        assert_string_not_equal(world.report.flame.items[i].function,
                                "m/p.rare");
    }
    world_release(&world);
}

/* Of very many boxes the widest are drawn, those under their callers. */
static void test_too_many_boxes(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    for (int i = 0; i < 300; i++) {
        const char *stack = arena_printf(&world.arena, "m/p.F%d p/f.go:1", i);
        for (int j = 0; j < 20; j++) {
            stack = arena_printf(&world.arena, "%s < m/p.G%d p/g.go:1", stack,
                                 (i + j) % 300);
        }
        record(cpu, stack, 100 + i);
    }
    build_flame(&world.analysis);
    assert_true(world.report.flame.count <= 2500);
    assert_true(world.report.flame.count > 500);
    assert_true(world.report.flame_least_width > 0.0025);
    for (size_t i = 0; i < world.report.flame.count; i++) {
        assert_true(world.report.flame.items[i].width >=
                    world.report.flame_least_width);
    }
    world_release(&world);
}

/* Recursion without end stops at some depth. */
static void test_deep_stack(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    const char *stack = "m/p.f p/a.go:1";
    for (int i = 0; i < 100; i++) {
        stack = arena_printf(&world.arena, "%s < m/p.f p/a.go:1", stack);
    }
    record(world_profile(&world, world.head, PROFILE_CPU), stack, 10);
    build_flame(&world.analysis);
    const struct flame_list *flame = &world.report.flame;
    assert_true(flame->count > 10 && flame->count < 60);
    world_release(&world);
}

static void test_no_profile(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    record_blocks(world_profile(&world, world.head, PROFILE_HEAP),
                  "m/p.f p/a.go:1", 1, 8);
    build_flame(&world.analysis);
    assert_int_equal(world.report.flame.count, 0);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_boxes_nest),
        cmocka_unit_test(test_boxes_are_of_equal_work),
        cmocka_unit_test(test_a_new_benchmark_is_not_coloured),
        cmocka_unit_test(test_too_many_boxes),
        cmocka_unit_test(test_narrow_boxes),
        cmocka_unit_test(test_deep_stack),
        cmocka_unit_test(test_no_profile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
