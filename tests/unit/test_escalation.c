/*
 * When to go to an architecture review, and when just not.
 */
#include "history_support.h"

#include <math.h>

#include "core/history/escalation.h"

enum { NOW = 30 };

static struct escalation_list raise_all(struct history *history, double churn)
{
    struct kpi_table table = { .kpis[KPI_CHURN].now = {
                                   .value = churn, .part = 6, .whole = 20 } };
    struct escalation_list list = { .items = NULL };
    if (!escalations_raise(history->store, FIRST_DAY + NOW * SECONDS_A_DAY,
                           &table, &history->folder->arena, &list,
                           &history->error)) {
        fail_msg("%s", history->error.message);
    }
    return list;
}

static size_t raised(struct history *history)
{
    return raise_all(history, (double)NAN).count;
}

static void record(struct history *history, const char *pull_request, int day,
                   double head)
{
    struct run_record run = history_run(history, pull_request, day);
    if (head > 0) {
        history_finding(history, &run, "aa", head);
    }
    history_record(history, &run);
}

static void regression_persists_over_three(void **state)
{
    struct history *history = *state;
    record(history, "1", 0, 120);
    record(history, NULL, 1, 120);
    record(history, "1", 2, 0); /* brought it: does not count */
    record(history, "2", 3, 0);
    record(history, "3", 4, 0);
    record(history, "3", 5, 0); /* again */
    assert_int_equal(raised(history), 0);
    record(history, "4", 6, 0);
    struct escalation_list list = raise_all(history, (double)NAN);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].kind, ESCALATION_PERSISTS);
    assert_string_equal(list.items[0].regression.key, "aa");
    assert_int_equal(list.items[0].changes, 3);
    assert_string_equal(list.items[0].text,
                        "example.com/shop/pool.Get alloc_space is up 20 % "
                        "since 2026-11-03, over 3 changes.");
    record(history, NULL, 7, 0); /* gone */
    assert_int_equal(raised(history), 0);
}

/* A team that records main alone. */
static void commits_of_main_count_too(void **state)
{
    struct history *history = *state;
    for (int day = 0; day < 3; day++) {
        record(history, NULL, day, 120);
    }
    assert_int_equal(raised(history), 0);
    record(history, NULL, 3, 120);
    assert_int_equal(raised(history), 1);
}

static void small_regression_is_none(void **state)
{
    struct history *history = *state;
    for (int day = 0; day < 5; day++) {
        record(history, NULL, day, 115);
    }
    assert_int_equal(raised(history), 0);
    record(history, NULL, 5, 116);
    assert_int_equal(raised(history), 1);
}

static void rate(struct history *history, const char *pull_request, int day,
                 double rating)
{
    struct run_record run = history_run(history, pull_request, day);
    run.rating = rating;
    history_record(history, &run);
}

static void two_low_ratings_in_a_sprint(void **state)
{
    struct history *history = *state;
    rate(history, "1", NOW - 14, 1); /* the sprint before */
    rate(history, "2", NOW - 13, 3.9);
    rate(history, "3", NOW - 12, 4);
    rate(history, "4", NOW - 11, 2);
    rate(history, "4", NOW - 10, 5); /* mended */
    rate(history, "5", NOW - 9, (double)NAN);
    rate(history, NULL, NOW - 8, 3); /* main has the same change */
    struct run_record run = history_run(history, "2", NOW - 7);
    run.target = "ledger";
    run.rating = 3; /* the same pull request */
    history_record(history, &run);
    run = history_run(history, NULL, NOW - 6);
    run.is_main = false; /* a branch without a pull request */
    run.rating = 1;
    history_record(history, &run);
    assert_int_equal(raised(history), 0);
    rate(history, "6", NOW, 3.9);
    struct escalation_list list = raise_all(history, (double)NAN);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].kind, ESCALATION_RATING);
    assert_string_equal(list.items[0].text, "2 pull requests were rated below "
                                            "4 within 14 days.");
}

static void two_commits_of_main_in_a_sprint(void **state)
{
    struct history *history = *state;
    rate(history, NULL, NOW - 2, 3);
    assert_int_equal(raised(history), 0);
    rate(history, NULL, NOW - 1, 3);
    struct escalation_list list = raise_all(history, (double)NAN);
    assert_int_equal(list.count, 1);
    assert_non_null(strstr(list.items[0].text, "2 commits of main"));
}

static void high_churn(void **state)
{
    struct history *history = *state;
    assert_int_equal(raise_all(history, 0.25).count, 0);
    struct escalation_list list = raise_all(history, 0.3);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].kind, ESCALATION_CHURN);
    assert_string_equal(list.items[0].text,
                        "6 of the 20 hottest functions (30 %) were not hot the "
                        "week before.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        history_test(regression_persists_over_three),
        history_test(commits_of_main_count_too),
        history_test(small_regression_is_none),
        history_test(two_low_ratings_in_a_sprint),
        history_test(two_commits_of_main_in_a_sprint),
        history_test(high_churn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
