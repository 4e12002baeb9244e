/*
 * Floating-point numbers as Go reads and prints them (strconv, fmt), which
 * benchmark text and benchstat's tables are made of. No locale is involved.
 */
#ifndef FORMATS_GO_FLOAT_H
#define FORMATS_GO_FLOAT_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/base/cursor.h"

enum go_float_result {
    GO_FLOAT_READ,
    GO_FLOAT_BAD_SYNTAX,
    GO_FLOAT_OUT_OF_RANGE,
};

/* strconv.ParseFloat: decimal or hexadecimal, underscores between digits, any
 * case of "inf", "infinity" and "nan". Over 1000 bytes is bad syntax. */
enum go_float_result go_float_parse(struct span text, double *value);

/* fmt.Sprint: the fewest digits that read back as the same number; with an
 * exponent below 1e-4 and from 1e6 on ("2.8447192e+07"). */
void go_float_print(struct buffer *buffer, double value);

/* Digits after the point as %.*f; a plus sign before what is not negative
 * when asked for, always before infinity. */
void go_float_fixed(struct buffer *buffer, double value, int precision,
                    bool with_plus);

#endif
