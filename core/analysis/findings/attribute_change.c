#include "core/analysis/findings/attribute_change.h"

#include <string.h>

#include "core/analysis/allocations/flow_line.h"
#include "core/analysis/findings/attribute_benchmark.h"
#include "core/analysis/findings/changed_line.h"
#include "core/model/go_symbol.h"

/* Of the finding's own lines the one that grew most; where none did, the one
 * that carries most. NULL: it has none. */
static const struct carrier *own_line(const struct finding_stacks *stacks)
{
    const struct carrier *grown = NULL, *hottest = NULL;
    double most = 0;
    for (size_t i = 0; i < stacks->carriers.lines.count; i++) {
        const struct carrier *carrier = &stacks->carriers.lines.items[i];
        if (carrier->depth > 0) {
            break;
        }
        double growth = finding_stacks_growth(stacks, carrier, FOLD_OWN);
        if (growth > most) {
            most = growth;
            grown = carrier;
        }
        if (hottest == NULL || carrier->value > hottest->value) {
            hottest = carrier;
        }
    }
    return grown != NULL ? grown : hottest;
}

/* Where the function saves most, be it on a line that is gone: what is left of
 * its cost in head stands anywhere. No line: it saves nowhere. */
static struct location saving_line(const struct finding_stacks *stacks)
{
    const struct tally *tally = stacks->profile.tally;
    struct tally_query query = { .is_line = true,
                                 .fold = FOLD_OWN,
                                 .measure = stacks->profile.measure };
    const struct tally_node *best = NULL;
    double most = 0;
    for (; tally != NULL && query.node < tally->lines.count; query.node++) {
        const struct tally_node *node = &tally->lines.items[query.node];
        if (node->in_source &&
            node->function == stacks->finding->seen_function) {
            struct tally_cost cost = tally_cost_under(tally, &query, NULL);
            if (cost.base - cost.head > most) {
                most = cost.base - cost.head;
                best = node;
            }
        }
    }
    if (best == NULL) {
        return (struct location){ .line = 0 };
    }
    return best->is_only_base
               ? patch_place(&stacks->analysis->evidence->patch, best->location)
               : best->location;
}

/* Where the finding is seen: what its rule said, else its own line. */
static struct location seen_at(const struct finding_stacks *stacks)
{
    struct location place = stacks->finding->location;
    struct location saving = { .line = 0 };
    if (place.line == 0 && finding_is_better(stacks->finding)) {
        saving = saving_line(stacks);
    }
    const struct carrier *own = place.line == 0 ? own_line(stacks) : NULL;
    if (saving.line != 0) {
        return saving;
    }
    return own == NULL ? place : own->location;
}

static void move_to(struct finding *finding, struct location seen,
                    struct location cause)
{
    if (!location_same_line(seen, cause)) {
        finding->seen = seen;
        finding->location = cause;
        return;
    }
    uint32_t column = finding->location.column;
    finding->location = cause;
    finding->location.column = cause.column != 0 ? cause.column : column;
}

/* A changed line on the flow of what escapes at the line seen, or where its
 * body is inlined: there the compiler says it again, of that call. */
static bool flow_of_seen(const struct finding_stacks *stacks,
                         struct location seen, struct location *cause)
{
    if (flow_line(stacks->analysis, stacks->finding->cause.diagnostic, seen,
                  cause)) {
        return true;
    }
    for (size_t i = 0; i < stacks->carriers.lines.count; i++) {
        const struct carrier *carrier = &stacks->carriers.lines.items[i];
        if (carrier->is_around &&
            flow_line(stacks->analysis, NULL, carrier->location, cause)) {
            return true;
        }
    }
    return false;
}

static void attribute_seen(struct analysis *analysis, struct finding *finding,
                           const struct finding_stacks *stacks)
{
    struct location seen = seen_at(stacks);
    struct location cause = seen;
    if (changed_line_is(analysis, seen)) {
        finding->attribution = ATTRIBUTION_SEEN;
    } else if (flow_of_seen(stacks, seen, &cause)) {
        finding->attribution = ATTRIBUTION_FLOW;
    } else {
        const struct carrier *changed = changed_line_grown(stacks);
        if (changed != NULL) {
            finding->attribution = ATTRIBUTION_STACK;
            cause = changed->location;
            finding_stacks_show(stacks, finding, cause);
        } else {
            changed_line_of_function(analysis, &stacks->carriers.lines, finding,
                                     &cause);
        }
    }
    move_to(finding, seen, cause);
}

/* The repository's lines on the stack that the rule gave, the leaf first. */
static struct carrier_list lines_of_stack(const struct analysis *analysis,
                                          const struct finding *finding)
{
    struct carrier_list lines = { .items = NULL };
    for (size_t i = finding->stack.count; i-- > 0;) {
        const struct finding_step *step = &finding->stack.items[i];
        if (step->in_source && !go_is_test_file(step->location.file)) {
            *LIST_PUSH(analysis->arena, &lines) =
                (struct carrier){ .function = step->function,
                                  .location = step->location,
                                  .depth = (uint32_t)lines.count };
        }
    }
    return lines;
}

/* No profile says what goroutines cost: a changed line of the functions that
 * they are in is what there is. */
static void attribute_goroutines(struct analysis *analysis,
                                 struct finding *finding)
{
    struct carrier_list lines = lines_of_stack(analysis, finding);
    struct location seen = finding->location, cause = seen;
    if (changed_line_is(analysis, seen)) {
        finding->attribution = ATTRIBUTION_SEEN;
    } else if (changed_line_of_function(analysis, &lines, finding, &cause) !=
               NULL) {
        move_to(finding, seen, cause);
    }
}

static void attribute_finding(struct analysis *analysis,
                              struct finding *finding)
{
    if (text_starts_with(finding->metric.name, "GC ")) {
        attribute_collector(analysis, finding);
        return;
    }
    if (strcmp(finding->metric.name, "goroutines") == 0) {
        attribute_goroutines(analysis, finding);
        return;
    }
    struct finding_stacks stacks = finding_stacks_of(analysis, finding);
    finding->stack = stacks.carriers.stack;
    bool is_of_nothing =
        finding->seen_function[0] == '\0' && finding->benchmark[0] == '\0';
    if (finding->state == FINDING_FACT &&
        (finding->location.line != 0 || is_of_nothing)) {
        return; /* a fact stands where it is, be it nowhere */
    }
    if (finding->seen_function[0] != '\0') {
        attribute_seen(analysis, finding, &stacks);
    } else if (finding->benchmark[0] == '\0') {
        attribute_total(finding, &stacks);
    } else {
        attribute_benchmark(analysis, finding, &stacks);
    }
}

void attribute_change(struct analysis *analysis)
{
    struct finding_list *findings = &analysis->report->findings;
    for (int of_benchmarks = 0; of_benchmarks < 2; of_benchmarks++) {
        for (size_t i = 0; i < findings->count; i++) {
            struct finding *finding = &findings->items[i];
            if ((finding->seen_function[0] == '\0') == of_benchmarks) {
                attribute_finding(analysis, finding);
            }
        }
    }
}
