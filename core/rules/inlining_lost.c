#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "core/rules/rule.h"

static const char *describe(const struct rule_context *context,
                            const struct lost_inlining *lost,
                            const struct profile_row *row)
{
    const char *before = "";
    if (lost->base_cost[0] != '\0') {
        before = arena_printf(context->arena, " (before: %s)", lost->base_cost);
    }
    return arena_printf(
        context->arena,
        "%s is no longer inlined: %s%s. It has %s of all CPU, with what it "
        "calls %s.",
        go_symbol_short(row->function), lost->reason, before,
        quantity_percent(row->head_share).text,
        quantity_percent(row->head_cum_share).text);
}

static void check_inlining_lost(const struct rule *rule,
                                const struct rule_context *context)
{
    const struct lost_inlining_list *list =
        &context->comparison->lost_inlinings;
    const struct profile_diff *diff =
        comparison_profile(context->comparison, PROFILE_CPU, "cpu");
    for (size_t i = 0; diff != NULL && i < list->count; i++) {
        const struct lost_inlining *lost = &list->items[i];
        const struct profile_row *row = &diff->functions.items[lost->row];
        struct finding *finding = rule_report(rule, context);
        finding->state = FINDING_FACT;
        finding->function = row->function;
        finding->benchmark = row->cum.benchmark;
        finding->seen_function = row->function;
        finding->location = lost->location;
        finding->metric.name = "cpu";
        finding->metric.unit = "nanoseconds";
        finding->metric.change = row->cum;
        finding->metric.base_share = row->base_cum_share;
        finding->metric.head_share = row->head_cum_share;
        finding->headline = describe(context, lost, row);
    }
}

const struct rule rule_inlining_lost = {
    .info = {
        .id = "PERF1005",
        .name = "InliningLost",
        .title = "A function on a hot path is no longer inlined.",
        .summary = "The compiler inlined the function in base and cannot in "
                   "head: each call on the hot path costs more, and what "
                   "inlining made possible is gone.",
        .level = LEVEL_NOTE,
        .pattern = &playbook_lost_inlining,
        .category = &playbook_corrective,
        .signal = &playbook_cpu,
        .effort = "low",
        .tags = "performance,cpu,compiler",
        .precision = "very-high",
    },
    .check = check_inlining_lost,
};
