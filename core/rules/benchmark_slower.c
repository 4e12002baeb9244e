#include "core/rules/benchmark.h"

static void check_benchmark_slower(const struct rule *rule,
                                   const struct rule_context *context)
{
    for (size_t i = 0; i < context->gates->count; i++) {
        const struct gate *gate = &context->gates->items[i];
        if (gate->state == GATE_FAILED && benchmark_gate_is_time(gate)) {
            benchmark_report(rule, context, gate)->fails_gate = true;
        }
    }
    benchmark_report_improvements(rule, context, benchmark_gate_is_time);
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
        .pattern = &playbook_bench_diff,
        .category = &playbook_corrective,
        .signal = &playbook_cpu,
        .effort = "low",
        .tags = "performance,benchmark",
        .precision = "very-high",
    },
    .check = check_benchmark_slower,
};
