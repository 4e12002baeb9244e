#include "core/analysis/gates/waive.h"

#include <string.h>

#include "core/analysis/gates/waiver_match.h"
#include "core/base/quantity.h"
#include "core/base/strings.h"

/* What is known of each waiver while they are applied. */
struct trial {
    struct waiver_use *use;
    bool counts;         /* readable, and its time has come and not passed */
    uint32_t matches;    /* of one that does not count */
    double beyond;       /* the most that exceeded its limit */
    const char *exceeds; /* what that was; NULL: nothing */
};

struct trials {
    struct analysis *analysis;
    struct LIST_STRUCT(struct trial) list;
};

static const char *problem_of(const struct waiver *waiver, int32_t today)
{
    if (waiver->problem != NULL) {
        return waiver->problem;
    }
    return waiver->created_day > today ? "it was created in the future" : NULL;
}

static void start(struct trials *trials)
{
    const struct waiver_list *waivers = &trials->analysis->config->waivers;
    struct report *report = trials->analysis->report;
    for (size_t i = 0; i < waivers->count; i++) {
        const struct waiver *waiver = &waivers->items[i];
        *LIST_PUSH(trials->analysis->arena, &report->waivers) =
            (struct waiver_use){ .waiver = waiver, .state = WAIVER_UNUSED };
    }
    for (size_t i = 0; i < waivers->count; i++) {
        struct waiver_use *use = &report->waivers.items[i];
        bool is_readable = problem_of(use->waiver, report->today) == NULL;
        bool is_past = is_readable && report->today > use->waiver->expires_day;
        use->state = !is_readable ? WAIVER_UNREADABLE
                     : is_past    ? WAIVER_EXPIRED
                                  : WAIVER_UNUSED;
        *LIST_PUSH(trials->analysis->arena, &trials->list) =
            (struct trial){ .use = use, .counts = use->state == WAIVER_UNUSED };
    }
}

/* Whether the waiver, which is about it, takes it out of the count. */
static bool admits(struct trial *trial, double extent, const char *what)
{
    if (!trial->counts) {
        trial->matches++;
        return false;
    }
    if (!waiver_allows(trial->use->waiver, extent)) {
        trial->use->state = WAIVER_EXCEEDED;
        if (trial->exceeds == NULL || extent > trial->beyond) {
            trial->beyond = extent;
            trial->exceeds = what;
        }
        return false;
    }
    if (trial->use->state == WAIVER_UNUSED) {
        trial->use->state = WAIVER_USED;
    }
    return true;
}

static void skip_gate(struct trials *trials, struct gate *gate,
                      struct trial *trial)
{
    gate->waiver = trial->use->waiver;
    gate->reason =
        arena_printf(trials->analysis->arena, "%s It %s: %s",
                     waiver_words(trials->analysis->arena, trial->use->waiver),
                     gate->state == GATE_FAILED ? "failed" : "is inconclusive",
                     gate->reason);
    gate->unwaived_state = gate->state;
    gate->state = GATE_SKIPPED;
    trial->use->gates++;
}

static bool is_open(const struct gate *gate)
{
    return gate->state == GATE_FAILED || gate->state == GATE_INCONCLUSIVE;
}

static void waive_gates(struct trials *trials)
{
    struct gate_list *gates = &trials->analysis->report->gates;
    for (size_t i = 0; i < gates->count; i++) {
        struct gate *gate = &gates->items[i];
        for (size_t j = 0; j < trials->list.count && is_open(gate); j++) {
            struct trial *trial = &trials->list.items[j];
            if (waiver_matches_gate(trials->analysis, trial->use->waiver,
                                    gate) &&
                admits(trial, gate->value, gate->reason)) {
                skip_gate(trials, gate, trial);
            }
        }
    }
}

/* The waiver of all decisions that the finding tells of; NULL: one of them
 * has none, or there are none. */
static const struct waiver *waiver_of_gates(const struct trials *trials,
                                            const struct finding *finding)
{
    const struct gate_list *gates = &trials->analysis->report->gates;
    const struct waiver *waiver = NULL;
    for (size_t i = 0; i < gates->count; i++) {
        const struct gate *gate = &gates->items[i];
        if (!gate_is_told_by(gate, finding)) {
            continue;
        }
        if (is_open(gate)) {
            return NULL;
        }
        waiver = gate->waiver != NULL ? gate->waiver : waiver;
    }
    return waiver;
}

static void skip_gates_of(struct trials *trials, const struct finding *finding,
                          struct trial *trial)
{
    struct gate_list *gates = &trials->analysis->report->gates;
    for (size_t i = 0; i < gates->count; i++) {
        struct gate *gate = &gates->items[i];
        if (is_open(gate) && gate_is_told_by(gate, finding)) {
            skip_gate(trials, gate, trial);
        }
    }
}

static const struct waiver *waiver_of(struct trials *trials,
                                      const struct finding *finding)
{
    double extent = waiver_extent_of(finding);
    for (size_t i = 0; i < trials->list.count; i++) {
        struct trial *trial = &trials->list.items[i];
        if (waiver_matches_finding(trial->use->waiver, finding) &&
            admits(trial, extent, finding->headline)) {
            trial->use->findings++;
            skip_gates_of(trials, finding, trial);
            return trial->use->waiver;
        }
    }
    const struct waiver *waiver = waiver_of_gates(trials, finding);
    for (size_t i = 0; i < trials->list.count; i++) {
        struct waiver_use *use = trials->list.items[i].use;
        use->findings += use->waiver == waiver;
    }
    return waiver;
}

static void waive_findings(struct trials *trials)
{
    struct report *report = trials->analysis->report;
    struct finding_list *findings = &report->findings;
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        finding->waiver = waiver_of(trials, finding);
        if (finding->waiver != NULL) {
            *LIST_PUSH(trials->analysis->arena, &report->waived) = *finding;
        } else {
            findings->items[kept++] = *finding;
        }
    }
    findings->count = kept;
}

static const char *plural(uint32_t count)
{
    return count == 1 ? "" : "s";
}

static int length_without_period(const char *sentence)
{
    size_t length = strlen(sentence);
    return (int)(length - text_ends_with(sentence, "."));
}

static const char *words_for(const struct trials *trials,
                             const struct trial *trial)
{
    struct arena *arena = trials->analysis->arena;
    const struct waiver_use *use = trial->use;
    switch (use->state) {
    case WAIVER_USED:
        return arena_printf(
            arena,
            "takes %u finding%s and %u decision%s of gates out of the "
            "count until %s",
            use->findings, plural(use->findings), use->gates,
            plural(use->gates), use->waiver->expires);
    case WAIVER_UNUSED:
        return "matches nothing";
    case WAIVER_EXPIRED:
        return trial->matches > 0
                   ? arena_printf(arena,
                                  "expired on %s; what it waived counts again",
                                  use->waiver->expires)
                   : arena_printf(arena, "expired on %s and matches nothing",
                                  use->waiver->expires);
    case WAIVER_EXCEEDED:
        return arena_printf(arena, "is exceeded, its limit is %s: %.*s",
                            quantity_percent(use->waiver->limit).text,
                            length_without_period(trial->exceeds),
                            trial->exceeds);
    case WAIVER_UNREADABLE:
        return arena_printf(
            arena, "counts for nothing: %s",
            problem_of(use->waiver, trials->analysis->report->today));
    }
    return "";
}

/* Whether the waiver with this number is good for an earlier target. */
static bool matched_earlier(const struct report *report, size_t index)
{
    for (report = report->earlier; report != NULL; report = report->earlier) {
        if (index < report->waivers.count &&
            report->waivers.items[index].matches_something) {
            return true;
        }
    }
    return false;
}

/* What is wrong with a waiver itself is said once, of the last target; that it
 * matches nothing when all have been compared. */
static bool is_told(const struct analysis *analysis, size_t index)
{
    const struct report *report = analysis->report;
    const struct evidence *evidence = analysis->evidence;
    switch (report->waivers.items[index].state) {
    case WAIVER_USED:
        return false;
    case WAIVER_EXCEEDED:
        return true;
    case WAIVER_EXPIRED:
    case WAIVER_UNREADABLE:
        return !report->has_later_targets;
    case WAIVER_UNUSED:
        return !report->has_later_targets && evidence->base.is_present &&
               evidence->head.is_present && !matched_earlier(report, index);
    }
    return false;
}

static void conclude(const struct trials *trials)
{
    struct arena *arena = trials->analysis->arena;
    for (size_t i = 0; i < trials->list.count; i++) {
        const struct trial *trial = &trials->list.items[i];
        struct waiver_use *use = trial->use;
        use->subject = waiver_subject(arena, use->waiver);
        use->text = words_for(trials, trial);
        use->matches_something = trial->matches > 0 ||
                                 use->state == WAIVER_USED ||
                                 use->state == WAIVER_EXCEEDED;
        use->is_told = is_told(trials->analysis, i);
    }
}

void waive(struct analysis *analysis)
{
    struct trials trials = { .analysis = analysis };
    start(&trials);
    waive_gates(&trials);
    waive_findings(&trials);
    conclude(&trials);
}
