/*
 * What is recorded can be read again, once each; files that are no store are
 * refused with what to do about them.
 */
#include "history_support.h"
#include "record_support.h"

#include <sqlite3.h>

#include "core/history/upkeep.h"

static void everything_is_read_again(void **state)
{
    struct history *history = *state;
    struct run_record run;
    fill_run(&history->folder->arena, &run);
    assert_true(history_record(history, &run));
    struct run_list runs = history_runs(history);
    assert_int_equal(runs.count, 1);
    struct run_record *again = &runs.items[0];
    assert_int_equal(again->id, run.id);
    assert_true(store_read_parts(history->store, again, &history->folder->arena,
                                 &history->error));
    assert_same_run(&run, again);
}

/* Identity is the bytes', valid or not. */
static void bytes_stay_as_they_are(void **state)
{
    struct history *history = *state;
    struct run_record run = history_run(history, NULL, 0);
    run.target = "p\xff\xc0\x80";
    run.head_commit = "\xe2\x82";
    assert_true(history_record(history, &run));
    struct run_list runs = history_runs(history);
    assert_string_equal(runs.items[0].target, run.target);
    assert_string_equal(runs.items[0].head_commit, run.head_commit);
}

static void run_is_recorded_once(void **state)
{
    struct history *history = *state;
    struct run_record run = history_run(history, NULL, 0), other = run;
    assert_true(history_record(history, &run));
    struct run_record same = run;
    same.time = same.at = run.at + 5;
    assert_false(history_record(history, &same));
    assert_int_equal(same.id, run.id);
    other.content_hash = "other";
    assert_true(history_record(history, &other));
    other.target = "ledger";
    assert_true(history_record(history, &other));
    other.repository = "example/other";
    assert_true(history_record(history, &other));
    other.head_commit = "another";
    assert_true(history_record(history, &other));
    assert_int_equal(history_runs(history).count, 5);
}

static void runs_are_chosen(void **state)
{
    struct history *history = *state;
    for (int day = 4; day >= 0; day--) {
        struct run_record run = history_run(history, NULL, day);
        run.target = day % 2 == 0 ? "pool" : "ledger";
        history_record(history, &run);
    }
    struct run_filter filter = { .from = FIRST_DAY + SECONDS_A_DAY,
                                 .until = FIRST_DAY + 4 * SECONDS_A_DAY,
                                 .target = "ledger",
                                 .repository = "example/shop" };
    struct run_list runs = { .items = NULL };
    assert_true(store_runs(history->store, &filter, &history->folder->arena,
                           &runs, &history->error));
    assert_int_equal(runs.count, 2);
    assert_string_equal(runs.items[0].head_commit, "commit4");
    assert_string_equal(runs.items[1].head_commit, "commit2");
    filter = (struct run_filter){ .repository = "nobody/knows" };
    runs.count = 0;
    assert_true(store_runs(history->store, &filter, &history->folder->arena,
                           &runs, &history->error));
    assert_int_equal(runs.count, 0);
}

static void what_is_not_committed_is_not_there(void **state)
{
    struct history *history = *state;
    struct run_record run = history_run(history, NULL, 0);
    bool is_new;
    assert_true(store_begin(history->store, &history->error));
    assert_true(store_record(history->store, &run, &is_new, &history->error));
    store_roll_back(history->store);
    assert_int_equal(history_runs(history).count, 0);
    assert_true(history_record(history, &run));
    store_close(history->store);
    history_open(history, STORE_READ);
    assert_int_equal(history_runs(history).count, 1);
}

/* Opens what must not open. */
static void assert_refused(struct history *history, const char *path,
                           enum store_mode mode, const char *part)
{
    struct store *store = NULL;
    history->error = (struct error)ERROR_INIT;
    if (store_open(&store, path, mode, &history->error)) {
        store_close(store);
        fail_msg("%s was opened", path);
    }
    assert_error(history->error,
                 mode == STORE_READ ? ERROR_INPUT : ERROR_OUTPUT, part);
    assert_non_null(strstr(history->error.message, path));
}

static void change(const char *path, const char *sql)
{
    sqlite3 *handle;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

static void other_files_are_refused(void **state)
{
    struct history *history = *state;
    struct folder *folder = history->folder;
    const char *text = folder_text(folder, "text",
                                   "not a database at all, "
                                   "but long enough for one "
                                   "to be looked for in it");
    const char *other = folder_path(folder, "other.db");
    const char *theirs = folder_path(folder, "theirs.db");
    change(other, "CREATE TABLE bookmarks (url TEXT)");
    change(theirs, "PRAGMA application_id = 1");
    for (enum store_mode mode = STORE_READ; mode <= STORE_RECORD; mode++) {
        assert_refused(history, text, mode, "is no store of perfscribe");
        assert_refused(history, other, mode, "no store of perfscribe");
        assert_refused(history, theirs, mode, "no store of perfscribe");
        assert_refused(history, folder->path, mode, "is no file");
    }
    const char *missing = folder_path(folder, "missing.db");
    assert_refused(history, missing, STORE_READ, "there is no such store");
    assert_refused(history, missing, STORE_CHANGE, "there is no such store");
    assert_int_equal(file_type_of(missing), FILE_MISSING);
    struct store *store;
    assert_false(store_open(&store, folder_path(folder, "text/below.db"),
                            STORE_RECORD, &history->error));
    assert_error(history->error, ERROR_OUTPUT, "check the folder");
    assert_file(text, "not a database at all, but long enough for one to be "
                      "looked for in it");
}

static void other_layouts_are_refused(void **state)
{
    struct history *history = *state;
    const char *path = folder_path(history->folder, "store.db");
    store_close(history->store);
    history->store = NULL;
    change(path, "PRAGMA user_version = 99");
    assert_refused(history, path, STORE_READ, "newer perfscribe (layout 99");
    assert_refused(history, path, STORE_RECORD, "update perfscribe");
    change(path, "PRAGMA user_version = -1");
    assert_refused(history, path, STORE_RECORD, "no store of perfscribe");
    change(path, "PRAGMA user_version = 1;"
                 "CREATE TRIGGER t AFTER INSERT ON runs BEGIN"
                 " DELETE FROM runs; END");
    assert_refused(history, path, STORE_RECORD, "no store of perfscribe");
}

static void damage_is_told(void **state)
{
    struct history *history = *state;
    const char *path = folder_path(history->folder, "store.db");
    struct run_record run;
    fill_run(&history->folder->arena, &run);
    history_record(history, &run);
    store_close(history->store);
    history->store = NULL;
    assert_int_equal(truncate(path, 20000), 0);
    assert_refused(history, path, STORE_READ, "is damaged or cut off");
    assert_refused(history, path, STORE_RECORD, "put a copy of it back");
    assert_int_equal(truncate(path, 50), 0);
    assert_refused(history, path, STORE_RECORD, "is damaged or cut off");
}

static void missing_table_is_told(void **state)
{
    struct history *history = *state;
    struct run_record run = history_run(history, NULL, 0);
    bool is_new;
    store_close(history->store);
    change(folder_path(history->folder, "store.db"), "DROP TABLE findings");
    history_open(history, STORE_RECORD);
    assert_true(store_begin(history->store, &history->error));
    assert_false(store_record(history->store, &run, &is_new, &history->error));
    assert_error(history->error, ERROR_OUTPUT, "is not as a store should be");
}

/* Reads all there is; what cannot be read is told. */
static void read_all(const char *path)
{
    struct store *store = NULL;
    struct arena arena = ARENA_INIT;
    struct error error = ERROR_INIT;
    struct run_filter filter = { .id = 0 };
    struct regression_filter any = { .is_open = false };
    struct run_list runs = { .items = NULL };
    struct regression_list regressions = { .items = NULL };
    struct verify_result result;
    bool ok = store_open(&store, path, STORE_READ, &error) &&
              store_runs(store, &filter, &arena, &runs, &error) &&
              store_regressions(store, &any, &arena, &regressions, &error);
    for (size_t i = 0; ok && i < runs.count; i++) {
        ok = store_read_parts(store, &runs.items[i], &arena, &error);
    }
    ok = ok && store_verify(store, &arena, &result, &error);
    assert_true(ok || error.kind == ERROR_INPUT);
    assert_true(ok || strstr(error.message, path) != NULL);
    store_close(store);
    arena_release(&arena);
}

/* The file of a stranger: bytes that are not what they were, anywhere. */
static void changed_bytes_do_no_harm(void **state)
{
    struct history *history = *state;
    struct run_record run;
    struct file_view view;
    fill_run(&history->folder->arena, &run);
    history_record(history, &run);
    store_close(history->store);
    history->store = NULL;
    assert_true(file_open_view(folder_path(history->folder, "store.db"),
                               FILE_LIMIT_BYTES, &view, &history->error));
    char *bytes = arena_allocate(&history->folder->arena, view.length);
    uint32_t number = 1;
    for (int i = 0; i < 150; i++) {
        memcpy(bytes, view.bytes, view.length);
        for (int j = 0; j <= i % 20; j++) {
            number = number * 1664525 + 1013904223;
            size_t reach = i % 2 == 0 ? view.length : 4096;
            bytes[(number >> 4) % reach] = (char)(number >> 24);
        }
        read_all(
            folder_bytes(history->folder, "changed.db", bytes, view.length));
    }
    file_close_view(&view);
}

static void folder_is_made(void **state)
{
    struct history *history = *state;
    struct store *store;
    const char *path = folder_path(history->folder, "a/b/store.db");
    assert_true(store_open(&store, path, STORE_RECORD, &history->error));
    store_close(store);
    assert_int_equal(file_type_of(path), FILE_REGULAR);
    assert_true(store_open(&store, path, STORE_CHANGE, &history->error));
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        history_test(everything_is_read_again),
        history_test(bytes_stay_as_they_are),
        history_test(run_is_recorded_once),
        history_test(runs_are_chosen),
        history_test(what_is_not_committed_is_not_there),
        history_test(other_files_are_refused),
        history_test(other_layouts_are_refused),
        history_test(damage_is_told),
        history_test(missing_table_is_told),
        history_test(changed_bytes_do_no_harm),
        history_test(folder_is_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
