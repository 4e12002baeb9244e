/*
 * What the tests of rules judge: changes, functions, sites, gates and rows of
 * a comparison, each beyond chance until the test says otherwise.
 */
#ifndef TESTS_UNIT_COMPARISON_SUPPORT_H
#define TESTS_UNIT_COMPARISON_SUPPORT_H

#include "rule_support.h"

/* A change that passed its test, from base to head of one operation. */
static inline struct change significant(double base, double head)
{
    return (struct change){ .base = base,
                            .head = head,
                            .benchmark = "BenchmarkJoin",
                            .base_each = base,
                            .head_each = head,
                            .ratio = head / base,
                            .low = head / base * 0.9,
                            .high = head / base * 1.1,
                            .p = 0.0001,
                            .q = 0.0002,
                            .is_up = head > base,
                            .is_down = head < base };
}

/* The cpu diff of both sides, per operation. */
static inline struct profile_diff *add_cpu_diff(struct world *world)
{
    struct profile_diff *diff =
        LIST_PUSH(&world->arena, &world->comparison.profiles);
    *diff = (struct profile_diff){ .kind = PROFILE_CPU,
                                   .value = { "cpu", "nanoseconds" },
                                   .has_base = true,
                                   .has_head = true,
                                   .is_per_operation = true,
                                   .common_shift = 1 };
    return diff;
}

/* A function of the repository whose own cost went from one share to the
 * other, beyond chance. */
static inline struct profile_row *add_function(struct world *world,
                                               struct profile_diff *diff,
                                               double base_share,
                                               double head_share)
{
    struct profile_row *row = LIST_PUSH(&world->arena, &diff->functions);
    *row = (struct profile_row){
        .function = "example.com/m/p.Join",
        .location = { .file = "p/join.go" },
        .in_source = true,
        .own = significant(base_share * 1e9, head_share * 1e9),
        .benchmark = "BenchmarkJoin",
    };
    row->own.base_share = base_share;
    row->own.head_share = head_share;
    return row;
}

/* A line of the repository that allocates, changed beyond chance. */
static inline struct allocation_site *add_site(struct world *world,
                                               double base_share,
                                               double head_share)
{
    struct allocation_site *site =
        LIST_PUSH(&world->arena, &world->comparison.allocations);
    *site = (struct allocation_site){
        .function = "example.com/m/p.Join",
        .location = { "p/join.go", 9, 0 },
        .base_share = base_share,
        .head_share = head_share,
        .bytes = significant(base_share * 1e6, head_share * 1e6),
        .objects = significant(1000, 1000),
        .is_per_operation = true,
        .cause = { .kind = CAUSE_MAP_GROWTH,
                   .text = "a map grows",
                   .subject = "",
                   .callee = "" },
        .benchmark = "BenchmarkJoin",
    };
    site->bytes.base_share = base_share;
    site->bytes.head_share = head_share;
    return site;
}

/* A decided gate of benchmark Join-8. */
static inline struct gate *add_gate(struct world *world, const char *id,
                                    const char *unit, enum gate_state state)
{
    struct gate *gate = LIST_PUSH(&world->arena, &world->report.gates);
    *gate = (struct gate){ .id = id,
                           .benchmark = "Join/n=10-8",
                           .unit = unit,
                           .package = "example.com/m/p",
                           .function = "",
                           .state = state,
                           .limit = 0.06,
                           .value = 0.5,
                           .low = 0.4,
                           .high = 0.6,
                           .p = 0.001,
                           .reason = "BenchmarkJoin: the reason.",
                           .remedy = "" };
    return gate;
}

/* The comparison that such a gate judged: medians base and head. */
static inline struct benchmark_row *add_row(struct world *world,
                                            const char *unit, double base,
                                            double head)
{
    struct benchmark_row *row =
        LIST_PUSH(&world->arena, &world->comparison.benchmarks);
    *row = (struct benchmark_row){ .name = "Join/n=10-8",
                                   .package = "example.com/m/p",
                                   .unit = unit,
                                   .base_count = 10,
                                   .head_count = 10,
                                   .base_center = base,
                                   .head_center = head,
                                   .ratio = head / base,
                                   .ratio_low = head / base * 0.99,
                                   .ratio_high = head / base * 1.01,
                                   .p = 0.0001,
                                   .is_significant = true };
    return row;
}

#endif
