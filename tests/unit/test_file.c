#include "files_support.h"

#include <sys/mman.h>

static void test_maps_a_file(void **state)
{
    struct file_view view;
    struct error error = ERROR_INIT;
    const char *path = folder_bytes(*state, "a", "x\0y", 3);
    assert_true(file_open_view(path, 3, &view, &error));
    assert_int_equal(view.length, 3);
    assert_memory_equal(view.bytes, "x\0y", 3);
    void *mapping = view.mapping;
    file_close_view(&view);
    assert_int_equal(msync(mapping, 3, MS_ASYNC), -1); /* it is gone */
    assert_int_equal(view.length, 0);
    assert_string_equal(view.bytes, "");
    file_close_view(&view);
}

static void test_an_empty_file_is_a_view_of_nothing(void **state)
{
    struct file_view view;
    struct error error = ERROR_INIT;
    const char *path = folder_text(*state, "empty", "");
    assert_true(file_open_view(path, 0, &view, &error));
    assert_int_equal(view.length, 0);
    assert_non_null(view.bytes);
    file_close_view(&view);
}

static void refuse(const char *path, size_t limit, enum error_kind kind,
                   const char *part)
{
    struct file_view view;
    struct error error = ERROR_INIT;
    assert_false(file_open_view(path, limit, &view, &error));
    assert_error(error, kind, part);
    assert_error(error, kind, path);
    assert_int_equal(view.length, 0);
    file_close_view(&view); /* is safe all the same */
}

static void test_refuses_what_is_no_file(void **state)
{
    struct folder *folder = *state;
    const char *fifo = folder_path(folder, "fifo");
    refuse(folder_path(folder, "missing"), 9, ERROR_INPUT, "check the path");
    refuse("", 9, ERROR_INPUT, "cannot be opened");
    refuse(folder->path, 9, ERROR_INPUT, "is a folder");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    refuse(fifo, 9, ERROR_INPUT, "is not a regular file");
    refuse("/dev/zero", 9, ERROR_INPUT, "is not a regular file");
    const char *loop = folder_path(folder, "loop");
    assert_int_equal(symlink("loop", loop), 0);
    refuse(loop, 9, ERROR_INPUT, "cannot be opened");
}

static void test_refuses_more_than_the_limit(void **state)
{
    const char *path = folder_text(*state, "a", "1234");
    refuse(path, 3, ERROR_LIMIT, "4 bytes exceed the limit of 3");
}

static void test_a_sparse_file_of_a_terabyte_is_over_the_limit(void **state)
{
    const char *path = folder_text(*state, "a", "");
    if (truncate(path, (off_t)1 << 40) != 0) {
        skip(); /* not on this file system */
    }
    refuse(path, FILE_LIMIT_BYTES, ERROR_LIMIT, "give a smaller file");
}

static void test_tells_the_type_of_a_path(void **state)
{
    struct folder *folder = *state;
    const char *file = folder_text(folder, "file", "");
    const char *link = folder_path(folder, "link");
    assert_int_equal(symlink("file", link), 0);
    assert_int_equal(file_type_of(file), FILE_REGULAR);
    assert_int_equal(file_type_of(link), FILE_REGULAR);
    assert_int_equal(file_type_of(folder->path), FILE_FOLDER);
    assert_int_equal(file_type_of("/dev/null"), FILE_OTHER);
    assert_int_equal(file_type_of(folder_path(folder, "x")), FILE_MISSING);
    assert_int_equal(file_type_of(folder_path(folder, "file/x")), FILE_MISSING);
}

static void test_lists_names_by_bytes(void **state)
{
    struct folder *folder = *state;
    static const char *const created[] = { "b",        "a.txt", "B",  ".hidden",
                                           "\xc3\xa4", "a",     "a-1" };
    static const char *const sorted[] = { ".hidden", "B", "a",       "a-1",
                                          "a.txt",   "b", "\xc3\xa4" };
    enum { COUNT = sizeof(created) / sizeof(created[0]) };
    struct file_names names;
    struct error error = ERROR_INIT;
    assert_true(file_list_folder(&folder->arena, folder->path, &names, &error));
    assert_int_equal(names.count, 0);
    for (size_t i = 0; i < COUNT; i++) {
        folder_text(folder, created[i], "");
    }
    assert_true(file_list_folder(&folder->arena, folder->path, &names, &error));
    assert_int_equal(names.count, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        assert_string_equal(names.items[i], sorted[i]);
    }
}

static void test_lists_nothing_but_folders(void **state)
{
    struct folder *folder = *state;
    struct file_names names;
    struct error error = ERROR_INIT;
    assert_false(file_list_folder(
        &folder->arena, folder_path(folder, "missing"), &names, &error));
    assert_error(error, ERROR_INPUT, "cannot be listed");
    assert_false(file_list_folder(
        &folder->arena, folder_text(folder, "file", ""), &names, &error));
    assert_error(error, ERROR_INPUT, "cannot be listed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(test_maps_a_file),
        folder_test(test_an_empty_file_is_a_view_of_nothing),
        folder_test(test_refuses_what_is_no_file),
        folder_test(test_refuses_more_than_the_limit),
        folder_test(test_a_sparse_file_of_a_terabyte_is_over_the_limit),
        folder_test(test_tells_the_type_of_a_path),
        folder_test(test_lists_names_by_bytes),
        folder_test(test_lists_nothing_but_folders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
