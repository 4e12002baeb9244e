#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/buffer.h"
#include "core/model/go_locals.h"

/* The names with blanks between them. */
static void check(const char *function, const char *expected)
{
    struct arena arena = ARENA_INIT;
    struct span_list names = { .items = NULL };
    struct buffer text;
    buffer_init(&text);
    go_locals(&arena, span_of(function), &names);
    for (size_t i = 0; i < names.count; i++) {
        buffer_text(&text, i == 0 ? "" : " ");
        buffer_append(&text, names.items[i].bytes, names.items[i].length);
    }
    buffer_text(&text, "");
    assert_string_equal(text.bytes, expected);
    buffer_release(&text);
    arena_release(&arena);
}

static void test_parameters(void **state)
{
    (void)state;
    check("func (p *Parser) Parse(a, b int, c ...string) (int, error) {}",
          "p a b c");
    check("func Parse(a []int, m map[string]Key, f func(x int) bool) {}",
          "a m f x");
    check("func Parse(io.Reader, int) (n int) {}", "");
    check("func Parse(List[int], string) {}", "");
    check("func Map[K comparable, V any](m map[K]V, _ int) {}", "m");
    check("func Lone(x) {}", "");
}

static void test_variables(void **state)
{
    (void)state;
    check("func f() { a, b := g(); if err := h(); err != nil {} }", "b a err");
    check("func f() { for i, x := range xs {} }", "x i");
    check("func f() { var a, b int; const n = 3; c = d; s[x:y] = z }", "a b n");
    check("func f() { go func(w int) { v := w }(1) }", "w v");
    check("func f() { t := T{key: value}; x.y = 1 // z := 2\n}", "t");
}

/* Whatever the bytes are. */
static void test_cut_short(void **state)
{
    (void)state;
    check("func", "");
    check("func (", "");
    check("func f(a", "");
    check("func f(a int", "a");
    check("func f(a int,", "a");
    check(":=", "");
    check("a, :=", "");
    check("var", "");
    check("func f[T", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parameters),
        cmocka_unit_test(test_variables),
        cmocka_unit_test(test_cut_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
