/*
 * The list of passes: read this file first. Each takes what the passes before
 * it left in struct analysis and adds its own.
 */
#include "core/analysis/pipeline.h"

#include "core/analysis/allocations/compare_inlining.h"
#include "core/analysis/allocations/join_allocations.h"
#include "core/analysis/allocations/match_escapes.h"
#include "core/analysis/allocations/trace_flows.h"
#include "core/analysis/apply_config.h"
#include "core/analysis/benchmarks/compare_benchmarks.h"
#include "core/analysis/benchmarks/fit_scaling.h"
#include "core/analysis/findings/assign_owners.h"
#include "core/analysis/findings/attribute_change.h"
#include "core/analysis/findings/describe_findings.h"
#include "core/analysis/findings/excerpt_source.h"
#include "core/analysis/findings/fingerprint.h"
#include "core/analysis/findings/follow_past.h"
#include "core/analysis/findings/group_by_place.h"
#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/findings/mark_columns.h"
#include "core/analysis/findings/merge_findings.h"
#include "core/analysis/findings/recall_regressions.h"
#include "core/analysis/findings/summarise.h"
#include "core/analysis/gates/gate_benchmarks.h"
#include "core/analysis/gates/gate_hotspots.h"
#include "core/analysis/gates/gate_store.h"
#include "core/analysis/gates/rate.h"
#include "core/analysis/gates/selfcheck.h"
#include "core/analysis/gates/summarise_gates.h"
#include "core/analysis/gates/waive.h"
#include "core/analysis/profiles/build_flame.h"
#include "core/analysis/profiles/compare_collector.h"
#include "core/analysis/profiles/compare_contention.h"
#include "core/analysis/profiles/compare_cpu_cost.h"
#include "core/analysis/profiles/compare_goroutines.h"
#include "core/analysis/profiles/compare_operations.h"
#include "core/analysis/profiles/compare_platforms.h"
#include "core/analysis/profiles/compare_retained.h"
#include "core/analysis/profiles/diff_profiles.h"
#include "core/analysis/profiles/edited_cost.h"
#include "core/analysis/profiles/find_allocation_shifts.h"
#include "core/analysis/profiles/find_cost_shifts.h"
#include "core/analysis/profiles/find_uncovered.h"
#include "core/analysis/profiles/part_production.h"
#include "core/analysis/profiles/tally.h"
#include "core/analysis/sources/agree_on_sources.h"
#include "core/analysis/sources/map_sources.h"
#include "core/analysis/sources/match_functions.h"
#include "core/analysis/sources/match_lines.h"
#include "core/analysis/sources/source_text.h"
#include "core/rules/rule.h"

static void apply_rules(struct analysis *analysis, bool to_waivers)
{
    struct rule_context context = {
        .arena = analysis->arena,
        .evidence = analysis->evidence,
        .config = analysis->config,
        .comparison = analysis->comparison,
        .past = analysis->report->past,
        .gates = &analysis->report->gates,
        .waivers = &analysis->report->waivers,
        .findings = &analysis->report->findings,
    };
    for (size_t i = 0; rules[i] != NULL; i++) {
        if (rules[i]->is_of_waivers == to_waivers) {
            rules[i]->check(rules[i], &context);
        }
    }
}

/* What is wrong with waivers is known when they have been applied: findings of
 * their own, which go through the same passes as far as these concern them. */
static void judge_waivers(struct analysis *analysis)
{
    struct report *report = analysis->report;
    struct finding_list others = report->findings;
    struct finding_list better = report->improvements;
    report->findings = (struct finding_list){ .items = NULL };
    report->improvements = (struct finding_list){ .items = NULL };
    apply_rules(analysis, true);
    apply_config(analysis);
    triage_findings(analysis);
    describe_findings(analysis);
    assign_owners(analysis);
    fingerprint(analysis);
    mark_columns(analysis);
    struct finding_list own = report->findings;
    report->findings = others;
    report->improvements = better;
    for (size_t i = 0; i < own.count; i++) {
        insert_finding(analysis, &own.items[i]);
    }
}

static void run_passes(struct analysis *analysis)
{
    /* Facts: base against head. */
    map_sources(analysis);
    agree_on_sources(analysis);
    match_lines(analysis);
    note_past(analysis);
    match_functions(analysis);
    follow_past(analysis);
    part_production(analysis);
    compare_platforms(analysis);
    diff_profiles(analysis);
    compare_cpu_cost(analysis);
    compare_operations(analysis);
    find_cost_shifts(analysis);
    find_edited_cost(analysis);
    compare_collector(analysis);
    compare_contention(analysis);
    compare_goroutines(analysis);
    match_escapes(analysis);
    compare_inlining(analysis);
    join_allocations(analysis);
    find_allocation_shifts(analysis);
    compare_retained(analysis);
    compare_benchmarks(analysis);
    fit_scaling(analysis);
    find_uncovered(analysis);
    judge_changes(analysis);
    relate_benchmarks(analysis);

    /* Decisions and opinions. */
    gate_benchmarks(analysis);
    gate_hotspots(analysis);
    gate_store(analysis);
    selfcheck(analysis);
    apply_rules(analysis, false);

    /* Place, identity, words and order. */
    attribute_change(analysis);
    apply_config(analysis);
    triage_findings(analysis);
    merge_findings(analysis);
    trace_flows(analysis);
    describe_findings(analysis);
    order_findings(analysis);
    fingerprint(analysis);
    recall_regressions(analysis);
    assign_owners(analysis);
    excerpt_source(analysis);
    mark_columns(analysis);
    waive(analysis);
    judge_waivers(analysis);
    group_by_place(analysis);
    build_flame(analysis);
    summarise_gates(analysis);
    rate(analysis);
    summarise(analysis);
}

void pipeline_run(struct evidence *evidence, const struct config *config,
                  struct arena *arena, struct report *report)
{
    struct comparison *comparison = arena_allocate(arena, sizeof(*comparison));
    struct analysis analysis = {
        .arena = arena,
        .evidence = evidence,
        .config = config,
        .comparison = comparison,
        .report = report,
        .sources = source_cache_new(arena),
    };
    comparison->platform_note = "";
    report->evidence = evidence;
    report->config = config;
    report->comparison = comparison;
    run_passes(&analysis);
    for (size_t i = 0; i <= PROFILE_OTHER; i++) {
        tally_release(analysis.tallies[i]);
    }
    tally_release(analysis.retained);
    source_cache_release(analysis.sources);
}
