/*
 * A report is whole or the old one stands, whatever fails on the way.
 */
#include "files_support.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>

static void test_writes_a_new_file(void **state)
{
    struct error error = ERROR_INIT;
    const char *path = folder_path(*state, "report");
    assert_true(file_write(path, "abc", 3, &error));
    assert_file(path, "abc");
    assert_true(file_write(path, "", 0, &error));
    assert_file(path, "");
    assert_int_equal(folder_count(*state), 1);
}

static void test_replaces_the_old_one_as_a_whole(void **state)
{
    struct error error = ERROR_INIT;
    const char *path = folder_text(*state, "report", "the old report");
    const char *second = folder_path(*state, "second");
    assert_int_equal(link(path, second), 0);
    assert_true(file_write(path, "new", 3, &error));
    assert_file(path, "new");
    assert_file(second, "the old report"); /* never written into */
}

/* A symlink planted at the target is replaced, not followed. */
static void test_follows_no_symlink(void **state)
{
    struct error error = ERROR_INIT;
    struct stat status;
    const char *secret = folder_text(*state, "secret", "precious");
    const char *path = folder_path(*state, "report");
    assert_int_equal(symlink("secret", path), 0);
    assert_true(file_write(path, "new", 3, &error));
    assert_file(secret, "precious");
    assert_file(path, "new");
    assert_int_equal(lstat(path, &status), 0);
    assert_true(S_ISREG(status.st_mode));
}

/* Nor one at the temporary file's name, which can be guessed. */
static void test_a_planted_temporary_file_stops_it(void **state)
{
    struct folder *folder = *state;
    struct error error = ERROR_INIT;
    const char *path = folder_text(folder, "report", "old");
    const char *secret = folder_text(folder, "secret", "precious");
    const char *temporary =
        arena_printf(&folder->arena, "%s.tmp.%ld", path, (long)getpid());
    assert_int_equal(symlink("secret", temporary), 0);
    assert_false(file_write(path, "new", 3, &error));
    assert_error(error, ERROR_OUTPUT, "cannot be written");
    assert_file(path, "old");
    assert_file(secret, "precious");
}

static void fail_to_write(struct folder *folder, const char *path)
{
    struct error error = ERROR_INIT;
    size_t before = folder_count(folder);
    assert_false(file_write(path, "new", 3, &error));
    assert_error(error, ERROR_OUTPUT, path);
    assert_int_equal(folder_count(folder), before);
}

static void test_leaves_nothing_where_it_cannot_write(void **state)
{
    struct folder *folder = *state;
    folder_text(folder, "file", "old");
    folder_text(folder, "folder/inside", "old");
    fail_to_write(folder, folder_path(folder, "missing/report"));
    fail_to_write(folder, folder_path(folder, "file/report"));
    fail_to_write(folder, folder_path(folder, "folder"));
    fail_to_write(folder, "");
}

enum { SIZE_LIMIT = 4096 };

/* In a child: the disk is full after 4096 bytes. */
static void write_beyond(const char *path)
{
    static char bytes[3 * SIZE_LIMIT];
    struct rlimit limit = { SIZE_LIMIT, SIZE_LIMIT };
    struct error error = ERROR_INIT;
    memset(bytes, 'x', sizeof(bytes));
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    bool ok = file_write(path, bytes, sizeof(bytes), &error);
    _exit(!ok && error.kind == ERROR_OUTPUT ? 0 : 1);
}

static void test_a_full_disk_keeps_the_old_one(void **state)
{
    int status;
    const char *path = folder_text(*state, "report", "old");
    pid_t child = fork();
    if (child == 0) {
        write_beyond(path);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_file(path, "old");
    assert_int_equal(folder_count(*state), 1);
}

static void test_several_are_written_as_one(void **state)
{
    struct error error = ERROR_INIT;
    const char *first = folder_text(*state, "first", "old 1");
    const char *second = folder_path(*state, "second");
    const char *third = folder_text(*state, "third", "old 3");
    struct file_content files[] = { { first, "new 1", 5 },
                                    { second, "new 2", 5 },
                                    { third, "new 3", 5 } };
    assert_int_equal(mkdir(second, 0700), 0);
    assert_false(file_write_all(files, 3, &error));
    assert_error(error, ERROR_OUTPUT, "second: cannot be written: Is a dir");
    assert_file(first, "old 1");
    assert_file(third, "old 3");
    assert_int_equal(folder_count(*state), 3);
    assert_int_equal(rmdir(second), 0);
    assert_true(file_write_all(files, 3, &error));
    assert_file(first, "new 1");
    assert_file(second, "new 2");
    assert_file(third, "new 3");
    assert_int_equal(folder_count(*state), 3);
}

/* Renaming over a pipe or /dev/null would take it from everyone. */
static void test_a_fifo_gets_the_bytes(void **state)
{
    struct error error = ERROR_INIT;
    struct stat status;
    char got[4] = "";
    const char *path = folder_path(*state, "fifo");
    assert_int_equal(mkfifo(path, 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(file_write(path, "abc", 3, &error));
    assert_int_equal(read(reader, got, 4), 3);
    assert_memory_equal(got, "abc", 3);
    close(reader);
    assert_int_equal(stat(path, &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    assert_int_equal(folder_count(*state), 1);
}

/* A node of the test's own: a mistake must not cost the machine /dev/full. */
static void test_a_device_stays_a_device(void **state)
{
    struct error error = ERROR_INIT;
    const char *path = folder_path(*state, "full");
    if (mknod(path, S_IFCHR | 0600, makedev(1, 7)) != 0 ||
        access(path, W_OK) != 0) {
        skip(); /* only the superuser may make one */
    }
    assert_false(file_write(path, "abc", 3, &error));
    assert_error(error, ERROR_OUTPUT, "cannot be written: No space left");
    assert_int_equal(file_type_of(path), FILE_OTHER);
    assert_int_equal(folder_count(*state), 1);
}

/* Runs file_write() with stdout on a descriptor. */
static bool write_to(int descriptor, const char *path, struct error *error)
{
    int kept = dup(STDOUT_FILENO);
    dup2(descriptor, STDOUT_FILENO);
    bool ok = file_write(path, "abc", 3, error);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    close(descriptor);
    return ok;
}

static void test_a_dash_is_stdout(void **state)
{
    struct error error = ERROR_INIT;
    const char *path = folder_text(*state, "out", "");
    assert_true(write_to(open(path, O_WRONLY), "-", &error));
    assert_file(path, "abc");
    assert_true(
        write_to(open(path, O_WRONLY | O_APPEND), "/dev/stdout", &error));
    assert_file(path, "abcabc");
    assert_false(write_to(open("/dev/full", O_WRONLY), "-", &error));
    assert_error(error, ERROR_OUTPUT, "stdout: cannot be written");
}

static void test_makes_a_folder_and_its_parents(void **state)
{
    struct folder *folder = *state;
    struct error error = ERROR_INIT;
    const char *path = folder_path(folder, "a//b/c/");
    assert_true(file_make_folder(path, &error));
    assert_true(file_make_folder(path, &error));
    assert_int_equal(file_type_of(path), FILE_FOLDER);
    assert_true(file_make_folder("/", &error));
    assert_true(file_make_folder(".", &error));
}

static void test_makes_no_folder_over_a_file(void **state)
{
    struct folder *folder = *state;
    struct error error = ERROR_INIT;
    const char *file = folder_text(folder, "file", "x");
    assert_false(file_make_folder(file, &error));
    assert_error(error, ERROR_OUTPUT, "Not a directory");
    assert_false(file_make_folder(folder_path(folder, "file/b"), &error));
    assert_error(error, ERROR_OUTPUT, "Not a directory");
    assert_false(file_make_folder("", &error));
    assert_file(file, "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(test_writes_a_new_file),
        folder_test(test_replaces_the_old_one_as_a_whole),
        folder_test(test_follows_no_symlink),
        folder_test(test_a_planted_temporary_file_stops_it),
        folder_test(test_leaves_nothing_where_it_cannot_write),
        folder_test(test_a_full_disk_keeps_the_old_one),
        folder_test(test_several_are_written_as_one),
        folder_test(test_a_fifo_gets_the_bytes),
        folder_test(test_a_device_stays_a_device),
        folder_test(test_a_dash_is_stdout),
        folder_test(test_makes_a_folder_and_its_parents),
        folder_test(test_makes_no_folder_over_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
