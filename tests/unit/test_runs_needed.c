#include "core/stats/runs_needed.h"

#include "stats_support.h"

/* Twelve values about `center`, spread so that the robust deviation of their
 * logarithms is 1.4826 * 0.02: half of them lie 2 % off, half 1 %. */
static void fill(double *values, double center)
{
    for (int i = 0; i < 12; i++) {
        double step = i % 4 < 2 ? 0.01 : 0.03;
        values[i] = center * exp(i % 2 == 0 ? step : -step);
    }
}

static unsigned runs_for(double ratio, double factor, double alpha)
{
    double base[12];
    double head[12];
    fill(base, 100);
    fill(head, 100 * ratio);
    struct gate_question question = { .base = { base, 12 },
                                      .head = { head, 12 },
                                      .factor = factor,
                                      .alpha = alpha };
    return runs_needed(&question);
}

/* (2.3263 + 0.8416)^2 * 2 * (1.4826 * 0.02)^2 / (0.95493 log(1.05/1.02)^2) */
static void follows_the_formula(void **state)
{
    (void)state;
    double deviates = 2.3263478740408408 + 0.8416212335729143;
    double expected = pow(deviates, 2) * 2 * pow(1.482602218505602 * 0.02, 2) /
                      (3 / 3.141592653589793 * pow(log(1.05 / 1.02), 2));
    assert_int_equal(runs_for(1.05, 1.02, 0.01), (unsigned)ceil(expected));
    /* Within the limit it passes by the interval, whatever alpha is. */
    deviates = 1.9599639845400545 + 0.8416212335729143;
    expected = pow(deviates, 2) * 2 * pow(1.482602218505602 * 0.02, 2) /
               (3 / 3.141592653589793 * pow(log(1.02), 2));
    assert_int_equal(runs_for(1, 1.02, 0.01), (unsigned)ceil(expected));
    assert_int_equal(runs_for(1, 1.02, 0.0001), (unsigned)ceil(expected));
}

static void asks_for_more_when_it_is_harder(void **state)
{
    (void)state;
    assert_true(runs_for(1.04, 1.02, 0.01) > runs_for(1.05, 1.02, 0.01));
    assert_true(runs_for(1.05, 1.02, 0.001) > runs_for(1.05, 1.02, 0.01));
}

static void stays_in_bounds(void **state)
{
    (void)state;
    assert_int_equal(runs_for(3, 1.02, 0.01), RUNS_NEEDED_LEAST);
    assert_int_equal(runs_for(1.0201, 1.02, 0.01), RUNS_NEEDED_MOST);
    assert_int_equal(runs_for(1.05, 1.02, 0), RUNS_NEEDED_MOST);
}

static void says_when_nothing_helps(void **state)
{
    (void)state;
    assert_int_equal(runs_for(1.02, 1.02, 0.01), 0);
    struct gate_question question = { .base = NUMBERS(1, 2, 3),
                                      .head = NUMBERS(2),
                                      .factor = 1.02,
                                      .alpha = 0.01 };
    assert_int_equal(runs_needed(&question), 0);
    question.head = NUMBERS(2, 0, 3);
    assert_int_equal(runs_needed(&question), 0);
    question.head = (struct numbers){ NULL, 0 };
    assert_int_equal(runs_needed(&question), 0);
    question.head = NUMBERS(2, 2, 2);
    question.base = NUMBERS(1, 1, 1);
    assert_int_equal(runs_needed(&question), RUNS_NEEDED_LEAST);
    question.factor = (double)NAN;
    assert_int_equal(runs_needed(&question), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_formula),
        cmocka_unit_test(asks_for_more_when_it_is_harder),
        cmocka_unit_test(stays_in_bounds),
        cmocka_unit_test(says_when_nothing_helps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
