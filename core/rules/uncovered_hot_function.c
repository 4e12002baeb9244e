#include <math.h>

#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "core/rules/rule.h"

static void report(const struct rule *rule, const struct rule_context *context,
                   const struct uncovered_function *function)
{
    struct finding *finding = rule_report(rule, context);
    finding->state = FINDING_FACT;
    finding->function = function->function;
    finding->location = function->location;
    finding->seen_function = function->function;
    finding->metric.name = "production cpu";
    finding->metric.unit = "nanoseconds";
    finding->metric.change.ratio = (double)NAN;
    finding->metric.change.base_each = (double)NAN;
    finding->metric.change.head_each = (double)NAN;
    finding->metric.head_share = function->share;
    finding->headline = arena_printf(
        context->arena,
        "%s takes %s of the CPU in production, and no benchmark reaches it.",
        go_symbol_short(function->function),
        quantity_percent(function->share).text);
}

static void check_uncovered_hot_function(const struct rule *rule,
                                         const struct rule_context *context)
{
    const struct uncovered_list *functions = &context->comparison->uncovered;
    for (size_t i = 0; i < functions->count; i++) {
        report(rule, context, &functions->items[i]);
    }
}

const struct rule rule_uncovered_hot_function = {
    .info = {
        .id = "PERF4005",
        .name = "UncoveredHotFunction",
        .title = "A function is hot in production and in no benchmark.",
        .summary = "A function of the repository takes 5 % or more of the CPU "
                   "in profiles of the running program, and no stack of any "
                   "benchmark's profile passes it: nothing would notice that "
                   "it became slower.",
        .level = LEVEL_NOTE,
        .pattern = &playbook_unmeasured,
        .category = &playbook_hygiene,
        .signal = &playbook_cpu,
        .effort = "low",
        .tags = "performance,benchmark,coverage",
        .precision = "high",
    },
    .check = check_uncovered_hot_function,
};
