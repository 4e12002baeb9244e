#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "formats/json/json_comments.h"

static void expect(const char *text, const char *wanted)
{
    struct buffer buffer;
    buffer_init(&buffer);
    buffer_text(&buffer, text);
    json_blank_comments(&buffer);
    assert_string_equal(buffer.bytes, wanted);
    assert_int_equal(buffer.length, strlen(text));
    buffer_release(&buffer);
}

static void test_blanks_take_their_place(void **state)
{
    (void)state;
    expect("", "");
    expect("{ } // end", "{ }       ");
    expect("//\n{}", "  \n{}");
    expect("{/* a */}", "{       }");
    expect("[1,/*\n* /\n*/2]", "[1,  \n   \n  2]");
    expect("/**/{}", "    {}");
}

static void test_strings_are_left_alone(void **state)
{
    (void)state;
    expect("\"http://x\" // y", "\"http://x\"     ");
    expect("\"/*\", \"*/\"", "\"/*\", \"*/\"");
    expect("\"a\\\"//b\" //", "\"a\\\"//b\"   ");
    expect("\"\\\\\" //", "\"\\\\\"   ");
}

/* What is no comment stays, for the parser to refuse. */
static void test_what_has_no_end(void **state)
{
    (void)state;
    expect("{} /* end", "{} /* end");
    expect("{} /*/", "{} /*/");
    expect("\"open // x", "\"open // x");
    expect("/ /", "/ /");
    expect("\"\\", "\"\\");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blanks_take_their_place),
        cmocka_unit_test(test_strings_are_left_alone),
        cmocka_unit_test(test_what_has_no_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
