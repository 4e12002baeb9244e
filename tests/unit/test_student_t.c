#include "core/stats/student_t.h"

#include "core/stats/normal.h"
#include "stats_support.h"

/* Values of scipy.stats.t. */
static void matches_reference(void **state)
{
    (void)state;
    assert_near(student_t_two_sided(2, 3), 0.13932596855884305);
    assert_near(student_t_two_sided(1, 1), 0.5);
    assert_near(student_t_two_sided(4.5, 7.5), 0.002354323279302138);
    assert_near(student_t_upper_tail(-1.5, 4), 0.896);
    assert_near(student_t_upper_tail(1.5, 4), 0.104);
    assert_near(student_t_upper_tail(40, 2), 0.0003122073360923703);
    assert_near(student_t_two_sided(1e-8, 5), 0.9999999924078662);
}

static void has_quantiles(void **state)
{
    (void)state;
    assert_near(student_t_upper_quantile(0.025, 1), 12.706204736174705);
    assert_near(student_t_upper_quantile(0.025, 4), 2.7764451051977943);
    assert_near(student_t_upper_quantile(0.025, 7.5), 2.3330396268649745);
    assert_near(student_t_upper_quantile(1e-6, 3), 103.29946778041935);
    assert_near(student_t_upper_quantile(0.7, 12), -0.5386176682019164);
    assert_within(student_t_upper_quantile(0.5, 3) + 1, 1, 1e-9);
}

static void becomes_normal(void **state)
{
    (void)state;
    assert_same(student_t_two_sided(2.5, (double)INFINITY),
                normal_two_sided(2.5));
    assert_same(student_t_upper_quantile(0.025, (double)INFINITY),
                normal_upper_quantile(0.025));
    assert_within(student_t_two_sided(2.5, 1e8), normal_two_sided(2.5), 1e-6);
}

static void bears_extremes(void **state)
{
    (void)state;
    assert_same(student_t_two_sided(0, 3), 1);
    assert_same(student_t_two_sided((double)INFINITY, 3), 0);
    assert_same(student_t_upper_tail((double)INFINITY, 3), 0);
    assert_same(student_t_upper_tail(-(double)INFINITY, 3), 1);
    assert_true(student_t_two_sided(1e200, 3) < 1e-300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_reference),
        cmocka_unit_test(has_quantiles),
        cmocka_unit_test(becomes_normal),
        cmocka_unit_test(bears_extremes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
