#include "core/analysis/sources/source_path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_clean(const char *path, const char *expected)
{
    struct arena arena = ARENA_INIT;
    assert_string_equal(source_path_clean(&arena, path), expected);
    arena_release(&arena);
}

static void test_clean(void **state)
{
    (void)state;
    check_clean("./a//b/../c.go", "a/c.go");
    check_clean("..\\x.go", "../x.go");
    check_clean("", "");
    check_clean(".", "");
    check_clean("/", "/");
    check_clean("/a/./b/", "/a/b");
    check_clean("a/b/../../..", "..");
    check_clean("../../a/../b", "../../b");
    check_clean("/a/../b", "/b");
    check_clean("C:\\src\\p\\a.go", "C:/src/p/a.go");
    check_clean("a/...go", "a/...go");
    check_clean("..a/b", "..a/b");
}

static void test_absolute(void **state)
{
    (void)state;
    assert_true(source_path_is_absolute("/a/b.go"));
    assert_true(source_path_is_absolute("C:/a/b.go"));
    assert_false(source_path_is_absolute("a/b.go"));
    assert_false(source_path_is_absolute("C:b.go"));
    assert_false(source_path_is_absolute("1:/b.go"));
    assert_false(source_path_is_absolute(""));
}

static void test_parts(void **state)
{
    (void)state;
    struct arena arena = ARENA_INIT;
    assert_int_equal(source_path_folder_length("a/b/c.go"), 3);
    assert_int_equal(source_path_folder_length("c.go"), 0);
    assert_string_equal(source_path_join(&arena, "", "c.go"), "c.go");
    assert_string_equal(source_path_join(&arena, "a/b", "c.go"), "a/b/c.go");
    assert_int_equal(source_path_climbs("../../a.go"), 2);
    assert_int_equal(source_path_climbs("..a.go"), 0);
    assert_int_equal(source_path_climbs("a/../b.go"), 0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean),
        cmocka_unit_test(test_absolute),
        cmocka_unit_test(test_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
