/*
 * What is old goes, what is needed stays, and what is broken is found.
 */
#include "history_support.h"

#include <sqlite3.h>
#include <utime.h>

#include "core/history/archive.h"
#include "core/history/upkeep.h"

/* Records a run of main with one profile of this content. */
static void record(struct history *history, int day, const char *content)
{
    struct run_record run = history_run(history, NULL, day);
    struct evidence evidence = { .head = { .label = "head" } };
    struct arena *arena = &history->folder->arena;
    bool is_new;
    *LIST_PUSH(arena, &evidence.head.profiles) =
        (struct profile){ .name = "cpu" };
    *LIST_PUSH(arena, &evidence.head.files) = (struct read_file){
        .name = "cpu",
        .path = folder_text(history->folder, "cpu.pb.gz", content),
        .size = strlen(content),
        .hash = sha256_text(content, strlen(content)),
    };
    struct recorded_profile *kept = record_push(arena, &run, PART_PROFILES);
    kept->hash = evidence.head.files.items[0].hash.text;
    kept->size = (int64_t)strlen(content);
    history_finding(history, &run, "aa", 150);
    if (!store_begin(history->store, &history->error) ||
        !archive_note(history->store, &evidence, &history->error) ||
        !store_record(history->store, &run, &is_new, &history->error) ||
        !store_commit(history->store, &history->error)) {
        fail_msg("%s", history->error.message);
    }
}

static const char *place_of(struct history *history, const char *content)
{
    return archive_path(history->store,
                        sha256_text(content, strlen(content)).text,
                        &history->folder->arena);
}

static bool is_archived(struct history *history, const char *content)
{
    return file_type_of(place_of(history, content)) == FILE_REGULAR;
}

static struct prune_result prune(struct history *history,
                                 struct prune_request request)
{
    struct prune_result result;
    request.now = FIRST_DAY + 10 * SECONDS_A_DAY;
    if (!store_prune(history->store, &request, &result, &history->error)) {
        fail_msg("%s", history->error.message);
    }
    return result;
}

static struct verify_result verify(struct history *history)
{
    struct verify_result result;
    if (!store_verify(history->store, &history->folder->arena, &result,
                      &history->error)) {
        fail_msg("%s", history->error.message);
    }
    return result;
}

static void assert_whole(struct history *history, int runs, int profiles)
{
    struct verify_result result = verify(history);
    if (result.faults.count > 0) {
        fail_msg("%s", result.faults.items[0]);
    }
    assert_int_equal(result.runs, runs);
    assert_int_equal(result.profiles, profiles);
}

static void old_profiles_go_first(void **state)
{
    struct history *history = *state;
    record(history, 0, "first");
    record(history, 5, "second");
    struct prune_request request = { .since = FIRST_DAY + SECONDS_A_DAY };
    struct prune_result result = prune(history, request);
    assert_int_equal(result.profiles, 1);
    assert_int_equal(result.bytes, 5);
    assert_int_equal(result.runs, 0);
    assert_false(is_archived(history, "first"));
    assert_true(is_archived(history, "second"));
    assert_whole(history, 2, 1);
}

static void newest_runs_stay(void **state)
{
    struct history *history = *state;
    record(history, 2, "third");
    record(history, 0, "first");
    record(history, 1, "second");
    struct prune_request request = { .runs = 2, .drops_records = true };
    struct prune_result result = prune(history, request);
    assert_int_equal(result.runs, 1);
    assert_int_equal(result.profiles, 1);
    assert_false(is_archived(history, "first"));
    assert_whole(history, 2, 2);
    struct run_list runs = history_runs(history);
    assert_string_equal(runs.items[0].head_commit, "commit3");
    assert_true(store_read_parts(history->store, &runs.items[0],
                                 &history->folder->arena, &history->error));
    assert_int_equal(runs.items[0].parts[PART_FINDINGS].count, 1);
    assert_int_equal(history_lives(history, "").count, 1);
}

static void what_a_younger_run_has_stays(void **state)
{
    struct history *history = *state;
    record(history, 0, "same");
    record(history, 5, "same");
    struct prune_request request = { .since = FIRST_DAY + SECONDS_A_DAY,
                                     .drops_records = true };
    struct prune_result result = prune(history, request);
    assert_int_equal(result.runs, 1);
    assert_int_equal(result.profiles, 0);
    assert_true(is_archived(history, "same"));
    assert_whole(history, 1, 1);
}

/* What a killed recorder left, and what is none of our business. */
static void stray_files_go(void **state)
{
    struct history *history = *state;
    struct evidence_side side = { .label = "head" };
    uint32_t count;
    record(history, 5, "kept");
    *LIST_PUSH(&history->folder->arena, &side.profiles) =
        (struct profile){ .name = "cpu" };
    *LIST_PUSH(&history->folder->arena, &side.files) = (struct read_file){
        .name = "cpu",
        .path = folder_text(history->folder, "cpu.pb.gz", "stray"),
        .size = 5,
        .hash = sha256_text("stray", 5),
    };
    assert_true(archive_side(history->store, &side, &count, &history->error));
    const char *temporary = arena_printf(&history->folder->arena, "%s.tmp.a1",
                                         place_of(history, "kept"));
    const char *fresh = arena_printf(&history->folder->arena, "%s.tmp.b2",
                                     place_of(history, "kept"));
    folder_text(history->folder, temporary + strlen(history->folder->path) + 1,
                "half");
    folder_text(history->folder, fresh + strlen(history->folder->path) + 1,
                "half");
    folder_text(history->folder, "store.db.profiles/ab/README", "mine");
    time_t now = (time_t)(FIRST_DAY + 10 * SECONDS_A_DAY);
    struct utimbuf long_ago = { now - 7200, now - 7200 }, just = { now, now };
    assert_int_equal(utime(temporary, &long_ago), 0);
    assert_int_equal(utime(fresh, &just), 0);
    struct prune_request request = { .runs = 5 };
    assert_int_equal(prune(history, request).profiles, 2);
    assert_false(is_archived(history, "stray"));
    assert_true(is_archived(history, "kept"));
    assert_int_equal(file_type_of(temporary), FILE_MISSING);
    assert_int_equal(file_type_of(fresh), FILE_REGULAR);
    assert_file(folder_path(history->folder, "store.db.profiles/ab/README"),
                "mine");
}

static void damaged_profile_is_found(void **state)
{
    struct history *history = *state;
    record(history, 0, "first");
    record(history, 1, "second");
    folder_text(history->folder,
                place_of(history, "first") + strlen(history->folder->path) + 1,
                "other");
    assert_int_equal(unlink(place_of(history, "second")), 0);
    struct verify_result result = verify(history);
    assert_int_equal(result.faults.count, 2);
    bool is_first = strstr(result.faults.items[0], "another content") != NULL;
    assert_non_null(strstr(result.faults.items[is_first ? 0 : 1],
                           place_of(history, "first")));
    assert_non_null(strstr(result.faults.items[is_first ? 1 : 0],
                           place_of(history, "second")));
}

static void loose_row_is_found(void **state)
{
    struct history *history = *state;
    record(history, 0, "first");
    store_close(history->store);
    sqlite3 *handle;
    assert_int_equal(
        sqlite3_open(folder_path(history->folder, "store.db"), &handle),
        SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, "DELETE FROM runs", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
    history_open(history, STORE_READ);
    struct verify_result result = verify(history);
    assert_int_equal(result.faults.count, 2);
    assert_string_equal(result.faults.items[0],
                        "a row of profiles belongs to no row of runs");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        history_test(old_profiles_go_first),
        history_test(newest_runs_stay),
        history_test(what_a_younger_run_has_stays),
        history_test(stray_files_go),
        history_test(damaged_profile_is_found),
        history_test(loose_row_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
