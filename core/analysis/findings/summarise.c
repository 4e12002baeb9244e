#include "core/analysis/findings/summarise.h"

#include <math.h>

#include "core/base/buffer.h"
#include "core/base/quantity.h"
#include "core/model/go_symbol.h"

static void count_findings(struct report *report)
{
    for (size_t i = 0; i < report->findings.count; i++) {
        const struct finding *finding = &report->findings.items[i];
        switch (finding->level) {
        case LEVEL_ERROR:
            report->error_count++;
            break;
        case LEVEL_WARNING:
            report->warning_count++;
            break;
        case LEVEL_NOTE:
            report->note_count++;
            break;
        }
        report->annotated_count += finding->is_in_patch;
    }
}

static size_t gates_in(const struct report *report, enum gate_state state)
{
    size_t count = 0;
    for (size_t i = 0; i < report->gate_summaries.count; i++) {
        count += report->gate_summaries.items[i].state == state;
    }
    return count;
}

static enum gate_state state_of(const struct report *report)
{
    if (gates_in(report, GATE_FAILED) > 0) {
        return GATE_FAILED;
    }
    if (gates_in(report, GATE_INCONCLUSIVE) > 0) {
        return GATE_INCONCLUSIVE;
    }
    return gates_in(report, GATE_PASSED) > 0 ? GATE_PASSED : GATE_SKIPPED;
}

/* "Fails 3 of 4 gates" */
static void add_gates(const struct report *report, struct buffer *text)
{
    enum gate_state state = report->verdict_state;
    size_t judged =
        report->gate_summaries.count - gates_in(report, GATE_SKIPPED);
    const char *gates = judged == 1 ? "gate" : "gates";
    switch (state) {
    case GATE_FAILED:
        buffer_printf(text, "Fails %zu of %zu %s", gates_in(report, state),
                      judged, gates);
        break;
    case GATE_INCONCLUSIVE:
        buffer_printf(text, "Inconclusive, %zu of %zu %s undecided",
                      gates_in(report, state), judged, gates);
        break;
    case GATE_PASSED:
        buffer_printf(text, "Passes %zu of %zu %s", judged, judged, gates);
        break;
    case GATE_SKIPPED:
        buffer_text(text, "Nothing to judge");
        break;
    }
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* " at pricing/join.go:20 (pricing.find, 2.6x)": where to begin. */
static void add_worst(const struct report *report, const struct place *place,
                      struct buffer *text)
{
    const struct finding *finding =
        &report->findings.items[place->members.items[0]];
    double ratio = finding->metric.change.ratio;
    if (place->location.file != NULL && place->location.line != 0) {
        buffer_printf(text, " at %s:%u", place->location.file,
                      place->location.line);
    }
    buffer_printf(text, " (%s", go_symbol_short(place->function));
    if (!isnan(ratio)) {
        buffer_printf(text, ", %s", quantity_change(ratio).text);
    }
    buffer_byte(text, ')');
}

/* Lines that got worse, and lines that got better: many findings on one line
 * are one regression. */
static void add_places(const struct report *report, struct buffer *text)
{
    size_t worse = 0, better = report->better_places.count;
    const struct place *worst = NULL;
    for (size_t i = 0; i < report->places.count; i++) {
        const struct place *place = &report->places.items[i];
        worst = worse == 0 && place->is_regression ? place : worst;
        worse += place->is_regression;
    }
    if (worst != NULL) {
        buffer_printf(text, ": %zu regression%s", worse, plural(worse));
        buffer_text(text, worse > 1 ? ", the first" : "");
        add_worst(report, worst, text);
    } else if (report->verdict_state != GATE_SKIPPED) {
        buffer_text(text, ": nothing got worse beyond chance");
    }
    if (better > 0) {
        buffer_printf(text, ", %zu improvement%s", better, plural(better));
    }
}

/* What base has too, and an earlier run found. */
static void add_recalled(const struct report *report, struct buffer *text)
{
    size_t count = 0;
    for (size_t i = 0; i < report->findings.count; i++) {
        count += report->findings.items[i].is_recalled;
    }
    if (count > 0) {
        buffer_printf(text, ", %zu finding%s of earlier runs still open", count,
                      plural(count));
    }
}

static const char *verdict_of(const struct analysis *analysis)
{
    struct buffer text;
    buffer_init(&text);
    add_gates(analysis->report, &text);
    add_places(analysis->report, &text);
    add_recalled(analysis->report, &text);
    buffer_byte(&text, '.');
    const char *verdict = arena_copy(analysis->arena, text.bytes, text.length);
    buffer_release(&text);
    return verdict;
}

static void add_notices(struct analysis *analysis,
                        const struct evidence_side *side)
{
    for (size_t i = 0; i < side->notices.count; i++) {
        *LIST_PUSH(analysis->arena, &analysis->report->notices) =
            side->notices.items[i];
    }
}

void summarise(struct analysis *analysis)
{
    add_notices(analysis, &analysis->evidence->base);
    add_notices(analysis, &analysis->evidence->head);
    count_findings(analysis->report);
    analysis->report->verdict_state = state_of(analysis->report);
    analysis->report->verdict = verdict_of(analysis);
}
