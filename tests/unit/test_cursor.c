#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/cursor.h"
#include "formats/pprof/pprof_wire.h"

static void assert_span(struct span span, const char *expected)
{
    assert_int_equal(span.length, strlen(expected));
    assert_memory_equal(span.bytes, expected, span.length);
}

static void test_lines_end_with_lf_crlf_or_the_text(void **state)
{
    (void)state;
    static const char text[] = "a\n\nb\r\n\r\nc\rd\nlast\r";
    static const char *const lines[] = { "a", "", "b", "", "c\rd", "last" };
    struct cursor cursor = cursor_over(text, strlen(text));
    struct span line;
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        assert_true(cursor_line(&cursor, &line));
        assert_span(line, lines[i]);
    }
    assert_false(cursor_line(&cursor, &line));
    assert_int_equal(cursor_left(&cursor), 0);
}

static void test_a_final_line_end_begins_no_line(void **state)
{
    (void)state;
    struct cursor cursor = cursor_over("\n", 1);
    struct span line;
    assert_true(cursor_line(&cursor, &line));
    assert_span(line, "");
    assert_false(cursor_line(&cursor, &line));
    cursor = cursor_over(NULL, 0);
    assert_false(cursor_line(&cursor, &line));
}

static void test_a_line_holds_nul_bytes(void **state)
{
    (void)state;
    struct cursor cursor = cursor_over("a\0b\nc", 5);
    struct span line;
    assert_true(cursor_line(&cursor, &line));
    assert_int_equal(line.length, 3);
    assert_memory_equal(line.bytes, "a\0b", 3);
}

static void test_fields_stand_between_blanks(void **state)
{
    (void)state;
    static const char text[] = " \t a  b\tc\xC2\xA0"
                               "d ";
    static const char *const fields[] = { "a", "b", "c\302\240d" };
    struct cursor cursor = cursor_over(text, strlen(text));
    struct span field;
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        assert_true(cursor_field(&cursor, &field));
        assert_span(field, fields[i]);
    }
    assert_false(cursor_field(&cursor, &field));
}

struct varint_case {
    const char *bytes;
    size_t length;
    uint64_t value;
};

static const struct varint_case varints[] = {
    { "\x00", 1, 0 },
    { "\x7f", 1, 127 },
    { "\x80\x01", 2, 128 },
    { "\xff\x7f", 2, 16383 },
    { "\x80\x80\x01", 3, 16384 },
    { "\x80\x00", 2, 0 }, /* longer than it needs to be */
    { "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 10, UINT64_C(1) << 63 },
    { "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10, UINT64_MAX },
    /* Bits beyond the 64th are dropped, as pprof does. */
    { "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 10, UINT64_MAX },
};
enum { VARINT_COUNT = sizeof(varints) / sizeof(varints[0]) };

/* The header's fast one must agree with it. */
static void test_varints_of_up_to_ten_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < VARINT_COUNT; i++) {
        struct cursor slow = cursor_over(varints[i].bytes, varints[i].length);
        struct cursor fast = slow;
        uint64_t value = 1, fast_value = 1;
        assert_true(cursor_varint(&slow, &value));
        assert_true(wire_varint(&fast, &fast_value));
        assert_true(value == varints[i].value);
        assert_true(fast_value == varints[i].value);
        assert_int_equal(cursor_left(&slow), 0);
        assert_int_equal(cursor_left(&fast), 0);
    }
}

/* Each prefix of a varint, in memory that ends there. */
static void test_a_cut_off_varint_is_none(void **state)
{
    (void)state;
    for (size_t i = 0; i < VARINT_COUNT; i++) {
        for (size_t length = 0; length < varints[i].length; length++) {
            char *bytes = malloc(length + 1);
            assert_non_null(bytes);
            char *start = bytes + 1; /* an overrun ends behind the block */
            memcpy(start, varints[i].bytes, length);
            struct cursor slow = cursor_over(start, length), fast = slow;
            uint64_t value;
            assert_false(cursor_varint(&slow, &value));
            assert_false(wire_varint(&fast, &value));
            free(bytes);
        }
    }
}

static void test_eleven_bytes_are_no_varint(void **state)
{
    (void)state;
    static const char bytes[] = "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01";
    struct cursor slow = cursor_over(bytes, 11), fast = slow;
    uint64_t value;
    assert_false(cursor_varint(&slow, &value));
    assert_false(wire_varint(&fast, &value));
}

/* A length near 2^64 must not wrap around the end. */
static void test_takes_no_more_than_is_left(void **state)
{
    (void)state;
    struct cursor cursor = cursor_over("abc", 3);
    struct span taken;
    assert_false(cursor_take(&cursor, 4, &taken));
    assert_false(cursor_take(&cursor, UINT64_MAX, &taken));
    assert_true(cursor_take(&cursor, 0, &taken));
    assert_int_equal(taken.length, 0);
    assert_true(cursor_take(&cursor, 3, &taken));
    assert_span(taken, "abc");
    assert_false(cursor_take(&cursor, 1, &taken));
}

static void test_compares_whole_spans(void **state)
{
    (void)state;
    struct span nul = { .bytes = "a\0b", .length = 3 };
    assert_false(span_equals(nul, "a"));
    assert_true(span_equals(span_of(""), ""));
    assert_false(span_equals(span_of("ab"), "a"));
    assert_true(span_is_same(nul, nul));
    assert_false(span_is_same(span_of("ab"), span_of("ac")));
    struct span none = { NULL, 0 };
    assert_true(span_is_same(none, span_of("")));
    assert_true(span_is_same(none, none));
    assert_false(span_is_same(none, span_of("a")));
    assert_true(span_starts_with(span_of("ab"), "a"));
    assert_true(span_starts_with(span_of("ab"), ""));
    assert_false(span_starts_with(span_of("a"), "ab"));
    assert_true(span_ends_with(span_of("ab"), "b"));
    assert_true(span_ends_with(span_of("ab"), ""));
    assert_false(span_ends_with(span_of("b"), "ab"));
}

static void test_trims_both_ends(void **state)
{
    (void)state;
    assert_span(span_trim(span_of(" \t\r a b\r\t ")), "a b");
    assert_span(span_trim(span_of(" \t\r")), "");
    assert_span(span_trim(span_of("")), "");
    assert_span(span_trim(span_of("a")), "a");
}

static void test_finds_first_and_last(void **state)
{
    (void)state;
    struct span text = span_of("abcabcab");
    assert_int_equal(span_find(text, "abc"), 0);
    assert_int_equal(span_find_last(text, "abc"), 3);
    assert_int_equal(span_find_last(text, "ab"), 6);
    assert_int_equal(span_find_last(text, "a"), 6);
    assert_int_equal(span_find(text, "cb"), text.length);
    assert_int_equal(span_find_last(text, "cb"), text.length);
    assert_int_equal(span_find_last(text, ""), text.length);
    assert_int_equal(span_find_last(text, "abcabcabc"), text.length);
    assert_int_equal(span_find(span_of(""), "a"), 0);
    assert_span(span_from(text, 8), "");
    assert_span(span_from(text, 6), "ab");
    assert_span(span_until(text, 3), "abc");
}

static void assert_number(const char *text, uint64_t expected)
{
    uint64_t value = 1;
    assert_true(span_uint64(span_of(text), &value));
    assert_true(value == expected);
}

static void assert_no_number(const char *text)
{
    uint64_t value;
    assert_false(span_uint64(span_of(text), &value));
}

static void test_whole_numbers(void **state)
{
    (void)state;
    assert_number("0", 0);
    assert_number("007", 7);
    assert_number("18446744073709551615", UINT64_MAX);
    assert_no_number("18446744073709551616");
    assert_no_number("18446744073709551620");
    assert_no_number("99999999999999999999999999");
    assert_no_number("");
    assert_no_number("-1");
    assert_no_number("+1");
    assert_no_number("1 ");
    assert_no_number("1e3");
    assert_no_number("\xd9\xa1"); /* a digit, but not of ASCII */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_end_with_lf_crlf_or_the_text),
        cmocka_unit_test(test_a_final_line_end_begins_no_line),
        cmocka_unit_test(test_a_line_holds_nul_bytes),
        cmocka_unit_test(test_fields_stand_between_blanks),
        cmocka_unit_test(test_varints_of_up_to_ten_bytes),
        cmocka_unit_test(test_a_cut_off_varint_is_none),
        cmocka_unit_test(test_eleven_bytes_are_no_varint),
        cmocka_unit_test(test_takes_no_more_than_is_left),
        cmocka_unit_test(test_compares_whole_spans),
        cmocka_unit_test(test_trims_both_ends),
        cmocka_unit_test(test_finds_first_and_last),
        cmocka_unit_test(test_whole_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
