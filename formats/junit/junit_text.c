#include "formats/junit/junit_text.h"

#include <string.h>

#include "core/base/strings.h"
#include "core/model/go_symbol.h"
#include "formats/text/metric_text.h"

struct location junit_location(const struct junit_case *entry)
{
    struct location nowhere = { .file = NULL };
    const struct finding *finding = entry->origin.finding;
    return finding != NULL ? finding->location : nowhere;
}

static void add_place(struct buffer *out, struct location location)
{
    buffer_text(out, location.file);
    if (location.line != 0) {
        buffer_printf(out, ":%u", location.line);
    }
}

static void add_lead(struct buffer *out, struct location location)
{
    if (location.file != NULL) {
        add_place(out, location);
        buffer_text(out, ": ");
    }
}

/* What decided the state: a gate comes before a finding. */
static const char *headline_of(const struct junit_case *entry)
{
    if (entry->gate != NULL) {
        return entry->gate->text;
    }
    if (entry->decisions.count > 0) {
        return entry->decisions.items[0].gate->reason;
    }
    return entry->findings.count > 0 ? entry->findings.items[0]->headline
                                     : entry->reason;
}

void junit_message(const struct report *report, const struct junit_case *entry,
                   struct buffer *out)
{
    add_lead(out, junit_location(entry));
    if (entry->gate != NULL) {
        buffer_printf(out, "%s: ", entry->gate->title);
    }
    buffer_text(out, headline_of(entry));
    bool is_excused = report->fail_on == FAIL_NEVER &&
                      entry->decisions.count > 0 &&
                      entry->decisions.items[0].gate->state == GATE_FAILED;
    if (is_excused) {
        buffer_text(out, " Not counted: --fail-on never.");
    }
}

void junit_type(const struct junit_case *entry, struct buffer *out)
{
    if (entry->gate == NULL && entry->findings.count > 0) {
        const struct rule_info *rule = entry->findings.items[0]->rule;
        buffer_printf(out, "%s %s", rule->id, rule->name);
    } else if (entry->decisions.count > 0) {
        buffer_printf(out, "gate %s", entry->decisions.items[0].gate->id);
    }
}

/* " It passes when ..." */
static void add_remedy(const struct gate *gate, struct buffer *out)
{
    if (gate->remedy != NULL && gate->remedy[0] != '\0') {
        buffer_printf(out, " %s", gate->remedy);
    }
}

/* Of the failed decisions of a benchmark or function, beside its findings. */
static void add_remedies(const struct junit_case *entry, struct buffer *out)
{
    for (size_t i = 0; i < entry->decisions.count; i++) {
        const struct gate *gate = entry->decisions.items[i].gate;
        if (gate->state == GATE_FAILED && gate->remedy != NULL &&
            gate->remedy[0] != '\0') {
            buffer_printf(out, "%s\n", gate->remedy);
        }
    }
}

static void add_decisions(const struct junit_case *entry, enum gate_state state,
                          struct buffer *out)
{
    for (size_t i = 0; i < entry->decisions.count; i++) {
        const struct junit_decision *decision = &entry->decisions.items[i];
        if (decision->gate->state != state) {
            continue;
        }
        buffer_printf(out, "- %s: ", gate_state_name(state));
        if (decision->origin.finding != NULL) {
            add_lead(out, decision->origin.finding->location);
        }
        buffer_printf(out, "%s", decision->gate->reason);
        add_remedy(decision->gate, out);
        buffer_byte(out, '\n');
    }
}

/* The message without the headline that it starts with. */
static void add_rest(const struct finding *finding, struct buffer *out)
{
    if (text_starts_with(finding->message, finding->headline)) {
        const char *rest = finding->message + strlen(finding->headline);
        rest += strspn(rest, " ");
        if (rest[0] != '\0') {
            buffer_printf(out, "%s\n", rest);
        }
    }
}

static void add_line(const struct finding *finding, const char *marks,
                     const struct source_line *line, struct buffer *out)
{
    bool is_removed = marks[1] == '-';
    double cost = is_removed ? line->base_cost : line->head_cost;
    buffer_printf(out, "%s %5u  ", marks,
                  is_removed ? line->base_number : line->number);
    if (finding->cost_unit != NULL) {
        buffer_printf(out, "%8s  ", metric_cost(finding, cost).text);
    }
    buffer_printf(out, "%s\n", is_removed ? line->base_text : line->text);
}

/* Removed lines stand before those that replace them, as in a diff. */
static void add_edit(const struct finding *finding, size_t first, size_t end,
                     struct buffer *out)
{
    const struct source_line *lines = finding->source.items;
    for (size_t i = first; i < end; i++) {
        if (lines[i].base_number != 0) {
            add_line(finding, " -", &lines[i], out);
        }
    }
    for (size_t i = first; i < end; i++) {
        if (lines[i].number != 0) {
            add_line(finding, lines[i].is_marked ? ">+" : " +", &lines[i], out);
        }
    }
}

static void add_source_title(const struct finding *finding, struct buffer *out)
{
    struct buffer label;
    buffer_init(&label);
    metric_cost_label(finding, &label);
    buffer_byte(out, '\n');
    if (label.length > 0) {
        buffer_printf(out, "The lines around, and the %s of each:\n",
                      label.bytes);
    }
    buffer_release(&label);
}

static void add_source(const struct finding *finding, struct buffer *out)
{
    const struct source_line_list *source = &finding->source;
    if (source->count == 0) {
        return;
    }
    add_source_title(finding, out);
    for (size_t i = 0; i < source->count; i++) {
        const struct source_line *line = &source->items[i];
        size_t end = i;
        while (end < source->count && source->items[end].is_changed) {
            end++;
        }
        if (end > i) {
            add_edit(finding, i, end, out);
            i = end - 1;
        } else {
            add_line(finding, line->is_marked ? "> " : "  ", line, out);
        }
    }
}

static void add_step_cost(const struct finding *finding,
                          const struct finding_step *step, struct buffer *out)
{
    struct quantity base = metric_cost(finding, step->base_cost);
    struct quantity head = metric_cost(finding, step->head_cost);
    if (base.text[0] != '\0' || head.text[0] != '\0') {
        buffer_printf(out, " (%s -> %s)",
                      base.text[0] != '\0' ? base.text : "0",
                      head.text[0] != '\0' ? head.text : "0");
    }
}

static void add_step(const struct finding *finding,
                     const struct finding_step *step, struct buffer *out)
{
    buffer_text(out, "-");
    if (step->function != NULL && step->function[0] != '\0') {
        buffer_printf(out, " %s", go_symbol_short(step->function));
    }
    if (step->text != NULL && step->text[0] != '\0') {
        buffer_printf(out, " %s", step->text);
    }
    if (step->location.file != NULL && step->in_source) {
        buffer_text(out, " at ");
        add_place(out, step->location);
    }
    add_step_cost(finding, step, out);
    buffer_byte(out, '\n');
}

/* Of the finding: a flow or its stack. */
static void add_steps(const char *title, const struct finding *finding,
                      const struct step_list *steps, struct buffer *out)
{
    if (steps->count == 0) {
        return;
    }
    buffer_printf(out, "\n%s\n", title);
    for (size_t i = 0; i < steps->count; i++) {
        add_step(finding, &steps->items[i], out);
    }
}

static bool is_member(const struct report *report, const struct place *place,
                      const struct finding *finding)
{
    for (size_t i = 0; place != NULL && i < place->members.count; i++) {
        if (&report->findings.items[place->members.items[i]] == finding) {
            return true;
        }
    }
    return false;
}

static void add_brief(const struct finding *finding,
                      const struct finding *origin, struct buffer *out)
{
    buffer_printf(out, "- %s %s: ", finding->rule->id, finding->rule->name);
    if (!location_same_line(finding->location, origin->location)) {
        add_lead(out, finding->location);
    }
    buffer_printf(out, "%s\n", finding->message);
}

/* The first line has told the origin, unless that is about another unit. */
static bool is_told(const struct junit_case *entry,
                    const struct finding *finding)
{
    bool has_unit =
        entry->decisions.count > 0 && finding_is_of_benchmark(finding);
    return finding == entry->origin.finding &&
           (!has_unit || strcmp(finding->metric.unit,
                                entry->decisions.items[0].gate->unit) == 0);
}

/* What else is known of the line, and of the function elsewhere. */
static void add_neighbours(const struct report *report,
                           const struct junit_case *entry, struct buffer *out)
{
    const struct place *place = entry->place;
    size_t start = out->length;
    buffer_text(out, "\nSee also:\n");
    size_t empty = out->length;
    for (size_t i = 0; place != NULL && i < place->members.count; i++) {
        const struct finding *other =
            &report->findings.items[place->members.items[i]];
        if (!is_told(entry, other)) {
            add_brief(other, entry->origin.finding, out);
        }
    }
    for (size_t i = 0; i < entry->findings.count; i++) {
        const struct finding *other = entry->findings.items[i];
        if (!is_told(entry, other) && !is_member(report, place, other)) {
            add_brief(other, entry->origin.finding, out);
        }
    }
    if (out->length == empty) {
        buffer_truncate(out, start);
    }
}

static void add_owners(const struct finding *finding, struct buffer *out)
{
    if (finding->owners.count > 0) {
        buffer_text(out, "\nOwner:");
        for (size_t i = 0; i < finding->owners.count; i++) {
            buffer_printf(out, " %s", finding->owners.items[i]);
        }
        buffer_byte(out, '\n');
    }
}

static void add_next(struct junit_origin origin, struct buffer *out)
{
    const struct finding *finding = origin.finding, *kept = origin.kept;
    add_owners(kept, out);
    if (finding->next_step[0] != '\0') {
        buffer_printf(out, "\nNext: %s\n", finding->next_step);
    }
    buffer_printf(out, "Help: perfscribe explain %s\nKey:  %s\n",
                  finding->rule->id, kept->key);
}

static void add_finding(const struct report *report,
                        const struct junit_case *entry, struct buffer *out)
{
    const struct finding *finding = entry->origin.finding;
    const struct finding *why = finding;
    if (entry->place != NULL && entry->place->cause != PLACE_NO_CAUSE) {
        why = &report->findings.items[entry->place->cause];
    }
    if (why != finding) {
        buffer_printf(out, "Why: %s.\n", why->cause.text);
    }
    add_rest(finding, out);
    add_remedies(entry, out);
    add_source(entry->origin.kept, out);
    add_steps("How the value reaches the heap:", why, &why->flow, out);
    add_steps("The stack that costs most, outermost first:", finding,
              &finding->stack, out);
    add_neighbours(report, entry, out);
    add_next(entry->origin, out);
}

/* Of a case that passes all the same: Jenkins keeps 1,000 bytes. */
static void add_findings(const struct junit_case *entry, struct buffer *out)
{
    for (size_t i = 0; i < entry->findings.count; i++) {
        add_rest(entry->findings.items[i], out);
        if (i + 1 < entry->findings.count) {
            add_lead(out, entry->findings.items[i + 1]->location);
            buffer_printf(out, "%s\n", entry->findings.items[i + 1]->headline);
        }
    }
}

void junit_details(const struct report *report, const struct junit_case *entry,
                   struct buffer *out)
{
    if (entry->gate != NULL) {
        add_decisions(entry, GATE_FAILED, out);
        add_decisions(entry, GATE_INCONCLUSIVE, out);
        buffer_text(out, "Help: perfscribe explain gates\n");
    } else if (entry->state == JUNIT_PASSED) {
        add_findings(entry, out);
    } else if (entry->origin.finding != NULL) {
        add_finding(report, entry, out);
    }
}
