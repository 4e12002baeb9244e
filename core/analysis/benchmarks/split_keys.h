/*
 * Which configuration keys keep results of two files apart that have a
 * benchmark in common, so that it stands in two tables and is not compared.
 */
#ifndef CORE_ANALYSIS_SPLIT_KEYS_H
#define CORE_ANALYSIS_SPLIT_KEYS_H

#include "core/base/strings.h"
#include "core/model/benchmark_table.h"

/*
 * The keys, each of which does so alone, or else those of log lines that do so
 * together; NULL behind the last. They are the set's, the list the arena's.
 */
const char *const *split_keys_find(const struct benchmark_table_set *set,
                                   struct arena *arena,
                                   struct strings *strings);

#endif
