#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "formats/benchmark/go_float.h"

static void assert_prints(double value, const char *expected)
{
    struct buffer text;
    buffer_init(&text);
    go_float_print(&text, value);
    assert_string_equal(text.bytes, expected);
    buffer_release(&text);
}

/* The expected texts are what fmt.Sprint of go1.26 gave. */
static void test_prints_the_shortest_digits(void **state)
{
    (void)state;
    assert_prints(0, "0");
    assert_prints(-0.0, "-0");
    assert_prints(1, "1");
    assert_prints(-2.5, "-2.5");
    assert_prints(0.1, "0.1");
    assert_prints(3 * 1e-9, "3.0000000000000004e-09");
    assert_prints(0.0032874935000000004, "0.0032874935000000004");
    assert_prints(455494.5, "455494.5");
    assert_prints(1.7195053329775625e-06, "1.7195053329775625e-06");
}

static void test_exponent_begins_at_a_million(void **state)
{
    (void)state;
    assert_prints(100000, "100000");
    assert_prints(999999, "999999");
    assert_prints(99999.5, "99999.5");
    assert_prints(1000000, "1e+06");
    assert_prints(1234567, "1.234567e+06");
    assert_prints(28447192, "2.8447192e+07");
    assert_prints(1e21, "1e+21");
    assert_prints(1e100, "1e+100");
}

static void test_exponent_begins_below_a_ten_thousandth(void **state)
{
    (void)state;
    assert_prints(0.0001, "0.0001");
    assert_prints(0.00012345, "0.00012345");
    assert_prints(0.00001, "1e-05");
    assert_prints(5e-324, "5e-324");
}

/* Just over a power of two the nearest short decimal does not read back, but
 * its upper neighbour does. */
static void test_powers_of_two(void **state)
{
    (void)state;
    assert_prints(0x1p-143, "8.96831017167883e-44");
    assert_prints(0x1p-1017, "7.120236347223045e-307");
    assert_prints(0x1p-1007, "7.291122019556398e-304");
    assert_prints(9007199254740992, "9.007199254740992e+15");
}

static void test_special_values(void **state)
{
    (void)state;
    assert_prints((double)NAN, "NaN");
    assert_prints((double)INFINITY, "+Inf");
    assert_prints(-(double)INFINITY, "-Inf");
}

static void test_printed_numbers_read_back(void **state)
{
    (void)state;
    struct buffer text;
    buffer_init(&text);
    uint64_t bits = UINT64_C(88172645463325252);
    for (int i = 0; i < 20000; i++) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        double value, back;
        memcpy(&value, &bits, sizeof(value));
        if (!isfinite(value)) {
            continue;
        }
        buffer_clear(&text);
        go_float_print(&text, value);
        struct span span = { text.bytes, text.length };
        assert_int_equal(go_float_parse(span, &back), GO_FLOAT_READ);
        assert_true(back == value);
    }
    buffer_release(&text);
}

static void assert_fixed(double value, int precision, bool with_plus,
                         const char *expected)
{
    struct buffer text;
    buffer_init(&text);
    go_float_fixed(&text, value, precision, with_plus);
    assert_string_equal(text.bytes, expected);
    buffer_release(&text);
}

static void test_fixed_digits(void **state)
{
    (void)state;
    assert_fixed(63.888, 2, true, "+63.89");
    assert_fixed(-0.001, 2, true, "-0.00");
    assert_fixed(2.5, 0, false, "2"); /* half to even */
    assert_fixed(0.143, 3, false, "0.143");
    assert_fixed((double)INFINITY, 2, false, "+Inf");
}

static void assert_reads(const char *text, double expected)
{
    double value = 0;
    assert_int_equal(go_float_parse(span_of(text), &value), GO_FLOAT_READ);
    assert_true(value == expected);
}

static void test_reads_what_go_reads(void **state)
{
    (void)state;
    assert_reads("0", 0);
    assert_reads("46.15", 46.15);
    assert_reads("+1.5e3", 1500);
    assert_reads("-.5", -0.5);
    assert_reads("5.", 5);
    assert_reads("0x1p-2", 0.25);
    assert_reads("0X1.8P1", 3);
    assert_reads("0x_1p0", 1);
    assert_reads("1_000.5", 1000.5);
    assert_reads("1e-400", 0);
    assert_reads("-Inf", -(double)INFINITY);
    assert_reads("+infinity", (double)INFINITY);
    double value = 0;
    assert_int_equal(go_float_parse(span_of("nAn"), &value), GO_FLOAT_READ);
    assert_true(isnan(value));
}

static void test_refuses_what_go_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",     "+",    ".",     "e5",   "1e",   "1e+",    "1.2.3", "1 ",
        " 1",   "1x",   "0x1",   "0xp1", "--1",  "_1",     "1_",    "1__0",
        "1_.5", "+nan", "infin", "1f",   "1e5.", "nan(1)", "0x1e5",
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        double value;
        if (go_float_parse(span_of(bad[i]), &value) != GO_FLOAT_BAD_SYNTAX) {
            fail_msg("accepted \"%s\"", bad[i]);
        }
    }
    double value;
    assert_int_equal(go_float_parse(span_of("1e400"), &value),
                     GO_FLOAT_OUT_OF_RANGE);
    struct span with_nul = { "1\0002", 3 };
    assert_int_equal(go_float_parse(with_nul, &value), GO_FLOAT_BAD_SYNTAX);
}

static void test_refuses_a_number_without_end(void **state)
{
    (void)state;
    char digits[5000];
    memset(digits, '1', sizeof(digits));
    double value;
    struct span span = { digits, sizeof(digits) };
    assert_int_equal(go_float_parse(span, &value), GO_FLOAT_BAD_SYNTAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prints_the_shortest_digits),
        cmocka_unit_test(test_exponent_begins_at_a_million),
        cmocka_unit_test(test_exponent_begins_below_a_ten_thousandth),
        cmocka_unit_test(test_powers_of_two),
        cmocka_unit_test(test_special_values),
        cmocka_unit_test(test_printed_numbers_read_back),
        cmocka_unit_test(test_fixed_digits),
        cmocka_unit_test(test_reads_what_go_reads),
        cmocka_unit_test(test_refuses_what_go_refuses),
        cmocka_unit_test(test_refuses_a_number_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
