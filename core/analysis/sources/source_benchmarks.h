/*
 * The benchmarks that a tree's _test.go files declare. Part of the source
 * cache (source_text.h), which owns the memory; ask there.
 */
#ifndef CORE_ANALYSIS_SOURCE_BENCHMARKS_H
#define CORE_ANALYSIS_SOURCE_BENCHMARKS_H

#include "core/analysis/sources/source_text.h"
#include "core/base/strings.h"

struct benchmark_declaration {
    const char *name; /* "BenchmarkJoin", interned */
    struct location location;
    bool loops; /* with b.Loop */
};
struct benchmark_declaration_list LIST_STRUCT(struct benchmark_declaration);

struct source_benchmarks {
    const struct tree *tree; /* NULL: not yet looked for */
    struct benchmark_declaration_list declarations;
};

void source_benchmarks_find(struct arena *arena, struct strings *strings,
                            const struct tree *tree,
                            struct source_benchmarks *benchmarks);

struct location source_benchmarks_locate(
    const struct source_benchmarks *benchmarks,
    const struct source_benchmark *wanted);

/* Whether all benchmarks of the name do, and there is one. */
bool source_benchmarks_loop(const struct source_benchmarks *benchmarks,
                            const char *name);

#endif
