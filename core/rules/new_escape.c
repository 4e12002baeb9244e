#include "core/base/strings.h"
#include "core/rules/allocation.h"

/* The site that the escape explains, or may explain where it is one of several
 * on its line. */
static bool explains(const struct diagnostic *escape,
                     const struct allocation_site *site)
{
    return site->cause.diagnostic == escape ||
           (site->cause.kind == CAUSE_ONE_OF &&
            site->location.line == escape->location.line &&
            text_compare(site->location.file, escape->path) == 0);
}

static const struct allocation_site *site_of(const struct rule_context *context,
                                             const struct diagnostic *escape)
{
    const struct allocation_site_list *sites =
        &context->comparison->allocations;
    for (size_t i = 0; i < sites->count; i++) {
        const struct allocation_site *site = &sites->items[i];
        if (allocation_is_candidate(site) && explains(escape, site)) {
            return site;
        }
    }
    return NULL;
}

static void report(const struct rule *rule, const struct rule_context *context,
                   const struct diagnostic *escape,
                   const struct allocation_site *site)
{
    struct finding *finding = allocation_report(rule, context, site, false);
    bool is_known = site->cause.diagnostic == escape;
    if (!site->bytes.is_up || !site->is_per_operation || !is_known) {
        finding->state = FINDING_FACT;
        finding->level = LEVEL_NOTE;
    }
    finding->location.column = escape->location.column;
    finding->headline = allocation_escape_headline(
        context, site,
        is_known ? ", new in this change" : ", perhaps new in this change");
}

/* An escape that costs nothing is never reported. */
static bool costs_enough(const struct config *config,
                         const struct allocation_site *site)
{
    struct scope scope = allocation_site_scope(site);
    return allocation_own_share(site) >=
           config_number(config, &config->new_escape, &scope);
}

static void check_new_escape(const struct rule *rule,
                             const struct rule_context *context)
{
    const struct escape_list *escapes = &context->comparison->new_escapes;
    for (size_t i = 0; i < escapes->count; i++) {
        const struct allocation_site *site =
            site_of(context, escapes->items[i]);
        if (site != NULL && costs_enough(context->config, site)) {
            report(rule, context, escapes->items[i], site);
        }
    }
}

const struct rule rule_new_escape = {
    .info = {
        .id = "PERF2004",
        .name = "NewEscape",
        .title = "A value escapes to the heap that did not before.",
        .summary = "The compiler moves a value to the heap that stayed on the "
                   "stack in the base, and its line carries 1 % or more of "
                   "all bytes allocated.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_excess_allocations,
        .category = &playbook_preventive,
        .signal = &playbook_memory,
        .effort = "low",
        .tags = "performance,memory,escape",
        .precision = "very-high",
    },
    .check = check_new_escape,
};
