#include "core/rules/hotspot.h"

#include <math.h>

#include "core/base/quantity.h"
#include "core/model/go_symbol.h"

const struct profile_diff *hotspot_diff(const struct rule_context *context)
{
    const struct profile_diff *diff =
        comparison_profile(context->comparison, PROFILE_CPU, "cpu");
    return diff != NULL && diff->has_base && diff->has_head ? diff : NULL;
}

bool hotspot_is_candidate(const struct profile_row *row)
{
    return row->in_source && !row->is_test;
}

/* ", in BenchmarkJoin (157 us -> 385 us an operation)" */
static const char *where(const struct rule_context *context,
                         const struct change *own)
{
    if (own->benchmark[0] == '\0') {
        return "";
    }
    if (isnan(own->base_each) || isnan(own->head_each)) {
        return arena_printf(context->arena, ", in %s", own->benchmark);
    }
    const char *from = "";
    if (own->base_each > 0) {
        from = arena_printf(context->arena, "%s -> ",
                            quantity_of(own->base_each, "nanoseconds").text);
    }
    return arena_printf(context->arena, ", in %s (%s%s an operation)",
                        own->benchmark, from,
                        quantity_of(own->head_each, "nanoseconds").text);
}

static const char *describe(const struct rule_context *context,
                            const struct profile_diff *diff,
                            const struct profile_row *row)
{
    const char *function = go_symbol_short(row->function);
    const struct change *own = &row->own;
    struct quantity head = quantity_percent(own->head_share);
    if (isinf(own->ratio)) {
        return arena_printf(context->arena,
                            "%s is new in the CPU profile, at %s%s.", function,
                            head.text, where(context, own));
    }
    const char *moved = own->moved_with;
    return arena_printf(
        context->arena, "%s%s%s: %s %s, %s -> %s of the profile%s.", function,
        moved == NULL ? "" : " together with ", moved == NULL ? "" : moved,
        diff->is_per_operation ? "CPU per operation"
                               : "CPU share (operations unknown)",
        quantity_change(own->ratio).text,
        quantity_percent(own->base_share).text, head.text, where(context, own));
}

struct finding *hotspot_report(const struct rule *rule,
                               const struct rule_context *context,
                               const struct profile_diff *diff,
                               const struct profile_row *row)
{
    struct finding *finding = rule_report(rule, context);
    if (!diff->is_per_operation) {
        finding->level = LEVEL_NOTE;
    }
    finding->state =
        row->own.is_down ? FINDING_IMPROVEMENT : FINDING_REGRESSION;
    finding->function = row->function;
    finding->benchmark = row->own.benchmark;
    finding->seen_function = row->function;
    finding->location.file = row->location.file;
    finding->metric.name = "cpu";
    finding->metric.unit = "nanoseconds";
    finding->metric.change = row->own;
    finding->metric.base_share = row->own.base_share;
    finding->metric.head_share = row->own.head_share;
    finding->headline = describe(context, diff, row);
    return finding;
}
