/*
 * How often each benchmark ran under a profile, so that costs can be compared
 * per operation. The counts come from the benchmark text of the same run, or
 * from bundle.json, which wins.
 */
#ifndef CORE_ANALYSIS_OPERATIONS_H
#define CORE_ANALYSIS_OPERATIONS_H

#include "core/analysis/analysis.h"
#include "core/analysis/sources/source_text.h"

/*
 * Operations of `benchmark` ("BenchmarkJoin", sub-benchmarks pooled) while
 * `profile` was recorded; NAN when they cannot be known exactly, and for "",
 * the stacks under no benchmark. They can for -benchtime=Nx (N + 1 a line: the
 * testing package first runs one, and leaves it at that when N is 1) and for
 * b.Loop (N a line, which one look at the benchmark's source tells). With
 * -benchtime=T and b.N the printed N is only the last round.
 */
double operations_of(const struct analysis *analysis,
                     const struct evidence_side *side,
                     const struct profile *profile, const char *benchmark);

/* Seconds of one operation in that run, as its benchmark text has them; NAN
 * when it has not. */
double operations_time(const struct evidence_side *side,
                       const struct profile *profile, const char *benchmark);

/* The benchmarks that ran while `profile` was recorded, as its benchmark text
 * has them: interned, sorted; none when it is not there. */
void operations_benchmarks(const struct analysis *analysis,
                           const struct evidence_side *side,
                           const struct profile *profile,
                           struct benchmark_name_list *names);

#endif
