/*
 * Series of medians on main.
 */
#include "history_support.h"

#include "stats_support.h"

static void add_benchmark(struct history *history, struct run_record *run,
                          const char *name, double center)
{
    struct recorded_benchmark *row =
        record_push(&history->folder->arena, run, PART_BENCHMARKS);
    row->package = "example.com/shop/pool";
    row->name = name;
    row->unit = "sec/op";
    row->head = center;
}

static void fail_gate(struct history *history, struct run_record *run,
                      const char *name)
{
    struct recorded_decision *decision =
        record_push(&history->folder->arena, run, PART_DECISIONS);
    decision->gate = "related-time";
    decision->state = "failed";
    decision->package = "example.com/shop/pool";
    decision->benchmark = name;
    decision->unit = "sec/op";
}

static struct past past_of(struct history *history,
                           const struct run_record *run)
{
    struct past past = { .scope = "" };
    if (!store_past(history->store, run, &history->folder->arena, &past,
                    &history->error)) {
        fail_msg("%s", history->error.message);
    }
    return past;
}

static void is_of_main_and_in_order(void **state)
{
    struct history *history = *state;
    for (int day = 0; day < 4; day++) {
        struct run_record run = history_run(history, NULL, day);
        add_benchmark(history, &run, "Get-8", 1 + day);
        if (day == 2) {
            fail_gate(history, &run, "Get-8");
        }
        history_record(history, &run);
    }
    struct run_record pull = history_run(history, "7", 1);
    add_benchmark(history, &pull, "Get-8", 50);
    history_record(history, &pull);
    struct run_record next = history_run(history, NULL, 3);
    struct past past = past_of(history, &next);
    const struct past_series *series =
        past_find_series(&past, "example.com/shop/pool", "Get-8", "sec/op");
    assert_non_null(series);
    assert_int_equal(past.series.count, 1);
    assert_int_equal(series->values.count, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct past_value *value = &series->values.items[i];
        assert_same(value->center, 1 + (double)i);
        assert_int_equal(value->is_caught, i == 2);
        assert_int_equal(value->at, FIRST_DAY + (int)i * SECONDS_A_DAY);
    }
    assert_string_equal(past.series_began, "");
    assert_null(past_find_series(&past, "", "Get-8", "sec/op"));
}

/* Those that are later are none of its past, and pull requests have none. */
static void ends_before_the_run(void **state)
{
    struct history *history = *state;
    for (int day = 0; day < 4; day++) {
        struct run_record run = history_run(history, NULL, day);
        add_benchmark(history, &run, "Get-8", 1);
        history_record(history, &run);
    }
    struct run_record second = history_run(history, NULL, 1);
    struct past past = past_of(history, &second);
    assert_int_equal(past.series.items[0].values.count, 2);
    struct run_record pull = history_run(history, "7", 5);
    past = past_of(history, &pull);
    assert_int_equal(past.series.count, 0);
}

static void begins_anew_with_another_go(void **state)
{
    struct history *history = *state;
    for (int day = 0; day < 6; day++) {
        struct run_record run = history_run(history, NULL, day);
        run.go_version = day < 4 ? "go1.25.4" : "go1.26.0";
        add_benchmark(history, &run, "Get-8", 1);
        history_record(history, &run);
    }
    struct run_record next = history_run(history, NULL, 6);
    next.go_version = "go1.26.0";
    struct past past = past_of(history, &next);
    assert_int_equal(past.series.items[0].values.count, 2);
    assert_string_equal(past.series_began,
                        "on 2026-11-06: before that the runs were on "
                        "go1.25.4, now on go1.26.0");
}

/* Two runners in turn: each has its own series. */
static void machines_in_turn_have_each_their_own(void **state)
{
    struct history *history = *state;
    for (int day = 0; day < 10; day++) {
        struct run_record run = history_run(history, NULL, day);
        run.machine = day % 2 == 0 ? "old" : "new";
        add_benchmark(history, &run, "Get-8", day % 2 == 0 ? 2 : 1);
        history_record(history, &run);
    }
    struct run_record next = history_run(history, NULL, 10);
    next.machine = "old";
    struct past past = past_of(history, &next);
    assert_int_equal(past.series.items[0].values.count, 5);
    assert_same(past.series.items[0].values.items[4].center, 2);
    assert_string_equal(past.series_began, "");
}

static void only_the_latest_are_read(void **state)
{
    struct history *history = *state;
    for (int day = 0; day < STORE_SERIES_RUNS + 5; day++) {
        struct run_record run = history_run(history, NULL, day);
        add_benchmark(history, &run, "Get-8", 1 + day);
        history_record(history, &run);
    }
    struct run_record next = history_run(history, NULL, 500);
    struct past past = past_of(history, &next);
    assert_int_equal(past.series.items[0].values.count, STORE_SERIES_RUNS);
    assert_same(past.series.items[0].values.items[0].center, 6);
}

/* More than are read: then the last of each week tells what is slow. */
static void a_busy_main_has_weeks(void **state)
{
    struct history *history = *state;
    for (int run = 0; run < STORE_SERIES_RUNS; run++) {
        struct run_record record = history_run(history, NULL, run / 7);
        record.at += run % 7;
        add_benchmark(history, &record, "Get-8", 1 + run / 49);
        history_record(history, &record);
        struct past past = past_of(history, &record);
        assert_null(past.weekly); /* itself is none of its past */
    }
    /* On the third day of the fourth week, which has a value of its own. */
    struct run_record next = history_run(history, NULL, 23);
    struct past past = past_of(history, &next);
    assert_non_null(past.weekly);
    assert_true(past.weekly->is_weekly && past.weekly->is_main);
    assert_int_equal(past.weekly->series_runs, 3);
    const struct past_value_list *values = &past.weekly->series.items[0].values;
    assert_int_equal(values->count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_same(values->items[i].center, 1 + (double)i);
        assert_int_equal(values->items[i].at,
                         FIRST_DAY + (7 * (int)i + 6) * SECONDS_A_DAY + 6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        history_test(is_of_main_and_in_order),
        history_test(ends_before_the_run),
        history_test(begins_anew_with_another_go),
        history_test(machines_in_turn_have_each_their_own),
        history_test(only_the_latest_are_read),
        history_test(a_busy_main_has_weeks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
