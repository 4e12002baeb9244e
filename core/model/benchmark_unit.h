/*
 * Units of benchmark results. Measurements are compared in base units ("sec"
 * for "ns", "B" for "MB" wherever they stand above the line), so that results
 * printed at different scales meet; the printed unit stays in the model.
 * Source: golang.org/x/perf/benchunit and the benchmark text proposal (14313).
 */
#ifndef CORE_MODEL_BENCHMARK_UNIT_H
#define CORE_MODEL_BENCHMARK_UNIT_H

#include <stdbool.h>

#include "core/base/cursor.h"
#include "core/base/strings.h"

struct tidy_unit {
    const char *name; /* interned: "sec/op" for "ns/op" */
    double factor;    /* printed value * factor = tidied value */
};

struct tidy_unit benchmark_unit_tidy(struct strings *strings, struct span unit);

/* Whether values are shown with binary prefixes (Ki, Mi): "B", "MB" or
 * "bytes" stands above the line. */
bool benchmark_unit_is_binary(const char *unit);

/* What the unit's name alone says: speeds ("B/s") grow when code improves. */
bool benchmark_unit_prefers_higher(const char *unit);

#endif
