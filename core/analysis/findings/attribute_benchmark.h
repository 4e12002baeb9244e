/*
 * Where findings stand that are about benchmarks or about everything together:
 * no line of their own shows them.
 */
#ifndef CORE_ANALYSIS_ATTRIBUTE_BENCHMARK_H
#define CORE_ANALYSIS_ATTRIBUTE_BENCHMARK_H

#include "core/analysis/findings/finding_stacks.h"

/* Of a benchmark's result: where a finding of the profiles that has its place
 * already explains it best; else at a changed line on its stacks; else at its
 * declaration. */
void attribute_benchmark(struct analysis *analysis, struct finding *finding,
                         const struct finding_stacks *stacks);

/* What all benchmarks cost: at the changed line that explains most of it, else
 * nowhere. */
void attribute_total(struct finding *finding,
                     const struct finding_stacks *stacks);

/* The garbage collector: where the allocations that it works for grew most, as
 * far as that is known; else nowhere. */
void attribute_collector(const struct analysis *analysis,
                         struct finding *finding);

#endif
