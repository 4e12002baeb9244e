#include "core/rules/allocation.h"

/* Where the bytes grew as well, AllocationGrew has said it already. */
static void check_allocation_churn(const struct rule *rule,
                                   const struct rule_context *context)
{
    const struct allocation_site_list *sites =
        &context->comparison->allocations;
    for (size_t i = 0; i < sites->count; i++) {
        const struct allocation_site *site = &sites->items[i];
        if (site->is_test || !site->objects.is_up || site->bytes.is_up) {
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
        .pattern = "Excess allocations",
        .strategy = "Reuse buffers, sync.Pool",
        .category = "Preventive",
        .kpi = "Reduced p95 latency",
        .effort = "low",
        .tags = "performance,memory,allocation",
        .precision = "high",
    },
    .check = check_allocation_churn,
};
