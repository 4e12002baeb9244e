#include "core/analysis/findings/finding_stacks.h"

#include <string.h>

#include "core/analysis/findings/line_growth.h"

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

static struct finding_profile profile_for(const struct analysis *analysis,
                                          const struct carrier_query *query)
{
    const struct tally *tally = strcmp(query->value_type, "inuse_space") == 0
                                    ? analysis->retained
                                    : analysis->tallies[query->kind];
    bool is_cpu = tally != NULL && query->kind == PROFILE_CPU;
    return (struct finding_profile){
        .tally = tally,
        .measure = strcmp(query->value_type, "alloc_space") == 0,
        .unit = is_cpu ? (double)tally->profiles[0].profile->period : 1,
    };
}

struct finding_profile finding_profile_of(const struct analysis *analysis,
                                          const struct finding *finding)
{
    struct carrier_query query = query_for(finding);
    return profile_for(analysis, &query);
}

struct finding_stacks finding_stacks_of(const struct analysis *analysis,
                                        const struct finding *finding)
{
    struct finding_stacks stacks = { .analysis = analysis,
                                     .finding = finding,
                                     .query = query_for(finding) };
    stacks.profile = profile_for(analysis, &stacks.query);
    if (stacks.profile.tally != NULL) {
        stacks.carriers = carriers_of(analysis, &stacks.query);
    }
    return stacks;
}

static bool has_step(const struct step_list *stack, struct location line)
{
    for (size_t i = 0; i < stack->count; i++) {
        if (stack->items[i].in_source &&
            location_same_line(stack->items[i].location, line)) {
            return true;
        }
    }
    return false;
}

void finding_stacks_show(const struct finding_stacks *stacks,
                         struct finding *finding, struct location line)
{
    if (stacks->profile.tally == NULL || has_step(&finding->stack, line)) {
        return;
    }
    struct carrier_query query = stacks->query;
    query.through = line;
    struct carriers carriers = carriers_of(stacks->analysis, &query);
    if (carriers.stack.count > 0) {
        finding->stack = carriers.stack;
    }
}

double finding_stacks_growth(const struct finding_stacks *stacks,
                             const struct carrier *carrier, enum fold fold)
{
    struct line_growth growth = { .analysis = stacks->analysis,
                                  .tally = stacks->profile.tally,
                                  .fold = fold,
                                  .measure = stacks->profile.measure,
                                  .benchmark = stacks->query.benchmark };
    double more = line_growth_of(&growth, carrier->function, carrier->location);
    return finding_is_better(stacks->finding) ? -more : more;
}
