/*
 * benchstat's tables as data: the results of some files pooled by
 * configuration and unit (a table each), by benchmark (rows) and by file
 * (columns), summarised and compared with the first column. Lives in the
 * arena it was built in; core/analysis/benchmarks/benchmark_table.h builds it.
 */
#ifndef CORE_MODEL_BENCHMARK_TABLE_H
#define CORE_MODEL_BENCHMARK_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"

/* What a reader of a cell should know of it: bits, told in this order. */
enum benchmark_note {
    NOTE_FEW_FOR_INTERVAL = 1 << 0, /* too few values for an interval */
    NOTE_NOT_EXACT = 1 << 1,        /* the unit is exact, the values vary */
    NOTE_ALL_EQUAL = 1 << 2,        /* nothing to test: all are the same */
    NOTE_FEW_FOR_TEST = 1 << 3,     /* too few to detect any difference */
    NOTE_SET_DIFFERS = 1 << 4,      /* benchmarks are missing in a column */
    NOTE_NOT_POSITIVE = 1 << 5,     /* no geomean: a center is not > 0 */
    NOTE_RATIO_NOT_POSITIVE = 1 << 6,
};
#define BENCHMARK_NOTE_COUNT ((size_t)7)

struct benchmark_cell {
    size_t count;         /* 0: the benchmark is not in this column */
    const double *values; /* ascending */
    double center;        /* median; of an exact unit the mode */
    double low, high;     /* interval of the center, may be infinite */
    unsigned notes;
    /* With the row's cell in the first column, where there is one. */
    bool has_comparison;
    double p; /* two-sided; 0: the unit is exact, nothing was tested */
    unsigned comparison_notes;
};

/* The geomean of a column. */
struct benchmark_summary {
    bool has_center, has_ratio;
    double center;
    double ratio; /* geomean of the rows' ratios to the first column */
    unsigned notes;
};

struct benchmark_table {
    const char **config; /* [key_count of the set]; "" is absent */
    const char *unit;    /* tidied */
    bool is_exact;       /* its values are declared to be exact */
    bool higher_is_better;
    size_t column_count;
    size_t *columns; /* into the labels of the set */
    size_t row_count;
    const char **rows;               /* names of benchmarks */
    struct benchmark_cell *cells;    /* [row * column_count + column] */
    struct benchmark_summary *means; /* [column_count] */
};
struct benchmark_table_list LIST_STRUCT(struct benchmark_table);

struct benchmark_table_set {
    const char *const *labels; /* of all columns */
    const char **keys;         /* of the configuration */
    size_t key_count;
    struct benchmark_table_list tables;
    double alpha, confidence;
    size_t interval_samples; /* least count with a finite interval, 0: >50 */
    size_t test_samples;     /* least count a side that can differ, 0: >50 */
};

static inline struct benchmark_cell *benchmark_table_cell(
    const struct benchmark_table *table, size_t row, size_t column)
{
    return &table->cells[row * table->column_count + column];
}

#endif
