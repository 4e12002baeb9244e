/*
 * What a weekly report says of a store whose right answers are plain.
 */
#include "history_support.h"

#include "core/history/weekly.h"
#include "formats/weekly/weekly_html.h"
#include "formats/weekly/weekly_text.h"
#include "stats_support.h"

static int64_t week(int number)
{
    return FIRST_DAY + number * SECONDS_A_WEEK;
}

/* The weekly of the week after so many since the first. */
static struct weekly weekly_of(struct history *history, int number)
{
    struct weekly weekly;
    if (!store_weekly(history->store, week(number), &history->folder->arena,
                      &weekly, &history->error)) {
        fail_msg("%s", history->error.message);
    }
    return weekly;
}

static void add_hotspot(struct history *history, struct run_record *run,
                        const char *function, const char *owner, double own)
{
    struct recorded_hotspot *row =
        record_push(&history->folder->arena, run, PART_HOTSPOTS);
    run->has_cpu = true;
    row->function = function;
    row->file = "pool/pool.go";
    row->owner = owner;
    row->own = own;
}

static void hotspots_stay_and_owners_take_turns(void **state)
{
    struct history *history = *state;
    for (int i = 0; i < 4; i++) {
        struct run_record run = history_run(history, NULL, i * 7);
        add_hotspot(history, &run, "p.Stays", "@ana @bo", 0.2);
        if (i != 1) {
            add_hotspot(history, &run, "p.Returns", "", 0.3);
        }
        if (i == 3) {
            add_hotspot(history, &run, "p.New", "", 0.5);
        }
        history_record(history, &run);
    }
    struct weekly weekly = weekly_of(history, 3);
    assert_int_equal(weekly.hotspots.count, 3);
    const struct weekly_hotspot *first = &weekly.hotspots.items[0];
    assert_string_equal(first->function, "p.Returns");
    assert_int_equal(first->weeks, 2);
    assert_string_equal(first->turn, "");
    const struct weekly_hotspot *second = &weekly.hotspots.items[1];
    assert_string_equal(second->function, "p.Stays");
    assert_int_equal(second->weeks, 4);
    assert_same(second->share, 0.2);
    assert_same(second->weeks_shares[WEEKLY_WEEKS - 1], 0.2);
    assert_true(isnan(second->weeks_shares[0]));
    /* What is new comes last, however hot it is. */
    assert_string_equal(weekly.hotspots.items[2].function, "p.New");
    assert_int_equal(weekly.hotspots.items[2].weeks, 1);
    /* Next week it is the other's turn. */
    const char *turn = second->turn;
    struct weekly before = weekly_of(history, 2);
    assert_string_not_equal(before.hotspots.items[1].turn, turn);
    assert_string_equal(weekly.hotspot_turn, turn);
}

/* A week without a profile is no break. */
static void a_week_without_profiles_is_no_break(void **state)
{
    struct history *history = *state;
    for (int i = 0; i < 4; i++) {
        struct run_record run = history_run(history, NULL, i * 7);
        if (i != 2) {
            add_hotspot(history, &run, "p.Stays", "", 0.2);
        }
        history_record(history, &run);
    }
    struct weekly weekly = weekly_of(history, 3);
    assert_int_equal(weekly.hotspots.count, 1);
    assert_int_equal(weekly.hotspots.items[0].weeks, 3);
}

static void the_mean_of_a_week_counts(void **state)
{
    struct history *history = *state;
    for (int day = 0; day < 2; day++) {
        struct run_record run = history_run(history, NULL, day);
        add_hotspot(history, &run, "p.F", "", 0.1 + 0.1 * day);
        history_record(history, &run);
    }
    struct weekly weekly = weekly_of(history, 0);
    assert_within(weekly.hotspots.items[0].share, 0.15, 1e-9);
}

/* A run of a pull request that compares two commits. */
static struct run_record compare(struct history *history, const char *pull,
                                 int day, const char *base, const char *head)
{
    struct run_record run = history_run(history, pull, day);
    run.base_commit = base;
    run.head_commit = head;
    run.content_hash =
        arena_printf(&history->folder->arena, "content %d", history->runs);
    return run;
}

static void measure(struct history *history, struct run_record *run,
                    double base, double head)
{
    struct recorded_benchmark *row =
        record_push(&history->folder->arena, run, PART_BENCHMARKS);
    row->package = "p";
    row->name = "Get-8";
    row->unit = "sec/op";
    row->base = base;
    row->head = head;
}

/* Of +8 %, the interval from +7.2 %, at a limit of +6 %. */
static void fail_gate(struct history *history, struct run_record *run)
{
    struct recorded_decision *row =
        record_push(&history->folder->arena, run, PART_DECISIONS);
    row->gate = "related-time";
    row->state = "failed";
    row->benchmark = "Get-8";
    row->unit = "sec/op";
    row->package = "p";
    row->limit = 0.06;
    row->value = 0.08;
    row->low = 0.072;
    row->high = 0.09;
}

static struct weekly_failure only_failure(struct history *history)
{
    struct weekly weekly = weekly_of(history, 0);
    assert_int_equal(weekly.failures.count, 1);
    return weekly.failures.items[0];
}

static void a_failure_is_open_until_measured_again(void **state)
{
    struct history *history = *state;
    struct run_record run = compare(history, "7", 1, "good", "bad");
    measure(history, &run, 100, 108);
    fail_gate(history, &run);
    history_record(history, &run);
    /* Another head on the same base settles nothing. */
    run = compare(history, "8", 2, "good", "other");
    measure(history, &run, 100, 100);
    history_record(history, &run);
    struct weekly_failure failure = only_failure(history);
    assert_int_equal(failure.outcome, FAILURE_OPEN);
    assert_int_equal(failure.runs_again, 0);
    assert_true(isnan(failure.limit_right));
}

static void a_failure_was_noise(void **state)
{
    struct history *history = *state;
    struct run_record run = compare(history, "7", 1, "good", "head");
    measure(history, &run, 100, 108);
    fail_gate(history, &run);
    history_record(history, &run);
    /* A later run has the commit as its base, weeks afterwards. */
    run = compare(history, NULL, 30, "head", "next");
    measure(history, &run, 101, 101);
    history_record(history, &run);
    struct weekly_failure failure = only_failure(history);
    assert_int_equal(failure.outcome, FAILURE_NOISE);
    assert_int_equal(failure.runs_again, 1);
    assert_within(failure.value_again, 0.01, 1e-6);
    assert_within(failure.limit_right, 0.075, 1e-9);
}

static void a_failure_was_real(void **state)
{
    struct history *history = *state;
    struct run_record run = compare(history, "7", 1, "good", "head");
    measure(history, &run, 100, 108);
    fail_gate(history, &run);
    history_record(history, &run);
    run = compare(history, NULL, 2, "good", "head");
    measure(history, &run, 100, 109);
    history_record(history, &run);
    struct weekly_failure failure = only_failure(history);
    assert_int_equal(failure.outcome, FAILURE_REAL);
    assert_within(failure.value_again, 0.09, 1e-6);
    assert_true(isnan(failure.limit_right));
}

/* What another machine measures is not the same measurement again. */
static void another_machine_settles_nothing(void **state)
{
    struct history *history = *state;
    struct run_record run = compare(history, "7", 1, "good", "head");
    measure(history, &run, 100, 108);
    fail_gate(history, &run);
    history_record(history, &run);
    run = compare(history, NULL, 2, "good", "head");
    run.machine = "another";
    measure(history, &run, 100, 100);
    history_record(history, &run);
    assert_int_equal(only_failure(history).outcome, FAILURE_OPEN);
}

static void regressions_are_shared_out(void **state)
{
    struct history *history = *state;
    struct run_record run = history_run(history, NULL, 0);
    history_finding(history, &run, "old", 150)->category = "Preventive";
    history_finding(history, &run, "gone", 300)->category = "Corrective";
    history_record(history, &run);
    run = history_run(history, NULL, 8);
    history_finding(history, &run, "old", 150)->category = "Preventive";
    history_finding(history, &run, "new", 190)->category = "Preventive";
    struct recorded_finding *drift =
        history_finding(history, &run, "slow", 107);
    drift->rule = "PERF4004";
    drift->function = "BenchmarkGet-8";
    drift->category = "Corrective";
    drift->metric = drift->unit = "sec/op";
    history_record(history, &run);
    struct weekly weekly = weekly_of(history, 1);
    assert_int_equal(weekly.open, 3);
    assert_int_equal(weekly.opened.count, 1);
    assert_string_equal(weekly.opened.items[0].key, "new");
    assert_int_equal(weekly.fixed.count, 1);
    assert_string_equal(weekly.fixed.items[0].key, "gone");
    assert_int_equal(weekly.drifts.count, 1);
    assert_int_equal(weekly.allocations.count, 2);
    assert_string_equal(weekly.allocations.items[0].key, "new");
    const struct weekly_category *preventive = &weekly.categories[0];
    assert_int_equal(preventive->open, 2);
    assert_int_equal(preventive->opened, 1);
    assert_string_equal(preventive->worst->key, "new");
    assert_int_equal(weekly.categories[1].closed, 1);
    assert_string_equal(weekly.state, "failed");
    assert_non_null(strstr(weekly.verdict, "1 new regression on main, 1 slow "
                                           "drift; 3 open, 1 fixed"));
    /* The week before knows nothing of it. */
    weekly = weekly_of(history, 0);
    assert_int_equal(weekly.open, 2);
    assert_int_equal(weekly.drifts.count, 0);
}

static void a_week_without_runs_says_so(void **state)
{
    struct history *history = *state;
    struct weekly weekly = weekly_of(history, 5);
    assert_string_equal(weekly.state, "skipped");
    assert_string_equal(weekly.verdict, "no run was recorded this week");
    struct run_record run = history_run(history, NULL, 0);
    history_record(history, &run);
    weekly = weekly_of(history, 0);
    assert_string_equal(weekly.state, "passed");
    assert_non_null(strstr(weekly.verdict, "nothing got worse; 0 open"));
}

static const char evil[] = "p.<script>alert(1)</script>\r\n\x1b[2J\xff";

/* 200 findings with names that are markup and long: below 80 KB, no tag of
 * theirs, no line of theirs. */
static void a_mail_stands_200_hostile_findings(void **state)
{
    struct history *history = *state;
    struct run_record run = history_run(history, NULL, 0);
    struct buffer name, html, text;
    struct error error = ERROR_INIT;
    buffer_init(&name);
    buffer_init(&html);
    buffer_init(&text);
    for (size_t i = 0; i < 60; i++) {
        buffer_text(&name, evil);
    }
    for (int i = 0; i < 200; i++) {
        const char *key = arena_printf(&history->folder->arena, "%d", i);
        struct recorded_finding *finding =
            history_finding(history, &run, key, 101 + i);
        finding->function = finding->owner = finding->cause = name.bytes;
        finding->file = finding->headline = name.bytes;
        finding->rule = i % 3 == 0 ? "PERF4004" : "PERF2001";
    }
    for (int i = 0; i < 50; i++) {
        fail_gate(history, &run);
        run_decisions(&run)[i].benchmark = name.bytes;
    }
    add_hotspot(history, &run, name.bytes, name.bytes, 0.5);
    history_record(history, &run);
    struct weekly weekly = weekly_of(history, 0);
    assert_int_equal(weekly.open, 200);
    assert_true(weekly_html_print(&weekly, 10, &html, &error));
    weekly_text_print(&weekly, 10, &text);
    assert_true(html.length > 20000 && html.length < 80000);
    assert_null(strstr(html.bytes, "<script"));
    assert_null(strchr(html.bytes, '\x1b'));
    assert_null(strchr(text.bytes, '\x1b'));
    assert_null(strchr(text.bytes, '\r'));
    assert_non_null(strstr(text.bytes, "and 123 more"));
    buffer_release(&name);
    buffer_release(&html);
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        history_test(hotspots_stay_and_owners_take_turns),
        history_test(a_week_without_profiles_is_no_break),
        history_test(the_mean_of_a_week_counts),
        history_test(a_failure_is_open_until_measured_again),
        history_test(a_failure_was_noise),
        history_test(a_failure_was_real),
        history_test(another_machine_settles_nothing),
        history_test(regressions_are_shared_out),
        history_test(a_week_without_runs_says_so),
        history_test(a_mail_stands_200_hostile_findings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
