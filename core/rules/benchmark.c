#include "core/rules/benchmark.h"

#include <math.h>
#include <string.h>

#include "core/base/quantity.h"
#include "core/base/strings.h"
#include "core/model/go_symbol.h"

bool benchmark_gate_is_time(const struct gate *gate)
{
    return strcmp(gate->id, "related-time") == 0 ||
           strcmp(gate->id, "unrelated-time") == 0;
}

bool benchmark_gate_is_allocation(const struct gate *gate)
{
    return strcmp(gate->id, "allocations") == 0;
}

const struct benchmark_row *benchmark_row_of(const struct rule_context *context,
                                             const struct gate *gate)
{
    const struct benchmark_row_list *rows = &context->comparison->benchmarks;
    for (size_t i = 0; i < rows->count; i++) {
        if (strcmp(rows->items[i].name, gate->benchmark) == 0 &&
            strcmp(rows->items[i].unit, gate->unit) == 0 &&
            strcmp(rows->items[i].package, gate->package) == 0) {
            return &rows->items[i];
        }
    }
    return NULL;
}

struct finding *benchmark_report_row(const struct rule *rule,
                                     const struct rule_context *context,
                                     const struct benchmark_row *row)
{
    struct finding *finding = rule_report(rule, context);
    size_t length = go_benchmark_base_length(row->name);
    finding->state = FINDING_REGRESSION;
    finding->benchmark =
        arena_printf(context->arena, "Benchmark%.*s", (int)length, row->name);
    finding->package = row->package;
    finding->function = arena_printf(context->arena, "Benchmark%s", row->name);
    finding->metric.name = row->unit;
    finding->metric.unit = row->unit;
    finding->metric.change = (struct change){
        .base = row->base_center,
        .head = row->head_center,
        .benchmark = finding->benchmark,
        .base_each = row->base_center,
        .head_each = row->head_center,
        .ratio = row->ratio,
        .low = row->ratio_low,
        .high = row->ratio_high,
        .p = row->p,
        .q = (double)NAN,
    };
    return finding;
}

struct finding *benchmark_report(const struct rule *rule,
                                 const struct rule_context *context,
                                 const struct gate *gate)
{
    const struct benchmark_row *row = benchmark_row_of(context, gate);
    struct benchmark_row absent = { .name = gate->benchmark,
                                    .package = gate->package,
                                    .unit = gate->unit };
    struct finding *finding =
        benchmark_report_row(rule, context, row != NULL ? row : &absent);
    if (row == NULL) {
        finding->metric.change = (struct change){ .benchmark = "" };
    }
    finding->metric.limit = gate->limit;
    finding->metric.change.is_up = gate->state == GATE_FAILED;
    finding->headline = gate->reason;
    finding->runs_needed = gate->runs_needed;
    return finding;
}

/* Counts that never vary need no test, as for the gate. */
static bool is_better(const struct rule_context *context,
                      const struct gate *gate, const struct benchmark_row *row)
{
    const struct config *config = context->config;
    struct scope scope = { .benchmark = row->name };
    double most = 1 / (1 + config_number(config, &config->up_relative, &scope));
    if (row->is_exact && benchmark_gate_is_allocation(gate)) {
        return row->ratio <= most;
    }
    return row->is_significant && row->ratio_high <= most;
}

static const char *describe_better(const struct rule_context *context,
                                   const struct gate *gate,
                                   const struct benchmark_row *row)
{
    return arena_printf(
        context->arena, "Benchmark%s %s: %s -> %s (%s).", row->name,
        benchmark_gate_is_time(gate) ? "is faster" : "allocates less",
        quantity_of(row->base_center, row->unit).text,
        quantity_of(row->head_center, row->unit).text,
        quantity_change(row->ratio).text);
}

void benchmark_report_improvements(const struct rule *rule,
                                   const struct rule_context *context,
                                   bool (*is_wanted)(const struct gate *gate))
{
    for (size_t i = 0; i < context->gates->count; i++) {
        const struct gate *gate = &context->gates->items[i];
        const struct benchmark_row *row =
            gate->state == GATE_PASSED && is_wanted(gate)
                ? benchmark_row_of(context, gate)
                : NULL;
        if (row != NULL && is_better(context, gate, row)) {
            struct finding *finding = benchmark_report(rule, context, gate);
            finding->state = FINDING_IMPROVEMENT;
            finding->metric.limit = (double)NAN;
            finding->metric.change.is_down = true;
            finding->headline = describe_better(context, gate, row);
        }
    }
}
