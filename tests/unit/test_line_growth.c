#include "core/analysis/findings/line_growth.h"

#include "core/analysis/profiles/diff_profiles.h"
#include "core/analysis/sources/match_lines.h"

#include "analysis_support.h"

/* Line 3 of base became 3 and 4 of head, line 7 only moved. */
static const char patch[] = "--- a/p/a.go\n"
                            "+++ b/p/a.go\n"
                            "@@ -3,1 +3,2 @@\n"
                            "-\told(one, two)\n"
                            "+\tif first() {\n"
                            "+\tother.second = 3\n";

static void both(struct world *world, uint32_t base_line, uint32_t head_line,
                 const int64_t amounts[2])
{
    struct evidence_side *sides[] = { world->base, world->head };
    uint32_t lines[] = { base_line, head_line };
    for (size_t i = 0; i < 2; i++) {
        if (lines[i] != 0) {
            record(world_recording(sides[i], 0),
                   arena_printf(&world->arena,
                                "m/p.F p/a.go:%u < m/p.BenchmarkF "
                                "p/a_test.go:5",
                                lines[i]),
                   amounts[i]);
        }
    }
}

static double growth_at(struct world *world, uint32_t line)
{
    struct line_growth growth = { .analysis = &world->analysis,
                                  .tally = world->analysis.tallies[PROFILE_CPU],
                                  .fold = FOLD_OWN };
    struct location place = { world_text(world, "p/a.go"), line, 0 };
    return line_growth_of(&growth, world_text(world, "m/p.F"), place);
}

static void begin(struct world *world, bool is_matched)
{
    world_init(world);
    world_patch(world, patch);
    if (is_matched) {
        match_lines(&world->analysis);
    }
    world_profile(world, world->base, PROFILE_CPU);
    world_profile(world, world->head, PROFILE_CPU);
    world_operations(world->base, "BenchmarkF", 100);
    world_operations(world->head, "BenchmarkF", 100);
    both(world, 7, 8, (int64_t[]){ 100, 130 });
    both(world, 3, 3, (int64_t[]){ 90, 60 });
    both(world, 0, 4, (int64_t[]){ 0, 60 });
    diff_profiles(&world->analysis);
}

/* What replaced lines grew by what it costs more than these, in parts. */
static void test_replaced_lines(void **state)
{
    (void)state;
    struct world world;
    begin(&world, true);
    assert_true(fabs(growth_at(&world, 8) - 30) < 1e-9);
    assert_true(fabs(growth_at(&world, 3) - 15) < 1e-9);
    assert_true(fabs(growth_at(&world, 4) - 15) < 1e-9);
    assert_true(growth_at(&world, 99) == 0);
    world_release(&world);
}

/* Without the match a new line is all new. */
static void test_unmatched_patch(void **state)
{
    (void)state;
    struct world world;
    begin(&world, false);
    assert_true(fabs(growth_at(&world, 4) - 60) < 1e-9);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_replaced_lines),
        cmocka_unit_test(test_unmatched_patch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
