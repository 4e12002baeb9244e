/*
 * A report made by hand for the tests of writers: one target with a module, a
 * place for gates and findings, and passes that complete them.
 */
#ifndef TESTS_UNIT_REPORT_SUPPORT_H
#define TESTS_UNIT_REPORT_SUPPORT_H

#include <math.h>
#include <string.h>

#include "core/analysis/findings/group_by_place.h"
#include "core/analysis/findings/summarise.h"
#include "core/analysis/gates/rate.h"
#include "core/analysis/gates/summarise_gates.h"

struct made_report {
    struct arena arena;
    struct evidence evidence;
    struct config config;
    struct comparison comparison;
    struct report report;
};

static inline void made_report_init(struct made_report *made)
{
    memset(made, 0, sizeof(*made));
    arena_init(&made->arena);
    config_init(&made->config);
    made->evidence = (struct evidence){
        .target = "shop",
        .module = "example.com/shop",
        .repository = "example/shop",
        .pull_request = "42",
        .branch = "",
        .machine = "",
        .base = { .label = "base",
                  .commit = "1111111111111111",
                  .time = "",
                  .go_version = "go1.26.8",
                  .goos = "linux",
                  .goarch = "amd64",
                  .cpu = "" },
        .head = { .label = "head",
                  .commit = "2222222222222222",
                  .time = "",
                  .go_version = "go1.26.8",
                  .goos = "linux",
                  .goarch = "amd64",
                  .cpu = "" },
    };
    made->comparison.platform_note = "";
    made->report = (struct report){ .evidence = &made->evidence,
                                    .config = &made->config,
                                    .comparison = &made->comparison,
                                    .category = "shop/",
                                    .created = "",
                                    .source_root = ".",
                                    .verdict = "",
                                    .fail_on = FAIL_GATE };
}

static inline void made_report_release(struct made_report *made)
{
    arena_release(&made->arena);
}

/* The passes that follow when all findings and gates are known. */
static inline void made_report_finish(struct made_report *made)
{
    struct analysis analysis = { .arena = &made->arena,
                                 .evidence = &made->evidence,
                                 .config = &made->config,
                                 .comparison = &made->comparison,
                                 .report = &made->report };
    group_by_place(&analysis);
    summarise_gates(&analysis);
    rate(&analysis);
    summarise(&analysis);
}

static inline struct gate *made_report_gate(struct made_report *made,
                                            const char *id,
                                            const char *benchmark,
                                            enum gate_state state)
{
    struct gate *gate = LIST_PUSH(&made->arena, &made->report.gates);
    *gate = (struct gate){ .id = id,
                           .benchmark = benchmark,
                           .unit = benchmark[0] != '\0' ? "sec/op" : "",
                           .package = "",
                           .function = "",
                           .state = state,
                           .limit = 0.06,
                           .value = 0.5,
                           .low = 0.4,
                           .high = 0.6,
                           .p = 0.001,
                           .reason = "the reason of the gate.",
                           .remedy = "" };
    return gate;
}

/* Of an allocation in pricing.Join; the caller changes what it is about. */
static inline struct finding *made_report_finding(struct made_report *made,
                                                  const struct rule_info *rule)
{
    struct finding *finding = LIST_PUSH(&made->arena, &made->report.findings);
    *finding = (struct finding){
        .rule = rule,
        .level = rule->level,
        .state = FINDING_REGRESSION,
        .function = "example.com/shop/pricing.Join",
        .benchmark = "BenchmarkJoin",
        .package = "",
        .location = { .file = "pricing/join.go", .line = 20 },
        .seen_function = "",
        .headline = "pricing.Join allocates more.",
        .message = "pricing.Join allocates more. Why: append grows.",
        .metric = { .name = "alloc_space",
                    .unit = "bytes",
                    .change = { .base = 10,
                                .head = 20,
                                .base_each = 10,
                                .head_each = 20,
                                .ratio = 2,
                                .low = 1.8,
                                .high = 2.2,
                                .p = 0.0001,
                                .q = 0.0002,
                                .is_up = true },
                    .base_share = 0.05,
                    .head_share = 0.1,
                    .limit = (double)NAN },
        .cause = { .text = "", .subject = "", .callee = "" },
        .line_hash = "",
        .key = "0123456789abcdef",
        .next_step = "go test -bench Join",
        .impact = "high",
        .effort = "low",
        .action = "immediate PR",
        .also = "",
        .weight = 1,
    };
    return finding;
}

/* As the pass does that asks CODEOWNERS. */
static inline void made_report_own(struct made_report *made,
                                   struct finding *finding, const char *owner)
{
    *LIST_PUSH(&made->arena, &finding->owners) = owner;
}

/* Makes it a finding about the result of a benchmark. */
static inline void made_report_of_benchmark(struct finding *finding,
                                            const char *function)
{
    finding->function = function;
    finding->metric.name = finding->metric.unit = "sec/op";
    finding->metric.limit = 0.06;
    finding->fails_gate = true;
    finding->headline = finding->message = "the reason of the gate.";
}

#endif
