#include <math.h>

#include "core/base/quantity.h"
#include "core/rules/rule.h"

/* Where it works on processors of its own: what to look for in a profile. */
static const char worker[] = "runtime.gcBgMarkWorker";

static const char *cycles(const struct rule_context *context)
{
    const struct change *frequency = &context->comparison->collector.frequency;
    return arena_printf(context->arena, "%s -> %s cycles a second, %s",
                        quantity_of(frequency->base, "count").text,
                        quantity_of(frequency->head, "count").text,
                        quantity_change(frequency->ratio).text);
}

/* "7.2 % -> 9.1 % of all CPU, +41 %", or "7.2 % of all CPU, before nothing" */
static const char *shares(const struct rule_context *context,
                          const struct change *cpu)
{
    struct quantity head = quantity_percent(cpu->head_share);
    if (!(cpu->base_share > 0)) {
        return arena_printf(context->arena, "%s of all CPU, before nothing",
                            head.text);
    }
    return arena_printf(context->arena, "%s -> %s of all CPU, %s",
                        quantity_percent(cpu->base_share).text, head.text,
                        quantity_change(cpu->ratio).text);
}

static const char *describe_cpu(const struct rule_context *context)
{
    const struct collector_comparison *collector =
        &context->comparison->collector;
    const char *trace = "";
    if (collector->has_frequency) {
        trace = arena_printf(context->arena, "; gctrace: %s", cycles(context));
    }
    return arena_printf(context->arena, "The garbage collector takes %s%s%s.",
                        shares(context, &collector->cpu),
                        collector->is_per_operation ? " for the same operations"
                                                    : " (operations unknown)",
                        trace);
}

static struct finding *report(const struct rule *rule,
                              const struct rule_context *context,
                              const struct change *change)
{
    struct finding *finding = rule_report(rule, context);
    finding->state = FINDING_REGRESSION;
    finding->function = worker;
    finding->metric.change = *change;
    finding->metric.base_share = change->base_share;
    finding->metric.head_share = change->head_share;
    return finding;
}

static void report_cpu(const struct rule *rule,
                       const struct rule_context *context)
{
    const struct collector_comparison *collector =
        &context->comparison->collector;
    struct finding *finding = report(rule, context, &collector->cpu);
    if (!collector->is_per_operation) {
        finding->level = LEVEL_NOTE;
    }
    finding->metric.name = "GC CPU";
    finding->metric.unit = "nanoseconds";
    finding->headline = describe_cpu(context);
}

/* A faster program may only collect more often because it does more: without
 * operations that is a note. */
static void report_frequency(const struct rule *rule,
                             const struct rule_context *context)
{
    struct finding *finding =
        report(rule, context, &context->comparison->collector.frequency);
    finding->level = LEVEL_NOTE;
    finding->metric.name = "GC cycles";
    finding->metric.unit = "cycles/s";
    finding->headline = arena_printf(
        context->arena, "The garbage collector runs more often: %s.",
        cycles(context));
}

/* Too few traces for a test: a plain doubling is worth a note. */
static bool looks_worse(const struct change *frequency)
{
    return isnan(frequency->p) && frequency->ratio >= 2;
}

/* That it takes less is for the lines to say that allocate less. */
static void check_gc_pressure(const struct rule *rule,
                              const struct rule_context *context)
{
    const struct collector_comparison *collector =
        &context->comparison->collector;
    const struct change *frequency = &collector->frequency;
    if (collector->has_cpu && collector->cpu.is_up) {
        report_cpu(rule, context);
    } else if (collector->has_frequency &&
               (frequency->is_up || looks_worse(frequency))) {
        report_frequency(rule, context);
    }
}

const struct rule rule_gc_pressure = {
    .info = {
        .id = "PERF2005",
        .name = "GcPressure",
        .title = "The garbage collector takes more of the CPU.",
        .summary = "For the same operations the garbage collector uses more "
                   "CPU than before, by more than chance explains; or, where "
                   "only gctrace tells, it runs more often.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_gc_pressure,
        .category = &playbook_preventive,
        .signal = &playbook_allocation_churn,
        .effort = "high",
        .tags = "performance,memory,gc",
        .precision = "high",
    },
    .check = check_gc_pressure,
};
