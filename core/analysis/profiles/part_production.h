/*
 * Pass: profiles of a running program beside those of benchmarks. The two are
 * no repetitions of each other: what the ones cost says nothing of the others.
 */
#ifndef CORE_ANALYSIS_PART_PRODUCTION_H
#define CORE_ANALYSIS_PART_PRODUCTION_H

#include "core/analysis/analysis.h"

/* Whether some stack of it is a benchmark's. */
bool profile_is_of_benchmarks(const struct profile *profile);

/* Recorded in a running program: neither in a benchmark nor in a test. */
bool profile_is_of_production(const struct profile *profile);

/*
 * Of each kind that has profiles of both sorts, one sort is put aside: what
 * both sides have stays, benchmarks before production.
 */
void part_production(struct analysis *analysis);

#endif
