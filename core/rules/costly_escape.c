#include "core/rules/allocation.h"

static bool is_costly(const struct config *config,
                      const struct allocation_site *site)
{
    struct scope scope = allocation_site_scope(site);
    return allocation_own_share(site) >=
           config_number(config, &config->costly_escape, &scope);
}

static bool is_new(const struct rule_context *context,
                   const struct allocation_site *site)
{
    const struct escape_list *escapes = &context->comparison->new_escapes;
    for (size_t i = 0; i < escapes->count; i++) {
        if (escapes->items[i] == site->cause.diagnostic) {
            return true;
        }
    }
    return false;
}

/* A fact, changed or not; where it grew, AllocationGrew says it, and NewEscape
 * where it is new. */
static void check_costly_escape(const struct rule *rule,
                                const struct rule_context *context)
{
    const struct allocation_site_list *sites =
        &context->comparison->allocations;
    for (size_t i = 0; i < sites->count; i++) {
        const struct allocation_site *site = &sites->items[i];
        if (!allocation_is_candidate(site) || site->bytes.is_up ||
            !site->cause.is_escape || !is_costly(context->config, site) ||
            is_new(context, site)) {
            continue;
        }
        struct finding *finding = allocation_report(rule, context, site, false);
        finding->state = FINDING_FACT;
        finding->headline = allocation_escape_headline(context, site, "");
    }
}

const struct rule rule_costly_escape = {
    .info = {
        .id = "PERF2003",
        .name = "CostlyEscape",
        .title = "An escape to the heap carries much of the allocation.",
        .summary = "The compiler moves a value of this line to the heap, and "
                   "the line carries 5 % or more of all bytes allocated. It "
                   "need not be new.",
        .level = LEVEL_NOTE,
        .pattern = &playbook_excess_allocations,
        .category = &playbook_preventive,
        .signal = &playbook_memory,
        .effort = "low",
        .tags = "performance,memory,escape",
        .precision = "very-high",
    },
    .check = check_costly_escape,
};
