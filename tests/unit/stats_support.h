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

/* Where an assertion stands, as text. */
#define AS_TEXT(line) #line
#define TO_TEXT(line) AS_TEXT(line)
#define PLACE         __FILE__ ":" TO_TEXT(__LINE__)

#define assert_near(actual, expected) check_near(actual, expected, 1e-11, PLACE)
#define assert_within(actual, expected, tolerance) \
    check_near(actual, expected, tolerance, PLACE)
/* The same number; NaN is the same as NaN. */
#define assert_same(actual, expected) check_near(actual, expected, 0, PLACE)

static inline void check_near(double actual, double expected, double tolerance,
                              const char *place)
{
    if (actual == expected || (isnan(actual) && isnan(expected))) {
        return;
    }
    if (!(fabs(actual - expected) <= tolerance * fabs(expected))) {
        print_error("%s: %.17g is not %.17g\n", place, actual, expected);
        fail();
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
