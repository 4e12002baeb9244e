/*
 * Which benchmarks head still has, for the gates: looked up by name, so that
 * thousands of vanished ones cost no more than as many present ones. Lives in
 * the run's arena, but for its map.
 */
#ifndef CORE_ANALYSIS_BENCHMARK_PRESENCE_H
#define CORE_ANALYSIS_BENCHMARK_PRESENCE_H

#include "core/analysis/analysis.h"
#include "core/base/map.h"

struct benchmark_presence_entry {
    bool is_in_head; /* with any unit */
    /* The one row of base that speaks for it when it is gone: its time, else
     * its first allocation count. */
    const struct benchmark_row *speaker;
};
struct benchmark_presence_list LIST_STRUCT(struct benchmark_presence_entry);

struct benchmark_presence {
    struct map keys; /* interned name and package */
    struct benchmark_presence_list entries;
};

/* Of all rows of the comparison. */
void benchmark_presence_init(struct benchmark_presence *presence,
                             const struct analysis *analysis);
void benchmark_presence_release(struct benchmark_presence *presence);

const struct benchmark_presence_entry *benchmark_presence_of(
    const struct benchmark_presence *presence, const struct analysis *analysis,
    const struct benchmark_row *row);

/* The units that have a gate. */
bool benchmark_row_is_time(const struct benchmark_row *row);
bool benchmark_row_is_allocation(const struct benchmark_row *row);

#endif
