/*
 * What moves all series of measurements alike in a run is the machine, not the
 * code: it is divided out.
 */
#ifndef CORE_STATS_COMMON_SHIFT_H
#define CORE_STATS_COMMON_SHIFT_H

#include <stddef.h>

/* Fewer series say nothing about the machine. */
#define COMMON_SHIFT_LEAST 3

/* Rows of `runs` positive values, one row a series; NAN: not measured. */
struct series_table {
    double *values;
    size_t series, runs;
};

/*
 * Divides the values of each run by its shift: the median, over the series, of
 * value / the series' median. Nothing is done for a run that fewer than
 * COMMON_SHIFT_LEAST series have.
 */
void common_shift_divide(struct series_table *table);

#endif
