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

/* "102 KiB an operation of BenchmarkNet"; the unit of objects is a word. */
static const char *amount(const struct rule_context *context, double each,
                          bool objects)
{
    return arena_printf(context->arena, "%s%s",
                        quantity_of(each, objects ? "count" : "bytes").text,
                        objects ? " objects" : "");
}

static const char *per_operation(const struct rule_context *context,
                                 const struct allocation_site *site,
                                 const struct change *change, bool objects)
{
    const char *head = amount(context, change->head_each, objects);
    const char *base = amount(context, change->base_each, objects);
    if (change->base_each <= 0) {
        return arena_printf(context->arena,
                            "allocates %s an operation of %s, before nothing",
                            head, site->benchmark);
    }
    if (change->head_each <= 0) {
        return arena_printf(context->arena,
                            "no longer allocates %s an operation of %s", base,
                            site->benchmark);
    }
    return arena_printf(context->arena,
                        "allocates %s -> %s an operation of %s, %s", base, head,
                        site->benchmark, quantity_change(change->ratio).text);
}

static const char *describe(const struct rule_context *context,
                            const struct allocation_site *site,
                            const struct change *change, bool objects)
{
    const char *function = go_symbol_short(site->function);
    if (!isnan(change->base_each) && !isnan(change->head_each)) {
        return arena_printf(context->arena, "%s %s.", function,
                            per_operation(context, site, change, objects));
    }
    const char *what = objects ? "objects" : "bytes";
    if (isinf(change->ratio)) {
        return arena_printf(context->arena,
                            "%s allocates %s where it did not before, %s of "
                            "alloc_space.",
                            function, what,
                            quantity_percent(site->head_share).text);
    }
    return arena_printf(context->arena,
                        "%s allocates %s %s (operations unknown; %s -> %s of "
                        "alloc_space).",
                        function, what, quantity_change(change->ratio).text,
                        quantity_percent(site->base_share).text,
                        quantity_percent(site->head_share).text);
}

const char *allocation_escape_headline(const struct rule_context *context,
                                       const struct allocation_site *site,
                                       const char *since)
{
    const char *cost = "";
    if (site->bytes.head_each > 0 && isfinite(site->bytes.head_each)) {
        cost = arena_printf(context->arena, "%s an operation of %s, ",
                            amount(context, site->bytes.head_each, false),
                            site->benchmark);
    }
    bool is_one = site->cause.kind == CAUSE_ONE_OF;
    return arena_printf(context->arena, "%s: %s%s, at %s%s of all bytes.",
                        go_symbol_short(site->function),
                        is_one ? "a value of this line escapes to the heap"
                               : site->cause.text,
                        since, cost, quantity_percent(site->head_share).text);
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
    finding->headline = describe(context, site, change, objects);
    return finding;
}
