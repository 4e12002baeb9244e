/*
 * Evidence for the tests of the playbook's tables: a few benchmarks and
 * profiles of both sides, just enough or just not enough for a row.
 */
#ifndef TESTS_UNIT_PLAYBOOK_SUPPORT_H
#define TESTS_UNIT_PLAYBOOK_SUPPORT_H

#include "core/analysis/allocations/join_allocations.h"
#include "core/analysis/benchmarks/compare_benchmarks.h"
#include "core/analysis/findings/describe_findings.h"
#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/gates/gate_benchmarks.h"
#include "core/analysis/gates/gate_hotspots.h"
#include "core/analysis/profiles/compare_contention.h"
#include "core/analysis/profiles/diff_profiles.h"
#include "core/analysis/profiles/find_allocation_shifts.h"

#include "rule_support.h"

enum { PLAYBOOK_RUNS = 10, PLAYBOOK_PROFILES = 5, PLAYBOOK_OPERATIONS = 1000 };

/* Ten runs of a benchmark that vary by a fifth of a per cent. */
static inline void playbook_runs(struct world *world,
                                 struct evidence_side *side, const char *name,
                                 double value, const char *unit)
{
    const char *text = "pkg: example.com/m/p\n";
    for (int run = 0; run < PLAYBOOK_RUNS; run++) {
        text = arena_printf(&world->arena, "%sBenchmark%s-8 100 %.4f %s\n",
                            text, name, value * (1 + 0.0002 * run), unit);
    }
    side->is_present = true;
    bench_read(&world->bench, side, text);
}

/* Five profiles of a side, each with so much of the stack, and operations. */
static inline void playbook_profiles(struct world *world,
                                     struct evidence_side *side,
                                     enum profile_kind kind)
{
    for (size_t i = 0; i < PLAYBOOK_PROFILES; i++) {
        world_profile(world, side, kind);
    }
    world_operations(side, "BenchmarkJoin", PLAYBOOK_OPERATIONS);
}

static inline void playbook_record(struct evidence_side *side,
                                   const char *stack, int64_t amount)
{
    for (size_t i = 0; i < side->profiles.count; i++) {
        record(world_recording(side, i), stack, amount);
    }
}

/* Benchmarks compared and gated; all of them related to the patch or none. */
static inline void playbook_judge_benchmarks(struct world *world,
                                             bool is_related)
{
    compare_benchmarks(&world->analysis);
    struct benchmark_row_list *rows = &world->comparison.benchmarks;
    for (size_t i = 0; i < rows->count; i++) {
        rows->items[i].relation_known = true;
        rows->items[i].is_related = is_related;
    }
    gate_benchmarks(&world->analysis);
}

/* The gate's decision, of which there must be one. */
static inline const struct gate *playbook_gate(const struct world *world,
                                               const char *id)
{
    static const struct gate none = { .state = GATE_SKIPPED };
    for (size_t i = 0; i < world->report.gates.count; i++) {
        if (strcmp(world->report.gates.items[i].id, id) == 0) {
            return &world->report.gates.items[i];
        }
    }
    fail_msg("no gate %s", id);
    return &none;
}

/* Whether a rule has something that got worse at warning or above. */
static inline bool playbook_warns(struct world *world, const struct rule *rule)
{
    world_apply(world, rule);
    for (size_t i = 0; i < world->report.findings.count; i++) {
        const struct finding *finding = &world->report.findings.items[i];
        if (finding->state == FINDING_REGRESSION &&
            finding->level >= LEVEL_WARNING) {
            return true;
        }
    }
    return false;
}

#endif
