#include "core/analysis/findings/excerpt_source.h"

#include "analysis_support.h"
#include "core/analysis/profiles/diff_profiles.h"
#include "core/analysis/sources/match_lines.h"

static const char source[] = "package p\n"
                             "\n"
                             "func Join() {\n"
                             "\tfor {\n"
                             "\t\tfresh()\n"
                             "\t\tkept()\n"
                             "\t}\n"
                             "}\n";

static const char patch[] = "--- a/p/join.go\n"
                            "+++ b/p/join.go\n"
                            "@@ -4,5 +4,4 @@\n"
                            " \tfor {\n"
                            "-\t\told()\n"
                            "-\t\tolder()\n"
                            "+\t\tfresh()\n"
                            " \t\tkept()\n"
                            " \t}\n";

#define BENCH " < p.BenchmarkJoin p/join_test.go:5"

static struct finding *begin(struct world *world, uint32_t line)
{
    world_init(world);
    world_source(world, world->head, "p/join.go", source);
    struct finding *finding = LIST_PUSH(&world->arena, &world->report.findings);
    *finding = (struct finding){
        .function = "p.Join",
        .benchmark = "BenchmarkJoin",
        .location = { .file = "p/join.go", .line = line },
        .metric = { .name = "cpu", .unit = "nanoseconds" },
    };
    return finding;
}

static void assert_line(const struct finding *finding, size_t index,
                        uint32_t base, uint32_t head, const char *text)
{
    assert_true(index < finding->source.count);
    const struct source_line *line = &finding->source.items[index];
    assert_int_equal(line->base_number, base);
    assert_int_equal(line->number, head);
    assert_string_equal(head != 0 ? line->text : line->base_text, text);
}

static void test_without_a_patch(void **state)
{
    (void)state;
    struct world world;
    const struct finding *finding = begin(&world, 5);
    excerpt_source(&world.analysis);
    assert_int_equal(finding->source.count, 7);
    assert_line(finding, 0, 2, 2, "");
    assert_line(finding, 3, 5, 5, "\t\tfresh()");
    assert_string_equal(finding->source.items[3].base_text, "\t\tfresh()");
    assert_true(finding->source.items[3].is_marked);
    assert_false(finding->source.items[3].is_changed);
    assert_false(finding->source.items[2].is_marked);
    assert_null(finding->cost_unit);
    world_release(&world);
}

/* The first removed line beside the first added one, what is left alone. */
static void test_base_stands_beside_head(void **state)
{
    (void)state;
    struct world world;
    const struct finding *finding = begin(&world, 6);
    world_patch(&world, patch);
    excerpt_source(&world.analysis);
    assert_int_equal(finding->source.count, 7);
    assert_line(finding, 1, 4, 4, "\tfor {");
    assert_line(finding, 2, 5, 5, "\t\tfresh()");
    assert_string_equal(finding->source.items[2].base_text, "\t\told()");
    assert_true(finding->source.items[2].is_changed);
    assert_line(finding, 3, 6, 0, "\t\tolder()");
    assert_true(finding->source.items[3].is_changed);
    assert_line(finding, 4, 7, 6, "\t\tkept()");
    assert_true(finding->source.items[4].is_marked);
    assert_false(finding->source.items[4].is_changed);
    world_release(&world);
}

/* A line that was only indented is no change, and stands beside itself. */
static void test_what_a_line_was_stands_beside_it(void **state)
{
    (void)state;
    struct world world;
    const struct finding *finding = begin(&world, 5);
    world_patch(&world, "--- a/p/join.go\n+++ b/p/join.go\n"
                        "@@ -4,4 +4,4 @@\n \tfor {\n"
                        "-\told()\n-\tkept()\n"
                        "+\t\tfresh()\n+\t\tkept()\n \t}\n");
    match_lines(&world.analysis);
    excerpt_source(&world.analysis);
    assert_line(finding, 3, 5, 5, "\t\tfresh()");
    assert_true(finding->source.items[3].is_changed);
    assert_line(finding, 4, 6, 6, "\t\tkept()");
    assert_string_equal(finding->source.items[4].base_text, "\tkept()");
    assert_false(finding->source.items[4].is_changed);
    world_release(&world);
}

/* 40 and 90 samples of 10 ms in 1000 operations. */
static void test_lines_have_their_cost(void **state)
{
    (void)state;
    struct world world;
    const struct finding *finding = begin(&world, 5);
    world_patch(&world, patch);
    record(world_profile(&world, world.base, PROFILE_CPU),
           "p.Join p/join.go:7" BENCH, 40);
    record(world_profile(&world, world.head, PROFILE_CPU),
           "p.Join p/join.go:6" BENCH, 90);
    world_operations(world.base, "BenchmarkJoin", 1000);
    world_operations(world.head, "BenchmarkJoin", 1000);
    diff_profiles(&world.analysis);
    excerpt_source(&world.analysis);
    assert_string_equal(finding->cost_unit, "nanoseconds");
    assert_false(finding->cost_is_share);
    const struct source_line *kept = &finding->source.items[5];
    assert_int_equal(kept->number, 6);
    assert_true(kept->base_cost == 400e3 && kept->head_cost == 900e3);
    assert_true(finding->source.items[3].head_cost == 0);
    world_release(&world);
}

/* Outside the repository base's lines are other lines: nothing is said. */
static void test_frames_have_their_cost(void **state)
{
    (void)state;
    struct world world;
    struct finding *finding = begin(&world, 6);
    static const char stack[] =
        "sort.Sort /go/s.go:1 < p.Join p/join.go:6" BENCH;
    record(world_profile(&world, world.base, PROFILE_CPU), stack, 40);
    record(world_profile(&world, world.head, PROFILE_CPU), stack, 90);
    world_operations(world.base, "BenchmarkJoin", 1000);
    world_operations(world.head, "BenchmarkJoin", 1000);
    diff_profiles(&world.analysis);
    *LIST_PUSH(&world.arena, &finding->stack) =
        (struct finding_step){ .location = { "p/join.go", 6, 0 },
                               .in_source = true,
                               .function = "p.Join" };
    *LIST_PUSH(&world.arena, &finding->stack) =
        (struct finding_step){ .location = { "/go/s.go", 1, 0 },
                               .function = "sort.Sort" };
    excerpt_source(&world.analysis);
    const struct finding_step *steps = finding->stack.items;
    assert_true(steps[0].base_cost == 400e3 && steps[0].head_cost == 900e3);
    assert_true(isnan(steps[1].base_cost) && isnan(steps[1].head_cost));
    world_release(&world);
}

/* Of the whole, where operations are not known. */
static void test_costs_as_shares(void **state)
{
    (void)state;
    struct world world;
    const struct finding *finding = begin(&world, 6);
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu, "p.Join p/join.go:6" BENCH, 30);
    record(cpu, "p.Other p/other.go:6" BENCH, 10);
    diff_profiles(&world.analysis);
    excerpt_source(&world.analysis);
    assert_true(finding->cost_is_share);
    assert_int_equal(finding->source.items[3].number, 6);
    assert_true(finding->source.items[3].head_cost == 0.75);
    world_release(&world);
}

/* A dropped hint is far from the line that pays for it: both are shown. */
static void test_the_dearest_line_is_shown(void **state)
{
    (void)state;
    struct world world;
    const char *text = "package p\n\nfunc Join() {\n\tm := make(map[int]int)\n"
                       "\t_ = 5\n\t_ = 6\n\t_ = 7\n\t_ = 8\n\t_ = 9\n"
                       "\tm[1] = 2\n}\n\nfunc Other() {\n}\n";
    const struct finding *finding = begin(&world, 4);
    world_source(&world, world.head, "p/join.go", text);
    record(world_profile(&world, world.head, PROFILE_CPU),
           "p.Join p/join.go:10" BENCH, 30);
    record(world_recording(world.head, 0), "p.Other p/join.go:14" BENCH, 90);
    diff_profiles(&world.analysis);
    excerpt_source(&world.analysis);
    assert_line(finding, 0, 1, 1, "package p");
    assert_int_equal(finding->source.count, 13); /* 10 and three more */
    world_release(&world);
}

/* A patch of another tree shows what head has. */
static void test_a_wrong_patch(void **state)
{
    (void)state;
    struct world world;
    const struct finding *finding = begin(&world, 8);
    world_patch(&world, "--- a/p/join.go\n+++ b/p/join.go\n"
                        "@@ -90,1 +90,3 @@\n x\n+y\n+z\n"
                        "@@ -2,1 +2,2 @@\n x\n+y\n");
    excerpt_source(&world.analysis);
    for (size_t i = 0; i < finding->source.count; i++) {
        assert_int_equal(finding->source.items[i].number, 5 + i);
    }
    assert_int_equal(finding->source.count, 4);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_a_patch),
        cmocka_unit_test(test_base_stands_beside_head),
        cmocka_unit_test(test_what_a_line_was_stands_beside_it),
        cmocka_unit_test(test_lines_have_their_cost),
        cmocka_unit_test(test_frames_have_their_cost),
        cmocka_unit_test(test_costs_as_shares),
        cmocka_unit_test(test_the_dearest_line_is_shown),
        cmocka_unit_test(test_a_wrong_patch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
