#include "core/analysis/summarise.h"

#include "core/base/buffer.h"
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
    for (size_t i = 0; i < report->gates.count; i++) {
        count += report->gates.items[i].state == state;
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

static void add_count(struct buffer *text, size_t count, const char *one,
                      const char *many)
{
    if (count > 0) {
        buffer_printf(text, "%s%zu %s", text->length > 0 ? ", " : "", count,
                      count == 1 ? one : many);
    }
}

/* "Fails: 3 gates failed; 5 regressions, 2 improvements. Worst: ..." */
static const char *verdict_of(const struct analysis *analysis)
{
    static const char *const words[] = {
        [GATE_PASSED] = "Passes",
        [GATE_FAILED] = "Fails",
        [GATE_INCONCLUSIVE] = "Inconclusive",
        [GATE_SKIPPED] = "Nothing to judge",
    };
    const struct report *report = analysis->report;
    struct buffer counts;
    buffer_init(&counts);
    add_count(&counts, gates_in(report, GATE_FAILED), "gate failed",
              "gates failed");
    add_count(&counts, gates_in(report, GATE_INCONCLUSIVE), "gate inconclusive",
              "gates inconclusive");
    size_t regressions = 0;
    for (size_t i = 0; i < report->findings.count; i++) {
        regressions += report->findings.items[i].state == FINDING_REGRESSION &&
                       report->findings.items[i].level >= LEVEL_WARNING;
    }
    add_count(&counts, regressions, "regression", "regressions");
    add_count(&counts, report->improvements.count, "improvement",
              "improvements");
    if (counts.length == 0) {
        buffer_text(&counts, "nothing got worse");
    }
    const char *verdict = arena_printf(
        analysis->arena, "%s: %s.", words[report->verdict_state], counts.bytes);
    buffer_release(&counts);
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
