#include "formats/finding_json.h"

#include <math.h>
#include <string.h>

#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "formats/json_tree.h"

static void add_change(cJSON *object, const struct metric *metric)
{
    const struct change *change = &metric->change;
    cJSON *entry = json_add_object(object, "metric");
    json_add_text(entry, "name", metric->name);
    json_add_text(entry, "unit", metric->unit);
    json_add_number(entry, "base", change->base);
    json_add_number(entry, "head", change->head);
    json_add_number(entry, "base_each", change->base_each);
    json_add_number(entry, "head_each", change->head_each);
    json_add_flag(entry, "has_each",
                  isfinite(change->base_each) && isfinite(change->head_each));
    json_add_quantity(entry, "base_each_text",
                      quantity_of(change->base_each, metric->unit));
    json_add_quantity(entry, "head_each_text",
                      quantity_of(change->head_each, metric->unit));
    json_add_number(entry, "ratio", change->ratio);
    json_add_quantity(entry, "change_text", quantity_change(change->ratio));
    json_add_number(entry, "low", change->low);
    json_add_number(entry, "high", change->high);
    json_add_number(entry, "p", change->p);
    json_add_number(entry, "q", change->q);
    json_add_number(entry, "base_share", metric->base_share);
    json_add_number(entry, "head_share", metric->head_share);
    json_add_flag(entry, "has_share", isfinite(metric->head_share));
    json_add_quantity(entry, "base_share_text",
                      quantity_percent(metric->base_share));
    json_add_quantity(entry, "head_share_text",
                      quantity_percent(metric->head_share));
    json_add_number(entry, "limit", metric->limit);
}

static void add_steps(cJSON *object, const char *name,
                      const struct step_list *steps)
{
    cJSON *list = json_add_array(object, name);
    for (size_t i = 0; i < steps->count; i++) {
        const struct finding_step *step = &steps->items[i];
        cJSON *entry = json_push_object(list);
        json_add_location(entry, "location", step->location);
        json_add_flag(entry, "in_source", step->in_source);
        json_add_optional(entry, "function", go_symbol_short(step->function));
        json_add_optional(entry, "text", step->text);
    }
}

static void add_source(cJSON *object, const struct finding *finding)
{
    cJSON *list = json_add_array(object, "source");
    for (size_t i = 0; i < finding->source.count; i++) {
        const struct source_line *line = &finding->source.items[i];
        cJSON *entry = json_push_object(list);
        json_add_integer(entry, "number", line->number);
        json_add_text(entry, "text", line->text);
        json_add_flag(entry, "is_marked", line->is_marked);
    }
    json_add_flag(object, "has_source", finding->source.count > 0);
}

static void add_cause(cJSON *object, const struct cause *cause)
{
    if (cause->text == NULL || cause->text[0] == '\0') {
        return;
    }
    cJSON *entry = json_add_object(object, "cause");
    json_add_text(entry, "kind", cause_kind_id(cause->kind));
    json_add_text(entry, "text", cause->text);
    json_add_optional(entry, "subject", cause->subject);
    json_add_optional(entry, "callee", cause->callee);
}

static const char *state_name(enum finding_state state)
{
    static const char *const names[] = {
        [FINDING_REGRESSION] = "regression",
        [FINDING_IMPROVEMENT] = "improvement",
        [FINDING_FACT] = "fact",
    };
    return names[state];
}

static void add_rule(cJSON *object, const struct rule_info *rule)
{
    cJSON *entry = json_add_object(object, "rule");
    json_add_text(entry, "id", rule->id);
    json_add_text(entry, "name", rule->name);
    json_add_text(entry, "title", rule->title);
    json_add_text(entry, "pattern", rule->pattern);
    json_add_text(entry, "strategy", rule->strategy);
    json_add_text(entry, "category", rule->category);
    json_add_text(entry, "kpi", rule->kpi);
}

static cJSON *finding_object(const struct report *report,
                             const struct finding *finding)
{
    cJSON *object = cJSON_CreateObject();
    add_rule(object, finding->rule);
    bool improved = finding->state == FINDING_IMPROVEMENT;
    json_add_text(object, "kind", improved ? "pass" : "fail");
    json_add_text(object, "state", state_name(finding->state));
    json_add_text(object, "level", level_name(finding->level));
    json_add_text(object, "headline", finding->headline);
    json_add_text(object, "message", finding->message);
    json_add_text(object, "function", finding->function);
    json_add_text(object, "function_short", go_symbol_short(finding->function));
    json_add_optional(object, "benchmark", finding->benchmark);
    json_add_location(object, "location", finding->location);
    json_add_location(object, "seen", finding->seen);
    add_change(object, &finding->metric);
    add_cause(object, &finding->cause);
    add_steps(object, "flow", &finding->flow);
    json_add_flag(object, "has_flow", finding->flow.count > 0);
    add_steps(object, "stack", &finding->stack);
    json_add_flag(object, "has_stack", finding->stack.count > 0);
    add_source(object, finding);
    json_add_optional(object, "also", finding->also);
    json_add_text(object, "impact", finding->impact);
    json_add_text(object, "effort", finding->effort);
    json_add_text(object, "action", finding->action);
    json_add_text(object, "next_step", finding->next_step);
    json_add_text(object, "key", finding->key);
    json_add_optional(object, "line_hash", finding->line_hash);
    json_add_flag(object, "in_patch", finding->is_in_patch);
    json_add_flag(object, "fails", report_finding_fails(report, finding));
    json_add_number(object, "weight", finding->weight);
    return object;
}

static void add_list(cJSON *root, const char *name, const struct report *report,
                     const struct finding_list *findings)
{
    cJSON *list = json_add_array(root, name);
    for (size_t i = 0; i < findings->count; i++) {
        cJSON *object = finding_object(report, &findings->items[i]);
        json_add_integer(object, "number", (int64_t)i + 1);
        cJSON_AddItemToArray(list, object);
    }
}

/* A cell of the matrix; its findings are copies, for the templates. */
static void add_cell(cJSON *cells, const struct report *report,
                     const char *action)
{
    cJSON *cell = NULL;
    cJSON *list = NULL;
    for (size_t i = 0; i < report->findings.count; i++) {
        const struct finding *finding = &report->findings.items[i];
        if (strcmp(finding->action, action) != 0) {
            continue;
        }
        if (cell == NULL) {
            cell = json_push_object(cells);
            json_add_text(cell, "action", action);
            json_add_text(cell, "impact", finding->impact);
            json_add_text(cell, "effort", finding->effort);
            list = json_add_array(cell, "findings");
        }
        cJSON *object = json_push_object(list);
        json_add_integer(object, "number", (int64_t)i + 1);
    }
}

void add_findings_json(cJSON *root, const struct report *report)
{
    static const char *const actions[] = { "immediate PR", "design review",
                                           "batch fixes", "defer" };
    add_list(root, "findings", report, &report->findings);
    add_list(root, "improvements", report, &report->improvements);
    json_add_flag(root, "has_findings", report->findings.count > 0);
    json_add_flag(root, "has_improvements", report->improvements.count > 0);
    cJSON *cells = json_add_array(root, "triage");
    for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
        add_cell(cells, report, actions[i]);
    }
}

static void add_gate(cJSON *list, const struct report *report,
                     const struct gate *gate)
{
    cJSON *object = json_push_object(list);
    json_add_text(object, "id", gate->id);
    json_add_text(object, "state", gate_state_name(gate->state));
    json_add_flag(object, "is_failed", gate->state == GATE_FAILED);
    json_add_flag(object, "is_passed", gate->state == GATE_PASSED);
    json_add_flag(object, "is_inconclusive", gate->state == GATE_INCONCLUSIVE);
    json_add_flag(object, "is_skipped", gate->state == GATE_SKIPPED);
    json_add_flag(object, "fails", report_gate_fails(report, gate));
    json_add_optional(object, "benchmark", gate->benchmark);
    json_add_optional(object, "unit", gate->unit);
    json_add_optional(object, "package", gate->package);
    json_add_optional(object, "function", gate->function);
    json_add_number(object, "limit", gate->limit);
    json_add_quantity(object, "limit_text", quantity_percent(gate->limit));
    json_add_number(object, "value", gate->value);
    json_add_flag(object, "has_value", !isnan(gate->value));
    json_add_quantity(object, "value_text",
                      gate->benchmark[0] != '\0'
                          ? quantity_change(1 + gate->value)
                          : quantity_percent(gate->value));
    json_add_number(object, "low", gate->low);
    json_add_number(object, "high", gate->high);
    json_add_flag(object, "has_interval",
                  isfinite(gate->low) && isfinite(gate->high));
    json_add_quantity(object, "low_text", quantity_change(1 + gate->low));
    json_add_quantity(object, "high_text", quantity_change(1 + gate->high));
    json_add_number(object, "p", gate->p);
    json_add_integer(object, "runs_needed", gate->runs_needed);
    json_add_text(object, "reason", gate->reason);
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
