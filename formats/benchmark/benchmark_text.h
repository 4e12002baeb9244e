/*
 * The grammar of benchmark text, line by line: what kind a line is and where
 * its fields stand. As strict as golang.org/x/perf/benchfmt, which defines it
 * (proposal 14313). Sample lines:
 *
 *     goos: linux
 *     Unit widgets/s better=higher
 *     BenchmarkJoin/n=10-8   1000   1204 ns/op   48 B/op   2 allocs/op
 */
#ifndef FORMATS_BENCHMARK_TEXT_H
#define FORMATS_BENCHMARK_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/cursor.h"

/* The next field up to Unicode white space; `rest` moves behind the white
 * space that follows. Leading white space gives an empty field. */
struct span benchmark_field(struct span *rest);

/* A line that starts with "Benchmark" and is more than a bare name, which is
 * what `go test -v` prints when a benchmark starts. */
struct benchmark_line {
    struct span name; /* without "Benchmark" */
    struct span rest; /* from the iterations on */
};
bool benchmark_line_parse(struct span line, struct benchmark_line *parsed);

/* What is wrong with it as benchstat words it, or NULL. */
const char *benchmark_iterations_parse(struct span *rest, uint64_t *iterations);

struct benchmark_measurement {
    double value; /* may be NaN or infinite */
    struct span unit;
};
const char *benchmark_measurement_parse(
    struct span *rest, struct benchmark_measurement *measurement);

/* "key: value", or "key:", which deletes the key. */
struct benchmark_pair {
    struct span key, value;
};
bool benchmark_setting_parse(struct span line, struct benchmark_pair *pair);

/* "Unit NAME key=value ...": the span behind "Unit". */
bool benchmark_unit_line(struct span line, struct span *rest);

#endif
