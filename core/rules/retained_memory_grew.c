#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "core/rules/rule.h"

/* Why the line allocates is the same whether or not it is kept. */
static void add_cause(const struct rule_context *context,
                      const struct retained_site *site, struct finding *finding)
{
    const struct allocation_site_list *sites =
        &context->comparison->allocations;
    for (size_t i = 0; i < sites->count; i++) {
        const struct allocation_site *allocation = &sites->items[i];
        if (allocation->function == site->function &&
            allocation->is_only_base == site->is_only_base &&
            location_same_line(allocation->location, site->location)) {
            finding->cause = allocation->cause;
            return;
        }
    }
}

static const char *describe(const struct rule_context *context,
                            const struct retained_site *site)
{
    const struct change *bytes = &site->bytes;
    const char *function = go_symbol_short(site->function);
    const char *with = "";
    if (bytes->moved_with != NULL) {
        with = arena_printf(context->arena, " together with %s",
                            bytes->moved_with);
    }
    if (bytes->base <= 0) {
        return arena_printf(context->arena,
                            "%s: %s allocated here are in use at the end, "
                            "before nothing%s.",
                            function, quantity_of(bytes->head, "bytes").text,
                            with);
    }
    return arena_printf(
        context->arena,
        "%s: %s -> %s allocated here are in use at the end%s, %s.", function,
        quantity_of(bytes->base, "bytes").text,
        quantity_of(bytes->head, "bytes").text, with,
        quantity_change(bytes->ratio).text);
}

static void report(const struct rule *rule, const struct rule_context *context,
                   const struct retained_site *site)
{
    struct finding *finding = rule_report(rule, context);
    finding->state =
        site->bytes.is_down ? FINDING_IMPROVEMENT : FINDING_REGRESSION;
    finding->function = site->function;
    finding->benchmark = site->benchmark;
    finding->location =
        site->is_only_base
            ? patch_place(&context->evidence->patch, site->location)
            : site->location;
    finding->seen_function = site->function;
    finding->metric.name = "bytes in use";
    finding->metric.unit = "bytes";
    finding->metric.change = site->bytes;
    finding->metric.base_share = site->base_share;
    finding->metric.head_share = site->head_share;
    finding->headline = describe(context, site);
    add_cause(context, site, finding);
}

/* What is held against more operations than base had may look smaller than it
 * is: no improvement. */
static bool is_less(const struct retained_site *site)
{
    return site->bytes.is_down && site->head_bytes < site->base_bytes;
}

static void check_retained_memory_grew(const struct rule *rule,
                                       const struct rule_context *context)
{
    const struct retained_site_list *sites = &context->comparison->retained;
    for (size_t i = 0; i < sites->count; i++) {
        const struct retained_site *site = &sites->items[i];
        if (!site->is_test && (site->bytes.is_up || is_less(site))) {
            report(rule, context, site);
        }
    }
}

const struct rule rule_retained_memory_grew = {
    .info = {
        .id = "PERF2006",
        .name = "RetainedMemoryGrew",
        .title = "More of what a line allocates stays in use.",
        .summary = "The heap profiles say that more memory which this line "
                   "allocated is in use when they are taken than before, in "
                   "at least five profiles a side.",
        .level = LEVEL_NOTE,
        .pattern = &playbook_excess_allocations,
        .category = &playbook_preventive,
        .signal = &playbook_memory,
        .effort = "low",
        .tags = "performance,memory,leak",
        .precision = "medium",
    },
    .check = check_retained_memory_grew,
};
