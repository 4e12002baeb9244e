#include "formats/report/finding_json.h"

#include <math.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "formats/json/json_tree.h"
#include "formats/text/metric_text.h"

/* What metric_text.h makes of it: one of its writers into a buffer. */
static void add_words(cJSON *object, const char *name,
                      const struct finding *finding,
                      void (*print)(const struct finding *, struct buffer *))
{
    struct buffer text;
    buffer_init(&text);
    print(finding, &text);
    json_add_text(object, name, text.bytes);
    buffer_release(&text);
}

static void add_metric(cJSON *object, const struct finding *finding)
{
    const struct metric *metric = &finding->metric;
    const struct change *change = &metric->change;
    cJSON *entry = json_add_object(object, "metric");
    json_add_text(entry, "name", metric->name);
    json_add_text(entry, "unit", metric->unit);
    json_add_number(entry, "base", change->base);
    json_add_number(entry, "head", change->head);
    json_add_number(entry, "base_each", change->base_each);
    json_add_number(entry, "head_each", change->head_each);
    json_add_number(entry, "ratio", change->ratio);
    json_add_number(entry, "low", change->low);
    json_add_number(entry, "high", change->high);
    json_add_probability(entry, "p", change->p);
    json_add_probability(entry, "q", change->q);
    json_add_number(entry, "base_share", metric->base_share);
    json_add_number(entry, "head_share", metric->head_share);
    json_add_number(entry, "limit", metric->limit);
    add_words(entry, "label", finding, metric_label);
    json_add_quantity(entry, "base_text", metric_base(finding));
    json_add_quantity(entry, "head_text", metric_head(finding));
    json_add_quantity(entry, "change_text", metric_change(finding));
    add_words(entry, "interval_text", finding, metric_interval);
    add_words(entry, "share_text", finding, metric_shares);
}

static cJSON *add_step(cJSON *list, const struct finding_step *step)
{
    cJSON *entry = json_push_object(list);
    json_add_location(entry, "location", step->location);
    json_add_flag(entry, "in_source", step->in_source);
    json_add_text(entry, "function", go_symbol_short(step->function));
    json_add_text(entry, "text", step->text);
    return entry;
}

void add_flow_json(cJSON *object, const struct step_list *flow)
{
    cJSON *list = json_add_array(object, "flow");
    for (size_t i = 0; i < flow->count; i++) {
        add_step(list, &flow->items[i]);
    }
    json_add_flag(object, "has_flow", flow->count > 0);
}

static void add_stack(cJSON *object, const struct finding *finding)
{
    const struct step_list *stack = &finding->stack;
    cJSON *list = json_add_array(object, "stack");
    for (size_t i = 0; i < stack->count; i++) {
        const struct finding_step *step = &stack->items[i];
        cJSON *entry = add_step(list, step);
        struct quantity base = metric_cost(finding, step->base_cost);
        struct quantity head = metric_cost(finding, step->head_cost);
        json_add_optional(entry, "base_cost_text", base.text);
        json_add_optional(entry, "head_cost_text", head.text);
    }
    json_add_flag(object, "has_stack", stack->count > 0);
}

/* From 0 to 3: how much of what the dearest line of the excerpt costs. */
static int heat_of(const struct finding *finding, double cost)
{
    double most = 0;
    for (size_t i = 0; i < finding->source.count; i++) {
        const struct source_line *line = &finding->source.items[i];
        most = fmax(most, fmax(line->base_cost, line->head_cost));
    }
    if (!(most > 0) || !(cost > most / 20)) {
        return 0;
    }
    return cost > most * 2 / 3 ? 3 : cost > most / 3 ? 2 : 1;
}

/* null on a side that has no such line. */
static void add_line_number(cJSON *object, const char *name, uint32_t number)
{
    json_add_number(object, name, number != 0 ? (double)number : (double)NAN);
}

static void add_source_line(cJSON *list, const struct finding *finding,
                            const struct source_line *line)
{
    cJSON *entry = json_push_object(list);
    add_line_number(entry, "number", line->number);
    json_add_text(entry, "text", line->text);
    json_add_flag(entry, "is_marked", line->is_marked);
    json_add_flag(entry, "is_changed", line->is_changed);
    add_line_number(entry, "base_number", line->base_number);
    json_add_text(entry, "base_text", line->base_text);
    struct quantity base = metric_cost(finding, line->base_cost);
    struct quantity head = metric_cost(finding, line->head_cost);
    json_add_optional(entry, "base_cost_text", base.text);
    json_add_optional(entry, "head_cost_text", head.text);
    json_add_integer(entry, "base_heat", heat_of(finding, line->base_cost));
    json_add_integer(entry, "head_heat", heat_of(finding, line->head_cost));
}

static void add_source(cJSON *object, const struct finding *finding)
{
    cJSON *list = json_add_array(object, "source");
    bool is_split = false;
    for (size_t i = 0; i < finding->source.count; i++) {
        const struct source_line *line = &finding->source.items[i];
        is_split |= line->is_changed && line->base_number != 0;
        add_source_line(list, finding, line);
    }
    json_add_flag(object, "has_source", finding->source.count > 0);
    json_add_flag(object, "source_differs", is_split);
    add_words(object, "source_cost_label", finding, metric_cost_label);
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

static void add_owners(cJSON *object, const struct finding *finding)
{
    cJSON *list = json_add_array(object, "owners");
    for (size_t i = 0; i < finding->owners.count; i++) {
        json_push_text(list, finding->owners.items[i]);
    }
    json_add_flag(object, "has_owners", finding->owners.count > 0);
}

static void add_rule(cJSON *object, const struct rule_info *rule)
{
    cJSON *entry = json_add_object(object, "rule");
    json_add_text(entry, "id", rule->id);
    json_add_text(entry, "name", rule->name);
    json_add_text(entry, "title", rule->title);
    json_add_text(entry, "pattern", rule->pattern->name);
    json_add_text(entry, "strategy", rule->pattern->strategy);
    json_add_text(entry, "category", rule->category->name);
    json_add_text(entry, "kpi", rule->category->kpi);
}

static void add_signal(cJSON *object, const struct finding *finding)
{
    if (finding->signal == NULL) {
        return;
    }
    cJSON *entry = json_add_object(object, "signal");
    json_add_text(entry, "name", finding->signal->name);
    json_add_text(entry, "tool", finding->signal->tool);
    json_add_optional(entry, "tool_command", finding->tool_command);
    json_add_text(entry, "escalation", finding->signal->escalation);
    json_add_optional(entry, "escalation_command", finding->escalation_command);
}

/* What earlier runs know of it. */
static void add_life(cJSON *object, const struct finding *finding)
{
    const struct regression *life = finding->life;
    json_add_flag(object, "recalled", finding->is_recalled);
    if (life == NULL) {
        return;
    }
    cJSON *entry = json_add_object(object, "life");
    json_add_text(entry, "state", life->state);
    json_add_text(entry, "first_seen", calendar_time(life->first_seen).text);
    json_add_text(entry, "opened", calendar_time(life->opened).text);
    json_add_optional(entry, "introduced_by", life->introduced_by);
    json_add_integer(entry, "runs", life->runs);
    json_add_integer(entry, "returns", life->returns);
    json_add_number(entry, "last_good", life->good);
}

cJSON *finding_json(const struct report *report, const struct finding *finding)
{
    cJSON *object = cJSON_CreateObject();
    add_rule(object, finding->rule);
    bool improved = finding->state == FINDING_IMPROVEMENT;
    json_add_flag(object, "is_better", improved);
    json_add_text(object, "kind", improved ? "pass" : "fail");
    json_add_text(object, "state", finding_state_name(finding->state));
    json_add_text(object, "level", level_name(finding->level));
    json_add_text(object, "headline", finding->headline);
    json_add_text(object, "message", finding->message);
    json_add_text(object, "function", finding->function);
    json_add_text(object, "function_short", go_symbol_short(finding->function));
    json_add_optional(object, "benchmark", finding->benchmark);
    json_add_location(object, "location", finding->location);
    json_add_location(object, "seen", finding->seen);
    add_metric(object, finding);
    add_cause(object, &finding->cause);
    add_flow_json(object, &finding->flow);
    add_stack(object, finding);
    add_source(object, finding);
    json_add_optional(object, "also", finding->also);
    json_add_text(object, "impact", finding->impact);
    json_add_text(object, "effort", finding->effort);
    json_add_text(object, "action", finding->action);
    json_add_text(object, "next_step", finding->next_step);
    add_signal(object, finding);
    add_owners(object, finding);
    json_add_text(object, "key", finding->key);
    add_life(object, finding);
    json_add_optional(object, "line_hash", finding->line_hash);
    json_add_flag(object, "in_patch", finding->is_in_patch);
    json_add_flag(object, "fails", report_finding_fails(report, finding));
    json_add_number(object, "weight", finding->weight);
    return object;
}
