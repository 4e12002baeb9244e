#include "core/rules/hotspot.h"

/* Hot on both sides for a growth; for an improvement the base side counts. */
static bool is_reportable(const struct config *config,
                          const struct profile_row *row)
{
    struct scope scope = profile_row_scope(row);
    double hot = config_number(config, &config->hot_share, &scope);
    bool was_hot = row->own.base_share >= hot;
    bool is_hot = row->own.head_share >= hot;
    return (row->own.is_up && was_hot && is_hot) ||
           (row->own.is_down && was_hot);
}

static void check_hotspot_grew(const struct rule *rule,
                               const struct rule_context *context)
{
    const struct profile_diff *diff = hotspot_diff(context);
    for (size_t i = 0; diff != NULL && i < diff->functions.count; i++) {
        const struct profile_row *row = &diff->functions.items[i];
        if (hotspot_is_candidate(row) && is_reportable(context->config, row)) {
            hotspot_report(rule, context, diff, row);
        }
    }
}

const struct rule rule_hotspot_grew = {
    .info = {
        .id = "PERF1002",
        .name = "HotspotGrew",
        .title = "A hot function costs more CPU per operation.",
        .summary = "A function that is hot in both runs takes more CPU for "
                   "each operation than before, by more than chance explains.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_profile_drift,
        .category = &playbook_corrective,
        .signal = &playbook_cpu,
        .effort = "low",
        .tags = "performance,cpu,hotspot",
        .precision = "high",
    },
    .check = check_hotspot_grew,
};
