#include "core/analysis/findings/attribute_benchmark.h"

#include <math.h>
#include <string.h>

#include "core/analysis/findings/changed_line.h"
#include "core/analysis/findings/function_cost.h"
#include "core/analysis/sources/package_folder.h"
#include "core/analysis/sources/source_text.h"

/* A line must account for this much of what all benchmarks cost more. */
static const double least_of_total = 0.5;

static bool is_allocation(const struct finding *finding)
{
    return text_starts_with(finding->metric.name, "alloc") ||
           strcmp(finding->metric.name, "B/op") == 0;
}

/* Its cost is time in which no CPU is used. */
static bool is_waiting(const struct finding *finding)
{
    return text_ends_with(finding->metric.name, " delay") ||
           strcmp(finding->metric.name, "wall time") == 0;
}

/* Lines of one file: those of a function, else all. */
struct line_range {
    const char *file;
    uint32_t first, last;
};

static struct line_range function_around(const struct analysis *analysis,
                                         struct location place)
{
    struct line_range range = { .file = place.file, .last = UINT32_MAX };
    struct go_function function;
    if (source_function_at(analysis->sources, &analysis->evidence->head.tree,
                           place.file, place.line, &function)) {
        range.first = function.first_line;
        range.last = function.last_line;
    }
    return range;
}

static bool is_in(const struct line_range *range, struct location line)
{
    return line.line >= range->first && line.line <= range->last &&
           strcmp(line.file, range->file) == 0;
}

/* Whether stacks of the benchmark pass the other's function, and the one in
 * which it stands: another benchmark may get there by another way. */
static bool is_on_stacks(const struct finding_stacks *stacks,
                         const struct finding *other)
{
    if (strcmp(other->benchmark, stacks->finding->benchmark) == 0) {
        return true;
    }
    struct line_range around =
        function_around(stacks->analysis, other->location);
    const struct carrier_list *lines = &stacks->carriers.lines;
    bool is_seen = false, is_passed = false;
    for (size_t i = 0; i < lines->count && !(is_seen && is_passed); i++) {
        const struct carrier *carrier = &lines->items[i];
        is_seen |= strcmp(carrier->function, other->seen_function) == 0;
        is_passed |= is_in(&around, carrier->location);
    }
    return is_seen && is_passed;
}

static struct location seen_of(const struct finding *finding)
{
    return finding->seen.file != NULL ? finding->seen : finding->location;
}

/* The other's place in a tally: its line, where it is about one. */
static struct tally_query place_of(const struct finding_profile *profile,
                                   const struct finding *other)
{
    struct location seen = seen_of(other);
    bool is_of_line = strcmp(other->metric.name, "cpu") != 0;
    struct tally_query query = { .is_line = is_of_line,
                                 .node = MAP_NONE,
                                 .fold = FOLD_OWN,
                                 .measure = profile->measure };
    if (is_of_line) {
        query.node =
            tally_find_line(profile->tally, other->seen_function, seen);
    }
    if (query.node == MAP_NONE) {
        query.is_line = false;
        query.node = tally_find_function(profile->tally, other->seen_function);
    }
    return query;
}

/* What the other's place adds to an operation of the benchmark, in nanoseconds,
 * bytes or objects; less for an improvement. 0: nothing is known. */
static double added_at(const struct finding_stacks *stacks,
                       const struct finding *other)
{
    struct finding_profile profile = stacks->profile;
    if (profile.tally == NULL || is_waiting(other)) {
        profile = finding_profile_of(stacks->analysis, other);
    }
    if (profile.tally == NULL) {
        return 0;
    }
    const char *benchmark = stacks->finding->benchmark;
    struct tally_query query = place_of(&profile, other);
    if (query.node == MAP_NONE) {
        return 0;
    }
    struct tally_cost cost = tally_cost_under(profile.tally, &query, benchmark);
    double operations = tally_operations_under(profile.tally, benchmark);
    return (cost.head - cost.base) * profile.unit /
           (operations > 0 ? operations : 1);
}

/* Of what the profiles show, the finding that adds most to the benchmark where
 * a line changed. NULL: none does. */
static const struct finding *explanation(const struct finding_stacks *stacks)
{
    const struct finding_list *findings = &stacks->analysis->report->findings;
    const struct finding *finding = stacks->finding, *best = NULL;
    bool is_better = finding_is_better(finding);
    double most = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *other = &findings->items[i];
        bool may_explain = other->seen_function[0] != '\0' &&
                           other->state != FINDING_FACT &&
                           finding_is_better(other) == is_better &&
                           (!is_allocation(finding) || is_allocation(other)) &&
                           changed_line_is(stacks->analysis, other->location) &&
                           is_on_stacks(stacks, other);
        double added = may_explain ? added_at(stacks, other) : 0;
        if ((is_better ? -added : added) > most) {
            most = fabs(added);
            best = other;
        }
    }
    return best;
}

static void attribute_declaration(struct analysis *analysis,
                                  struct finding *finding)
{
    struct source_benchmark wanted = {
        .name = finding->benchmark,
        .package = package_folder(analysis->evidence->module, finding->package),
    };
    finding->attribution = ATTRIBUTION_BENCHMARK;
    finding->location = source_benchmark_at(
        analysis->sources, &analysis->evidence->head.tree, &wanted);
}

/* No gate, no change: it has nothing to do with the patch. */
static bool is_of_head_alone(const struct finding *finding)
{
    return finding->state == FINDING_FACT && isnan(finding->metric.limit);
}

void attribute_benchmark(struct analysis *analysis, struct finding *finding,
                         const struct finding_stacks *stacks)
{
    if (is_of_head_alone(finding)) {
        attribute_declaration(analysis, finding);
        return;
    }
    const struct finding *explained = explanation(stacks);
    const struct carrier *changed = changed_line_grown(stacks);
    if (explained != NULL) {
        finding->attribution = ATTRIBUTION_FINDING;
        finding->location = explained->location;
        finding_stacks_show(stacks, finding, seen_of(explained));
        finding_stacks_show(stacks, finding, explained->location);
    } else if (changed != NULL) {
        finding->attribution = ATTRIBUTION_STACK;
        finding->location = changed->location;
        finding_stacks_show(stacks, finding, changed->location);
    } else if ((changed = changed_line_of_function(
                    analysis, &stacks->carriers.lines, finding,
                    &finding->location)) != NULL) {
        finding_stacks_show(stacks, finding, changed->location);
    } else {
        attribute_declaration(analysis, finding);
    }
}

void attribute_total(struct finding *finding,
                     const struct finding_stacks *stacks)
{
    const struct carrier *changed = changed_line_grown(stacks);
    const struct change *whole = &finding->metric.change;
    if (changed != NULL &&
        function_cost_growth(stacks->analysis, changed->function) /
                (whole->head - whole->base) >=
            least_of_total) {
        finding->attribution = ATTRIBUTION_STACK;
        finding->location = changed->location;
        finding_stacks_show(stacks, finding, changed->location);
    }
}

/* By which its share of the profile grew. */
static double share_growth(const struct finding *finding)
{
    return finding->metric.head_share - finding->metric.base_share;
}

void attribute_collector(const struct analysis *analysis,
                         struct finding *finding)
{
    const struct finding_list *findings = &analysis->report->findings;
    double most = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *other = &findings->items[i];
        if (text_starts_with(other->metric.name, "alloc_") &&
            other->state == FINDING_REGRESSION && other->location.line != 0 &&
            share_growth(other) > most) {
            most = share_growth(other);
            finding->location = other->location;
            finding->attribution = ATTRIBUTION_ALLOCATION;
        }
    }
}
