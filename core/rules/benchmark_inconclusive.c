#include "core/rules/benchmark.h"

static void check_benchmark_inconclusive(const struct rule *rule,
                                         const struct rule_context *context)
{
    for (size_t i = 0; i < context->gates->count; i++) {
        const struct gate *gate = &context->gates->items[i];
        if (gate->state == GATE_INCONCLUSIVE && gate->benchmark[0] != '\0') {
            benchmark_report(rule, context, gate)->state = FINDING_FACT;
        }
    }
}

const struct rule rule_benchmark_inconclusive = {
    .info = {
        .id = "PERF4003",
        .name = "BenchmarkInconclusive",
        .title = "A benchmark is too noisy to judge at its gate's limit.",
        .summary = "The runs are too few or too noisy to say whether the "
                   "benchmark stays within its limit. The message says how "
                   "many runs would settle it.",
        .level = LEVEL_NOTE,
        .pattern = &playbook_unsettled,
        .category = &playbook_hygiene,
        .signal = &playbook_cpu,
        .effort = "low",
        .tags = "performance,benchmark,noise",
        .precision = "very-high",
    },
    .check = check_benchmark_inconclusive,
};
