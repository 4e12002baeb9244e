#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "formats/text/csv.h"

static void assert_field(const char *text, const char *expected)
{
    struct buffer out;
    buffer_init(&out);
    struct csv_row row = { .out = &out };
    csv_field(&row, text);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

/* What encoding/csv of go1.26 quotes, and what it leaves. */
static void test_quotes_where_go_does(void **state)
{
    (void)state;
    assert_field("plain", "plain");
    assert_field("", "");
    assert_field("a b", "a b");
    assert_field("a,b", "\"a,b\"");
    assert_field("a\"b", "\"a\"\"b\"");
    assert_field("a\nb", "\"a\nb\"");
    assert_field(" a", "\" a\"");
    assert_field("a ", "a ");
    assert_field("\\.", "\"\\.\"");
    assert_field("µs", "µs");
}

static void test_control_characters_reach_no_terminal(void **state)
{
    (void)state;
    assert_field("a\033[31mb\177", "a\xef\xbf\xbd[31mb\xef\xbf\xbd");
    assert_field("a\tb", "a\tb");
    assert_field("a\xC2\x9B"
                 "2J",
                 "a\xef\xbf\xbd"
                 "2J"); /* CSI in C1 */
    assert_field("\x7f\xC2\x80\xC2\x9F\xC2\xA0",
                 "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xC2\xA0");
    assert_field("a\xff", "a\xef\xbf\xbd");
    assert_field("\xc3\xa4", "\xc3\xa4");
}

/* Quotes change nothing of the value, but the line begins with them. */
static void test_a_row_is_no_ci_command(void **state)
{
    (void)state;
    assert_field("::error::x", "\"::error::x\"");
    assert_field("a::b", "a::b");
}

static void test_a_name_is_no_formula(void **state)
{
    (void)state;
    static const struct {
        const char *name, *expected;
    } cases[] = {
        { "main.run", "main.run" },
        { "", "" },
        { "=HYPERLINK(1)", "'=HYPERLINK(1)" },
        { "+1", "'+1" },
        { "-x", "'-x" },
        { "@SUM(A,B)", "\"'@SUM(A,B)\"" },
        { "\t=1", "'\t=1" },
        { "\r=1", "\"'\r=1\"" },
        { "'quoted", "'quoted" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer out;
        buffer_init(&out);
        struct csv_row row = { .out = &out };
        csv_name(&row, cases[i].name);
        assert_string_equal(out.bytes, cases[i].expected);
        buffer_release(&out);
    }
}

static void test_rows(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out);
    struct csv_row row = { .out = &out };
    csv_field(&row, "a");
    csv_fill(&row, 3);
    csv_fill(&row, 2);
    csv_end(&row);
    csv_field(&row, "b");
    csv_end(&row);
    csv_field(&row, "");
    csv_end(&row);
    assert_string_equal(out.bytes, "a,,\nb\n\n");
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quotes_where_go_does),
        cmocka_unit_test(test_control_characters_reach_no_terminal),
        cmocka_unit_test(test_a_row_is_no_ci_command),
        cmocka_unit_test(test_a_name_is_no_formula),
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
