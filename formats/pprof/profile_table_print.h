/*
 * Prints a profile table (core/model/profile_table.h): the CSV and JSON of
 * `perfscribe diff`, and the text of `go tool pprof -top -diff_base`.
 */
#ifndef FORMATS_PROFILE_TABLE_PRINT_H
#define FORMATS_PROFILE_TABLE_PRINT_H

#include "core/base/buffer.h"
#include "core/model/profile_table.h"

/*
 * One line a row: name,file,line,base_flat,head_flat,flat_delta,base_cum,
 * head_cum,cum_delta,p. Integers in the sample's own unit; p is empty where
 * no test applies. A name or file that a spreadsheet would take for a formula
 * gets an apostrophe in front.
 */
void profile_table_csv(const struct profile_table *table, struct buffer *out);

/*
 * {"comparison": {"sample_type", "unit", "granularity", "binary", "time",
 * "duration_nanos", "base_total", "head_total"}, "rows": [{"name", "file",
 * "line", "base_flat", ... "cum_delta", "p"}]}; file and line only for lines,
 * p null where no test applies. Integers are exact.
 */
void profile_table_json(const struct profile_table *table, struct buffer *out);

/* pprof's table, without trimming (nodefraction 0), the time in UTC. The
 * table must have been built with its calls. */
void profile_table_text(const struct profile_table *table, struct buffer *out);

#endif
