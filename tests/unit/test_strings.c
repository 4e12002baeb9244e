#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/strings.h"
#include "core/base/threads.h"

static void test_equal_text_is_one_pointer(void **state)
{
    (void)state;
    struct strings strings;
    strings_init(&strings);
    char copy[] = "main.run";
    const char *text = strings_intern_text(&strings, "main.run");
    assert_ptr_equal(text, strings_intern_text(&strings, copy));
    assert_ptr_equal(text, strings_intern(&strings, "main.running", 8));
    assert_ptr_not_equal(text, strings_intern_text(&strings, "main.ru"));
    assert_ptr_equal(strings_intern(&strings, NULL, 0),
                     strings_intern_text(&strings, ""));
    strings_release(&strings);
}

static void test_pointers_survive_growth(void **state)
{
    (void)state;
    struct strings strings;
    strings_init(&strings);
    static const char *texts[20000];
    char name[32];
    for (int i = 0; i < 20000; i++) {
        snprintf(name, sizeof(name), "function%d", i);
        texts[i] = strings_intern_text(&strings, name);
    }
    for (int i = 0; i < 20000; i++) {
        snprintf(name, sizeof(name), "function%d", i);
        assert_string_equal(texts[i], name);
        assert_ptr_equal(texts[i], strings_intern_text(&strings, name));
    }
    strings_release(&strings);
}

/* Two names that differ behind a NUL must not become one. */
static void test_a_nul_byte_cuts_no_name(void **state)
{
    (void)state;
    struct strings strings;
    strings_init(&strings);
    const char *one = strings_intern(&strings, "a\0x", 3);
    assert_string_equal(one, "a\xC0\x80x");
    assert_ptr_not_equal(one, strings_intern(&strings, "a\0y", 3));
    assert_ptr_not_equal(one, strings_intern_text(&strings, "a"));
    assert_ptr_not_equal(one, strings_intern(&strings, "a\0x\0", 4));
    assert_ptr_equal(one, strings_intern(&strings, "a\0x", 3));
    assert_string_equal(strings_intern(&strings, "\0", 1), "\xC0\x80");
    strings_release(&strings);
}

/* Identity is that of bytes: what is no UTF-8 stays as it came. */
static void test_keeps_any_other_byte(void **state)
{
    (void)state;
    struct strings strings;
    strings_init(&strings);
    char bytes[256] = "";
    for (int i = 1; i < 256; i++) {
        bytes[i - 1] = (char)i;
    }
    assert_string_equal(strings_intern(&strings, bytes, 255), bytes);
    strings_release(&strings);
}

struct interning {
    struct strings *strings;
    const char *texts[5000];
};

static void intern_many(void *argument)
{
    struct interning *interning = argument;
    char name[32];
    for (int i = 0; i < 5000; i++) {
        snprintf(name, sizeof(name), "name%d", i);
        interning->texts[i] = strings_intern_text(interning->strings, name);
    }
}

static void test_two_threads_share_it(void **state)
{
    (void)state;
    static struct interning first, second;
    struct strings strings;
    strings_init(&strings);
    first.strings = second.strings = &strings;
    threads_run_pair(intern_many, &first, &second);
    assert_int_equal(strings.used, 5000);
    assert_memory_equal(first.texts, second.texts, sizeof(first.texts));
    strings_release(&strings);
}

static void test_orders_by_bytes_with_null_first(void **state)
{
    (void)state;
    assert_int_equal(text_compare(NULL, NULL), 0);
    assert_true(text_compare(NULL, "") < 0);
    assert_true(text_compare("", NULL) > 0);
    assert_true(text_compare("a", "ab") < 0);
    assert_true(text_compare("z", "\xc3\xa4") < 0);
    assert_int_equal(text_compare("a", "a"), 0);
}

static void test_starts_and_ends(void **state)
{
    (void)state;
    assert_true(text_starts_with("runtime.unlock2", "runtime.unlock"));
    assert_false(text_starts_with("run", "runtime"));
    assert_true(text_starts_with("x", ""));
    assert_true(text_ends_with("a_test.go", "_test.go"));
    assert_false(text_ends_with("test.go", "_test.go"));
    assert_true(text_ends_with("_test.go", "_test.go"));
    assert_true(text_ends_with("x", ""));
    assert_false(text_ends_with("", "x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_text_is_one_pointer),
        cmocka_unit_test(test_pointers_survive_growth),
        cmocka_unit_test(test_a_nul_byte_cuts_no_name),
        cmocka_unit_test(test_keeps_any_other_byte),
        cmocka_unit_test(test_two_threads_share_it),
        cmocka_unit_test(test_orders_by_bytes_with_null_first),
        cmocka_unit_test(test_starts_and_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
