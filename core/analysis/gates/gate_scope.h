/*
 * What the configuration may say of one benchmark's gates.
 */
#ifndef CORE_ANALYSIS_GATE_SCOPE_H
#define CORE_ANALYSIS_GATE_SCOPE_H

#include "core/analysis/analysis.h"

/* The benchmark, and the file that declares it; its package's folder, with a
 * '/' behind, where head's tree does not tell. */
struct scope gate_scope_of(const struct analysis *analysis,
                           const struct benchmark_row *row);

/* The limit that the row is held to, and whether it is asked at all. */
double gate_limit_of(const struct analysis *analysis, const char *gate,
                     const struct benchmark_row *row);
bool gate_is_on_for(const struct analysis *analysis, const char *gate,
                    const struct benchmark_row *row);

#endif
