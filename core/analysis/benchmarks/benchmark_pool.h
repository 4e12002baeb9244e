/*
 * The first half of benchmark_table.h: results of several files put together
 * under (configuration, unit, benchmark, column), in the order in which each
 * was first seen. Lives in the caller's arena, but for its maps.
 */
#ifndef CORE_ANALYSIS_BENCHMARK_POOL_H
#define CORE_ANALYSIS_BENCHMARK_POOL_H

#include <stdint.h>

#include "core/analysis/benchmarks/benchmark_table.h"
#include "core/base/map.h"
#include "core/model/benchmark_unit.h"

struct number_list LIST_STRUCT(double);

struct pool_cell {
    uint32_t table, row, column;
    struct number_list values;
};
struct pool_cell_list LIST_STRUCT(struct pool_cell);

struct pool_key {
    uint32_t config, unit;
};

struct tidy_unit_list LIST_STRUCT(struct tidy_unit);
struct name_list LIST_STRUCT(const char *);
struct index_list LIST_STRUCT(uint32_t);

struct benchmark_pool {
    const struct benchmark_table_request *request;
    struct name_list keys;    /* that split the tables */
    struct map configs;       /* [keys.count + 1] values, the last NULL */
    struct map printed_units; /* to tidy_units */
    struct tidy_unit_list tidy_units;
    struct map units;     /* tidied */
    struct map rows;      /* names of benchmarks */
    struct map tables;    /* struct pool_key */
    struct map cell_keys; /* table, row, column */
    struct pool_cell_list cells;
};

void benchmark_pool_init(struct benchmark_pool *pool,
                         const struct benchmark_table_request *request);
void benchmark_pool_release(struct benchmark_pool *pool);

#endif
