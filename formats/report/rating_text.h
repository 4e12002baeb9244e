/*
 * The rating in words: one line for a summary, and its parts, each with what
 * it comes from.
 */
#ifndef FORMATS_RATING_TEXT_H
#define FORMATS_RATING_TEXT_H

#include "core/base/buffer.h"
#include "core/base/quantity.h"
#include "core/model/rating.h"

enum rating_part {
    RATING_NEUTRAL,
    RATING_TIME,
    RATING_ALLOCATION,
    RATING_BALANCE,
    RATING_GATES,
};
#define RATING_PART_COUNT ((size_t)RATING_GATES + 1)

const char *rating_part_name(enum rating_part part); /* "time" */
double rating_part_value(const struct rating *rating, enum rating_part part);
struct quantity rating_part_amount(const struct rating *rating,
                                   enum rating_part part); /* "-1.25", "0" */
/* "sec/op +12 % over 3 benchmarks" */
void rating_part_text(const struct rating *rating, enum rating_part part,
                      struct buffer *out);

struct quantity rating_value(const struct rating *rating); /* "6.3" */

/* "6.3 of 10: improvements > regressions (2.1 in 4 places, 0.4 in 1 place)" */
void rating_line(const struct rating *rating, struct buffer *out);

#endif
