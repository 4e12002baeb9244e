#include "core/analysis/sources/package_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_package_folder(void **state)
{
    (void)state;
    const char *module = "example.com/m";
    assert_string_equal(package_folder(module, "example.com/m"), "");
    assert_string_equal(package_folder(module, "example.com/m/a/b"), "a/b");
    assert_null(package_folder(module, "example.com/mother/a"));
    assert_null(package_folder(module, "example.com"));
    assert_null(package_folder(module, "strings"));
    assert_null(package_folder(module, ""));
    assert_null(package_folder("", "example.com/m"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_package_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
