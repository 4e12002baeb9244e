#include "core/analysis/gates/summarise_gates.h"

#include <math.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/quantity.h"
#include "core/model/go_symbol.h"

static const char *title_of(const char *id)
{
    static const struct {
        const char *id, *title;
    } titles[] = {
        { "unrelated-time", "Time of unrelated benchmarks" },
        { "related-time", "Time of related benchmarks" },
        { "allocations", "Allocations of benchmarks" },
        { "no-new-hotspot", "No new hotspot" },
        { "archived", "Profiles archived" },
        { "dashboard", "Dashboard updated" },
    };
    for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
        if (strcmp(titles[i].id, id) == 0) {
            return titles[i].title;
        }
    }
    return id;
}

static struct gate_summary *summary_of(const struct analysis *analysis,
                                       const char *id)
{
    struct gate_summary_list *list = &analysis->report->gate_summaries;
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].id, id) == 0) {
            return &list->items[i];
        }
    }
    struct gate_summary *summary = LIST_PUSH(analysis->arena, list);
    summary->id = id;
    summary->title = title_of(id);
    return summary;
}

static enum gate_state state_of(const struct gate_summary *summary)
{
    static const enum gate_state gravest_first[] = {
        GATE_FAILED,
        GATE_INCONCLUSIVE,
        GATE_PASSED,
    };
    for (size_t i = 0; i < 3; i++) {
        if (summary->counts[gravest_first[i]] > 0) {
            return gravest_first[i];
        }
    }
    return GATE_SKIPPED;
}

static double height_of(const struct gate *gate)
{
    return isnan(gate->value) ? (double)-INFINITY : gate->value;
}

static void find_worst(const struct gate_list *gates,
                       struct gate_summary *summary)
{
    bool is_first = true;
    for (size_t i = 0; i < gates->count; i++) {
        const struct gate *gate = &gates->items[i];
        if (strcmp(gate->id, summary->id) != 0 ||
            gate->state != summary->state) {
            continue;
        }
        if (is_first ||
            height_of(gate) > height_of(&gates->items[summary->worst])) {
            summary->worst = i;
            is_first = false;
        }
    }
}

static size_t decisions(const struct gate_summary *summary)
{
    size_t total = 0;
    for (size_t i = 0; i < 4; i++) {
        total += summary->counts[i];
    }
    return total;
}

/* "BenchmarkJoin-8 sec/op 2.8x" or "pricing.find 9.1 %" */
static void add_subject(struct buffer *text, const struct gate *gate)
{
    if (gate->benchmark[0] == '\0') {
        buffer_printf(text, "%s", go_symbol_short(gate->function));
    } else {
        buffer_printf(text, "Benchmark%s %s", gate->benchmark, gate->unit);
    }
    if (isinf(gate->value)) {
        buffer_text(text, ", none before");
    } else if (!isnan(gate->value)) {
        buffer_printf(text, " %s",
                      gate->benchmark[0] == '\0'
                          ? quantity_percent(gate->value).text
                          : quantity_change(1 + gate->value).text);
    }
}

/* Hotspots are counted as they are found; there is no total. */
static void add_hotspots(struct buffer *text, size_t count,
                         const struct gate *worst)
{
    buffer_printf(text, "%zu function%s over %s of the CPU profile", count,
                  count == 1 ? "" : "s", quantity_percent(worst->limit).text);
}

/* What was waived, or is turned off, was not judged. */
static void add_counts(struct buffer *text, const struct gate_summary *summary)
{
    size_t failed = summary->counts[GATE_FAILED];
    size_t open = summary->counts[GATE_INCONCLUSIVE];
    size_t skipped = summary->counts[GATE_SKIPPED];
    size_t judged = decisions(summary) - skipped;
    if (failed > 0) {
        buffer_printf(text, "%zu of %zu beyond the limit", failed, judged);
    }
    if (failed > 0 && open > 0) {
        buffer_printf(text, ", %zu undecided", open);
    } else if (open > 0) {
        buffer_printf(text, "%zu of %zu undecided", open, judged);
    }
    if (failed + open == 0 && judged > 0) {
        buffer_printf(text, "all %zu within the limit", judged);
    }
    if (skipped > 0) {
        buffer_printf(text, "%s%zu skipped", judged > 0 ? ", " : "", skipped);
    }
}

/* A gate that decided once has said it all in its reason. */
static const char *words_for(const struct analysis *analysis,
                             const struct gate_summary *summary)
{
    static const char *const leads[] = { [GATE_PASSED] = "highest",
                                         [GATE_FAILED] = "worst",
                                         [GATE_INCONCLUSIVE] = "highest",
                                         [GATE_SKIPPED] = "first" };
    const struct gate *worst = &analysis->report->gates.items[summary->worst];
    if (decisions(summary) == 1) {
        return worst->reason;
    }
    struct buffer text;
    buffer_init(&text);
    if (worst->function[0] != '\0') {
        add_hotspots(&text, summary->counts[summary->state], worst);
    } else {
        add_counts(&text, summary);
    }
    buffer_printf(&text, "; %s: ", leads[summary->state]);
    add_subject(&text, worst);
    buffer_byte(&text, '.');
    const char *words = arena_copy(analysis->arena, text.bytes, text.length);
    buffer_release(&text);
    return words;
}

void summarise_gates(struct analysis *analysis)
{
    const struct gate_list *gates = &analysis->report->gates;
    struct gate_summary_list *summaries = &analysis->report->gate_summaries;
    for (size_t i = 0; i < gates->count; i++) {
        summary_of(analysis, gates->items[i].id)
            ->counts[gates->items[i].state]++;
    }
    for (size_t i = 0; i < summaries->count; i++) {
        struct gate_summary *summary = &summaries->items[i];
        summary->state = state_of(summary);
        find_worst(gates, summary);
        summary->text = words_for(analysis, summary);
    }
}
