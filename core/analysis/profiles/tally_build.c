#include <math.h>
#include <string.h>

#include "core/analysis/profiles/stack_benchmarks.h"
#include "core/analysis/profiles/stack_frames.h"
#include "core/analysis/profiles/tally.h"
#include "core/analysis/sources/edited_line.h"
#include "core/analysis/sources/patched_function.h"
#include "core/base/memory.h"
#include "core/model/go_symbol.h"
#include "core/stats/sampled_allocation.h"

struct node_key {
    const char *function;
    const char *file; /* NULL for functions */
    uint64_t line;    /* with a high bit for lines that only base has */
};

struct cell_key {
    uint32_t node, group;
};

/* Benchmarks beyond these are nobody's. */
enum { MOST_GROUPS = 4096 };

static const uint64_t only_base_bit = UINT64_C(1) << 40;

/* State of the walk over one profile. */
struct walk {
    struct analysis const *analysis;
    struct tally *tally;
    const struct profile *profile;
    size_t index;                          /* of the profile in the tally */
    uint32_t *function_nodes, *line_nodes; /* per profile line */
    struct stack_benchmarks benchmarks;
    bool *is_patched;                        /* per profile line */
    uint64_t *function_stamps, *line_stamps; /* per node: last sample seen */
    uint64_t sample;
};

static size_t stride(const struct tally *tally)
{
    return tally->profile_count * FOLD_COUNT * tally->measure_count;
}

/* The cell of (node, group), made when new. */
static struct tally_amount *cell_at(const struct tally *tally, struct map *keys,
                                    struct tally_cells *cells,
                                    struct cell_key key)
{
    bool added;
    uint32_t index = map_add(keys, &key, &added);
    if (added && index >= cells->capacity) {
        size_t old = cells->capacity;
        cells->capacity = old == 0 ? 256 : old * 2;
        size_t size = memory_size(cells->capacity,
                                  stride(tally) * sizeof(*cells->amounts));
        cells->amounts = memory_resize(cells->amounts, size);
        memset(cells->amounts + old * stride(tally), 0,
               (cells->capacity - old) * stride(tally) *
                   sizeof(*cells->amounts));
    }
    return cells->amounts + index * stride(tally);
}

static void add_amounts(const struct walk *walk, struct tally_amount *cell,
                        enum fold fold, const struct tally_amount *amounts)
{
    size_t measures = walk->tally->measure_count;
    struct tally_amount *target =
        cell + (walk->index * FOLD_COUNT + fold) * measures;
    for (size_t i = 0; i < measures; i++) {
        target[i].value += amounts[i].value;
        target[i].variance += amounts[i].variance;
    }
}

static void add_at(const struct walk *walk, uint32_t line, uint32_t group,
                   enum fold fold, const struct tally_amount *amounts)
{
    struct tally *tally = walk->tally;
    struct cell_key key = { .node = walk->function_nodes[line],
                            .group = group };
    add_amounts(
        walk,
        cell_at(tally, &tally->function_cells, &tally->function_amounts, key),
        fold, amounts);
    key.node = walk->line_nodes[line];
    add_amounts(walk,
                cell_at(tally, &tally->line_cells, &tally->line_amounts, key),
                fold, amounts);
}

/* Cum counts once a sample, however often a function or line recurs. */
static void add_cum(struct walk *walk, uint32_t line, uint32_t group,
                    const struct tally_amount *amounts)
{
    struct tally *tally = walk->tally;
    uint32_t function_node = walk->function_nodes[line];
    uint32_t line_node = walk->line_nodes[line];
    if (walk->function_stamps[function_node] != walk->sample) {
        walk->function_stamps[function_node] = walk->sample;
        struct cell_key key = { .node = function_node, .group = group };
        add_amounts(walk,
                    cell_at(tally, &tally->function_cells,
                            &tally->function_amounts, key),
                    FOLD_CUM, amounts);
    }
    if (walk->line_stamps[line_node] != walk->sample) {
        walk->line_stamps[line_node] = walk->sample;
        struct cell_key key = { .node = line_node, .group = group };
        add_amounts(
            walk, cell_at(tally, &tally->line_cells, &tally->line_amounts, key),
            FOLD_CUM, amounts);
    }
}

/* Value and sampling variance of one sample, for each measure. */
static void measure_sample(const struct walk *walk,
                           const struct profile_sample *sample,
                           struct tally_amount *amounts)
{
    const struct tally *tally = walk->tally;
    for (size_t i = 0; i < tally->measure_count; i++) {
        double value = (double)sample->values[tally->measures[i]];
        amounts[i] = (struct tally_amount){ .value = value };
        if (tally->kind == PROFILE_CPU) {
            amounts[i].variance = value; /* Poisson */
        }
    }
    if (tally->kind == PROFILE_HEAP && !tally->is_retained) {
        struct sampled_allocation sampled = sampled_allocation_of(
            amounts[0].value, amounts[1].value, (double)walk->profile->period);
        amounts[0].variance = sampled.objects_variance;
        amounts[1].variance = sampled.bytes_variance;
    }
}

/* `benchmark` is interned. */
static uint32_t group_named(struct tally *tally, struct arena *arena,
                            const char *benchmark)
{
    bool added;
    uint32_t index = map_add(&tally->group_keys, &benchmark, &added);
    if (added) {
        struct tally_group *group = LIST_PUSH(arena, &tally->groups);
        group->benchmark = benchmark;
        group->totals = arena_array(
            arena, tally->profile_count * tally->measure_count, sizeof(double));
    }
    return index;
}

/* Of one benchmark; a stack that several can have run is nobody's. */
static uint32_t group_of(const struct walk *walk,
                         const struct profile_sample *sample)
{
    struct benchmark_name_list found =
        stack_benchmarks_find(&walk->benchmarks, sample);
    if (found.count != 1 || walk->tally->groups.count >= MOST_GROUPS) {
        return 0;
    }
    return group_named(walk->tally, walk->analysis->arena, found.items[0]);
}

static const char *function_name(const struct profile *profile, uint32_t line)
{
    return profile->functions[profile->lines[line].function].name;
}

static void add_sample(void *context, const struct profile_sample *sample)
{
    struct walk *walk = context;
    struct tally *tally = walk->tally;
    struct tally_amount amounts[2];
    walk->sample++;
    measure_sample(walk, sample, amounts);
    uint32_t group = group_of(walk, sample);
    for (size_t i = 0; i < tally->measure_count; i++) {
        size_t place = walk->index * tally->measure_count + i;
        tally->totals[place] += amounts[i].value;
        tally->groups.items[group].totals[place] += amounts[i].value;
    }
    struct stack_walk frames = stack_from_leaf(walk->profile, sample);
    uint32_t leaf = MAP_NONE;
    const char *patched = NULL;
    for (uint32_t line; stack_next(&frames, &line);) {
        leaf = leaf == MAP_NONE ? line : leaf;
        if (patched == NULL && walk->is_patched[line]) {
            patched = function_name(walk->profile, line);
        }
        add_cum(walk, line, group, amounts);
    }
    if (leaf != MAP_NONE) {
        add_at(walk, leaf, group, FOLD_FLAT, amounts);
    }
    bool is_control =
        patched == NULL && walk->analysis->evidence->patch.is_present;
    struct tally_group *entry = &tally->groups.items[group];
    entry->has_stacks = true;
    if (entry->patched_function == NULL) {
        entry->patched_function = patched;
    }
    if (leaf != MAP_NONE && is_control) {
        add_at(walk, leaf, group, FOLD_CONTROL, amounts);
    }
    uint32_t own;
    if (stack_own_line(walk->profile, sample, &own)) {
        add_at(walk, own, group, FOLD_OWN, amounts);
    }
}

static uint32_t add_function(struct walk *walk, const struct profile_line *line)
{
    struct tally *tally = walk->tally;
    const struct profile_function *function =
        &walk->profile->functions[line->function];
    struct node_key key = { .function = function->name };
    bool added;
    uint32_t index = map_add(&tally->function_keys, &key, &added);
    if (added) {
        LIST_PUSH(walk->analysis->arena, &tally->functions)->function =
            function->name;
    }
    /* A function that moved stands where head has it. */
    if (added || tally->profiles[walk->index].is_head) {
        struct tally_node *node = &tally->functions.items[index];
        node->location.file = line->path != NULL ? line->path : function->file;
        node->in_source = line->path != NULL;
        node->is_test = go_is_test_file(node->location.file);
    }
    return index;
}

static struct tally_node describe_line(const struct walk *walk,
                                       const struct profile_line *line)
{
    struct tally_node node = {
        .function = walk->profile->functions[line->function].name,
        .location = { .file = line->path != NULL ? line->path : line->file,
                      .line = line->line < 0 || line->line > INT32_MAX
                                  ? 0
                                  : (uint32_t)line->line },
        .in_source = line->path != NULL,
    };
    node.is_test = go_is_test_file(node.location.file);
    bool is_head = walk->tally->profiles[walk->index].is_head;
    if (is_head || !node.in_source) {
        return node;
    }
    node.base = node.location;
    const struct patch *patch = &walk->analysis->evidence->patch;
    uint32_t head_line =
        edited_head_line(patch, node.location.file, node.location.line);
    if (head_line == 0) {
        node.is_only_base = node.location.line != 0;
        return node;
    }
    const struct patch_file *file = patch_find_base(patch, node.location.file);
    if (file != NULL && file->head_path != NULL) {
        node.location.file = file->head_path;
    }
    node.location.line = head_line;
    return node;
}

static uint32_t add_line(struct walk *walk, const struct profile_line *line)
{
    struct tally *tally = walk->tally;
    struct tally_node node = describe_line(walk, line);
    struct node_key key = {
        .function = node.function,
        .file = node.location.file,
        .line = node.location.line | (node.is_only_base ? only_base_bit : 0),
    };
    bool added;
    uint32_t index = map_add(&tally->line_keys, &key, &added);
    if (added) {
        *LIST_PUSH(walk->analysis->arena, &tally->lines) = node;
    }
    return index;
}

static bool is_patched(const struct walk *walk, uint32_t line_node)
{
    const struct tally_node *node = &walk->tally->lines.items[line_node];
    return node->in_source &&
           (node->is_only_base ||
            patched_function_at(walk->analysis, node->location));
}

/* Nodes and groups of the profile's lines, before its stacks are walked. */
static void prepare_walk(struct walk *walk)
{
    const struct profile *profile = walk->profile;
    struct arena *arena = walk->analysis->arena;
    size_t lines = profile->line_count;
    walk->function_nodes = arena_array(arena, lines, sizeof(uint32_t));
    walk->line_nodes = arena_array(arena, lines, sizeof(uint32_t));
    walk->is_patched = arena_array(arena, lines, sizeof(bool));
    for (uint32_t i = 0; i < profile->line_count; i++) {
        const struct profile_line *line = &profile->lines[i];
        walk->function_nodes[i] = add_function(walk, line);
        walk->line_nodes[i] = add_line(walk, line);
        walk->is_patched[i] = is_patched(walk, walk->line_nodes[i]);
    }
    walk->function_stamps =
        arena_array(arena, walk->tally->functions.count, sizeof(uint64_t));
    walk->line_stamps =
        arena_array(arena, walk->tally->lines.count, sizeof(uint64_t));
}

static void walk_profile(const struct analysis *analysis, struct tally *tally,
                         size_t index)
{
    struct walk walk = {
        .analysis = analysis,
        .tally = tally,
        .profile = tally->profiles[index].profile,
        .index = index,
    };
    walk.benchmarks = stack_benchmarks_of(analysis,
                                          tally->profiles[index].is_head
                                              ? &analysis->evidence->head
                                              : &analysis->evidence->base,
                                          walk.profile);
    prepare_walk(&walk);
    walk.profile->visit(walk.profile, add_sample, &walk);
}

static struct tally *build(const struct analysis *analysis,
                           enum profile_kind kind, bool is_retained)
{
    struct arena *arena = analysis->arena;
    struct tally *tally = arena_allocate(arena, sizeof(*tally));
    tally->kind = kind;
    tally->is_retained = is_retained;
    tally->common_shift = 1;
    tally_find_profiles(analysis, tally);
    if (tally->profile_count == 0) {
        return NULL;
    }
    map_init(&tally->function_keys, sizeof(struct node_key));
    map_init(&tally->line_keys, sizeof(struct node_key));
    map_init(&tally->function_cells, sizeof(struct cell_key));
    map_init(&tally->line_cells, sizeof(struct cell_key));
    map_init(&tally->group_keys, sizeof(const char *));
    tally->totals = arena_array(
        arena, tally->profile_count * tally->measure_count, sizeof(double));
    group_named(tally, arena,
                strings_intern_text(analysis->evidence->strings, ""));
    for (size_t i = 0; i < tally->profile_count; i++) {
        walk_profile(analysis, tally, i);
    }
    tally_find_operations(analysis, tally);
    return tally;
}

struct tally *tally_build(const struct analysis *analysis,
                          enum profile_kind kind)
{
    return build(analysis, kind, false);
}

struct tally *tally_build_retained(const struct analysis *analysis)
{
    struct tally *tally = build(analysis, PROFILE_HEAP, true);
    if (tally != NULL) {
        tally->is_per_operation = false; /* though operations may be known */
    }
    return tally;
}

uint32_t tally_find_line(const struct tally *tally, const char *function,
                         struct location location)
{
    struct node_key key = { .function = function,
                            .file = location.file,
                            .line = location.line };
    return map_find(&tally->line_keys, &key);
}

uint32_t tally_find_base_line(const struct tally *tally, const char *function,
                              struct location location)
{
    struct node_key key = { .function = function,
                            .file = location.file,
                            .line = location.line | only_base_bit };
    return map_find(&tally->line_keys, &key);
}

uint32_t tally_find_site(const struct tally *tally, const char *function,
                         struct location location, bool is_only_base)
{
    return is_only_base ? tally_find_base_line(tally, function, location)
                        : tally_find_line(tally, function, location);
}

uint32_t tally_find_function(const struct tally *tally, const char *function)
{
    struct node_key key = { .function = function };
    return map_find(&tally->function_keys, &key);
}

void tally_release(struct tally *tally)
{
    if (tally == NULL) {
        return;
    }
    map_release(&tally->function_keys);
    map_release(&tally->line_keys);
    map_release(&tally->function_cells);
    map_release(&tally->line_cells);
    map_release(&tally->group_keys);
    memory_release(tally->function_amounts.amounts);
    memory_release(tally->line_amounts.amounts);
}
