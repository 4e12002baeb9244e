#include "core/rules/hotspot.h"

static void check_new_hotspot(const struct rule *rule,
                              const struct rule_context *context)
{
    const struct profile_diff *diff = hotspot_diff(context);
    const struct config *config = context->config;
    for (size_t i = 0; diff != NULL && i < diff->functions.count; i++) {
        const struct profile_row *row = &diff->functions.items[i];
        if (!hotspot_is_candidate(row) || !row->own.is_up ||
            row->own.base_share >= config->hot_share ||
            row->own.head_share < config->new_hotspot_share) {
            continue;
        }
        hotspot_report(rule, context, diff, row);
        if (row->own.head_share < config->hot_share) {
            context->findings->items[context->findings->count - 1].level =
                LEVEL_NOTE;
        }
    }
}

const struct rule rule_new_hotspot = {
    .info = {
        .id = "PERF1001",
        .name = "NewHotspot",
        .title = "A function became a CPU hotspot.",
        .summary = "A function that was not hot in the base run takes 5 % or "
                   "more of the CPU profile in the head run, and its cost per "
                   "operation grew by more than chance explains.",
        .level = LEVEL_WARNING,
        .pattern = "Profile drift",
        .strategy = "Code archeology and changelog review",
        .category = "Corrective",
        .kpi = "Flat % decrease",
        .effort = "low",
        .tags = "performance,cpu,hotspot",
        .precision = "high",
    },
    .check = check_new_hotspot,
};
