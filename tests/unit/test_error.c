#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"

static void test_sets_kind_and_message(void **state)
{
    (void)state;
    struct error error = ERROR_INIT;
    assert_false(error_set(&error, ERROR_INPUT, "%s: line %d", "a.txt", 7));
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_string_equal(error.message, "a.txt: line 7");
    assert_false(error_set(&error, ERROR_LIMIT, "%s", ""));
    assert_int_equal(error.kind, ERROR_LIMIT);
    assert_string_equal(error.message, "");
}

/* The names in a message come from files: any length. */
static void test_a_long_message_is_cut(void **state)
{
    (void)state;
    struct error error = ERROR_INIT;
    char name[5000];
    memset(name, 'x', sizeof(name));
    name[sizeof(name) - 1] = '\0';
    error_set(&error, ERROR_INPUT, "%s: bad", name);
    assert_int_equal(strlen(error.message), sizeof(error.message) - 1);
    error_prefix(&error, "%s", name);
    assert_int_equal(strlen(error.message), sizeof(error.message) - 1);
    error_set(&error, ERROR_INPUT, "bad");
    error_prefix(&error, "%s", name);
    assert_int_equal(strlen(error.message), sizeof(error.message) - 1);
}

static void test_context_goes_in_front(void **state)
{
    (void)state;
    struct error error = ERROR_INIT;
    error_set(&error, ERROR_OUTPUT, "no space");
    assert_false(error_prefix(&error, "%s: sample %d: ", "cpu.pb.gz", 3));
    assert_int_equal(error.kind, ERROR_OUTPUT);
    assert_string_equal(error.message, "cpu.pb.gz: sample 3: no space");
}

/* The longest prefix that still leaves room, and one beyond it. */
static void test_what_fits_behind_a_prefix_stays(void **state)
{
    (void)state;
    struct error error = ERROR_INIT;
    int most = (int)sizeof(error.message) - 1;
    error_set(&error, ERROR_INPUT, "abc");
    error_prefix(&error, "%*s", most - 2, "");
    assert_string_equal(error.message + most - 2, "ab");
    error_set(&error, ERROR_INPUT, "abc");
    error_prefix(&error, "%*s", most, "");
    assert_int_equal(error.message[most - 1], ' ');
    assert_int_equal(strlen(error.message), most);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sets_kind_and_message),
        cmocka_unit_test(test_a_long_message_is_cut),
        cmocka_unit_test(test_context_goes_in_front),
        cmocka_unit_test(test_what_fits_behind_a_prefix_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
