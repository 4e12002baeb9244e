/*
 * Prints benchstat's tables: its text and CSV byte for byte, and JSON. What
 * the cells say is put into words here once for all three.
 */
#ifndef FORMATS_BENCHSTAT_H
#define FORMATS_BENCHSTAT_H

#include "core/base/buffer.h"
#include "core/model/benchmark_table.h"

/* The footnotes of CSV go to `warnings` with the place of their cell:
 * "B5: all samples are equal". */
void benchstat_csv(const struct benchmark_table_set *set, struct buffer *out,
                   struct buffer *warnings);

void benchstat_text(const struct benchmark_table_set *set, struct buffer *out);

/* The object that `perfscribe explain bench` describes. */
void benchstat_json(const struct benchmark_table_set *set, struct buffer *out);

#endif
