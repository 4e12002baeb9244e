#include "core/analysis/findings/describe_findings.h"

#include <math.h>

#include "core/base/quantity.h"
#include "core/model/go_symbol.h"

static void add_cause(const struct finding *finding, struct buffer *text)
{
    if (finding->cause.kind != CAUSE_UNKNOWN && !finding_tells_cause(finding)) {
        buffer_printf(text, " Why: %s.", finding->cause.text);
    }
}

/* Whoever reads it on a line of the change asks what the line has to do with
 * it. */
static const char *why_here(const struct finding *finding)
{
    static const char *const reasons[] = {
        [ATTRIBUTION_SEEN] = "",
        [ATTRIBUTION_FLOW] = "through this changed line the value escapes",
        [ATTRIBUTION_STACK] = "of the changed lines on its stacks, this one "
                              "grew most",
        [ATTRIBUTION_FUNCTION] = "this line changed in a function on its "
                                 "stacks",
        [ATTRIBUTION_REMOVAL] = "before this line code was removed from a "
                                "function on its stacks",
        [ATTRIBUTION_FINDING] = "the profiles show the cost on this line",
        [ATTRIBUTION_ALLOCATION] = "of all lines its allocations grew most",
        [ATTRIBUTION_BENCHMARK] = "no changed line explains it",
    };
    if (finding->attribution == ATTRIBUTION_STACK &&
        finding_is_better(finding)) {
        return "of the changed lines on its stacks, this one shrank most";
    }
    bool says_nothing = finding->state == FINDING_FACT &&
                        finding->attribution == ATTRIBUTION_BENCHMARK;
    return says_nothing ? "" : reasons[finding->attribution];
}

static void add_place(const struct finding *finding, struct buffer *text)
{
    const char *why = why_here(finding);
    if (finding->seen.file != NULL) {
        buffer_printf(text, " Seen at %s:%u%s%s.", finding->seen.file,
                      finding->seen.line, why[0] == '\0' ? "" : "; ", why);
    } else if ((finding_is_of_benchmark(finding) ||
                finding->attribution == ATTRIBUTION_ALLOCATION) &&
               why[0] != '\0') {
        buffer_printf(text, " It stands here: %s.", why);
    }
}

/* A gate's reason holds its own. */
static void add_certainty(const struct finding *finding, struct buffer *text)
{
    const struct change *change = &finding->metric.change;
    if (finding->state == FINDING_FACT || isnan(change->p) ||
        !isnan(finding->metric.limit)) {
        return;
    }
    struct quantity p = quantity_p(change->p);
    if (isfinite(change->low) && isfinite(change->high) && change->high > 0) {
        buffer_printf(text, " 95 %% interval %s to %s, %s.",
                      quantity_change(change->low).text,
                      quantity_change(change->high).text, p.text);
    } else {
        buffer_printf(text, " Beyond chance, %s.", p.text);
    }
}

static void add_merged(const struct finding *finding, struct buffer *text)
{
    if (finding->also[0] != '\0') {
        buffer_printf(text, " The same line also accounts for %s.",
                      finding->also);
    }
}

static void describe(const struct analysis *analysis, struct finding *finding)
{
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, finding->headline);
    add_cause(finding, &text);
    add_place(finding, &text);
    add_merged(finding, &text);
    add_certainty(finding, &text);
    finding->message = arena_copy(analysis->arena, text.bytes, text.length);
    buffer_release(&text);
}

static void describe_list(const struct analysis *analysis,
                          struct finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        describe(analysis, &findings->items[i]);
    }
}

void describe_findings(struct analysis *analysis)
{
    describe_list(analysis, &analysis->report->findings);
    describe_list(analysis, &analysis->report->improvements);
}
