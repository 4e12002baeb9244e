#include "core/analysis/attribute_change.h"

#include <math.h>
#include <string.h>

#include "core/analysis/carriers.h"
#include "core/analysis/defining_line.h"
#include "core/analysis/flow_line.h"
#include "core/analysis/function_cost.h"
#include "core/analysis/line_growth.h"
#include "core/analysis/package_folder.h"
#include "core/analysis/source_text.h"
#include "core/analysis/tally.h"
#include "core/model/go_symbol.h"

/* A changed line must account for this much of the growth that it is blamed
 * for; edits that merely stand on the way do not. */
static const double least_growth = 0.5;

static const struct patch *patch_of(const struct analysis *analysis)
{
    return &analysis->evidence->patch;
}

/* The profile in which the finding's metric is seen on stacks. */
static struct carrier_query query_for(const struct finding *finding)
{
    struct carrier_query query = { .kind = PROFILE_CPU,
                                   .value_type = "samples" };
    const char *name = finding->metric.name;
    if (text_starts_with(name, "alloc_")) {
        query.kind = PROFILE_HEAP;
        query.value_type = name;
    } else if (strcmp(name, "bytes in use") == 0) {
        query.kind = PROFILE_HEAP;
        query.value_type = "inuse_space";
    } else if (strcmp(name, "mutex delay") == 0) {
        query.kind = PROFILE_MUTEX;
        query.value_type = "delay";
    } else if (strcmp(name, "block delay") == 0) {
        query.kind = PROFILE_BLOCK;
        query.value_type = "delay";
    } else if (strcmp(name, "wall time") == 0) {
        query.kind = PROFILE_WALL;
        query.value_type = "time";
    } else if (strcmp(name, "B/op") == 0) {
        query.kind = PROFILE_HEAP;
        query.value_type = "alloc_space";
    } else if (strcmp(name, "allocs/op") == 0) {
        query.kind = PROFILE_HEAP;
        query.value_type = "alloc_objects";
    }
    if (finding->seen_function[0] != '\0') {
        query.own_function = finding->seen_function;
        if (finding->location.line != 0) {
            query.own_line = finding->location;
        }
    } else if (finding->benchmark[0] != '\0') {
        query.benchmark = finding->benchmark;
    }
    return query;
}

static const struct tally *tally_for(const struct analysis *analysis,
                                     const struct carrier_query *query)
{
    return strcmp(query->value_type, "inuse_space") == 0
               ? analysis->retained
               : analysis->tallies[query->kind];
}

static size_t measure_for(const struct carrier_query *query)
{
    return strcmp(query->value_type, "alloc_space") == 0 ? 1 : 0;
}

/* A finding and the stacks that carry it. */
struct attribution_query {
    const struct finding *finding;
    struct carrier_query stacks;
    struct carrier_list lines;
};

/* By how much a line's cost changed as the finding did, at base's operations:
 * its growth, or what an improvement saves there. */
static double growth_of(const struct analysis *analysis,
                        const struct attribution_query *query,
                        const struct carrier *carrier, enum fold fold)
{
    struct line_growth growth = { .analysis = analysis,
                                  .tally = tally_for(analysis, &query->stacks),
                                  .fold = fold,
                                  .measure = measure_for(&query->stacks) };
    double more = line_growth_of(&growth, carrier->function, carrier->location);
    return query->finding->state == FINDING_IMPROVEMENT ? -more : more;
}

/* The changed line on the stacks whose cum grew most; NULL: none explains. */
static const struct carrier *changed_carrier(
    const struct analysis *analysis, const struct attribution_query *query)
{
    const struct carrier *best = NULL;
    double most = 0, largest = 0;
    for (size_t i = 0; i < query->lines.count; i++) {
        const struct carrier *carrier = &query->lines.items[i];
        double growth = growth_of(analysis, query, carrier, FOLD_CUM);
        largest = fmax(largest, growth);
        if (growth > most &&
            patch_changes_line(patch_of(analysis), carrier->location.file,
                               carrier->location.line)) {
            most = growth;
            best = carrier;
        }
    }
    return most >= least_growth * largest ? best : NULL;
}

/* A changed line of a changed function on the stacks, else where one of them
 * lost code. */
static bool changed_function(const struct analysis *analysis,
                             const struct carrier_list *lines,
                             struct finding *finding, struct location *location)
{
    static const struct {
        bool (*find)(const struct analysis *, struct location,
                     struct location *);
        enum attribution attribution;
    } ways[] = { { defining_line, ATTRIBUTION_FUNCTION },
                 { nearest_line, ATTRIBUTION_FUNCTION },
                 { removal_line, ATTRIBUTION_REMOVAL } };
    for (size_t way = 0; way < sizeof(ways) / sizeof(*ways); way++) {
        for (size_t i = 0; i < lines->count; i++) {
            if (ways[way].find(analysis, lines->items[i].location, location)) {
                finding->attribution = ways[way].attribution;
                return true;
            }
        }
    }
    return false;
}

/* Of the finding's own lines the one that grew most; where none did, the one
 * that carries most. NULL: it has none. */
static const struct carrier *own_line(const struct analysis *analysis,
                                      const struct attribution_query *query)
{
    const struct carrier *grown = NULL, *hottest = NULL;
    double most = 0;
    for (size_t i = 0; i < query->lines.count; i++) {
        const struct carrier *carrier = &query->lines.items[i];
        if (carrier->depth > 0) {
            break;
        }
        double growth = growth_of(analysis, query, carrier, FOLD_OWN);
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

/* Where the finding is seen: what its rule said, else its own line. */
static struct location seen_at(const struct analysis *analysis,
                               const struct attribution_query *query)
{
    struct location place = query->finding->location;
    const struct carrier *own =
        place.line == 0 ? own_line(analysis, query) : NULL;
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

static bool is_changed(const struct analysis *analysis,
                       struct location location)
{
    return location.file != NULL &&
           patch_changes_line(patch_of(analysis), location.file, location.line);
}

/* A changed line on the flow of what escapes at the line seen, or where its
 * body is inlined: there the compiler says it again, of that call. */
static bool flow_of_seen(const struct analysis *analysis,
                         const struct attribution_query *query,
                         struct location seen, struct location *cause)
{
    if (flow_line(analysis, query->finding->cause.diagnostic, seen, cause)) {
        return true;
    }
    for (size_t i = 0; i < query->lines.count; i++) {
        const struct carrier *carrier = &query->lines.items[i];
        if (carrier->is_around &&
            flow_line(analysis, NULL, carrier->location, cause)) {
            return true;
        }
    }
    return false;
}

static void attribute_seen(struct analysis *analysis, struct finding *finding,
                           const struct attribution_query *query)
{
    struct location seen = seen_at(analysis, query);
    struct location cause = seen;
    if (is_changed(analysis, seen)) {
        finding->attribution = ATTRIBUTION_SEEN;
    } else if (flow_of_seen(analysis, query, seen, &cause)) {
        finding->attribution = ATTRIBUTION_FLOW;
    } else {
        const struct carrier *changed = changed_carrier(analysis, query);
        if (changed != NULL) {
            finding->attribution = ATTRIBUTION_STACK;
            cause = changed->location;
        } else {
            changed_function(analysis, &query->lines, finding, &cause);
        }
    }
    move_to(finding, seen, cause);
}

static bool is_allocation(const struct finding *finding)
{
    return text_starts_with(finding->metric.name, "alloc") ||
           strcmp(finding->metric.name, "B/op") == 0;
}

/* By which its share of the profile changed as its state says. */
static double share_growth(const struct finding *finding)
{
    const struct metric *metric = &finding->metric;
    double growth = metric->head_share - metric->base_share;
    return finding->state == FINDING_IMPROVEMENT ? -growth : growth;
}

/* What the profiles show under the benchmark that goes the same way: the
 * largest, of allocations where the benchmark's metric is one. NULL: none. */
static const struct finding *explanation(const struct analysis *analysis,
                                         const struct finding *finding)
{
    const struct finding_list *findings = &analysis->report->findings;
    const struct finding *best = NULL;
    double most = (double)-INFINITY;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *other = &findings->items[i];
        double growth = share_growth(other);
        if (other->seen_function[0] != '\0' && growth > most &&
            other->state == finding->state &&
            strcmp(other->benchmark, finding->benchmark) == 0 &&
            (!is_allocation(finding) || is_allocation(other)) &&
            is_changed(analysis, other->location)) {
            most = growth;
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

/* A benchmark stands where what slows it does; else at a changed line on its
 * stacks; else where it is declared. */
static void attribute_benchmark(struct analysis *analysis,
                                struct finding *finding,
                                const struct attribution_query *query)
{
    if (is_of_head_alone(finding)) {
        attribute_declaration(analysis, finding);
        return;
    }
    const struct finding *explained = explanation(analysis, finding);
    const struct carrier *changed = changed_carrier(analysis, query);
    struct location cause;
    if (explained != NULL) {
        finding->attribution = ATTRIBUTION_FINDING;
        finding->location = explained->location;
    } else if (changed != NULL) {
        finding->attribution = ATTRIBUTION_STACK;
        finding->location = changed->location;
    } else if (changed_function(analysis, &query->lines, finding, &cause)) {
        finding->location = cause;
    } else {
        attribute_declaration(analysis, finding);
    }
}

/* What all benchmarks cost stands at the changed line that explains most of
 * it, else nowhere. */
static void attribute_total(struct analysis *analysis, struct finding *finding,
                            const struct attribution_query *query)
{
    const struct carrier *changed = changed_carrier(analysis, query);
    const struct change *whole = &finding->metric.change;
    if (changed != NULL && function_cost_growth(analysis, changed->function) /
                                   (whole->head - whole->base) >=
                               least_growth) {
        finding->attribution = ATTRIBUTION_STACK;
        finding->location = changed->location;
    }
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
    if (is_changed(analysis, seen)) {
        finding->attribution = ATTRIBUTION_SEEN;
    } else if (changed_function(analysis, &lines, finding, &cause)) {
        move_to(finding, seen, cause);
    }
}

/* The garbage collector stands where the allocations that it works for grew
 * most, as far as that is known; else nowhere. */
static void attribute_collector(const struct analysis *analysis,
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
    struct attribution_query query = { .finding = finding,
                                       .stacks = query_for(finding) };
    if (tally_for(analysis, &query.stacks) != NULL) {
        struct carriers carriers = carriers_of(analysis, &query.stacks);
        query.lines = carriers.lines;
        finding->stack = carriers.stack;
    }
    bool is_of_nothing =
        finding->seen_function[0] == '\0' && finding->benchmark[0] == '\0';
    if (finding->state == FINDING_FACT &&
        (finding->location.line != 0 || is_of_nothing)) {
        return; /* a fact stands where it is, be it nowhere */
    }
    if (finding->seen_function[0] != '\0') {
        attribute_seen(analysis, finding, &query);
    } else if (finding->benchmark[0] == '\0') {
        attribute_total(analysis, finding, &query);
    } else {
        attribute_benchmark(analysis, finding, &query);
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
