#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "formats/json/json_scan.h"

struct fixture {
    struct buffer scratch;
    struct json_scan scan;
};

static void begin(struct fixture *fixture, const char *text)
{
    buffer_clear(&fixture->scratch);
    fixture->scan = json_scan_over(span_of(text), &fixture->scratch);
}

static int set_up(void **state)
{
    static struct fixture fixture;
    buffer_init(&fixture.scratch);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    buffer_release(&fixture->scratch);
    return 0;
}

static void test_plain_strings_are_not_copied(void **state)
{
    struct fixture *fixture = *state;
    static const char line[] = " \"plain\" ";
    struct span text;
    begin(fixture, line);
    assert_true(json_scan_starts_string(&fixture->scan));
    assert_true(json_scan_string(&fixture->scan, &text));
    assert_ptr_equal(text.bytes, line + 2);
    assert_true(span_equals(text, "plain"));
    assert_true(json_scan_at_end(&fixture->scan));
    assert_int_equal(fixture->scratch.length, 0);
}

static void test_decoded_strings_stay_where_they_are(void **state)
{
    struct fixture *fixture = *state;
    struct span first, second, third;
    begin(fixture, "\"\\u003ca\\u003e\" \"b\\n\" \"\\ud83d\\ude00\\u0000\"");
    assert_true(json_scan_string(&fixture->scan, &first));
    assert_true(json_scan_string(&fixture->scan, &second));
    assert_true(json_scan_string(&fixture->scan, &third));
    assert_true(span_equals(first, "<a>"));
    assert_true(span_equals(second, "b\n"));
    assert_int_equal(third.length, 5);
    assert_memory_equal(third.bytes, "\xF0\x9F\x98\x80\0", 5);
}

static void test_members(void **state)
{
    struct fixture *fixture = *state;
    struct span name, value;
    uint32_t number;
    begin(fixture, "{\"line\" : 19,\"x\":{\"}\":[\"\\\\\",\"\\\"]\"]}}");
    assert_true(json_scan_byte(&fixture->scan, '{'));
    assert_true(json_scan_name(&fixture->scan, &name));
    assert_true(span_equals(name, "line"));
    assert_true(json_scan_uint32(&fixture->scan, &number));
    assert_int_equal(number, 19);
    assert_true(json_scan_byte(&fixture->scan, ','));
    assert_true(json_scan_name(&fixture->scan, &name));
    assert_true(json_scan_skip(&fixture->scan, &value));
    assert_true(span_equals(value, "{\"}\":[\"\\\\\",\"\\\"]\"]}"));
    assert_true(json_scan_byte(&fixture->scan, '}'));
    assert_true(json_scan_at_end(&fixture->scan));
}

static void test_numbers_out_of_range_are_refused(void **state)
{
    struct fixture *fixture = *state;
    static const char *const bad[] = { "", "-1", "4294967296", "x",
                                       "99999999999999999999999" };
    uint32_t number = 0;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        begin(fixture, bad[i]);
        assert_false(json_scan_uint32(&fixture->scan, &number));
    }
    begin(fixture, "4294967295");
    assert_true(json_scan_uint32(&fixture->scan, &number));
    assert_int_equal(number, UINT32_MAX);
}

static void test_unbalanced_values_are_refused(void **state)
{
    struct fixture *fixture = *state;
    static const char *const bad[] = { "",    ",",     "]",       "{",   "[[]",
                                       "\"x", "\"x\\", "\"x\\\"", "[\"]" };
    struct span value;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        begin(fixture, bad[i]);
        if (json_scan_skip(&fixture->scan, &value)) {
            fail_msg("accepted %s", bad[i]);
        }
    }
}

/* A million open brackets cost a counter, not a stack. */
static void test_depth_costs_nothing(void **state)
{
    struct fixture *fixture = *state;
    enum { DEPTH = 1000000 };
    struct buffer text;
    struct span value;
    buffer_init(&text);
    buffer_repeat(&text, '[', DEPTH);
    buffer_repeat(&text, ']', DEPTH);
    begin(fixture, text.bytes);
    assert_true(json_scan_skip(&fixture->scan, &value));
    assert_int_equal(value.length, 2 * DEPTH);
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_strings_are_not_copied),
        cmocka_unit_test(test_decoded_strings_stay_where_they_are),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_numbers_out_of_range_are_refused),
        cmocka_unit_test(test_unbalanced_values_are_refused),
        cmocka_unit_test(test_depth_costs_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
