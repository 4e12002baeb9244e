#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/analysis/sources/code_match.h"

/* Two sides as text: a letter is a token, a blank ends a line. */
struct fixture {
    struct arena arena;
    struct strings strings;
    struct code left, right;
};

static void read_side(struct fixture *fixture, const char *text,
                      struct code *code)
{
    uint32_t count = 0;
    for (const char *at = text;; at++) {
        if (*at == ' ' || *at == '\0') {
            code_add_line(code, &fixture->arena, count);
            count = 0;
            if (*at == '\0') {
                return;
            }
            continue;
        }
        const char *name = strings_intern(&fixture->strings, at, 1);
        *LIST_PUSH(&fixture->arena, &code->tokens) = (struct code_token){
            .text = name,
            .written = name,
            .line = (uint32_t)code->lines.count,
            .last = (uint32_t)code->lines.count,
        };
        count++;
    }
}

static void begin(struct fixture *fixture, const char *left, const char *right)
{
    *fixture = (struct fixture){ .arena = ARENA_INIT };
    strings_init(&fixture->strings);
    read_side(fixture, left, &fixture->left);
    read_side(fixture, right, &fixture->right);
}

static void match(struct fixture *fixture, size_t steps)
{
    struct code_matcher matcher = { .arena = &fixture->arena,
                                    .strings = &fixture->strings,
                                    .steps_left = steps };
    code_match(&matcher, &fixture->left, &fixture->right);
}

static void end(struct fixture *fixture)
{
    strings_release(&fixture->strings);
    arena_release(&fixture->arena);
}

/* Of each line of a side: its twin's number, "." without one, and "!" when it
 * says something new. */
static void check_side(const struct code *code, const char *expected)
{
    char seen[64] = "";
    size_t length = 0;
    for (size_t i = 0; i < code->lines.count; i++) {
        const struct code_line *line = &code->lines.items[i];
        seen[length++] =
            line->twin == CODE_NONE ? '.' : (char)('0' + line->twin);
        if (!line->is_same) {
            seen[length++] = '!';
        }
    }
    assert_string_equal(seen, expected);
}

static void check(const char *left, const char *right,
                  const char *expected_left, const char *expected_right)
{
    struct fixture fixture;
    begin(&fixture, left, right);
    match(&fixture, 10000);
    check_side(&fixture.left, expected_left);
    check_side(&fixture.right, expected_right);
    end(&fixture);
}

static void test_lines(void **state)
{
    (void)state;
    check("abc def ghi", "abc def ghi", "012", "012");
    check("abc def ghi", "abc xyz ghi", "0.!2", "0.!2");
    check("abc ghi", "abc def ghi", "02", "0.!1");
    check("", "abc", ".", ".!");
}

/* Of what cannot stand in one order the longer is kept. */
static void test_order(void **state)
{
    (void)state;
    check("ab cdef", "cdef ab", ".!0", "1.!");
    check("abcd ef", "ef abcd", "1.!", ".!0");
}

static void test_broken_lines(void **state)
{
    (void)state;
    check("abcdef", "abcd ef", "0", "00");
    check("abcdef", "ab cd ef", ".", "000"); /* none has the most of it */
    check("abc def", "abcdef", "00", ".");
    check("abcdef", "ab x cdef", "2!", "0.!0");
}

/* A line of which more than half is left has become the other one. */
static void test_edited_lines(void **state)
{
    (void)state;
    check("abcd efgh", "abxd efgh", "0!1", "0!1");
    check("abcd efgh", "axyz efgh", ".!1", ".!1");
    /* A token is missing within: it is not as it was. */
    check("abcd", "abd", "0!", "0!");
}

static void test_empty_lines_say_nothing(void **state)
{
    (void)state;
    check("ab  cd", "ab cd  ", "0.1", "02..");
}

static void test_long_tokens(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "a  b", "c  b");
    fixture.left.tokens.items[0].last = 1; /* they reach the empty line */
    fixture.right.tokens.items[0].last = 1;
    match(&fixture, 10000);
    check_side(&fixture.left, ".!.!2");
    check_side(&fixture.right, ".!.!2");
    end(&fixture);
}

/* Beyond the budget only what both begin and end with is matched. */
static void test_budget(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "a b c d e", "a x c y e");
    match(&fixture, 3);
    check_side(&fixture.left, "0.!.!.!4");
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_broken_lines),
        cmocka_unit_test(test_edited_lines),
        cmocka_unit_test(test_empty_lines_say_nothing),
        cmocka_unit_test(test_long_tokens),
        cmocka_unit_test(test_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
