#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/buffer.h"

static void test_is_a_string_at_any_time(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer);
    assert_string_equal(buffer.bytes, "");
    buffer_append(&buffer, NULL, 0);
    assert_string_equal(buffer.bytes, "");
    buffer_text(&buffer, "ab");
    buffer_byte(&buffer, 'c');
    buffer_printf(&buffer, "%d", 42);
    buffer_printf(&buffer, "%s", "");
    buffer_repeat(&buffer, '-', 3);
    buffer_repeat(&buffer, '-', 0);
    assert_string_equal(buffer.bytes, "abc42---");
    assert_int_equal(buffer.length, 8);
    buffer_release(&buffer);
    assert_string_equal(buffer.bytes, "");
    assert_int_equal(buffer.length, 0);
}

static void test_holds_nul_bytes(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer);
    buffer_append(&buffer, "a\0b", 3);
    buffer_byte(&buffer, '\0');
    assert_int_equal(buffer.length, 4);
    assert_memory_equal(buffer.bytes, "a\0b\0\0", 5);
    buffer_release(&buffer);
}

static void test_grows_by_each_byte(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer);
    for (size_t i = 0; i < 100000; i++) {
        buffer_byte(&buffer, (char)('a' + i % 26));
        assert_int_equal(buffer.bytes[buffer.length], '\0');
    }
    for (size_t i = 0; i < 100000; i++) {
        assert_int_equal(buffer.bytes[i], 'a' + i % 26);
    }
    buffer_release(&buffer);
}

static void test_truncates_but_never_lengthens(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer);
    buffer_truncate(&buffer, 0);
    buffer_truncate(&buffer, 5);
    assert_int_equal(buffer.length, 0);
    buffer_text(&buffer, "abcdef");
    buffer_truncate(&buffer, 7);
    assert_string_equal(buffer.bytes, "abcdef");
    buffer_truncate(&buffer, 2);
    assert_string_equal(buffer.bytes, "ab");
    size_t capacity = buffer.capacity;
    buffer_clear(&buffer);
    assert_string_equal(buffer.bytes, "");
    assert_int_equal(buffer.capacity, capacity);
    buffer_release(&buffer);
}

/* Writers print numbers of a hundred digits and more (%f of 1e300). */
static void test_prints_longer_than_its_room(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer);
    buffer_text(&buffer, "x");
    buffer_printf(&buffer, "%.0f|", 1e300);
    assert_int_equal(buffer.length, 1 + 301 + 1);
    assert_int_equal(buffer.bytes[buffer.length - 1], '|');
    buffer_release(&buffer);
}

static void test_reserved_room_can_be_written(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer);
    buffer_text(&buffer, "head");
    char *room = buffer_reserve(&buffer, 5000);
    memset(room, 'x', 5000);
    assert_int_equal(buffer.length, 4);
    buffer.length += 5000;
    buffer.bytes[buffer.length] = '\0';
    assert_memory_equal(buffer.bytes, "headxx", 6);
    assert_int_equal(strlen(buffer.bytes), 5004);
    buffer_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_a_string_at_any_time),
        cmocka_unit_test(test_holds_nul_bytes),
        cmocka_unit_test(test_grows_by_each_byte),
        cmocka_unit_test(test_truncates_but_never_lengthens),
        cmocka_unit_test(test_prints_longer_than_its_room),
        cmocka_unit_test(test_reserved_room_can_be_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
