#include "comparison_support.h"

enum { BEFORE = 30 };

/* A past of main: twelve good values, then the worse level, one per cent of
 * noise. */
struct memory {
    struct past_value values[BEFORE];
    struct past_series series;
    struct past past;
};

static void remember(struct memory *memory, double good, double worse)
{
    for (size_t i = 0; i < BEFORE; i++) {
        double level = i < 12 ? good : worse;
        memory->values[i] = (struct past_value){
            .at = INT64_C(1793577600) + (int64_t)i * 86400,
            .run = i,
            .center = level * (1 + 0.01 * (double)(i % 3)),
        };
    }
    memory->series = (struct past_series){
        .package = "",
        .name = "Join-8",
        .unit = "sec/op",
        .values = { memory->values, BEFORE, BEFORE },
    };
    memory->past = (struct past){ .is_main = true,
                                  .scope = "",
                                  .series = { &memory->series, 1, 1 },
                                  .series_runs = BEFORE,
                                  .series_began = "" };
}

/* What the rule says with that past of a run with this median. */
static void apply(struct world *world, const struct memory *memory, double now)
{
    struct benchmark_row *row = add_row(world, "sec/op", 0.001, now);
    row->name = "Join-8";
    row->package = "";
    row->head_count = 10;
    world->report.past = &memory->past;
    world_apply(world, &rule_slow_drift);
}

static void says_since_when_and_how_much(void **state)
{
    (void)state;
    struct world world;
    struct memory memory;
    world_init(&world);
    remember(&memory, 0.001, 0.00105);
    apply(&world, &memory, 0.00105);
    const struct finding *finding = world_finding(&world);
    assert_string_equal(finding->rule->id, "PERF4004");
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_int_equal(finding->state, FINDING_REGRESSION);
    assert_true(finding->is_of_past);
    assert_string_equal(
        finding->headline,
        "BenchmarkJoin-8 got worse slowly: 1.01 ms -> 1.06 ms (+5.0 %), over "
        "19 runs of the main branch since 2026-11-14, and no gate failed on a "
        "step of it.");
    world_release(&world);
}

static void says_that_a_series_began(void **state)
{
    (void)state;
    struct world world;
    struct memory memory;
    world_init(&world);
    remember(&memory, 0.001, 0.00105);
    memory.past.series_began = "on 2026-10-01: before that the runs were on "
                               "go1.25.4, now on go1.26.0";
    apply(&world, &memory, 0.00105);
    assert_non_null(strstr(world_finding(&world)->headline,
                           "the series begins anew on 2026-10-01: before"));
    world_release(&world);
}

static void the_gate_had_it(void **state)
{
    (void)state;
    struct world world;
    struct memory memory;
    world_init(&world);
    remember(&memory, 0.001, 0.00115);
    memory.values[12].is_caught = true;
    apply(&world, &memory, 0.00115);
    world_is_silent(&world);
    world_release(&world);
}

static void a_pull_request_is_not_asked(void **state)
{
    (void)state;
    struct world world;
    struct memory memory;
    world_init(&world);
    remember(&memory, 0.001, 0.00105);
    memory.past.is_main = false;
    apply(&world, &memory, 0.00105);
    world_is_silent(&world);
    world.report.past = NULL;
    world_apply(&world, &rule_slow_drift);
    world_is_silent(&world);
    world_release(&world);
}

/* Of a rate it is the fall that is bad. */
static void a_rate_falls(void **state)
{
    (void)state;
    struct world world;
    struct memory memory;
    world_init(&world);
    remember(&memory, 5000, 4700);
    memory.series.unit = "rows/s";
    struct benchmark_row *row = add_row(&world, "rows/s", 5000, 4700);
    row->name = "Join-8";
    row->package = "";
    row->head_count = 10;
    row->higher_is_better = true;
    world.report.past = &memory.past;
    world_apply(&world, &rule_slow_drift);
    const struct change *change = &world_finding(&world)->metric.change;
    assert_true(change->base_each > 5000 && change->head_each < 4800);
    world_release(&world);
}

/* Too slow for the runs, plain in the weeks; and what the runs tell already is
 * not told twice. */
static void the_weeks_tell_what_runs_do_not(void **state)
{
    (void)state;
    struct world world;
    struct memory runs, weeks;
    world_init(&world);
    remember(&runs, 0.00105, 0.00105);
    remember(&weeks, 0.001, 0.00105);
    weeks.past.is_weekly = true;
    runs.past.weekly = &weeks.past;
    apply(&world, &runs, 0.00105);
    assert_non_null(strstr(world_finding(&world)->headline,
                           "over 19 weeks of the main branch"));
    remember(&runs, 0.001, 0.00105);
    runs.past.weekly = &weeks.past;
    world_apply(&world, &rule_slow_drift);
    assert_non_null(strstr(world_finding(&world)->headline,
                           "over 19 runs of the main branch"));
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_since_when_and_how_much),
        cmocka_unit_test(says_that_a_series_began),
        cmocka_unit_test(the_gate_had_it),
        cmocka_unit_test(a_pull_request_is_not_asked),
        cmocka_unit_test(a_rate_falls),
        cmocka_unit_test(the_weeks_tell_what_runs_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
