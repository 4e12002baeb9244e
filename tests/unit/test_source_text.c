#include "core/analysis/sources/source_text.h"

#include "analysis_support.h"

static const char go_file[] = "package p\n"
                              "\n"
                              "func first() int {\n"
                              "\treturn 1\n"
                              "}\n"
                              "\n"
                              "func (t *T) Second() {\r\n"
                              "}";

struct reading {
    struct world world;
    struct source_cache *cache;
    const struct tree *tree;
};

static void begin(struct reading *reading)
{
    world_init(&reading->world);
    world_source(&reading->world, reading->world.head, "p/a.go", go_file);
    reading->cache = reading->world.analysis.sources;
    reading->tree = &reading->world.head->tree;
}

static void check_line(const struct reading *reading, uint32_t line,
                       const char *expected)
{
    struct span text;
    assert_true(
        source_line(reading->cache, reading->tree, "p/a.go", line, &text));
    assert_true(span_equals(text, expected));
}

static void test_lines(void **state)
{
    (void)state;
    struct reading reading;
    struct span text;
    begin(&reading);
    check_line(&reading, 1, "package p");
    check_line(&reading, 2, "");
    check_line(&reading, 7, "func (t *T) Second() {");
    check_line(&reading, 8, "}");
    assert_false(source_line(reading.cache, reading.tree, "p/a.go", 0, &text));
    assert_false(source_line(reading.cache, reading.tree, "p/a.go", 9, &text));
    assert_int_equal(source_line_count(reading.cache, reading.tree, "p/a.go"),
                     8);
    world_release(&reading.world);
}

/* Nothing outside the tree is read, and what is not there has no lines. */
static void test_absent(void **state)
{
    (void)state;
    struct reading reading;
    struct span text;
    static const char *const paths[] = { "p/b.go", "p", "../head/p/a.go",
                                         "/etc/passwd", "" };
    begin(&reading);
    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
        assert_false(
            source_content(reading.cache, reading.tree, paths[i], &text));
        assert_int_equal(
            source_line_count(reading.cache, reading.tree, paths[i]), 0);
    }
    assert_false(source_content(reading.cache, &reading.world.base->tree,
                                "p/a.go", &text));
    world_release(&reading.world);
}

static void test_functions(void **state)
{
    (void)state;
    struct reading reading;
    struct go_function function;
    begin(&reading);
    assert_true(source_function_at(reading.cache, reading.tree, "p/a.go", 4,
                                   &function));
    assert_true(span_equals(function.name, "first"));
    assert_int_equal(function.first_line, 3);
    assert_int_equal(function.last_line, 5);
    assert_true(source_function_at(reading.cache, reading.tree, "p/a.go", 8,
                                   &function));
    assert_true(span_equals(function.name, "Second"));
    assert_false(source_function_at(reading.cache, reading.tree, "p/a.go", 6,
                                    &function));
    world_release(&reading.world);
}

/* Each file is read once: what it held then stays. */
static void test_read_once(void **state)
{
    (void)state;
    struct reading reading;
    struct span text;
    begin(&reading);
    check_line(&reading, 1, "package p");
    world_source(&reading.world, reading.world.head, "p/a.go", "package q\n");
    check_line(&reading, 1, "package p");
    assert_true(source_content(reading.cache, reading.tree, "p/a.go", &text));
    assert_int_equal(text.length, strlen(go_file));
    world_release(&reading.world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_absent),
        cmocka_unit_test(test_functions),
        cmocka_unit_test(test_read_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
