#include "core/rules/allocation.h"

#include <math.h>

#include "core/base/quantity.h"
#include "core/model/go_symbol.h"

bool allocation_is_candidate(const struct allocation_site *site)
{
    return !site->is_test && !site->is_only_base;
}

bool allocation_is_escape(const struct allocation_site *site)
{
    return site->cause.diagnostic != NULL &&
           (site->cause.diagnostic->kind == DIAGNOSTIC_ESCAPES ||
            site->cause.diagnostic->kind == DIAGNOSTIC_MOVED);
}

static const char *amount_words(const struct rule_context *context,
                                const struct allocation_site *site,
                                const struct change *change, const char *unit)
{
    if (isnan(change->base_each) || isnan(change->head_each)) {
        return arena_printf(context->arena, "%s -> %s of alloc_space",
                            quantity_percent(site->base_share).text,
                            quantity_percent(site->head_share).text);
    }
    return arena_printf(context->arena, "%s -> %s an operation of %s",
                        quantity_of(change->base_each, unit).text,
                        quantity_of(change->head_each, unit).text,
                        site->benchmark);
}

struct finding *allocation_report(const struct rule *rule,
                                  const struct rule_context *context,
                                  const struct allocation_site *site,
                                  bool objects)
{
    const struct change *change = objects ? &site->objects : &site->bytes;
    const char *unit = objects ? "count" : "bytes";
    struct finding *finding = rule_report(rule, context);
    finding->state = change->is_down ? FINDING_IMPROVEMENT : FINDING_REGRESSION;
    finding->function = site->function;
    finding->benchmark = site->benchmark;
    finding->location = site->location;
    finding->seen_function = site->function;
    finding->cause = site->cause;
    finding->metric.name = objects ? "alloc_objects" : "alloc_space";
    finding->metric.unit = unit;
    finding->metric.change = *change;
    finding->metric.base_share = site->base_share;
    finding->metric.head_share = site->head_share;
    finding->headline =
        arena_printf(context->arena, "%s: %s per operation %s (%s).",
                     go_symbol_short(site->function),
                     objects ? "objects allocated" : "bytes allocated",
                     quantity_change(change->ratio).text,
                     amount_words(context, site, change, unit));
    return finding;
}
