#include <math.h>

#include "core/base/buffer.h"
#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "core/rules/hotspot.h"

enum { MOST_NAMED = 3 };

/* What has less than this of the growth is not worth its name. */
static const double least_part = 0.1;

/* A part of the growth that is worth a look at the garbage. */
static const double least_memory = 0.2;

static double growth_of(const struct change *change)
{
    return change->head - change->base;
}

/* The candidate whose cost changed most in the whole's direction, less than
 * `before` did; NULL: none is left. Of cost that moved the taker counts. */
static const struct profile_row *next_row(const struct profile_diff *diff,
                                          const struct change *whole,
                                          const struct profile_row *before)
{
    double direction = growth_of(whole) < 0 ? -1 : 1;
    double limit =
        before == NULL ? (double)INFINITY : direction * growth_of(&before->own);
    double most = least_part * fabs(growth_of(whole));
    const struct profile_row *best = NULL;
    for (size_t i = 0; i < diff->functions.count; i++) {
        const struct profile_row *row = &diff->functions.items[i];
        double growth = direction * growth_of(&row->own);
        if (hotspot_is_candidate(row) && !row->own.is_moved && growth < limit &&
            growth >= most) {
            most = growth;
            best = row;
        }
    }
    return best;
}

/* " Most comes from pricing.find (62 %), ledger.Balances (20 %)." What others
 * saved can make the parts more than the whole. */
static void add_functions(const struct profile_diff *diff,
                          const struct change *whole, struct buffer *text)
{
    const struct profile_row *row = next_row(diff, whole, NULL);
    for (size_t i = 0; i < MOST_NAMED && row != NULL; i++) {
        double part = growth_of(&row->own) / growth_of(whole);
        buffer_printf(text, "%s %s (%s)", i == 0 ? " Most comes from" : ",",
                      go_symbol_short(row->function),
                      quantity_percent(part).text);
        row = next_row(diff, whole, row);
    }
    if (text->length > 0) {
        buffer_byte(text, '.');
    }
}

static const char *describe(const struct rule_context *context,
                            const struct profile_diff *diff)
{
    const struct cpu_cost *cost = &context->comparison->cpu_cost;
    const struct change *change = &cost->change;
    struct buffer text, functions;
    buffer_init(&text);
    buffer_init(&functions);
    add_functions(diff, change, &functions);
    buffer_printf(&text, "CPU per operation over all benchmarks: %s.%s",
                  quantity_change(change->ratio).text, functions.bytes);
    if (cost->memory_part >= least_memory) {
        buffer_printf(&text,
                      " The allocator and the garbage collector have %s of it: "
                      "look for allocation churn.",
                      quantity_percent(fmin(cost->memory_part, 1)).text);
    }
    if (fabs(diff->common_shift - 1) >= context->config->up_relative) {
        buffer_printf(&text,
                      " A shift of the whole machine by %s is divided out.",
                      quantity_change(diff->common_shift).text);
    }
    const char *copy = arena_copy(context->arena, text.bytes, text.length);
    buffer_release(&text);
    buffer_release(&functions);
    return copy;
}

static void check_cpu_cost_spike(const struct rule *rule,
                                 const struct rule_context *context)
{
    const struct cpu_cost *cost = &context->comparison->cpu_cost;
    const struct profile_diff *diff = hotspot_diff(context);
    double spike = 1 + context->config->cost_spike;
    bool rose = cost->change.is_up && cost->change.ratio >= spike;
    bool fell = cost->change.is_down && cost->change.ratio <= 1 / spike;
    if (!cost->is_known || diff == NULL || (!rose && !fell)) {
        return;
    }
    struct finding *finding = rule_report(rule, context);
    finding->state = rose ? FINDING_REGRESSION : FINDING_IMPROVEMENT;
    finding->metric.name = "CPU of all benchmarks";
    finding->metric.unit = "nanoseconds";
    finding->metric.change = cost->change;
    finding->headline = describe(context, diff);
}

const struct rule rule_cpu_cost_spike = {
    .info = {
        .id = "PERF1004",
        .name = "CpuCostSpike",
        .title = "All benchmarks together cost more CPU per operation.",
        .summary = "The CPU time per operation, summed over all benchmarks "
                   "that both sides ran, rose by 12 % or more.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_cost_spike,
        .category = &playbook_corrective,
        .signal = &playbook_cpu,
        .effort = "high",
        .tags = "performance,cpu,cost",
        .precision = "high",
    },
    .check = check_cpu_cost_spike,
};
