/*
 * Pass: the gates on benchmarks (playbook 6), one decision per benchmark and
 * unit, appended to report.gates: "unrelated-time", "related-time" (sec/op)
 * and "allocations" (B/op, allocs/op). Other units have no gate.
 */
#ifndef CORE_ANALYSIS_GATE_BENCHMARKS_H
#define CORE_ANALYSIS_GATE_BENCHMARKS_H

#include "core/analysis/analysis.h"

/*
 * Needs the comparison's rows with their relation to the patch. A benchmark
 * of unknown relation is held to the limit of related ones.
 *
 * Fails: p of the one-sided Mann-Whitney test against the limit, adjusted by
 * Holm over the benchmarks of the gate, is below alpha, and the 95 % interval
 * of the ratio lies beyond the limit. Passes: the interval lies within, or the
 * benchmark improved. Else inconclusive, with the number of runs that would
 * settle it. B/op and allocs/op that are constant on both sides are compared
 * exactly. Gone from head: inconclusive. New in head: no decision.
 *
 * Sets comparison.machine_moved when at least three unrelated benchmarks, and
 * all of them, moved the same way by intervals that exclude 1, on average by
 * more than half their limit. A slower machine makes failures inconclusive,
 * but for those that it cannot explain: the interval lies beyond the limit
 * times the highest end of theirs. A faster one makes passes so, another
 * platform every time gate.
 */
void gate_benchmarks(struct analysis *analysis);

#endif
