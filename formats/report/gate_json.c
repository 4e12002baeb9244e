#include "formats/report/gate_json.h"

#include "formats/json/json_tree.h"

static void add_gate(cJSON *list, const struct report *report,
                     const struct gate *gate)
{
    cJSON *object = json_push_object(list);
    json_add_text(object, "id", gate->id);
    json_add_text(object, "state", gate_state_name(gate->state));
    json_add_flag(object, "fails", report_gate_fails(report, gate));
    json_add_optional(object, "benchmark", gate->benchmark);
    json_add_optional(object, "unit", gate->unit);
    json_add_optional(object, "package", gate->package);
    json_add_optional(object, "function", gate->function);
    json_add_number(object, "limit", gate->limit);
    json_add_number(object, "value", gate->value);
    json_add_number(object, "low", gate->low);
    json_add_number(object, "high", gate->high);
    json_add_probability(object, "p", gate->p);
    json_add_integer(object, "runs_needed", gate->runs_needed);
    json_add_text(object, "reason", gate->reason);
    json_add_optional(object, "remedy", gate->remedy);
    if (gate->row != NULL) {
        json_add_optional(object, "relation", gate->row->relation);
    }
    json_add_flag(object, "is_waived", gate->waiver != NULL);
}

static void add_gate_state(cJSON *gates, const struct report *report,
                           enum gate_state state)
{
    for (size_t i = 0; i < report->gates.count; i++) {
        if (report->gates.items[i].state == state) {
            add_gate(gates, report, &report->gates.items[i]);
        }
    }
}

/* Failed first: what a reader looks for. */
void add_gates_json(cJSON *root, const struct report *report)
{
    cJSON *gates = json_add_array(root, "gates");
    add_gate_state(gates, report, GATE_FAILED);
    add_gate_state(gates, report, GATE_INCONCLUSIVE);
    add_gate_state(gates, report, GATE_PASSED);
    add_gate_state(gates, report, GATE_SKIPPED);
}

void add_gate_summaries_json(cJSON *root, const struct report *report)
{
    const struct gate_summary_list *summaries = &report->gate_summaries;
    cJSON *list = json_add_array(root, "gate_summaries");
    for (size_t i = 0; i < summaries->count; i++) {
        const struct gate_summary *summary = &summaries->items[i];
        cJSON *object = json_push_object(list);
        json_add_text(object, "id", summary->id);
        json_add_text(object, "title", summary->title);
        json_add_text(object, "state", gate_state_name(summary->state));
        json_add_text(object, "text", summary->text);
        json_add_integer(object, "failed",
                         (int64_t)summary->counts[GATE_FAILED]);
        json_add_integer(object, "inconclusive",
                         (int64_t)summary->counts[GATE_INCONCLUSIVE]);
        json_add_integer(object, "passed",
                         (int64_t)summary->counts[GATE_PASSED]);
        json_add_integer(object, "skipped",
                         (int64_t)summary->counts[GATE_SKIPPED]);
    }
}
