#include "core/analysis/allocations/allocation_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NOTHING CAUSE_KIND_COUNT

/* The line allocates by this kind and no other; NOTHING: by none. */
static void check(const char *line, size_t kind)
{
    enum cause_kind kinds[ALLOCATION_TEXT_MOST];
    size_t count = allocation_text_kinds(span_of(line), kinds);
    size_t wanted = kind == NOTHING ? 0 : 1;
    if (count != wanted || (count == 1 && kinds[0] != kind)) {
        fail_msg("%s: %zu kinds, the first %s", line, count,
                 count > 0 ? cause_kind_id(kinds[0]) : "none");
    }
}

static void test_one_kind(void **state)
{
    (void)state;
    check("\tlist = append(list, item)", CAUSE_APPEND);
    check("\tm[key] = value", CAUSE_MAP_GROWTH);
    check("\tm[key]++", CAUSE_MAP_GROWTH);
    check("\tcounts[word] += 2", CAUSE_MAP_GROWTH);
    check("\tseen := make(map[string]bool, n)", CAUSE_MAP_MAKE);
    check("\tnames := map[string]int{\"a\": 1}", CAUSE_MAP_MAKE);
    check("\tdone := make(chan struct{})", CAUSE_CHANNEL);
    check("\ttext += \"x\"", CAUSE_CONCATENATION);
    check("\treturn name + \": \" + other", CAUSE_CONCATENATION);
    check("\tbytes := []byte(text)", CAUSE_CONVERSION);
    check("\tname := string(bytes)", CAUSE_CONVERSION);
    check("\tbuffer := make([]byte, n)", CAUSE_MAKE_UNKNOWN);
    check("\tresults <- sum", CAUSE_RUNTIME);
    check("\tsum := <-results", CAUSE_RUNTIME);
}

static void test_no_kind(void **state)
{
    (void)state;
    check("", NOTHING);
    check("\tsum := a + b", NOTHING);
    check("\tif m[key] == value {", NOTHING);
    check("\tvalue := m[key]", NOTHING);
    check("\treturn m[i] >= 3 || m[i] <= 2 || m[i] != 1", NOTHING);
    check("func f(m map[string]int) {", NOTHING);
    check("\tlist.append(item)", NOTHING);
    check("\tname := tostring(bytes)", NOTHING);
}

/* Neither comments nor literals are code. */
static void test_code_only(void **state)
{
    (void)state;
    check("\tf() // append(list, make([]byte, 9))", NOTHING);
    check("\tlog(\"append(a, b)\")", NOTHING);
    check("\tlog(`m[k] = \\`)", NOTHING);
    check("\tr := '\"' // m[k] = \"", NOTHING);
    check("\tlog(\"\\\"\", append(a, b))", CAUSE_APPEND);
    check("\t/* m[k] = v */ f()", NOTHING);
    check("\tf(a /* = append( */, b) /*", NOTHING);
}

static void test_several(void **state)
{
    (void)state;
    enum cause_kind kinds[ALLOCATION_TEXT_MOST];
    size_t count = allocation_text_kinds(
        span_of("\tm[string(key)] = append(m[k], []byte(\"a\" + b)...)"),
        kinds);
    assert_int_equal(count, 4);
    assert_int_equal(kinds[0], CAUSE_APPEND);
    assert_int_equal(kinds[1], CAUSE_MAP_GROWTH);
    assert_int_equal(kinds[2], CAUSE_CONCATENATION);
    assert_int_equal(kinds[3], CAUSE_CONVERSION);
}

static void test_extended(void **state)
{
    (void)state;
    assert_true(allocation_text_extends(span_of("\ts += rest")));
    assert_true(allocation_text_extends(span_of("\tp.out += f(x)")));
    assert_false(allocation_text_extends(span_of("\tm[k] += n")));
    assert_false(allocation_text_extends(span_of("\ts = s + rest")));
    assert_false(allocation_text_extends(span_of("\tlog(\"s += rest\")")));
    assert_false(allocation_text_extends(span_of("+=")));
}

static void check_appended(const char *line, const char *expected)
{
    assert_true(span_equals(allocation_text_appended(span_of(line)), expected));
}

static void test_appended(void **state)
{
    (void)state;
    check_appended("\ta = append(a, Attribute{\"\", key})", "Attribute");
    check_appended("\ta = append(a, pkg.T{})", "pkg.T");
    check_appended("\ta[i] = append(f(a, b)[i:j], T{})", "T");
    check_appended("\ta = append(a, &T{})", "*");
    check_appended("\ta = append(a, rest...)", "");
    check_appended("\ta = append(a)", "");
    check_appended("\ta = append(", "");
    check_appended("\tf(a, T{})", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_kind),  cmocka_unit_test(test_no_kind),
        cmocka_unit_test(test_code_only), cmocka_unit_test(test_several),
        cmocka_unit_test(test_extended),  cmocka_unit_test(test_appended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
