/*
 * What JUnit says of a gate's decision beyond its reason: why the benchmark is
 * held to that limit, and what would make it pass.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/rules/rule.h"
#include "formats/writer.h"
#include "report_support.h"

static size_t count(const struct buffer *out, const char *text)
{
    size_t found = 0;
    const char *at = out->bytes;
    while ((at = strstr(at, text)) != NULL) {
        found++;
        at += strlen(text);
    }
    return found;
}

static void write_one(const struct report *report, bool is_strict,
                      struct buffer *out)
{
    struct writer_options options = { .version = "1",
                                      .is_strict_junit = is_strict };
    struct error error = ERROR_INIT;
    buffer_init(out);
    assert_true(writer_junit.write(&report, 1, &options, out, &error));
}

static void test_why_and_what_would_pass(void **state)
{
    (void)state;
    static const char relation[] =
        "<property name=\"relation\" value=\"no stack of it passes the patch\"";
    struct made_report made;
    struct buffer out;
    struct benchmark_row row = { .name = "Join-8",
                                 .unit = "sec/op",
                                 .package = "",
                                 .relation =
                                     "no stack of it passes the patch" };
    made_report_init(&made);
    struct gate *gate =
        made_report_gate(&made, "unrelated-time", "Join-8", GATE_FAILED);
    gate->row = &row;
    gate->remedy = "It passes when it is fast.";
    made_report_of_benchmark(
        made_report_finding(&made, rule_info_find("PERF4001")),
        "BenchmarkJoin-8");
    made_report_finish(&made);
    write_one(&made.report, false, &out);
    assert_int_equal(count(&out, relation), 1);
    /* In the case of the gate, and in that of the benchmark. */
    assert_int_equal(count(&out, "It passes when it is fast."), 2);
    buffer_release(&out);
    write_one(&made.report, true, &out);
    assert_int_equal(count(&out, relation), 0);
    buffer_release(&out);
    made_report_release(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_why_and_what_would_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
