#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/model/go_functions.h"

static void assert_receiver(const char *text, const char *expected)
{
    struct arena arena = ARENA_INIT;
    struct go_function_list functions = { .items = NULL };
    go_functions(&arena, span_of(text), &functions);
    assert_int_equal(functions.count, 1);
    assert_true(span_equals(functions.items[0].receiver, expected));
    arena_release(&arena);
}

static void test_receivers(void **state)
{
    (void)state;
    assert_receiver("func F(a T) {}\n", "");
    assert_receiver("func (t T) F() {}\n", "T");
    assert_receiver("func (T) F() {}\n", "T");
    assert_receiver("func (t *T) F(u U) {}\n", "T");
    assert_receiver("func (t *T[K, V]) F() {}\n", "T");
}

/* "NAME FIRST-LAST" of each function, joined. */
static void assert_functions(const char *text, const char *expected)
{
    struct arena arena = ARENA_INIT;
    struct go_function_list functions = { .items = NULL };
    go_functions(&arena, span_of(text), &functions);
    const char *joined = "";
    for (size_t i = 0; i < functions.count; i++) {
        const struct go_function *function = &functions.items[i];
        joined =
            arena_printf(&arena, "%s%s%.*s %u-%u", joined, i == 0 ? "" : ", ",
                         (int)function->name.length, function->name.bytes,
                         function->first_line, function->last_line);
    }
    assert_string_equal(joined, expected);
    arena_release(&arena);
}

static void test_finds_functions_and_methods(void **state)
{
    (void)state;
    assert_functions("package p\n\nfunc A() {\n\tx()\n}\n\n"
                     "func (e *E[T]) B(f func(int) bool) (int, error) {\n"
                     "\treturn func() int { return 1 }(), nil\n}\n",
                     "A 3-5, B 7-9");
    assert_functions("func One() {}\nfunc Two() {}\n", "One 1-1, Two 2-2");
}

static void test_types_in_the_signature_are_no_body(void **state)
{
    (void)state;
    assert_functions("func A() struct{ a int } {\n}\n"
                     "func B(x interface{ M() }) map[string]struct{} {\n\n}\n"
                     "func C[T interface{ ~int }](\n\tx T,\n) {\n}\n",
                     "A 1-2, B 3-5, C 6-9");
}

static void test_a_declaration_may_have_no_body(void **state)
{
    (void)state;
    assert_functions("func Sum(a []byte) uint64\n\nfunc Next() {\n}\n",
                     "Sum 1-1, Next 3-4");
}

static void test_literals_and_comments_hide_braces(void **state)
{
    (void)state;
    assert_functions("func A() { // }\n\ts := \"}\"; r := '}'; q := `\n}\n`\n"
                     "/* } */ _ = s\n}\nvar f = func() {}\nfunc B() {}\n",
                     "A 1-6, B 8-8");
}

static void test_any_bytes_end(void **state)
{
    (void)state;
    assert_functions("func", "");
    assert_functions("func (", "");
    assert_functions("func F", "F 1-1");
    assert_functions("func F() {\n{{{(", "F 1-2");
    assert_functions("}}} func F() {}", "F 1-1");
    assert_functions("func (x) (y) Z() {}", "");
    assert_functions("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_functions_and_methods),
        cmocka_unit_test(test_receivers),
        cmocka_unit_test(test_types_in_the_signature_are_no_body),
        cmocka_unit_test(test_a_declaration_may_have_no_body),
        cmocka_unit_test(test_literals_and_comments_hide_braces),
        cmocka_unit_test(test_any_bytes_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
