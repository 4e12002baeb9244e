#include "core/analysis/profiles/find_uncovered.h"

#include <stdlib.h>
#include <string.h>

#include "core/analysis/profiles/part_production.h"
#include "core/analysis/profiles/stack_frames.h"
#include "core/analysis/sources/source_text.h"
#include "core/base/map.h"
#include "core/model/go_symbol.h"

/* A declared function. The package's name is not asked: "main" in a program,
 * it is the import path in a test. */
struct declaration_key {
    const char *path;
    const char *declared; /* "(*T[...]).Get" */
};

struct hot_function {
    const char *function; /* as the first profile names it */
    struct location location;
    double value; /* its own */
    double cum;
    uint64_t last_sample; /* whose stack it was counted on */
};

/* A function that calls so much of production has to have a benchmark, where
 * the configuration names none. */
static const double critical_cum = 0.01;

struct search {
    struct analysis *analysis;
    struct map reached; /* declarations in the runs of benchmarks */
    struct map keys;    /* declarations in production */
    struct LIST_STRUCT(struct hot_function) functions;
    double total;
    uint64_t samples;
    size_t benchmark_runs;
    bool *is_covered; /* of the config's critical functions */
    /* Of the walk over one profile of production. */
    const struct profile *profile;
    size_t value;           /* index of the samples */
    uint32_t *functions_of; /* each line's; MAP_NONE: not seen yet */
};

static struct declaration_key key_of(const struct search *search,
                                     const struct profile *profile,
                                     uint32_t line)
{
    const struct profile_line *entry = &profile->lines[line];
    struct strings *strings = search->analysis->evidence->strings;
    struct buffer declared;
    buffer_init(&declared);
    go_symbol_fold(
        go_symbol_parts(profile->functions[entry->function].name).declared,
        &declared);
    struct declaration_key key = {
        .path = strings_intern_text(strings, entry->path),
        .declared = strings_intern(strings, declared.bytes, declared.length),
    };
    buffer_release(&declared);
    return key;
}

/* Of the patterns of the configuration, those that the profile reaches. */
static void cover_patterns(struct search *search, const struct profile *profile)
{
    const struct text_list *patterns =
        &search->analysis->config->critical_functions;
    for (size_t i = 0; i < patterns->count; i++) {
        for (uint32_t j = 0; j < profile->function_count; j++) {
            search->is_covered[i] |= scope_function_matches(
                patterns->items[i], profile->functions[j].name);
        }
    }
}

static void add_reached(struct search *search, const struct profile *profile)
{
    search->benchmark_runs++;
    cover_patterns(search, profile);
    for (uint32_t i = 0; i < profile->line_count; i++) {
        if (profile->lines[i].path != NULL) {
            struct declaration_key key = key_of(search, profile, i);
            map_add(&search->reached, &key, NULL);
        }
    }
}

/* The declaration, where the source has it at the line that the profile says;
 * else the line that was seen. */
static struct location place_of(const struct search *search, uint32_t line)
{
    const struct profile_line *entry = &search->profile->lines[line];
    const struct profile_function *function =
        &search->profile->functions[entry->function];
    struct location seen = { .file = entry->path,
                             .line = (uint32_t)entry->line };
    struct go_function around;
    bool is_found = source_function_at(search->analysis->sources,
                                       &search->analysis->evidence->head.tree,
                                       entry->path, seen.line, &around);
    struct span name = go_symbol_parts(function->name).name;
    if (is_found && span_is_same(around.name, name)) {
        seen.line = around.first_line;
    }
    return seen;
}

/* The index of the function that the line belongs to. */
static uint32_t function_of(struct search *search, uint32_t line)
{
    uint32_t *index = &search->functions_of[line];
    if (*index != MAP_NONE) {
        return *index;
    }
    struct declaration_key key = key_of(search, search->profile, line);
    bool added;
    *index = map_add(&search->keys, &key, &added);
    if (added) {
        uint32_t function = search->profile->lines[line].function;
        *LIST_PUSH(search->analysis->arena, &search->functions) =
            (struct hot_function){
                .function = search->profile->functions[function].name,
                .location = place_of(search, line),
            };
    }
    return *index;
}

/* Once a sample, however often a function recurs on its stack. */
static void add_stack(struct search *search,
                      const struct profile_sample *sample, double value)
{
    struct stack_walk walk = stack_from_leaf(search->profile, sample);
    search->samples++;
    for (uint32_t line; stack_next(&walk, &line);) {
        if (search->profile->lines[line].path == NULL) {
            continue;
        }
        uint32_t index = function_of(search, line);
        struct hot_function *function = &search->functions.items[index];
        if (function->last_sample != search->samples) {
            function->last_sample = search->samples;
            function->cum += value;
        }
    }
}

static void add_sample(void *context, const struct profile_sample *sample)
{
    struct search *search = context;
    double value = (double)sample->values[search->value];
    uint32_t own;
    search->total += value;
    add_stack(search, sample, value);
    if (stack_own_line(search->profile, sample, &own)) {
        uint32_t index = function_of(search, own);
        search->functions.items[index].value += value;
    }
}

static void add_production(struct search *search, const struct profile *profile)
{
    search->profile = profile;
    search->value = profile_value_index(profile, "samples");
    if (search->value == profile->value_count) {
        return;
    }
    search->functions_of = arena_array(search->analysis->arena,
                                       profile->line_count, sizeof(uint32_t));
    for (uint32_t i = 0; i < profile->line_count; i++) {
        search->functions_of[i] = MAP_NONE;
    }
    profile->visit(profile, add_sample, search);
}

static void add_profiles(struct search *search,
                         const struct profile_list *profiles)
{
    for (size_t i = 0; i < profiles->count; i++) {
        const struct profile *profile = &profiles->items[i];
        if (profile_is_of_benchmarks(profile)) {
            add_reached(search, profile);
        } else if (profile->kind == PROFILE_CPU &&
                   profile_is_of_production(profile)) {
            add_production(search, profile);
        }
    }
}

static int compare_uncovered(const void *left, const void *right)
{
    const struct uncovered_function *a = left, *b = right;
    if (a->share < b->share || a->share > b->share) {
        return a->share > b->share ? -1 : 1;
    }
    int order = location_compare(a->location, b->location);
    return order != 0 ? order : text_compare(a->function, b->function);
}

/* What is critical need not be hot. */
static bool is_wanted(const struct config *config,
                      const struct hot_function *function, double share)
{
    struct scope scope = { .path = function->location.file,
                           .function = function->function };
    return share >= config_number(config, &config->hot_share, &scope) ||
           (share > 0 && config_is_critical(config, function->function));
}

static bool is_reached(const struct search *search, uint32_t function)
{
    return map_find(&search->reached, map_key(&search->keys, function)) !=
           MAP_NONE;
}

static void report_hot(const struct search *search)
{
    struct uncovered_list *uncovered = &search->analysis->comparison->uncovered;
    for (uint32_t i = 0; i < search->functions.count; i++) {
        const struct hot_function *function = &search->functions.items[i];
        double share = function->value / search->total;
        if (is_wanted(search->analysis->config, function, share) &&
            !go_is_test_file(function->location.file) &&
            !is_reached(search, i)) {
            *LIST_PUSH(search->analysis->arena, uncovered) =
                (struct uncovered_function){ .function = function->function,
                                             .location = function->location,
                                             .share = share };
        }
    }
    if (uncovered->count > 1) {
        qsort(uncovered->items, uncovered->count, sizeof(*uncovered->items),
              compare_uncovered);
    }
}

/* No benchmark calls main. */
static bool may_be_critical(const struct hot_function *function)
{
    return !go_is_test_file(function->location.file) &&
           strcmp(function->function, "main.main") != 0;
}

/* Of what the configuration calls critical; where that is nothing, of what
 * production spends at least 1 % in or below. */
static void count_critical(const struct search *search)
{
    struct comparison *comparison = search->analysis->comparison;
    size_t patterns = search->analysis->config->critical_functions.count;
    comparison->critical = patterns;
    for (size_t i = 0; i < patterns; i++) {
        comparison->covered += search->is_covered[i];
    }
    for (uint32_t i = 0; patterns == 0 && i < search->functions.count; i++) {
        const struct hot_function *function = &search->functions.items[i];
        if (function->cum >= critical_cum * search->total &&
            may_be_critical(function)) {
            comparison->critical++;
            comparison->covered += is_reached(search, i);
        }
    }
}

void find_uncovered(struct analysis *analysis)
{
    const struct evidence_side *head = &analysis->evidence->head;
    struct search search = { .analysis = analysis };
    search.is_covered =
        arena_array(analysis->arena, analysis->config->critical_functions.count,
                    sizeof(bool));
    map_init(&search.reached, sizeof(struct declaration_key));
    map_init(&search.keys, sizeof(struct declaration_key));
    add_profiles(&search, &head->profiles);
    add_profiles(&search, &head->aside);
    if (search.benchmark_runs > 0) {
        count_critical(&search);
        report_hot(&search);
    }
    map_release(&search.reached);
    map_release(&search.keys);
}
