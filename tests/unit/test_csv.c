#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "formats/csv.h"

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
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
