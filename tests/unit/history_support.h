/*
 * Runs made by hand, in a store of their own.
 */
#ifndef TESTS_UNIT_HISTORY_SUPPORT_H
#define TESTS_UNIT_HISTORY_SUPPORT_H

#include "files_support.h"

#include "core/base/calendar.h"
#include "core/history/store.h"

/* Monday, 2 November 2026, 00:00: the first of week 45. */
#define FIRST_DAY INT64_C(1793577600)

struct history {
    struct folder *folder;
    struct store *store;
    struct error error;
    int runs; /* made so far: each has a commit of its own */
};

static inline void history_open(struct history *history, enum store_mode mode)
{
    if (!store_open(&history->store, folder_path(history->folder, "store.db"),
                    mode, &history->error)) {
        fail_msg("%s", history->error.message);
    }
}

static inline int history_setup(void **state)
{
    static struct history history;
    void *folder;
    int failed = folder_setup(&folder);
    history = (struct history){ .folder = folder };
    *state = &history;
    if (failed == 0) {
        history_open(&history, STORE_RECORD);
    }
    return failed;
}

static inline int history_teardown(void **state)
{
    struct history *history = *state;
    void *folder = history->folder;
    store_close(history->store);
    return folder_teardown(&folder);
}

#define history_test(test) \
    cmocka_unit_test_setup_teardown(test, history_setup, history_teardown)

/* Of a pull request, or NULL: of main; `day` days behind the first. */
static inline struct run_record history_run(struct history *history,
                                            const char *pull_request, int day)
{
    struct run_record run;
    run_record_init(&run);
    run.repository = "example/shop";
    run.target = "pool";
    run.head_commit =
        arena_printf(&history->folder->arena, "commit%d", ++history->runs);
    run.content_hash = "content";
    run.branch = pull_request == NULL ? "main" : "topic";
    run.pull_request = pull_request == NULL ? "" : pull_request;
    run.is_main = pull_request == NULL;
    run.time = run.at = run.commit_time = FIRST_DAY + day * SECONDS_A_DAY;
    run.verdict_state = "passed";
    return run;
}

/* A regression of 100 to `head` in a warning of PERF2001. */
static inline struct recorded_finding *history_finding(struct history *history,
                                                       struct run_record *run,
                                                       const char *key,
                                                       double head)
{
    struct recorded_finding *finding =
        record_push(&history->folder->arena, run, PART_FINDINGS);
    finding->key = key;
    finding->rule = "PERF2001";
    finding->category = "Preventive";
    finding->level = "warning";
    finding->state = "regression";
    finding->function = "example.com/shop/pool.Get";
    finding->file = "pool/pool.go";
    finding->line = 12;
    finding->metric = "alloc_space";
    finding->unit = "bytes";
    finding->base = 100;
    finding->head = head;
    return finding;
}

/* Records it in a transaction of its own; gives whether it is new. */
static inline bool history_record(struct history *history,
                                  struct run_record *run)
{
    bool is_new = false;
    if (!store_begin(history->store, &history->error) ||
        !store_record(history->store, run, &is_new, &history->error) ||
        !store_commit(history->store, &history->error)) {
        fail_msg("%s", history->error.message);
    }
    return is_new;
}

static inline struct run_list history_runs(struct history *history)
{
    struct run_filter filter = { .id = 0 };
    struct run_list runs = { .items = NULL };
    if (!store_runs(history->store, &filter, &history->folder->arena, &runs,
                    &history->error)) {
        fail_msg("%s", history->error.message);
    }
    return runs;
}

/* All lives of a scope, the oldest first. */
static inline struct regression_list history_lives(struct history *history,
                                                   const char *scope)
{
    struct regression_filter filter = { .scope = scope };
    struct regression_list list = { .items = NULL };
    if (!store_regressions(history->store, &filter, &history->folder->arena,
                           &list, &history->error)) {
        fail_msg("%s", history->error.message);
    }
    return list;
}

#endif
