#include "core/analysis/allocations/allocation_form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_form(const char *subject, enum cause_kind expected)
{
    enum cause_kind kind = allocation_form(subject);
    if (kind != expected) {
        fail_msg("%s: %s, not %s", subject, cause_kind_id(kind),
                 cause_kind_id(expected));
    }
}

/* A slice has a length, a map and a channel may go without. */
static void test_forms_of_make(void **state)
{
    (void)state;
    check_form("make([]byte, 64)", CAUSE_MAKE_CONSTANT);
    check_form("make([]byte, 0, 64)", CAUSE_MAKE_CONSTANT);
    check_form("make(pages, len(a) + 64)", CAUSE_MAKE_UNKNOWN);
    check_form("make(pages, 0x40)", CAUSE_MAKE_UNKNOWN);
    check_form("make(map[string]int, 8)", CAUSE_MAP_MAKE);
    check_form("make(http.Header)", CAUSE_MAP_MAKE);
    check_form("make(chan error, 1)", CAUSE_CHANNEL);
}

static void test_other_forms(void **state)
{
    (void)state;
    check_form("append", CAUSE_APPEND);
    check_form("&T{...}", CAUSE_ESCAPES);
    check_form("a + \"b\"", CAUSE_CONCATENATION);
    check_form("T{...}", CAUSE_BOXING);
    check_form("", CAUSE_BOXING);
}

static void test_size_is_there(void **state)
{
    (void)state;
    assert_true(allocation_has_size("make(map[string]int, n)"));
    assert_true(allocation_has_size("make([]byte, f(a, b))"));
    assert_false(allocation_has_size("make(map[[2]int]struct { a, b int })"));
    assert_false(allocation_has_size("make(chan int)"));
}

static void test_constants(void **state)
{
    (void)state;
    static const char *const constants[] = { "7",     "-102",        "102.2",
                                             "\"a\"", "\"\"",        "true",
                                             "false", "\"a \\\" b\"" };
    static const char *const others[] = {
        "", "-", "x", "\"a\" + b", "\"a\" + \"b\"", "7 + x", "\"a", "\"a\\",
    };
    for (size_t i = 0; i < sizeof(constants) / sizeof(constants[0]); i++) {
        assert_true(allocation_is_constant(constants[i]));
    }
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        assert_false(allocation_is_constant(others[i]));
    }
}

static void test_same_form(void **state)
{
    (void)state;
    assert_true(allocation_same_form("&Buffer{...}", "&buffer.Buffer{...}"));
    assert_true(allocation_same_form("make(a.Map[b.Key])", "make(Map[Key])"));
    assert_true(allocation_same_form("", ""));
    assert_false(allocation_same_form("&Buffer{...}", "&buffer.Bufferer{...}"));
    assert_false(allocation_same_form("code", "path"));
    assert_false(allocation_same_form("a", ""));
    assert_false(allocation_same_form("x.y", "x"));
    assert_false(allocation_same_form("f(a...)", "f(a)"));
}

static void test_bytes(void **state)
{
    (void)state;
    assert_int_equal(allocation_form_bytes("make([]byte, 0, 1024)"), 1024);
    assert_int_equal(allocation_form_bytes("make([]uintptr, 64)"), 512);
    assert_int_equal(allocation_form_bytes("make([]interface {}, 3)"), 48);
    assert_int_equal(allocation_form_bytes("make([]*node, 5)"), 40);
    assert_int_equal(allocation_form_bytes("make([][]byte, 2)"), 48);
    assert_int_equal(allocation_form_bytes("make([]string, 4, 4)"), 64);
    assert_int_equal(allocation_form_bytes("make([]map[string]int, 4)"), 32);
    assert_int_equal(allocation_form_bytes("make([]func(), 4)"), 32);
    assert_int_equal(allocation_form_bytes("make([]<-chan int, 4)"), 32);
    assert_int_equal(allocation_form_bytes("new(int)"), 8);
    assert_int_equal(allocation_form_bytes("&bufio.Reader{...}"), 88);
    assert_int_equal(allocation_form_bytes("new(bytes.Buffer)"), 40);
    assert_int_equal(allocation_form_bytes("&Reader{...}"), 0);
    assert_int_equal(allocation_form_bytes("&[4]string{...}"), 0);
    assert_int_equal(allocation_form_bytes("&x"), 0);
    assert_int_equal(allocation_form_bytes("make([]point, 5)"), 0);
    assert_int_equal(allocation_form_bytes("make([]byte, n)"), 0);
    assert_int_equal(allocation_form_bytes("make(bytes, 5)"), 0);
    assert_int_equal(allocation_form_bytes("make([]int, 999999999999999999)"),
                     0);
    assert_int_equal(allocation_form_bytes("make([]int, 99999999999999999999)"),
                     0);
}

static void check_type(const char *subject, const char *expected)
{
    assert_true(span_equals(allocation_type(subject), expected));
}

static void test_types(void **state)
{
    (void)state;
    check_type("&T{...}", "T");
    check_type("&a.T{}", "a.T");
    check_type("new(T)", "T");
    check_type("T{...}", "T");
    check_type("make(T, n)", "T");
    check_type("make(T)", "T");
    check_type("[]T{...}", "");
    check_type("map[string]int{...}", "");
    check_type("f(T{...})", "");
    check_type("x", "");
    check_type("", "");
    assert_true(span_equals(allocation_element("[]T{...}"), "T"));
    assert_true(span_equals(allocation_element("make([]a.T, n)"), "a.T"));
    assert_int_equal(allocation_element("make(T, n)").length, 0);
    assert_int_equal(allocation_element("[4]T{...}").length, 0);
}

static void test_elements(void **state)
{
    (void)state;
    assert_true(allocation_fits_elements(48, 48));
    assert_true(allocation_fits_elements(48, 96));
    assert_true(allocation_fits_elements(40, 48)); /* one, rounded up */
    assert_true(allocation_fits_elements(24, 80)); /* three, rounded up */
    assert_false(allocation_fits_elements(48, 64));
    assert_false(allocation_fits_elements(48, 24));
}

static void test_boxes(void **state)
{
    (void)state;
    assert_int_equal(allocation_box_bytes("make([]byte, n)"), 24);
    assert_int_equal(allocation_box_bytes("[]T{...}"), 24);
    assert_int_equal(allocation_box_bytes("append(a, b)"), 24);
    assert_int_equal(allocation_box_bytes("([]byte)(s)"), 24);
    assert_int_equal(allocation_box_bytes("string(b)"), 16);
    assert_int_equal(allocation_box_bytes("a + b"), 16);
    assert_int_equal(allocation_box_bytes("make(map[string]int)"), 0);
    assert_int_equal(allocation_box_bytes("append"), 0);
    assert_int_equal(allocation_box_bytes("&T{...}"), 0);
    assert_true(allocation_is_empty_slice("[]T{}"));
    assert_false(allocation_is_empty_slice("[]T{...}"));
    assert_false(allocation_is_empty_slice("[4]T{}"));
}

static void test_blocks(void **state)
{
    (void)state;
    assert_true(allocation_fits_block(1000, 1024));
    assert_true(allocation_fits_block(1024, 1024));
    assert_false(allocation_fits_block(1025, 1024));
    assert_true(allocation_fits_block(896, 1024)); /* a header before it */
    assert_false(allocation_fits_block(888, 1024));
    assert_false(allocation_fits_block(48, 64)); /* needs none */
    assert_true(allocation_fits_block(8, 16));   /* shared with others */
    assert_false(allocation_fits_block(32, 16));
    assert_true(allocation_fits_block(655350, 655360));
    assert_true(allocation_fits_block(32768, 32768));
    assert_true(allocation_fits_block(32769, 40960));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms_of_make),
        cmocka_unit_test(test_other_forms),
        cmocka_unit_test(test_size_is_there),
        cmocka_unit_test(test_constants),
        cmocka_unit_test(test_same_form),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_elements),
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
