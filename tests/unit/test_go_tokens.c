#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/model/go_tokens.h"

static void assert_tokens(const char *text, const char *expected)
{
    struct buffer tokens;
    buffer_init(&tokens);
    go_tokens_append(&tokens, span_of(text));
    for (size_t i = 0; i < tokens.length; i++) {
        tokens.bytes[i] = tokens.bytes[i] == 0x1f ? '~' : tokens.bytes[i];
    }
    assert_string_equal(tokens.bytes, expected);
    buffer_release(&tokens);
}

static void test_words_literals_and_operators(void **state)
{
    (void)state;
    assert_tokens("", "");
    assert_tokens(" \t\r\n", "");
    assert_tokens("x := f(a1, _b)", "~x~:~=~f~(~a1~,~_b~)");
    assert_tokens("\xc3\xa4:=1", "~\xc3\xa4~:~=~1");
    assert_tokens("a/b", "~a~/~b");
    assert_tokens("a0 z9 A0 Z9+0x", "~a0~z9~A0~Z9~+~0x");
    assert_tokens("\"a b\\\" c\" 'x' '\\'' `a\\` b",
                  "~\"a b\\\" c\"~'x'~'\\''~`a\\`~b");
}

static void test_comments_are_no_tokens(void **state)
{
    (void)state;
    assert_tokens("a // b\nc", "~a~c");
    assert_tokens("a /* b\n * c */ d", "~a~d");
    assert_tokens("a//", "~a");
    assert_tokens("/**/a", "~a");
    assert_tokens("\"// no\" // yes", "~\"// no\"");
    assert_tokens("`/* no`", "~`/* no`");
}

/* A line of a patch may begin or end within a comment or a literal. */
static void test_what_is_unfinished_ends_with_the_text(void **state)
{
    (void)state;
    assert_tokens("a /* b", "~a");
    assert_tokens("a /*", "~a");
    assert_tokens("a /*/ b", "~a");
    assert_tokens("a \"b", "~a~\"b");
    assert_tokens("a \"b\\", "~a~\"b\\");
    assert_tokens("a `b\\", "~a~`b\\");
    assert_tokens("'", "~'");
    assert_tokens("/", "~/");
}

/* Nothing behind the text is looked at, whatever it ends with. */
static void test_stays_inside_the_text(void **state)
{
    (void)state;
    static const char text[] = "f(\"\\\"`\\`'\\'/*a*/ //b";
    for (size_t length = 0; length < sizeof(text); length++) {
        char *copy = malloc(length + 1);
        struct buffer tokens;
        assert_non_null(copy);
        memcpy(copy + 1, text, length);
        buffer_init(&tokens);
        go_tokens_append(&tokens, (struct span){ copy + 1, length });
        assert_true(tokens.length <= 2 * length);
        buffer_release(&tokens);
        free(copy);
    }
}

static void test_equality_is_the_compilers(void **state)
{
    (void)state;
    assert_true(go_tokens_equal(span_of("f(a,b)"), span_of("f( a,\n\tb )")));
    assert_true(go_tokens_equal(span_of(""), span_of("// only a comment")));
    assert_false(go_tokens_equal(span_of("a b"), span_of("ab")));
    assert_false(go_tokens_equal(span_of("\"a b\""), span_of("\"a  b\"")));
    assert_false(go_tokens_equal(span_of("f(a)"), span_of("f(a, b)")));
    assert_false(go_tokens_equal(span_of("a"), span_of("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_literals_and_operators),
        cmocka_unit_test(test_comments_are_no_tokens),
        cmocka_unit_test(test_what_is_unfinished_ends_with_the_text),
        cmocka_unit_test(test_stays_inside_the_text),
        cmocka_unit_test(test_equality_is_the_compilers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
