#include "core/analysis/sources/escape_subject.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

static void test_forms(void **state)
{
    (void)state;
    static const struct {
        const char *subject, *normalised;
    } cases[] = {
        { "", "" },
        { "x", "x" },
        { "  a  +\tb ", "a + b" },
        { "&T{...}", "&T{}" },
        { "&T{}", "&T{}" },
        { "map[string]struct { A int }{...}", "map[string]struct {}{}" },
        { "T{\"}\", {1}} + y", "T{} + y" },
        { "&T{cut", "&T{}" },
        { "Gen[go.shape.int].func1.2", "Gen.func" },
        { "G[go.shape.struct { F []int }](x)", "G(x)" },
        { "new(<node DYNAMICTYPE>)", "new(node)" },
        { "a < b DYNAMICTYPE>", "a < b DYNAMICTYPE>" },
        { "a <", "a <" },
        { "< DYNAMICTYPE>", "< DYNAMICTYPE>" },
        { "&.dict.Gen[int]", "&.dict.Gen[int]" },
        { ".autotmp_31", ".autotmp_" },
        { "F.gowrap2", "F.gowrap" },
        { "F.deferwrap1.func3", "F.deferwrap.func" },
        { "F-range1", "F-range" },
        { "x.func1a", "x.funca" },
        { "x.function", "x.function" },
        { "make([]int, 10)", "make([]int, 10)" },
        { "\"a  {b} .func1\"", "\"a  {b} .func1\"" },
        { "\"a \\\" {b}\" + `{` + '{'", "\"a \\\" {b}\" + `{` + '{'" },
        { "\"open {", "\"open {" },
        { "\"\\", "\"\\" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer buffer;
        buffer_init(&buffer);
        escape_subject_append(&buffer, cases[i].subject);
        assert_string_equal(buffer.bytes, cases[i].normalised);
        buffer_release(&buffer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_forms) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
