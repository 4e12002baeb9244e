#include "core/rules/allocation.h"

#include <math.h>

#include "core/base/quantity.h"
#include "core/model/go_symbol.h"

bool allocation_is_candidate(const struct allocation_site *site)
{
    return !site->is_test && !site->is_only_base;
}

double allocation_own_share(const struct allocation_site *site)
{
    return site->head_share * (1 - site->callee_share);
}

/* "102 KiB an operation of BenchmarkNet"; the unit of objects is a word. */
static const char *amount(const struct rule_context *context, double each,
                          bool objects)
{
    return arena_printf(context->arena, "%s%s",
                        quantity_of(each, objects ? "count" : "bytes").text,
                        objects ? " objects" : "");
}

/* " together with line 22 of base": what it is compared with. */
static const char *together(const struct rule_context *context,
                            const struct change *change)
{
    return change->moved_with == NULL
               ? ""
               : arena_printf(context->arena, " together with %s",
                              change->moved_with);
}

static const char *per_operation(const struct rule_context *context,
                                 const struct change *change, bool objects)
{
    const char *head = amount(context, change->head_each, objects);
    const char *base = amount(context, change->base_each, objects);
    const char *with = together(context, change);
    if (change->base_each <= 0) {
        return arena_printf(context->arena,
                            "allocates %s an operation of %s, before nothing",
                            head, change->benchmark);
    }
    if (change->head_each <= 0) {
        return arena_printf(context->arena,
                            "no longer allocates %s an operation of %s%s", base,
                            change->benchmark, with);
    }
    return arena_printf(
        context->arena, "allocates %s -> %s an operation of %s%s, %s", base,
        head, change->benchmark, with, quantity_change(change->ratio).text);
}

static const char *describe(const struct rule_context *context,
                            const struct allocation_site *site,
                            const struct change *change, bool objects)
{
    const char *function = go_symbol_short(site->function);
    if (!isnan(change->base_each) && !isnan(change->head_each)) {
        return arena_printf(context->arena, "%s %s.", function,
                            per_operation(context, change, objects));
    }
    const char *what = objects ? "objects" : "bytes";
    const char *whole = objects ? "alloc_objects" : "alloc_space";
    struct quantity head = quantity_percent(change->head_share);
    if (isinf(change->ratio)) {
        return arena_printf(
            context->arena,
            "%s allocates %s where it did not before, %s of %s.", function,
            what, head.text, whole);
    }
    return arena_printf(
        context->arena, "%s allocates %s%s %s %s%s -> %s of %s).", function,
        what, together(context, change), quantity_change(change->ratio).text,
        site->is_per_operation ? "for the same operations ("
                               : "(operations unknown; ",
        quantity_percent(change->base_share).text, head.text, whole);
}

/* "102 KiB an operation of BenchmarkNet, " of the line alone. */
static const char *own_cost(const struct rule_context *context,
                            const struct allocation_site *site)
{
    const struct change *bytes = &site->bytes;
    double each = bytes->head_each * (1 - site->callee_share);
    bool is_of_line = bytes->moved_with == NULL;
    if (!is_of_line || !(each > 0) || !isfinite(each)) {
        return "";
    }
    return arena_printf(context->arena, "%s an operation of %s, ",
                        amount(context, each, false), bytes->benchmark);
}

const char *allocation_escape_headline(const struct rule_context *context,
                                       const struct allocation_site *site,
                                       const char *since)
{
    bool is_one = site->cause.kind == CAUSE_ONE_OF;
    return arena_printf(context->arena, "%s: %s%s, at %s%s of all bytes.",
                        go_symbol_short(site->function),
                        is_one ? "a value of this line escapes to the heap"
                               : site->cause.text,
                        since, own_cost(context, site),
                        quantity_percent(allocation_own_share(site)).text);
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
    finding->benchmark = change->benchmark;
    /* A line that is gone is shown where it stood. */
    finding->location =
        site->is_only_base
            ? patch_place(&context->evidence->patch, site->location)
            : site->location;
    finding->seen_function = site->function;
    finding->cause = site->cause;
    finding->metric.name = objects ? "alloc_objects" : "alloc_space";
    finding->metric.unit = unit;
    finding->metric.change = *change;
    finding->metric.base_share = change->base_share;
    finding->metric.head_share = change->head_share;
    finding->headline = describe(context, site, change, objects);
    return finding;
}
