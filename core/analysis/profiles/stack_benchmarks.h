/*
 * The benchmark that a stack ran under: that of its frame nearest the root
 * which is a Benchmark function. A goroutine that a helper of the tests began
 * (b.RunParallel and b.Run with a literal, go) has no such frame; then it is
 * one of the benchmarks that reach the helper and ran.
 */
#ifndef CORE_ANALYSIS_STACK_BENCHMARKS_H
#define CORE_ANALYSIS_STACK_BENCHMARKS_H

#include "core/analysis/analysis.h"
#include "core/analysis/sources/source_text.h"

/* What the lines of one profile say. Lives in the analysis' arena. */
struct stack_benchmarks {
    const struct profile *profile;
    struct benchmark_name_list ran; /* all that did; empty: unknown */
    const char **declared; /* by function: itself; NULL: no benchmark */
    const struct benchmark_name_list **of_helper; /* by function; NULL: none */
};

struct stack_benchmarks stack_benchmarks_of(const struct analysis *analysis,
                                            const struct evidence_side *side,
                                            const struct profile *profile);

/* Those that the stack can have run under: one when it is known; none where
 * nothing tells. Names are interned. */
struct benchmark_name_list stack_benchmarks_find(
    const struct stack_benchmarks *benchmarks,
    const struct profile_sample *sample);

#endif
