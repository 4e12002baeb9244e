/*
 * What the tests of core/stats share: comparison of doubles to a relative
 * tolerance, and numbers that are always the same.
 */
#ifndef TESTS_UNIT_STATS_SUPPORT_H
#define TESTS_UNIT_STATS_SUPPORT_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/stats/numbers.h"

#define NUMBERS(...)                                             \
    ((struct numbers){ (const double[]){ __VA_ARGS__ },          \
                       sizeof((const double[]){ __VA_ARGS__ }) / \
                           sizeof(double) })

#define assert_near(actual, expected) \
    check_near(actual, expected, 1e-11, __FILE__, __LINE__)
#define assert_within(actual, expected, tolerance) \
    check_near(actual, expected, tolerance, __FILE__, __LINE__)
/* Bit for bit; NaN equals NaN. */
#define assert_same(actual, expected) \
    check_near(actual, expected, 0, __FILE__, __LINE__)

static inline void check_near(double actual, double expected, double tolerance,
                              const char *file, int line)
{
    if (actual == expected || (isnan(actual) && isnan(expected))) {
        return;
    }
    if (!(fabs(actual - expected) <= tolerance * fabs(expected))) {
        print_error("%.17g is not %.17g\n", actual, expected);
        _fail(file, line);
    }
}

/* Uniform in (0, 1): xorshift64* of a state that the test owns. */
static inline double next_uniform(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    uint64_t bits = *state * UINT64_C(2685821657736338717);
    return ((double)(bits >> 11) + 0.5) / 9007199254740992.0;
}

#endif
