#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/analysis/findings/mark_columns.h"
#include "core/base/utf8.h"

static void assert_range(const char *line, uint32_t column, uint32_t start,
                         uint32_t end)
{
    struct column_range range = column_range_of(span_of(line), column);
    assert_int_equal(range.start, start);
    assert_int_equal(range.end, end);
}

static void test_unknown_columns_begin_with_the_text(void **state)
{
    (void)state;
    assert_range("x := f()", 0, 1, 9);
    assert_range("\t\tx := f()  ", 0, 3, 11);
    assert_range("\t\tx := f()\r", 99, 3, 11);
    assert_range("\t\tx := f()", 1, 3, 11);
}

static void test_byte_columns_become_utf16(void **state)
{
    (void)state;
    /* "é" is two bytes and one unit, the emoji four bytes and two units. */
    assert_range("\ts := \"é\" + f(x)", 14, 13, 17);
    assert_range("\ts := \"\xf0\x9f\x98\x80\" + f(x)", 16, 14, 18);
    assert_range("a\xe2\x82\xac"
                 "b",
                 5, 3, 4);
}

static void test_columns_within_a_character_begin_with_it(void **state)
{
    (void)state;
    assert_range("a\xf0\x9f\x98\x80"
                 "b",
                 4, 2, 5);
    assert_range("\x80\x80", 2, 1, 3);
}

static void test_invalid_bytes_count_as_one(void **state)
{
    (void)state;
    assert_range("\xff\xfe"
                 "x",
                 3, 3, 4);
    assert_range("\xe2\x82"
                 "x",
                 3, 2, 3);
}

static void test_lines_without_text(void **state)
{
    (void)state;
    assert_range("", 0, 1, 1);
    assert_range("", 7, 1, 1);
    assert_range("\t \t", 2, 4, 4);
}

static void test_length_in_utf16(void **state)
{
    (void)state;
    assert_int_equal(utf8_utf16_length(span_of("")), 0);
    assert_int_equal(utf8_utf16_length(span_of("a\xe2\x82\xac")), 2);
    assert_int_equal(utf8_utf16_length(span_of("\xf0\x9f\x98\x80")), 2);
    assert_int_equal(utf8_utf16_length(span_of("\xf0\x9f\x98")), 1);
    assert_int_equal(utf8_utf16_length(span_of("\xed\xa0\x80")), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unknown_columns_begin_with_the_text),
        cmocka_unit_test(test_byte_columns_become_utf16),
        cmocka_unit_test(test_columns_within_a_character_begin_with_it),
        cmocka_unit_test(test_invalid_bytes_count_as_one),
        cmocka_unit_test(test_lines_without_text),
        cmocka_unit_test(test_length_in_utf16),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
