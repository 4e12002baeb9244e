#include "core/analysis/findings/carriers.h"

#include <stdlib.h>
#include <string.h>

#include "core/analysis/profiles/stack_benchmarks.h"
#include "core/analysis/profiles/stack_frames.h"
#include "core/base/map.h"
#include "core/model/go_symbol.h"

enum { MOST_STEPS = 32 };

struct line_key {
    const char *function;
    const char *path;
    uint64_t line;
};

/* State of the walk over all head profiles of the kind. */
struct search {
    const struct analysis *analysis;
    const struct carrier_query *query;
    const struct profile *profile;
    struct stack_benchmarks benchmarks; /* of it, when query has one */
    size_t value;                       /* index of query->value_type */
    struct map keys;
    struct carrier_list lines;
    /* Stacks by their frames' hash, to find the hottest. */
    struct map stack_keys;
    struct LIST_STRUCT(double) stack_values;
    uint64_t wanted_stack; /* second walk: the hottest one's hash */
    struct step_list stack;
};

static const char *function_of(const struct profile *profile, uint32_t line)
{
    return profile->functions[profile->lines[line].function].name;
}

static bool is_own(const struct search *search,
                   const struct profile_sample *sample)
{
    const struct carrier_query *query = search->query;
    const struct profile *profile = search->profile;
    uint32_t own;
    if (query->own_function == NULL) {
        return true;
    }
    if (!stack_own_line(profile, sample, &own) ||
        function_of(profile, own) != query->own_function) {
        return false;
    }
    return query->own_line.file == NULL ||
           (profile->lines[own].path == query->own_line.file &&
            profile->lines[own].line == (int64_t)query->own_line.line);
}

static bool has_benchmark(const struct search *search,
                          const struct profile_sample *sample)
{
    const char *wanted = search->query->benchmark;
    if (wanted == NULL) {
        return true;
    }
    struct benchmark_name_list found =
        stack_benchmarks_find(&search->benchmarks, sample);
    for (size_t i = 0; i < found.count; i++) {
        if (strcmp(found.items[i], wanted) == 0) {
            return true;
        }
    }
    return false;
}

static bool passes(const struct search *search,
                   const struct profile_sample *sample)
{
    struct location wanted = search->query->through;
    struct stack_walk walk = stack_from_leaf(search->profile, sample);
    bool found = wanted.file == NULL;
    for (uint32_t line; !found && stack_next(&walk, &line);) {
        const struct profile_line *entry = &search->profile->lines[line];
        found = entry->line == (int64_t)wanted.line && entry->path != NULL &&
                strcmp(entry->path, wanted.file) == 0;
    }
    return found;
}

static bool carries(const struct search *search,
                    const struct profile_sample *sample)
{
    return sample->values[search->value] > 0 && is_own(search, sample) &&
           has_benchmark(search, sample) && passes(search, sample);
}

/* Valid until the next is added. */
static struct carrier *add_line(struct search *search, uint32_t line,
                                double value, uint32_t depth)
{
    const struct profile_line *entry = &search->profile->lines[line];
    struct line_key key = { .function = function_of(search->profile, line),
                            .path = entry->path,
                            .line = (uint64_t)entry->line };
    bool added;
    uint32_t index = map_add(&search->keys, &key, &added);
    if (added) {
        *LIST_PUSH(search->analysis->arena, &search->lines) = (struct carrier){
            .function = key.function,
            .location = { .file = entry->path, .line = (uint32_t)entry->line },
            .depth = depth,
        };
    }
    struct carrier *carrier = &search->lines.items[index];
    carrier->value += value;
    carrier->depth = depth < carrier->depth ? depth : carrier->depth;
    return carrier;
}

static uint64_t stack_hash(const struct search *search,
                           const struct profile_sample *sample)
{
    uint64_t hash = 0;
    struct stack_walk walk = stack_from_leaf(search->profile, sample);
    for (uint32_t line; stack_next(&walk, &line);) {
        const void *const names[] = {
            (const void *)(uintptr_t)hash, function_of(search->profile, line),
            (const void *)(uintptr_t)search->profile->lines[line].line
        };
        hash = hash_bytes(names, sizeof(names));
    }
    return hash;
}

static void add_stack(struct search *search,
                      const struct profile_sample *sample, double value)
{
    uint64_t hash = stack_hash(search, sample);
    bool added;
    uint32_t index = map_add(&search->stack_keys, &hash, &added);
    if (added) {
        *LIST_PUSH(search->analysis->arena, &search->stack_values) = 0;
    }
    search->stack_values.items[index] += value;
}

static void collect(void *context, const struct profile_sample *sample)
{
    struct search *search = context;
    if (!carries(search, sample)) {
        return;
    }
    double value = (double)sample->values[search->value];
    struct stack_walk walk = stack_from_leaf(search->profile, sample);
    uint32_t depth = 0;
    size_t own_location = 0;
    for (uint32_t line; stack_next(&walk, &line);) {
        const char *path = search->profile->lines[line].path;
        if (path == NULL || go_is_test_file(path)) {
            continue;
        }
        struct carrier *carrier = add_line(search, line, value, depth);
        carrier->is_around |= depth > 0 && walk.location == own_location;
        own_location = depth++ == 0 ? walk.location : own_location;
    }
    add_stack(search, sample, value);
}

static void keep_hottest(void *context, const struct profile_sample *sample)
{
    struct search *search = context;
    if (search->stack.count > 0 || !carries(search, sample) ||
        stack_hash(search, sample) != search->wanted_stack) {
        return;
    }
    struct stack_walk walk = stack_from_root(search->profile, sample);
    for (uint32_t line; stack_next(&walk, &line);) {
        const struct profile_line *entry = &search->profile->lines[line];
        struct finding_step *step =
            LIST_PUSH(search->analysis->arena, &search->stack);
        step->function = function_of(search->profile, line);
        step->in_source = entry->path != NULL;
        step->location.file = entry->path != NULL ? entry->path : entry->file;
        step->location.line = (uint32_t)entry->line;
        step->text = "";
    }
}

/* Keeps the leaf's end: what is cut is the harness's. */
static void shorten_stack(struct step_list *stack)
{
    if (stack->count > MOST_STEPS) {
        stack->items += stack->count - MOST_STEPS;
        stack->count = MOST_STEPS;
    }
}

static void visit_head(struct search *search,
                       void (*each)(void *, const struct profile_sample *))
{
    const struct evidence_side *head = &search->analysis->evidence->head;
    for (size_t i = 0; i < head->profiles.count; i++) {
        const struct profile *profile = &head->profiles.items[i];
        search->profile = profile;
        search->value = profile_value_index(profile, search->query->value_type);
        if (profile->kind != search->query->kind ||
            search->value >= profile->value_count) {
            continue;
        }
        if (search->query->benchmark != NULL) {
            search->benchmarks =
                stack_benchmarks_of(search->analysis, head, profile);
        }
        profile->visit(profile, each, search);
    }
}

static void find_hottest(struct search *search)
{
    size_t best = 0;
    for (size_t i = 1; i < search->stack_values.count; i++) {
        if (search->stack_values.items[i] > search->stack_values.items[best]) {
            best = i;
        }
    }
    if (search->stack_values.count > 0) {
        memcpy(&search->wanted_stack,
               map_key(&search->stack_keys, (uint32_t)best),
               sizeof(search->wanted_stack));
        visit_head(search, keep_hottest);
        shorten_stack(&search->stack);
    }
}

static int compare_carriers(const void *left, const void *right)
{
    const struct carrier *a = left, *b = right;
    if (a->depth != b->depth) {
        return a->depth < b->depth ? -1 : 1;
    }
    if (a->value < b->value || a->value > b->value) {
        return a->value > b->value ? -1 : 1;
    }
    int order = location_compare(a->location, b->location);
    return order != 0 ? order : text_compare(a->function, b->function);
}

struct carriers carriers_of(const struct analysis *analysis,
                            const struct carrier_query *query)
{
    struct search search = { .analysis = analysis, .query = query };
    map_init(&search.keys, sizeof(struct line_key));
    map_init(&search.stack_keys, sizeof(uint64_t));
    visit_head(&search, collect);
    find_hottest(&search);
    if (search.lines.count > 1) {
        qsort(search.lines.items, search.lines.count,
              sizeof(*search.lines.items), compare_carriers);
    }
    map_release(&search.keys);
    map_release(&search.stack_keys);
    return (struct carriers){ .lines = search.lines, .stack = search.stack };
}
