/*
 * Results of `go test -bench`, as the benchmark text format has them. Lives
 * in the arena of its side; names and units are interned.
 */
#ifndef CORE_MODEL_BENCHMARKS_H
#define CORE_MODEL_BENCHMARKS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"

/* What a file of benchmark results is for. */
enum benchmark_role {
    BENCHMARK_TIMING,
    BENCHMARK_COUNTS_PROFILED,  /* operations of the cpu and heap profiles */
    BENCHMARK_COUNTS_CONTENDED, /* operations of the mutex and block ones */
};

struct benchmark_setting {
    const char *key;
    const char *value;
};
struct setting_list LIST_STRUCT(struct benchmark_setting);

/* The "key: value" lines in force, in the order their keys were first seen. */
struct benchmark_config {
    struct setting_list settings;
};
struct config_list LIST_STRUCT(struct benchmark_config);

struct benchmark_value {
    const char *unit; /* as printed: "ns/op" */
    double value;     /* finite */
};
struct value_list LIST_STRUCT(struct benchmark_value);

/* One result line. */
struct benchmark_result {
    const char *name; /* without "Benchmark", with "-8": "Join/n=10-8" */
    uint64_t iterations;
    uint32_t line;   /* in the file */
    uint32_t config; /* into configs */
    uint32_t value_first, value_count;
};
struct result_list LIST_STRUCT(struct benchmark_result);

/* One "Unit" line: what a unit means; lines that repeat it are left out. */
struct unit_metadata {
    const char *unit;  /* tidied (benchmark_unit.h) */
    const char *key;   /* "better" or "assume" */
    const char *value; /* "higher", "lower"; "exact", "nothing" */
    uint32_t line;
};
struct unit_metadata_list LIST_STRUCT(struct unit_metadata);

struct benchmark_file {
    const char *name;  /* relative to the bundle, or the path as given */
    const char *label; /* column title of benchstat's tables: path as given */
    enum benchmark_role role;
    uint32_t replicate;    /* number at the end of the file's name; 0: none */
    uint64_t content_hash; /* of the results: identical copies count once */
    struct config_list configs;
    struct result_list results;
    struct value_list values;
    struct unit_metadata_list units;
};

/* The value of a key in a configuration, or "". */
const char *benchmark_setting(const struct benchmark_file *file,
                              uint32_t config, const char *key);

#endif
