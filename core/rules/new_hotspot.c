#include "core/rules/hotspot.h"

#include <string.h>

static bool fails_gate(const struct rule_context *context,
                       const struct profile_row *row)
{
    for (size_t i = 0; i < context->gates->count; i++) {
        const struct gate *gate = &context->gates->items[i];
        if (gate->state == GATE_FAILED &&
            strcmp(gate->id, "no-new-hotspot") == 0 &&
            strcmp(gate->function, row->function) == 0) {
            return true;
        }
    }
    return false;
}

static void report(const struct rule *rule, const struct rule_context *context,
                   const struct profile_diff *diff,
                   const struct profile_row *row)
{
    struct finding *finding = hotspot_report(rule, context, diff, row);
    struct scope scope = profile_row_scope(row);
    if (row->own.head_share <
        config_number(context->config, &context->config->hot_share, &scope)) {
        finding->level = LEVEL_NOTE;
    }
    if (fails_gate(context, row)) {
        finding->level = LEVEL_ERROR;
        finding->fails_gate = true;
    }
}

static bool is_new(const struct config *config, const struct profile_row *row)
{
    struct scope scope = profile_row_scope(row);
    return hotspot_is_candidate(row) && row->own.is_up &&
           row->own.base_share <
               config_number(config, &config->hot_share, &scope) &&
           row->own.head_share >=
               config_number(config, &config->new_hotspot_share, &scope);
}

static void check_new_hotspot(const struct rule *rule,
                              const struct rule_context *context)
{
    const struct profile_diff *diff = hotspot_diff(context);
    for (size_t i = 0; diff != NULL && i < diff->functions.count; i++) {
        const struct profile_row *row = &diff->functions.items[i];
        if (is_new(context->config, row)) {
            report(rule, context, diff, row);
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
        .pattern = &playbook_profile_drift,
        .category = &playbook_corrective,
        .signal = &playbook_cpu,
        .effort = "low",
        .tags = "performance,cpu,hotspot",
        .precision = "high",
    },
    .check = check_new_hotspot,
};
