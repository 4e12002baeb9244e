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

struct finding *benchmark_report(const struct rule *rule,
                                 const struct rule_context *context,
                                 const struct gate *gate)
{
    const struct benchmark_row *row = benchmark_row_of(context, gate);
    struct finding *finding = rule_report(rule, context);
    size_t length = go_benchmark_base_length(gate->benchmark);
    finding->state = FINDING_REGRESSION;
    finding->benchmark = arena_printf(context->arena, "Benchmark%.*s",
                                      (int)length, gate->benchmark);
    finding->package = gate->package;
    finding->function =
        arena_printf(context->arena, "Benchmark%s", gate->benchmark);
    finding->metric.name = gate->unit;
    finding->metric.unit = gate->unit;
    finding->metric.limit = gate->limit;
    finding->headline = gate->reason;
    finding->runs_needed = gate->runs_needed;
    if (row != NULL) {
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
            .is_up = gate->state == GATE_FAILED,
        };
    }
    return finding;
}
