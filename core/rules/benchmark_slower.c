#include "core/rules/benchmark.h"

#include <math.h>
#include <string.h>

#include "core/base/quantity.h"

/* Faster by more than the related limit, beyond chance: worth listing. */
static void report_improvements(const struct rule *rule,
                                const struct rule_context *context)
{
    const struct benchmark_row_list *rows = &context->comparison->benchmarks;
    for (size_t i = 0; i < rows->count; i++) {
        const struct benchmark_row *row = &rows->items[i];
        if (strcmp(row->unit, "sec/op") != 0 || !row->is_significant ||
            !(row->ratio_high < 1 / (1 + context->config->up_relative))) {
            continue;
        }
        struct gate improved = {
            .id = "related-time",
            .benchmark = row->name,
            .unit = row->unit,
            .package = row->package,
            .limit = (double)NAN,
            .state = GATE_PASSED,
            .reason = arena_printf(
                context->arena, "Benchmark%s is faster: %s -> %s (%s).",
                row->name, quantity_of(row->base_center, row->unit).text,
                quantity_of(row->head_center, row->unit).text,
                quantity_change(row->ratio).text),
        };
        struct finding *finding = benchmark_report(rule, context, &improved);
        finding->state = FINDING_IMPROVEMENT;
        finding->metric.change.is_down = true;
    }
}

static void check_benchmark_slower(const struct rule *rule,
                                   const struct rule_context *context)
{
    for (size_t i = 0; i < context->gates->count; i++) {
        const struct gate *gate = &context->gates->items[i];
        if (gate->state == GATE_FAILED && benchmark_gate_is_time(gate)) {
            benchmark_report(rule, context, gate)->fails_gate = true;
        }
    }
    report_improvements(rule, context);
}

const struct rule rule_benchmark_slower = {
    .info = {
        .id = "PERF4001",
        .name = "BenchmarkSlower",
        .title = "A benchmark is slower than its gate allows.",
        .summary = "The time per operation of a benchmark grew beyond the "
                   "limit of its gate, and the measurements are good enough "
                   "to be sure of it.",
        .level = LEVEL_ERROR,
        .pattern = "Bench diff",
        .strategy = "Reproduce locally with -count=15",
        .category = "Corrective",
        .kpi = "Flat % decrease",
        .effort = "low",
        .tags = "performance,benchmark",
        .precision = "very-high",
    },
    .check = check_benchmark_slower,
};
