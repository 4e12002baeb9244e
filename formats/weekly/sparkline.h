/*
 * A series as a row of block characters, for mail and terminals alike: eight
 * heights between the least and the greatest value, a dot where there is none.
 */
#ifndef FORMATS_SPARKLINE_H
#define FORMATS_SPARKLINE_H

#include <stddef.h>

#include "core/base/buffer.h"

/* NAN: not known. A series that stays within `level` of its greatest value (0.1
 * is 10 %) is level and stands in the middle: noise must not look like a
 * mountain. */
void sparkline(const double *values, size_t count, double level,
               struct buffer *out);

#endif
