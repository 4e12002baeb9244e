/*
 * How long regressions live, on main and in pull requests.
 */
#include "history_support.h"

static void record(struct history *history, const char *pull_request, int day,
                   const char *key, double head)
{
    struct run_record run = history_run(history, pull_request, day);
    if (key != NULL) {
        history_finding(history, &run, key, head);
    }
    history_record(history, &run);
}

static struct regression only_life(struct history *history, const char *scope)
{
    struct regression_list lives = history_lives(history, scope);
    assert_int_equal(lives.count, 1);
    return lives.items[0];
}

static int64_t day_of(int day)
{
    return FIRST_DAY + day * SECONDS_A_DAY;
}

static void main_opens_keeps_and_closes(void **state)
{
    struct history *history = *state;
    record(history, NULL, 0, "aa", 150);
    record(history, NULL, 1, "aa", 170);
    struct regression life = only_life(history, "");
    assert_string_equal(life.state, "open");
    assert_true(life.good > 99 && life.good < 101);
    assert_true(regression_growth(&life) > 0.69);
    assert_int_equal(life.runs, 2);
    assert_int_equal(life.opened, day_of(0));
    assert_int_equal(life.last_seen, day_of(1));
    assert_string_equal(life.head_commit, "commit1");
    record(history, NULL, 2, NULL, 0);
    life = only_life(history, "");
    assert_string_equal(life.state, "fixed");
    assert_int_equal(life.closed, day_of(2));
    assert_int_equal(life.runs, 2);
}

static void fixed_comes_back(void **state)
{
    struct history *history = *state;
    record(history, NULL, 0, "aa", 150);
    record(history, NULL, 1, NULL, 0);
    record(history, NULL, 2, "aa", 150);
    record(history, NULL, 3, NULL, 0);
    record(history, NULL, 4, "aa", 150);
    struct regression_list lives = history_lives(history, "");
    assert_int_equal(lives.count, 3);
    assert_int_equal(lives.items[0].returns, 0);
    assert_int_equal(lives.items[1].returns, 1);
    assert_int_equal(lives.items[2].returns, 2);
    assert_int_equal(lives.items[2].first_seen, day_of(0));
    assert_int_equal(lives.items[2].opened, day_of(4));
    assert_string_equal(lives.items[2].state, "open");
}

static void pull_request_brings_it_to_main(void **state)
{
    struct history *history = *state;
    record(history, "41", 0, "aa", 150);
    record(history, "42", 1, NULL, 0); /* another one closes nothing */
    assert_string_equal(only_life(history, "41").state, "open");
    record(history, NULL, 2, "aa", 150);
    struct regression life = only_life(history, "");
    assert_string_equal(life.introduced_by, "41");
    assert_int_equal(life.first_seen, day_of(0));
    assert_int_equal(life.opened, day_of(2));
    assert_string_equal(only_life(history, "41").state, "merged");
    assert_int_equal(only_life(history, "41").closed, day_of(2));
}

static void pull_request_fixes_its_own(void **state)
{
    struct history *history = *state;
    record(history, "41", 0, "aa", 150);
    record(history, NULL, 1, NULL, 0);
    record(history, "41", 2, NULL, 0);
    assert_string_equal(only_life(history, "41").state, "fixed");
    assert_int_equal(history_lives(history, "").count, 0);
}

/* A branch without a pull request opens and closes nothing. */
static void other_branches_change_nothing(void **state)
{
    struct history *history = *state;
    record(history, NULL, 0, "aa", 150);
    struct run_record run = history_run(history, NULL, 1);
    run.is_main = false;
    run.branch = "topic";
    history_finding(history, &run, "bb", 300);
    history_record(history, &run);
    struct regression life = only_life(history, NULL);
    assert_string_equal(life.key, "aa");
    assert_string_equal(life.state, "open");
}

static void waiver_closes(void **state)
{
    struct history *history = *state;
    record(history, NULL, 0, "aa", 150);
    for (int day = 1; day < 3; day++) {
        struct run_record run = history_run(history, NULL, day);
        history_finding(history, &run, "aa", 150)->waiver = "worth_it";
        history_finding(history, &run, "bb", 150)->waiver = "worth_it";
        history_record(history, &run);
    }
    struct regression life = only_life(history, "");
    assert_string_equal(life.key, "aa");
    assert_string_equal(life.state, "waived");
    assert_int_equal(life.closed, day_of(1));
    record(history, NULL, 3, "aa", 150);
    struct regression_list lives = history_lives(history, "");
    assert_int_equal(lives.count, 2);
    assert_int_equal(lives.items[1].returns, 0); /* it was never gone */
}

static void notes_and_improvements_open_nothing(void **state)
{
    struct history *history = *state;
    struct run_record run = history_run(history, NULL, 0);
    history_finding(history, &run, "aa", 150)->level = "note";
    history_finding(history, &run, "bb", 50)->state = "improvement";
    history_finding(history, &run, "cc", 150)->state = "fact";
    history_record(history, &run);
    assert_int_equal(history_lives(history, NULL).count, 0);
}

/* What is found again from an earlier run counts, whatever its level. */
static void recalled_keeps_open(void **state)
{
    struct history *history = *state;
    record(history, NULL, 0, "aa", 150);
    struct run_record run = history_run(history, NULL, 1);
    struct recorded_finding *finding =
        history_finding(history, &run, "aa", 160);
    finding->base = 150;
    finding->state = "fact";
    finding->is_recalled = true;
    history_record(history, &run);
    struct regression life = only_life(history, "");
    assert_int_equal(life.runs, 2);
    assert_true(life.good < 101 && life.last > 159);
}

static void late_run_changes_nothing(void **state)
{
    struct history *history = *state;
    record(history, NULL, 5, "aa", 150);
    record(history, NULL, 1, NULL, 0);
    record(history, NULL, 2, "bb", 150);
    struct regression life = only_life(history, "");
    assert_string_equal(life.key, "aa");
    assert_string_equal(life.state, "open");
    record(history, "7", 3, "bb", 150); /* another scope has its own order */
    assert_string_equal(only_life(history, "7").state, "open");
}

static void targets_are_apart(void **state)
{
    struct history *history = *state;
    record(history, NULL, 0, "aa", 150);
    struct run_record run = history_run(history, NULL, 1);
    run.target = "ledger";
    history_record(history, &run);
    assert_string_equal(only_life(history, "").state, "open");
}

static void same_key_twice_is_one(void **state)
{
    struct history *history = *state;
    struct run_record run = history_run(history, NULL, 0);
    history_finding(history, &run, "aa", 150);
    history_finding(history, &run, "aa", 160);
    history_record(history, &run);
    assert_int_equal(history_lives(history, "").count, 1);
}

static void past_has_main_and_the_own_scope(void **state)
{
    struct history *history = *state;
    struct past past;
    record(history, NULL, 0, "aa", 150);
    record(history, "41", 1, "bb", 150);
    record(history, "42", 2, "cc", 150);
    struct run_record run = history_run(history, "41", 3);
    assert_true(store_past(history->store, &run, &history->folder->arena, &past,
                           &history->error));
    assert_false(past.is_main);
    assert_int_equal(past.regressions.count, 2);
    assert_non_null(past_find(&past, "", "aa"));
    assert_non_null(past_find(&past, "41", "bb"));
    assert_null(past_find(&past, "41", "aa"));
    assert_null(past_find(&past, "42", "cc"));
    record(history, NULL, 4, NULL, 0);
    run = history_run(history, NULL, 4 + 366);
    assert_true(store_past(history->store, &run, &history->folder->arena, &past,
                           &history->error));
    assert_int_equal(past.regressions.count, 0); /* too long ago */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        history_test(main_opens_keeps_and_closes),
        history_test(fixed_comes_back),
        history_test(pull_request_brings_it_to_main),
        history_test(pull_request_fixes_its_own),
        history_test(other_branches_change_nothing),
        history_test(waiver_closes),
        history_test(notes_and_improvements_open_nothing),
        history_test(recalled_keeps_open),
        history_test(late_run_changes_nothing),
        history_test(targets_are_apart),
        history_test(same_key_twice_is_one),
        history_test(past_has_main_and_the_own_scope),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
