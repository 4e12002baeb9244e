#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/buffer.h"
#include "core/base/glob.h"

static bool matches(const char *pattern, const char *text)
{
    return glob_matches(span_of(pattern), span_of(text));
}

static void test_matches(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        { "", "" },
        { "*", "" },
        { "**", "a" },
        { "a", "a" },
        { "a?c", "abc" },
        { "a*c", "ac" },
        { "a*c", "abcbc" },
        { "*b*", "abc" },
        { "a*b*c", "axxbyyc" },
        { "*.go", "a/b.go" },
        { "*ab*ab", "abxabab" },
    };
    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
        assert_true(matches(pairs[i][0], pairs[i][1]));
    }
}

static void test_matches_not(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        { "", "a" },     { "a", "" },       { "?", "" },
        { "a", "A" },    { "a*c", "abcd" }, { "*b", "abc" },
        { "a?c", "ac" }, { "[a]", "a" },    { "a*b*c", "acb" },
    };
    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
        assert_false(matches(pairs[i][0], pairs[i][1]));
    }
}

/* Nobody's pattern takes longer than both lengths multiplied. */
static void test_many_stars(void **state)
{
    (void)state;
    struct buffer pattern, text;
    buffer_init(&pattern);
    buffer_init(&text);
    for (int i = 0; i < 500; i++) {
        buffer_text(&pattern, "*a");
        buffer_text(&text, "aa");
    }
    buffer_byte(&pattern, 'b');
    assert_false(matches(pattern.bytes, text.bytes));
    buffer_byte(&text, 'b');
    assert_true(matches(pattern.bytes, text.bytes));
    buffer_release(&text);
    buffer_release(&pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matches),
        cmocka_unit_test(test_matches_not),
        cmocka_unit_test(test_many_stars),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
