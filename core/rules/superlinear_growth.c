#include <math.h>

#include "core/base/quantity.h"
#include "core/rules/benchmark.h"

/* ", before as n^1.03 (the exponent rose by 0.85 to 0.93)" */
static const char *before(const struct rule_context *context,
                          const struct scaling *scaling)
{
    if (isnan(scaling->rise)) {
        return "";
    }
    bool fell = scaling->rise < 0;
    return arena_printf(context->arena,
                        ", before as n^%.2f (the exponent %s by %.2f to %.2f)",
                        scaling->base_exponent, fell ? "fell" : "rose",
                        fabs(fell ? scaling->rise_high : scaling->rise_low),
                        fabs(fell ? scaling->rise_low : scaling->rise_high));
}

static const char *describe(const struct rule_context *context,
                            const struct scaling *scaling, const char *since)
{
    return arena_printf(
        context->arena,
        "The time of Benchmark%s grows as n^%.2f%s, over %zu sizes from %s to "
        "%s.",
        scaling->name, scaling->head_exponent, since, scaling->size_count,
        scaling->smallest, scaling->largest);
}

static struct finding *report(const struct rule *rule,
                              const struct rule_context *context,
                              const struct scaling *scaling)
{
    const struct benchmark_row_list *rows = &context->comparison->benchmarks;
    struct finding *finding =
        benchmark_report_row(rule, context, &rows->items[scaling->row]);
    finding->metric.change.q = scaling->change.q;
    finding->headline = describe(context, scaling, before(context, scaling));
    return finding;
}

static void report_fact(const struct rule *rule,
                        const struct rule_context *context,
                        const struct scaling *scaling)
{
    struct finding *finding = report(rule, context, scaling);
    finding->level = LEVEL_NOTE;
    finding->state = FINDING_FACT;
    finding->headline =
        describe(context, scaling, isnan(scaling->rise) ? "" : ", not new");
}

struct limits {
    double rise, exponent;
};

static struct limits limits_of(const struct config *config,
                               const struct scaling *scaling)
{
    struct scope scope = { .benchmark = scaling->name };
    return (struct limits){
        .rise = config_number(config, &config->superlinear_rise, &scope),
        .exponent = config_number(config, &config->superlinear, &scope),
    };
}

/* The whole interval of the rise lies beyond what counts: a fit is exact to a
 * few hundredths, so that costs no regression that is worth its name. */
static void check_superlinear_growth(const struct rule *rule,
                                     const struct rule_context *context)
{
    const struct scaling_list *scalings = &context->comparison->scalings;
    for (size_t i = 0; i < scalings->count; i++) {
        const struct scaling *scaling = &scalings->items[i];
        struct limits limits = limits_of(context->config, scaling);
        if (scaling->change.is_up && scaling->rise_low > limits.rise) {
            report(rule, context, scaling)->metric.change.is_up = true;
        } else if (scaling->change.is_down &&
                   scaling->rise_high < -limits.rise) {
            struct finding *finding = report(rule, context, scaling);
            finding->state = FINDING_IMPROVEMENT;
            finding->metric.change.is_down = true;
        } else if (scaling->head_low > limits.exponent) {
            report_fact(rule, context, scaling);
        }
    }
}

const struct rule rule_superlinear_growth = {
    .info = {
        .id = "PERF1003",
        .name = "SuperlinearGrowth",
        .title = "Time grows faster with the size of the input than before.",
        .summary = "A benchmark that runs with several sizes of input takes "
                   "time in proportion to a power of the size, and that power "
                   "rose by more than 0.3, or lies above 1.5 without being "
                   "new.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_algorithmic,
        .category = &playbook_corrective,
        .signal = &playbook_cpu,
        .effort = "high",
        .tags = "performance,cpu,algorithm",
        .precision = "high",
    },
    .check = check_superlinear_growth,
};
