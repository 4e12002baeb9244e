/*
 * What benchstat says of a cell, shared by its three formats. Each function
 * appends to the buffer.
 */
#ifndef FORMATS_BENCHSTAT_WORDS_H
#define FORMATS_BENCHSTAT_WORDS_H

#include "core/base/buffer.h"
#include "core/model/benchmark_table.h"

/* The footnote of one bit of enum benchmark_note. `cell` is the one that the
 * note is about; NULL for a geomean. */
void benchstat_note(struct buffer *out, const struct benchmark_table_set *set,
                    const struct benchmark_cell *cell,
                    enum benchmark_note note);

/* The interval relative to the center: "3%", "∞", or "?" when it crosses
 * zero. */
void benchstat_range(struct buffer *out, const struct benchmark_cell *cell);

/* "+12.34%", "~" when not significant, "?" when base is 0. */
void benchstat_delta(struct buffer *out, const struct benchmark_table_set *set,
                     const struct benchmark_cell *base,
                     const struct benchmark_cell *cell);

/* "p=0.001 n=10", "n=10+9". */
void benchstat_test(struct buffer *out, const struct benchmark_cell *base,
                    const struct benchmark_cell *cell);

/* "+12.34%" of a geomean's ratio, or "?". */
void benchstat_mean_delta(struct buffer *out,
                          const struct benchmark_summary *mean);

/* The configuration of a table as far as it differs from the table before
 * (NULL: none), one call of `line` for each "key: value". */
void benchstat_config(const struct benchmark_table_set *set, size_t table,
                      void (*line)(void *context, const char *text),
                      void *context);

#endif
