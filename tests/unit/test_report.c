/*
 * What makes exit status 1, by --fail-on; and the orders and names that the
 * reports use.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/model/report.h"

/* never, gate, inconclusive, error, warning */
static void test_findings_by_level(void **state)
{
    (void)state;
    static const struct {
        enum level level;
        enum finding_state state;
        bool fails_gate;
        bool fails[5]; /* by enum fail_on */
    } cases[] = {
        { LEVEL_NOTE, FINDING_REGRESSION, false, { 0, 0, 0, 0, 0 } },
        { LEVEL_WARNING, FINDING_REGRESSION, false, { 0, 0, 0, 0, 1 } },
        { LEVEL_ERROR, FINDING_REGRESSION, false, { 0, 0, 0, 1, 1 } },
        { LEVEL_ERROR, FINDING_REGRESSION, true, { 0, 1, 1, 1, 1 } },
        { LEVEL_WARNING, FINDING_FACT, false, { 0, 0, 0, 0, 1 } },
        { LEVEL_ERROR, FINDING_IMPROVEMENT, true, { 0, 0, 0, 0, 0 } },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct finding finding = { .level = cases[i].level,
                                   .state = cases[i].state,
                                   .fails_gate = cases[i].fails_gate };
        for (size_t j = 0; j < 5; j++) {
            struct report report = { .fail_on = (enum fail_on)j };
            report.findings.items = &finding;
            report.findings.count = 1;
            assert_int_equal(report_finding_fails(&report, &finding),
                             cases[i].fails[j]);
            assert_int_equal(report_fails(&report), cases[i].fails[j]);
        }
    }
}

static void test_gates_by_state(void **state)
{
    (void)state;
    static const struct {
        enum gate_state state;
        bool fails[5];
    } cases[] = {
        { GATE_PASSED, { 0, 0, 0, 0, 0 } },
        { GATE_SKIPPED, { 0, 0, 0, 0, 0 } },
        { GATE_FAILED, { 0, 1, 1, 1, 1 } },
        { GATE_INCONCLUSIVE, { 0, 0, 1, 0, 0 } },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct gate gate = { .state = cases[i].state };
        for (size_t j = 0; j < 5; j++) {
            struct report report = { .fail_on = (enum fail_on)j };
            report.gates.items = &gate;
            report.gates.count = 1;
            assert_int_equal(report_gate_fails(&report, &gate),
                             cases[i].fails[j]);
            assert_int_equal(report_fails(&report), cases[i].fails[j]);
        }
    }
}

static void test_an_empty_report_passes(void **state)
{
    (void)state;
    struct report report = { .fail_on = FAIL_WARNING };
    assert_false(report_fails(&report));
}

static void assert_order(struct location left, struct location right)
{
    assert_true(location_compare(left, right) < 0);
    assert_true(location_compare(right, left) > 0);
    assert_int_equal(location_compare(left, left), 0);
    assert_int_equal(location_compare(right, right), 0);
}

/* By bytes and without overflow: no file first, then file, line, column. */
static void test_locations_have_a_total_order(void **state)
{
    (void)state;
    assert_order((struct location){ NULL, 9, 9 },
                 (struct location){ "", 0, 0 });
    assert_order((struct location){ "a", 9, 9 },
                 (struct location){ "b", 0, 0 });
    assert_order((struct location){ "a", 1, UINT32_MAX },
                 (struct location){ "a", UINT32_MAX, 0 });
    assert_order((struct location){ "a", 1, 0 },
                 (struct location){ "a", 1, UINT32_MAX });
    assert_true(location_same_line((struct location){ "a", 1, 0 },
                                   (struct location){ "a", 1, 7 }));
    assert_false(location_same_line((struct location){ "a", 1, 0 },
                                    (struct location){ NULL, 1, 0 }));
    assert_false(location_same_line((struct location){ "a", 1, 0 },
                                    (struct location){ "a", 2, 0 }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_findings_by_level),
        cmocka_unit_test(test_gates_by_state),
        cmocka_unit_test(test_an_empty_report_passes),
        cmocka_unit_test(test_locations_have_a_total_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
