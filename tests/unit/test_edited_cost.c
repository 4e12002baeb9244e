#include "core/analysis/profiles/edited_cost.h"

#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/profiles/diff_profiles.h"
#include "core/analysis/sources/match_lines.h"

#include "analysis_support.h"

#define BENCH  " < m/p.BenchmarkParse p/parse_test.go:5"
#define OLD    "regexp.Match /go/regexp.go:9 < m/p.Parse p/parse.go:4" BENCH
#define CHECK  "regexp.Match /go/regexp.go:9 < m/p.Parse p/parse.go:3" BENCH
#define MOVED  "regexp.Match /go/regexp.go:9 < m/p.Parse p/parse.go:6" BENCH
#define OTHERS "m/p.Other p/other.go:3" BENCH

static const char base_source[] = "package p\n"                      /* 1 */
                                  "func Parse(s string) bool {\n"    /* 2 */
                                  "\tcount++\n"                      /* 3 */
                                  "\tm := pattern.Find(s, count)\n"  /* 4 */
                                  "\treturn use(m)\n"                /* 5 */
                                  "}\n";                             /* 6 */
static const char head_source[] = "package p\n"                      /* 1 */
                                  "func Parse(s string) bool {\n"    /* 2 */
                                  "\tif !pattern.Match(s) { bad }\n" /* 3 */
                                  "\tcount++\n"                      /* 4 */
                                  "\tlog()\n"                        /* 5 */
                                  "\tm := pattern.Find(s, count)\n"  /* 6 */
                                  "\treturn use(m)\n"                /* 7 */
                                  "}\n";                             /* 8 */
static const char patch[] = "--- a/p/parse.go\n"
                            "+++ b/p/parse.go\n"
                            "@@ -2,4 +2,6 @@\n"
                            " func Parse(s string) bool {\n"
                            "-\tcount++\n"
                            "-\tm := pattern.Find(s, count)\n"
                            "+\tif !pattern.Match(s) { bad }\n"
                            "+\tcount++\n"
                            "+\tlog()\n"
                            "+\tm := pattern.Find(s, count)\n"
                            " \treturn use(m)\n";

/* What five replicates a side have, base's old line and head's two. */
struct costs {
    int64_t old[5], moved[5], check;
};

static void begin(struct world *world, const struct costs *costs)
{
    world_init(world);
    world_source(world, world->base, "p/parse.go", base_source);
    world_source(world, world->head, "p/parse.go", head_source);
    world_patch(world, patch);
    match_lines(&world->analysis);
    for (size_t i = 0; i < 5; i++) {
        struct recording *base = world_profile(world, world->base, PROFILE_CPU);
        record(base, OLD, costs->old[i]);
        record(base, OTHERS, 1000);
        struct recording *head = world_profile(world, world->head, PROFILE_CPU);
        record(head, MOVED, costs->moved[i]);
        record(head, OTHERS, 1000);
        if (costs->check > 0) {
            record(head, CHECK, costs->check);
        }
    }
    world_operations(world->base, "BenchmarkParse", 1000);
    world_operations(world->head, "BenchmarkParse", 1000);
    diff_profiles(&world->analysis);
}

static struct change *own_of(const struct world *world)
{
    return &world_function(world, PROFILE_CPU, "cpu", "m/p.Parse")->own;
}

/* p of Parse before the pass and after it. */
static void judge(struct world *world, double *before, double *after)
{
    *before = own_of(world)->p;
    find_edited_cost(&world->analysis);
    *after = own_of(world)->p;
}

static const struct costs noisy_growth = {
    .old = { 400, 560, 430, 620, 480 },
    .moved = { 410, 600, 450, 580, 520 },
    .check = 220,
};

/* A new line's cost is certain, though the line beside it varies as much. */
static void test_new_line(void **state)
{
    (void)state;
    struct world world;
    double before, after;
    begin(&world, &noisy_growth);
    judge(&world, &before, &after);
    assert_true(before > 0.001 && before < 0.05);
    assert_true(after < 1e-4);
    assert_true(own_of(&world)->base == 2490 * 1e7); /* all of it */
    judge_changes(&world.analysis);
    assert_true(own_of(&world)->is_up);
    world_release(&world);
}

/* Growth of a line that was only moved is not the patch's new lines'. */
static void test_moved_line_alone(void **state)
{
    (void)state;
    struct world world;
    double before, after;
    begin(&world, &(struct costs){ .old = { 400, 560, 430, 620, 480 },
                                   .moved = { 630, 820, 670, 800, 740 } });
    judge(&world, &before, &after);
    assert_true(before < 0.05);
    assert_true(after == before);
    world_release(&world);
}

/* The new line costs what the old one saves. */
static void test_cost_between_lines(void **state)
{
    (void)state;
    struct world world;
    double before, after;
    begin(&world, &(struct costs){ .old = { 400, 560, 430, 620, 480 },
                                   .moved = { 200, 360, 230, 420, 280 },
                                   .check = 220 });
    judge(&world, &before, &after);
    assert_true(after == before);
    judge_changes(&world.analysis);
    assert_false(own_of(&world)->is_up);
    world_release(&world);
}

/* Shares of two runs of the same cost differ by what else ran. */
static void test_shares(void **state)
{
    (void)state;
    struct world world;
    double before, after;
    begin(&world, &noisy_growth);
    world.analysis.tallies[PROFILE_CPU]->is_per_operation = false;
    judge(&world, &before, &after);
    assert_true(after == before);
    world_release(&world);
}

/* What was compared with another function stays so. */
static void test_moved_cost(void **state)
{
    (void)state;
    struct world world;
    double before, after;
    begin(&world, &noisy_growth);
    own_of(&world)->moved_with = "m/p.Other";
    judge(&world, &before, &after);
    assert_true(after == before);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_line),
        cmocka_unit_test(test_moved_line_alone),
        cmocka_unit_test(test_cost_between_lines),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_moved_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
