#include "core/rules/allocation.h"

/* Where the bytes went the same way, AllocationGrew has said it already. Fewer
 * objects in shared blocks may be no fewer. */
static bool is_reportable(const struct allocation_site *site)
{
    bool is_more = site->objects.is_up && !site->bytes.is_up;
    bool is_less =
        site->objects.is_down && !site->bytes.is_down && !site->shares_blocks;
    return !site->is_test && (is_more || is_less);
}

static void check_allocation_churn(const struct rule *rule,
                                   const struct rule_context *context)
{
    const struct allocation_site_list *sites =
        &context->comparison->allocations;
    for (size_t i = 0; i < sites->count; i++) {
        const struct allocation_site *site = &sites->items[i];
        if (!is_reportable(site)) {
            continue;
        }
        struct finding *finding = allocation_report(rule, context, site, true);
        if (!site->is_per_operation) {
            finding->level = LEVEL_NOTE;
        }
    }
}

const struct rule rule_allocation_churn = {
    .info = {
        .id = "PERF2002",
        .name = "AllocationChurn",
        .title = "A line allocates more objects per operation.",
        .summary = "A line of the repository makes more objects for each "
                   "operation than before, though not more bytes: many small "
                   "allocations keep the garbage collector busy.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_excess_allocations,
        .category = &playbook_preventive,
        .signal = &playbook_allocation_churn,
        .effort = "low",
        .tags = "performance,memory,allocation",
        .precision = "high",
    },
    .check = check_allocation_churn,
};
