/*
 * Profiles lie whole beside the store, under the hash of their bytes.
 */
#include "history_support.h"

#include "core/history/archive.h"

/* Text where a profile would be: the archive does not ask. */
static struct evidence_side side_with(struct history *history, const char *text)
{
    struct arena *arena = &history->folder->arena;
    struct evidence_side side = { .label = "head" };
    *LIST_PUSH(arena, &side.profiles) = (struct profile){ .name = "cpu" };
    *LIST_PUSH(arena, &side.files) = (struct read_file){ .name = "bench" };
    *LIST_PUSH(arena, &side.files) = (struct read_file){
        .name = "cpu",
        .path = folder_text(history->folder, "cpu.pb.gz", text),
        .size = strlen(text),
        .hash = sha256_text(text, strlen(text)),
    };
    return side;
}

static const char *place_of(struct history *history, const char *text)
{
    return archive_path(history->store, sha256_text(text, strlen(text)).text,
                        &history->folder->arena);
}

static void put(struct history *history, struct evidence_side side)
{
    uint32_t count;
    if (!archive_side(history->store, &side, &count, &history->error)) {
        fail_msg("%s", history->error.message);
    }
    assert_int_equal(count, 1);
}

static void profile_is_copied_once(void **state)
{
    struct history *history = *state;
    const char *place = place_of(history, "bytes");
    assert_non_null(strstr(
        place,
        "/store.db.profiles/27/"
        "7089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9"));
    put(history, side_with(history, "bytes"));
    assert_file(place, "bytes");
    struct stat before, after;
    assert_int_equal(stat(place, &before), 0);
    put(history, side_with(history, "bytes"));
    assert_int_equal(stat(place, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(after.st_mode & 0777, 0644);
}

/* What a power cut left half is put again. */
static void cut_off_copy_is_replaced(void **state)
{
    struct history *history = *state;
    const char *place = place_of(history, "bytes");
    put(history, side_with(history, "bytes"));
    assert_int_equal(truncate(place, 2), 0);
    put(history, side_with(history, "bytes"));
    assert_file(place, "bytes");
}

static void changed_file_is_refused(void **state)
{
    struct history *history = *state;
    struct evidence_side side = side_with(history, "bytes");
    uint32_t count;
    folder_text(history->folder, "cpu.pb.gz", "other bytes");
    assert_false(archive_side(history->store, &side, &count, &history->error));
    assert_error(history->error, ERROR_OUTPUT, "has changed since");
    assert_int_equal(count, 0);
    assert_int_equal(file_type_of(place_of(history, "bytes")), FILE_MISSING);
}

static void file_in_the_way_is_told(void **state)
{
    struct history *history = *state;
    struct evidence_side side = side_with(history, "bytes");
    uint32_t count;
    folder_text(history->folder, "store.db.profiles", "in the way");
    assert_false(archive_side(history->store, &side, &count, &history->error));
    assert_error(history->error, ERROR_OUTPUT, "store.db.profiles");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        history_test(profile_is_copied_once),
        history_test(cut_off_copy_is_replaced),
        history_test(changed_file_is_refused),
        history_test(file_in_the_way_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
