#include "core/model/go_types.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/buffer.h"

/* "name=definition;" of each. */
static void check(const char *text, const char *expected)
{
    struct arena arena = ARENA_INIT;
    struct go_type_list types = { .count = 0 };
    struct buffer found;
    buffer_init(&found);
    go_types(&arena, span_of(text), &types);
    for (size_t i = 0; i < types.count; i++) {
        struct go_type type = types.items[i];
        buffer_append(&found, type.name.bytes, type.name.length);
        buffer_byte(&found, '=');
        buffer_append(&found, type.definition.bytes, type.definition.length);
        buffer_byte(&found, '|');
    }
    assert_string_equal(found.bytes, expected);
    buffer_release(&found);
    arena_release(&arena);
}

static void test_single(void **state)
{
    (void)state;
    check("package p\ntype Fields map[string]any\nvar x int\n",
          "Fields=map[string]any|");
    check("type A = B // same\ntype C struct {\n\ta int\n}\n",
          "A=B|C=struct {\n\ta int\n}|");
    check("type T [4]int; type U int", "T=[4]int|U=int|");
    check("type F func(\n\ta int,\n) error\n", "F=func(\n\ta int,\n) error|");
}

static void test_groups(void **state)
{
    (void)state;
    check("type (\n\tA int\n\n\t// B is text.\n\tB string\n)\ntype C A\n",
          "A=int|B=string|C=A|");
    check("type ()\ntype A int", "A=int|");
}

/* A type switch declares none, a function may. */
static void test_in_functions(void **state)
{
    (void)state;
    check("func f() {\n\tswitch x.(type) {\n\tcase T:\n\t}\n\ttype local "
          "struct{ a int }\n}\n",
          "local=struct{ a int }|");
    check("s := \"type A int\"\n/* type B int */\n", "");
}

static void test_broken(void **state)
{
    (void)state;
    check("type", "");
    check("type (", "");
    check("type (\n\tA struct {\n", "A=struct {|");
    check("type 7 int\ntype ) A", "");
    check("", "");
}

static void test_lines(void **state)
{
    (void)state;
    struct span text = span_of("a, b int `x:\"y\"`; c struct {\n d int\n}\n;;\n"
                               "*T }");
    static const char *const expected[] = { "a, b int `x:\"y\"`",
                                            "c struct {\n d int\n}", "*T" };
    size_t position = 0;
    struct span line;
    for (size_t i = 0; i < 3; i++) {
        assert_true(go_line_next(text, &position, &line));
        assert_true(span_equals(line, expected[i]));
    }
    assert_false(go_line_next(text, &position, &line));
    assert_int_equal(text.bytes[position], ' ');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_single),       cmocka_unit_test(test_groups),
        cmocka_unit_test(test_in_functions), cmocka_unit_test(test_broken),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
