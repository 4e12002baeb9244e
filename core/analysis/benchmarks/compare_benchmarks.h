/*
 * Pass: benchmark timings of base and head to rows (comparison.benchmarks),
 * one per package, benchmark and unit: benchstat's medians, intervals and p,
 * and the Hodges-Lehmann ratio with its interval.
 */
#ifndef CORE_ANALYSIS_COMPARE_BENCHMARKS_H
#define CORE_ANALYSIS_COMPARE_BENCHMARKS_H

#include "core/analysis/analysis.h"

/*
 * Only files of timings count, identical copies on a side once. Of the
 * configuration only "pkg" tells results apart; other keys that differ (a log
 * line such as "seed: 96352" reads as one) are ignored with a notice. goos,
 * goarch and cpu are ignored too, since compare_platforms() speaks of them,
 * unless one side holds results of several: then each is a benchmark of its
 * own, named as the format names variants ("Join/goarch=arm64-8").
 */
void compare_benchmarks(struct analysis *analysis);

#endif
