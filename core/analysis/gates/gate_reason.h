/*
 * Why a benchmark's gate was decided as it was, as one sentence for people.
 */
#ifndef CORE_ANALYSIS_GATE_REASON_H
#define CORE_ANALYSIS_GATE_REASON_H

#include "core/analysis/analysis.h"

/* Of a gate whose numbers and state are set. The text is the arena's. */
const char *gate_reason(const struct analysis *analysis,
                        const struct benchmark_row *row,
                        const struct gate *gate);

/* What would make it pass; "" where it passes, or the reason says it. */
const char *gate_remedy(const struct analysis *analysis,
                        const struct benchmark_row *row,
                        const struct gate *gate);

/* Of a benchmark, or of one unit of it, that head has not. */
const char *gate_reason_missing(const struct analysis *analysis,
                                const struct benchmark_row *row,
                                bool is_benchmark_gone);

#endif
