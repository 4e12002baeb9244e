/*
 * KPIs of a history made by hand; each answer is worked out beside it.
 * Day 0 is the Monday on which the first of the eight weeks begins.
 */
#include "history_support.h"

#include <math.h>

#include "core/history/churn.h"
#include "core/history/kpi.h"

enum { LAST_DAY = 7 * KPI_WEEKS - 2 };

static struct kpi_table compute(struct history *history)
{
    struct kpi_table table;
    if (!kpi_compute(history->store, FIRST_DAY + LAST_DAY * SECONDS_A_DAY,
                     &history->folder->arena, &table, &history->error)) {
        fail_msg("%s", history->error.message);
    }
    return table;
}

static void assert_value(struct kpi_value value, double expected, int64_t part,
                         int64_t whole)
{
    if (!(fabs(value.value - expected) < 1e-9)) {
        fail_msg("%.17g is not %.17g", value.value, expected);
    }
    assert_int_equal(value.part, part);
    assert_int_equal(value.whole, whole);
}

static void rate(struct history *history, const char *pull_request, int day,
                 double rating, double improved)
{
    struct run_record run = history_run(history, pull_request, day);
    run.rating = rating;
    run.improved = improved;
    run.regressed = rating < 5 ? 1 : 0;
    history_record(history, &run);
}

static void win_rate_is_of_pull_requests(void **state)
{
    struct history *history = *state;
    rate(history, "0", -1, 8, 2); /* the week before: not counted */
    rate(history, "1", 1, 6, 1);  /* week 1: positive */
    rate(history, "2", 2, 5, 0);  /* week 1: neutral */
    rate(history, "3", 8, 8, 1);  /* week 2: its last run is negative */
    rate(history, "3", 9, 3, 0);
    rate(history, "4", 6, 2, 0); /* begins in week 1, ends positive in 3 */
    rate(history, "4", 15, 7, 1);
    rate(history, "6", 16, (double)NAN, 0); /* nothing was compared */
    rate(history, NULL, 17, 9, 3);          /* main is no pull request */
    rate(history, "7", LAST_DAY, 7, 1);     /* week 8: positive */
    /* week 3: above 5, but more got worse than better: not positive */
    struct run_record run = history_run(history, "5", 16);
    run.rating = 5.5;
    run.improved = 0.2;
    run.regressed = 0.3;
    history_record(history, &run);
    /* week 4: 5 by chance, for as much got better as worse: not neutral */
    run = history_run(history, "8", 22);
    run.rating = 5;
    run.improved = run.regressed = 0.4;
    history_record(history, &run);

    struct kpi_table table = compute(history);
    const struct kpi *kpi = &table.kpis[KPI_WIN_RATE];
    assert_int_equal(table.from, FIRST_DAY);
    /* positive 1, 4, 7; not 3, 5, 8; neutral 2 */
    assert_value(kpi->now, 0.5, 3, 6);
    assert_int_equal(kpi->now.neutral, 1);
    assert_false(kpi_is_met(KPI_WIN_RATE, kpi->now.value));
    assert_value(kpi->weeks[0], 1, 1, 1);
    assert_int_equal(kpi->weeks[0].neutral, 1);
    assert_value(kpi->weeks[1], 0, 0, 1);
    assert_value(kpi->weeks[2], 0.5, 1, 2);
    assert_value(kpi->weeks[3], 0, 0, 1);
    assert_true(isnan(kpi->weeks[4].value));
    assert_value(kpi->weeks[7], 1, 1, 1);
}

/* Two targets of one pull request are one change. */
static void targets_are_judged_together(void **state)
{
    struct history *history = *state;
    static const double ratings[][2] = { { 7, 3 }, { 7, 5 }, { 5, 5 } };
    for (int i = 0; i < 3; i++) {
        for (int target = 0; target < 2; target++) {
            struct run_record run = history_run(history,
                                                i == 0   ? "1"
                                                : i == 1 ? "2"
                                                         : "3",
                                                target);
            run.target = target == 0 ? "pool" : "ledger";
            run.rating = ratings[i][target];
            run.improved = run.rating > 5 ? 1 : 0;
            run.regressed = run.rating < 5 ? 1 : 0;
            history_record(history, &run);
        }
    }
    struct kpi_table table = compute(history);
    assert_value(table.kpis[KPI_WIN_RATE].now, 0.5, 1, 2);
    assert_int_equal(table.kpis[KPI_WIN_RATE].now.neutral, 1);
}

/* Times in half days. */
static void regress(struct history *history, const char *pull_request,
                    const char *key, int commit, int ran)
{
    struct run_record run = history_run(history, pull_request, 0);
    run.commit_time = FIRST_DAY + commit * SECONDS_A_DAY / 2;
    run.time = run.at = FIRST_DAY + ran * SECONDS_A_DAY / 2;
    history_finding(history, &run, key, 150);
    history_record(history, &run);
}

static void detection_takes_days(void **state)
{
    struct history *history = *state;
    regress(history, NULL, "aa", 20, 21); /* week 2: half a day */
    regress(history, "7", "bb", 40, 40);
    regress(history, NULL, "bb", 44, 45); /* week 4: known before main had it */
    regress(history, NULL, "cc", 60, 66); /* week 5: three days */
    regress(history, "8", "dd", 70, 80);  /* never reached main */
    struct run_record run = history_run(history, NULL, 50);
    run.is_imported = true; /* tells no time */
    run.commit_time = FIRST_DAY;
    history_finding(history, &run, "ee", 150);
    history_record(history, &run);

    struct kpi_table table = compute(history);
    const struct kpi *kpi = &table.kpis[KPI_TIME_TO_DETECT];
    assert_value(kpi->now, 3.5 / 3, 0, 3);
    assert_false(kpi_is_met(KPI_TIME_TO_DETECT, kpi->now.value));
    assert_value(kpi->weeks[1], 0.5, 0, 1);
    assert_value(kpi->weeks[3], 0, 0, 1);
    assert_value(kpi->weeks[4], 3, 0, 1);
    assert_true(isnan(kpi->weeks[7].value));
}

/* Functions f<first> to f<last>, the first the hottest. */
static void add_hot(struct history *history, struct run_record *run, int first,
                    int last)
{
    struct arena *arena = &history->folder->arena;
    run->has_cpu = true;
    for (int i = first; i <= last; i++) {
        struct recorded_hotspot *hotspot =
            record_push(arena, run, PART_HOTSPOTS);
        hotspot->function = arena_printf(arena, "p.f%d", i);
        hotspot->file = "p/p.go";
        hotspot->own = 0.5 - (double)run->parts[PART_HOTSPOTS].count / 100;
        hotspot->flat = 0.001 * (double)run->parts[PART_HOTSPOTS].count;
        hotspot->cum = 1;
    }
}

static void heat(struct history *history, const char *pull_request, int day,
                 int first, int last)
{
    struct run_record run = history_run(history, pull_request, day);
    add_hot(history, &run, first, last);
    history_record(history, &run);
}

static void churn_is_of_the_last_week(void **state)
{
    struct history *history = *state;
    heat(history, NULL, 42, 60, 90);  /* week 7: not its last run of main */
    heat(history, NULL, 44, 1, 30);   /* the top 25 are f1 to f25 */
    heat(history, "9", 45, 200, 230); /* main speaks */
    /* Week 8: the top 20 are f8 to f27; of these f26 and f27 are fresh. */
    heat(history, NULL, 50, 8, 40);
    heat(history, "9", 51, 300, 330);
    struct run_record run = history_run(history, NULL, 52);
    history_record(history, &run); /* without a CPU profile */
    struct kpi_table table = compute(history);
    const struct kpi *kpi = &table.kpis[KPI_CHURN];
    assert_value(kpi->now, 0.1, 2, 20);
    assert_true(kpi_is_met(KPI_CHURN, kpi->now.value));
    assert_true(isnan(kpi->weeks[6].value)); /* nothing the week before */
}

/* Without main other branches speak; without own costs flat ones count. */
static void churn_of_other_branches(void **state)
{
    struct history *history = *state;
    for (int week = 6; week < 8; week++) {
        struct run_record run = history_run(history, "9", 7 * week);
        add_hot(history, &run, 1 + week % 2, 4 + week % 2);
        struct recorded_hotspot *hotspots = run_hotspots(&run);
        for (size_t i = 0; i < run.parts[PART_HOTSPOTS].count; i++) {
            hotspots[i].own = 0;
        }
        hotspots[0].flat = 0; /* f1, f2: not hot */
        history_record(history, &run);
    }
    /* f2, f3, f4 before; f3, f4, f5 now: one of three. */
    struct kpi_table table = compute(history);
    assert_value(table.kpis[KPI_CHURN].now, 1.0 / 3, 1, 3);
    assert_false(kpi_is_met(KPI_CHURN, table.kpis[KPI_CHURN].now.value));
}

static void cover(struct history *history, const char *target, int day,
                  int critical, int covered)
{
    struct run_record run = history_run(history, NULL, day);
    run.target = target;
    run.critical = critical;
    run.covered = covered;
    history_record(history, &run);
}

static void coverage_is_the_latest_known(void **state)
{
    struct history *history = *state;
    cover(history, "pool", 30, 10, 2);  /* week 5: superseded */
    cover(history, "ledger", 31, 5, 5); /* week 5 */
    cover(history, "pool", 43, 10, 7);  /* week 7 */
    cover(history, "pool", 50, 0, 0);   /* week 8: could not tell */
    struct kpi_table table = compute(history);
    const struct kpi *kpi = &table.kpis[KPI_COVERAGE];
    assert_value(kpi->now, 0.8, 12, 15);
    assert_false(kpi_is_met(KPI_COVERAGE, kpi->now.value)); /* > 80 % */
    assert_true(kpi_is_met(KPI_COVERAGE, 0.81));
    assert_value(kpi->weeks[4], 7.0 / 15, 7, 15);
    assert_value(kpi->weeks[6], 0.7, 7, 10);
    assert_true(isnan(kpi->weeks[7].value));
}

static void nothing_is_known_of_nothing(void **state)
{
    struct kpi_table table = compute(*state);
    for (enum kpi_name name = 0; name < KPI_COUNT; name++) {
        assert_true(isnan(table.kpis[name].now.value));
        assert_true(kpi_is_met(name, table.kpis[name].now.value));
        assert_int_equal(table.kpis[name].now.whole, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        history_test(win_rate_is_of_pull_requests),
        history_test(targets_are_judged_together),
        history_test(detection_takes_days),
        history_test(churn_is_of_the_last_week),
        history_test(churn_of_other_branches),
        history_test(coverage_is_the_latest_known),
        history_test(nothing_is_known_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
