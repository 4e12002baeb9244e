#include "core/rules/allocation.h"

static void check_allocation_grew(const struct rule *rule,
                                  const struct rule_context *context)
{
    const struct allocation_site_list *sites =
        &context->comparison->allocations;
    for (size_t i = 0; i < sites->count; i++) {
        const struct allocation_site *site = &sites->items[i];
        if (site->is_test || !(site->bytes.is_up || site->bytes.is_down)) {
            continue;
        }
        struct finding *finding = allocation_report(rule, context, site, false);
        if (!site->is_per_operation) {
            finding->level = LEVEL_NOTE;
        }
    }
}

const struct rule rule_allocation_grew = {
    .info = {
        .id = "PERF2001",
        .name = "AllocationGrew",
        .title = "A line allocates more bytes per operation.",
        .summary = "A line of the repository allocates more bytes for each "
                   "operation than before, by more than sampling explains. "
                   "The reason is the compiler's, where it gave one.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_excess_allocations,
        .category = &playbook_preventive,
        .signal = &playbook_memory,
        .effort = "low",
        .tags = "performance,memory,allocation",
        .precision = "high",
    },
    .check = check_allocation_grew,
};
