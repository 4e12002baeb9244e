/*
 * Builds benchstat's tables (core/model/benchmark_table.h) from files of
 * results: the same pooling, orders, medians, intervals, p-values and
 * geomeans as golang.org/x/perf/cmd/benchstat with -table .config
 * -row .fullname -col .file, but for its faults: a time of 0 ns stays in
 * sec/op, and no p exceeds 1.
 */
#ifndef CORE_ANALYSIS_BENCHMARK_TABLE_H
#define CORE_ANALYSIS_BENCHMARK_TABLE_H

#include <stdint.h>

#include "core/base/strings.h"
#include "core/model/benchmark_table.h"
#include "core/model/benchmarks.h"

struct benchmark_source {
    const struct benchmark_file *file;
    uint32_t column; /* into labels */
};

struct benchmark_table_request {
    struct arena *arena;
    struct strings *strings;
    const struct benchmark_source *sources;
    size_t source_count;
    const char *const *labels;
    /* The configuration keys that do not split tables or, when they are
     * `only_keys`, the ones that alone do. */
    const char *const *keys;
    size_t key_count;
    bool only_keys;
    double alpha, confidence; /* benchstat's are 0.05 and 0.95 */
};

/* Allocated in the request's arena; the request may go. */
struct benchmark_table_set *benchmark_tables_build(
    const struct benchmark_table_request *request);

/* What "Unit" lines of the sources say of a tidied unit: the value of "better"
 * or "assume", or "". The first of contradicting lines holds. */
const char *benchmark_unit_fact(const struct benchmark_table_request *request,
                                const char *unit, const char *key);

#endif
