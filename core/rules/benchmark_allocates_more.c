#include "core/rules/benchmark.h"

static void check_benchmark_allocates_more(const struct rule *rule,
                                           const struct rule_context *context)
{
    for (size_t i = 0; i < context->gates->count; i++) {
        const struct gate *gate = &context->gates->items[i];
        if (gate->state == GATE_FAILED && benchmark_gate_is_allocation(gate)) {
            benchmark_report(rule, context, gate)->fails_gate = true;
        }
    }
    benchmark_report_improvements(rule, context, benchmark_gate_is_allocation);
}

const struct rule rule_benchmark_allocates_more = {
    .info = {
        .id = "PERF4002",
        .name = "BenchmarkAllocatesMore",
        .title = "A benchmark allocates more than its gate allows.",
        .summary = "Bytes or objects allocated per operation of a benchmark "
                   "grew beyond the limit of the gate, and the measurements "
                   "are good enough to be sure of it.",
        .level = LEVEL_ERROR,
        .pattern = &playbook_excess_allocations,
        .category = &playbook_preventive,
        .signal = &playbook_memory,
        .effort = "low",
        .tags = "performance,benchmark,allocation",
        .precision = "very-high",
    },
    .check = check_benchmark_allocates_more,
};
