#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "formats/json/test_event.h"

struct fixture {
    struct buffer scratch;
    struct test_event event;
};

static bool parse(struct fixture *fixture, const char *line)
{
    return test_event_parse(span_of(line), &fixture->scratch, &fixture->event);
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

static void test_output_event(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(
        fixture,
        "{\"Time\":\"2026-11-23T00:56:24Z\",\"Action\":\"output\",\"Package\":"
        "\"github.com/tidwall/gjson\",\"Test\":\"BenchmarkValid\","
        "\"Output\":\"BenchmarkValid-2  \\t\"}"));
    assert_true(span_equals(fixture->event.action, "output"));
    assert_true(
        span_equals(fixture->event.package, "github.com/tidwall/gjson"));
    assert_true(span_equals(fixture->event.test, "BenchmarkValid"));
    assert_true(span_equals(fixture->event.output, "BenchmarkValid-2  \t"));
    assert_int_equal(fixture->event.import_path.length, 0);
}

static void test_build_event(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture, "{\"ImportPath\":\"p [p.test]\",\"Action\":"
                               "\"build-output\",\"Output\":\"# p\\n\"}"));
    assert_true(span_equals(fixture->event.import_path, "p [p.test]"));
    assert_true(span_equals(fixture->event.output, "# p\n"));
}

static void test_other_values_are_skipped(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture,
                      " { \"Elapsed\" : 0.58 , \"x\":[{\"Action\":\"no\"},"
                      "\"]}\"], \"n\":null,\"Action\" : \"pass\" } "));
    assert_true(span_equals(fixture->event.action, "pass"));
}

static void test_escapes_are_decoded(void **state)
{
    struct fixture *fixture = *state;
    assert_true(parse(fixture,
                      "{\"Action\":\"output\",\"Output\":\"\\u003ca\\u003e "
                      "\\\"q\\\" \\\\ \\/ \\u00e9 \\u20AC \\ud83d\\ude00 "
                      "\\ud800x \\udc00\"}"));
    assert_true(span_equals(fixture->event.output,
                            "<a> \"q\" \\ / é € 😀 \xef\xbf\xbdx "
                            "\xef\xbf\xbd"));
}

static void test_a_nul_is_kept(void **state)
{
    struct fixture *fixture = *state;
    assert_true(
        parse(fixture, "{\"Action\":\"output\",\"Output\":\"a\\u0000b\"}"));
    assert_int_equal(fixture->event.output.length, 3);
    assert_memory_equal(fixture->event.output.bytes, "a\0b", 3);
}

static void test_damage_is_refused(void **state)
{
    struct fixture *fixture = *state;
    static const char *const bad[] = {
        "",
        "{",
        "{}",
        "[]",
        "\"Action\"",
        "{\"Action\":\"output\"",
        "{\"Action\":\"output\"}}",
        "{\"Action\":\"output\"} x",
        "{\"Action\":\"output\",}",
        "{\"Action\":\"out\\qput\"}",
        "{\"Action\":\"out\\u12g4\"}",
        "{\"Action\":\"out\\u12",
        "{\"Action\":\"out\\",
        "{\"Action\" \"output\"}",
        "{\"Action\":}",
        "{\"x\":[1,\"Action\":\"output\"}",
        "{\"x\":],\"Action\":\"output\"}",
        "{\"Action\":null}",
        "{Action:\"output\"}",
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        if (parse(fixture, bad[i])) {
            fail_msg("accepted %s", bad[i]);
        }
    }
}

static void test_deep_nesting_needs_no_stack(void **state)
{
    struct fixture *fixture = *state;
    struct buffer line;
    buffer_init(&line);
    buffer_text(&line, "{\"x\":");
    buffer_repeat(&line, '[', 1000000);
    buffer_repeat(&line, ']', 1000000);
    buffer_text(&line, ",\"Action\":\"pass\"}");
    assert_true(parse(fixture, line.bytes));
    buffer_release(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_output_event),
        cmocka_unit_test(test_build_event),
        cmocka_unit_test(test_other_values_are_skipped),
        cmocka_unit_test(test_escapes_are_decoded),
        cmocka_unit_test(test_a_nul_is_kept),
        cmocka_unit_test(test_damage_is_refused),
        cmocka_unit_test(test_deep_nesting_needs_no_stack),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
