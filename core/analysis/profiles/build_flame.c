#include "core/analysis/profiles/build_flame.h"

#include <stdlib.h>

#include "core/analysis/profiles/stack_benchmarks.h"
#include "core/analysis/profiles/stack_frames.h"
#include "core/analysis/profiles/tally.h"
#include "core/base/map.h"
#include "core/model/go_symbol.h"
#include "core/stats/rate_test.h"

enum { MOST_DEPTH = 40, MOST_BOXES = 2500 };
static const double least_width = 0.0025;

/* No difference is coloured that chance makes more often than this. */
static const double most_chance = 0.01;

/* What differs from run to run, as tally_change() assumes without replicates:
 * of a chain of callers they would show too little. */
static const double run_to_run_deviation = 0.03;

/* A function under one chain of callers. */
struct node {
    const char *function;
    uint32_t parent, depth;
    bool in_source;
    bool is_alone;      /* under a benchmark that cannot be compared */
    double value[2];    /* base, head: as report->flame has them */
    double variance[2]; /* from sampling */
};
struct node_list LIST_STRUCT(struct node);

struct node_key {
    const char *function;
    uint64_t parent;
};

/* What a sample counts for: by its benchmark where operations are known. */
struct weights {
    const struct tally *tally; /* NULL: all of a profile the same */
    struct stack_benchmarks benchmarks;
    double *by_group;
    double common; /* without tally */
};

struct builder {
    const struct analysis *analysis;
    const struct profile *profile;
    size_t value;
    struct weights weights;
    bool is_head;
    struct map keys;
    struct node_list nodes; /* 0: the root; a parent stands before its child */
};

/* Of the stack's benchmark; 0: none that is known. */
static uint32_t group_of(const struct weights *weights,
                         const struct profile_sample *sample)
{
    if (weights->tally == NULL) {
        return 0;
    }
    struct benchmark_name_list found =
        stack_benchmarks_find(&weights->benchmarks, sample);
    uint32_t group = found.count == 1 ? map_find(&weights->tally->group_keys,
                                                 &found.items[0])
                                      : MAP_NONE;
    return group == MAP_NONE ? 0 : group;
}

/* Its operations are not known on both sides: nothing can be said of what
 * stands under it. */
static bool is_alone(const struct weights *weights, uint32_t group)
{
    if (weights->tally == NULL || group == 0) {
        return false;
    }
    const struct tally_group *entry = &weights->tally->groups.items[group];
    return !(entry->base_operations > 0 && entry->head_operations > 0);
}

static uint32_t child_of(struct builder *builder, uint32_t parent,
                         uint32_t line)
{
    const struct profile_line *entry = &builder->profile->lines[line];
    struct node_key key = {
        .function = builder->profile->functions[entry->function].name,
        .parent = parent,
    };
    bool added;
    uint32_t index = map_add(&builder->keys, &key, &added) + 1;
    if (added) {
        uint32_t depth = builder->nodes.items[parent].depth + 1;
        *LIST_PUSH(builder->analysis->arena, &builder->nodes) =
            (struct node){ .function = key.function,
                           .parent = parent,
                           .depth = depth,
                           .in_source = entry->path != NULL };
    }
    return index;
}

static bool starts_benchmark(const struct builder *builder, uint32_t line)
{
    const struct profile_line *entry = &builder->profile->lines[line];
    return go_symbol_benchmark(
               builder->profile->functions[entry->function].name)
               .length > 0;
}

/* Frames to leave out at the root: those above the benchmark. */
static size_t harness_frames(const struct builder *builder,
                             const struct profile_sample *sample)
{
    struct stack_walk walk = stack_from_root(builder->profile, sample);
    size_t count = 0;
    for (uint32_t line; stack_next(&walk, &line); count++) {
        if (starts_benchmark(builder, line)) {
            return count;
        }
    }
    return 0;
}

static void add_to(struct builder *builder, uint32_t index,
                   const struct profile_sample *sample, uint32_t group)
{
    const struct weights *weights = &builder->weights;
    struct node *node = &builder->nodes.items[index];
    double count = (double)sample->values[builder->value];
    double weight =
        weights->tally == NULL ? weights->common : weights->by_group[group];
    node->value[builder->is_head] += count * weight;
    node->variance[builder->is_head] += count * weight * weight;
    node->is_alone |= index > 0 && is_alone(weights, group);
}

static void add_sample(void *context, const struct profile_sample *sample)
{
    struct builder *builder = context;
    uint32_t group = group_of(&builder->weights, sample);
    size_t skipped = harness_frames(builder, sample);
    struct stack_walk walk = stack_from_root(builder->profile, sample);
    uint32_t node = 0;
    add_to(builder, node, sample, group);
    for (uint32_t line; stack_next(&walk, &line);) {
        if (skipped > 0) {
            skipped--;
            continue;
        }
        if (builder->nodes.items[node].depth >= MOST_DEPTH) {
            return;
        }
        node = child_of(builder, node, line);
        add_to(builder, node, sample, group);
    }
}

static double samples_of(const struct evidence_side *side)
{
    double sum = 0;
    for (size_t i = 0; i < side->profiles.count; i++) {
        const struct profile *profile = &side->profiles.items[i];
        size_t value = profile_value_index(profile, "samples");
        if (profile->kind == PROFILE_CPU && value < profile->value_count) {
            sum += (double)profile->totals[value];
        }
    }
    return sum;
}

/* Every side by its own samples. */
static void add_side(struct builder *builder, const struct evidence_side *side,
                     bool is_head)
{
    double samples = samples_of(side);
    builder->weights =
        (struct weights){ .common = samples > 0 ? 1 / samples : 0 };
    builder->is_head = is_head;
    for (size_t i = 0; i < side->profiles.count; i++) {
        builder->profile = &side->profiles.items[i];
        builder->value = profile_value_index(builder->profile, "samples");
        if (builder->profile->kind == PROFILE_CPU &&
            builder->value < builder->profile->value_count) {
            builder->profile->visit(builder->profile, add_sample, builder);
        }
    }
}

/* Both sides by base's operations. */
static void add_operations(struct builder *builder, const struct tally *tally)
{
    const struct evidence *evidence = builder->analysis->evidence;
    double *weights = arena_array(builder->analysis->arena, tally->groups.count,
                                  sizeof(*weights));
    builder->value = tally->measures[0];
    for (size_t i = 0; i < tally->profile_count; i++) {
        builder->profile = tally->profiles[i].profile;
        builder->is_head = tally->profiles[i].is_head;
        for (uint32_t group = 0; group < tally->groups.count; group++) {
            weights[group] = tally_weight(tally, group, i);
        }
        builder->weights = (struct weights){
            .tally = tally,
            .benchmarks = stack_benchmarks_of(
                builder->analysis,
                builder->is_head ? &evidence->head : &evidence->base,
                builder->profile),
            .by_group = weights,
        };
        builder->profile->visit(builder->profile, add_sample, builder);
    }
}

/* Base's whole time becomes 1. */
static void divide_by_base(struct node_list *nodes)
{
    double whole = nodes->items[0].value[0];
    for (size_t i = 0; i < nodes->count; i++) {
        for (size_t side = 0; side < 2; side++) {
            nodes->items[i].value[side] /= whole;
            nodes->items[i].variance[side] /= whole * whole;
        }
    }
}

static bool is_certain(const struct node *node)
{
    struct rates rates = { .base_sum = node->value[0],
                           .base_variance = node->variance[0],
                           .head_sum = node->value[1],
                           .head_variance = node->variance[1],
                           .exposure_ratio = 1,
                           .extra_deviation = run_to_run_deviation };
    return !node->is_alone && rate_test(&rates).p < most_chance;
}

static double width_of(const struct node *node)
{
    return node->value[0] > node->value[1] ? node->value[0] : node->value[1];
}

/* For the report: top row first, then from left to right. */
static int compare_frames(const void *left, const void *right)
{
    const struct flame_frame *a = left, *b = right;
    if (a->depth != b->depth) {
        return a->depth < b->depth ? -1 : 1;
    }
    if (a->start < b->start || a->start > b->start) {
        return a->start < b->start ? -1 : 1;
    }
    return text_compare(a->function, b->function);
}

/* Children of one parent side by side, by name: the layout does not jump
 * when a width changes. */
static int compare_nodes(const void *left, const void *right, void *context)
{
    const struct node_list *nodes = context;
    const struct node *a = &nodes->items[*(const uint32_t *)left];
    const struct node *b = &nodes->items[*(const uint32_t *)right];
    if (a->depth != b->depth) {
        return a->depth < b->depth ? -1 : 1;
    }
    if (a->parent != b->parent) {
        return a->parent < b->parent ? -1 : 1;
    }
    return text_compare(a->function, b->function);
}

/* A child may be wider than its parent has room for when base and head chose
 * different ways: all are scaled into the parent. */
static double children_scale(const struct node_list *nodes, uint32_t parent,
                             const double *child_sums)
{
    double width = width_of(&nodes->items[parent]);
    return child_sums[parent] > width ? width / child_sums[parent] : 1;
}

static void lay_out(struct analysis *analysis, struct node_list *nodes)
{
    size_t count = nodes->count;
    struct arena *arena = analysis->arena;
    uint32_t *order = arena_array(arena, count, sizeof(*order));
    double *start = arena_array(arena, count, sizeof(*start));
    double *next = arena_array(arena, count, sizeof(*next));
    double *width = arena_array(arena, count, sizeof(*width));
    double *sums = arena_array(arena, count, sizeof(*sums));
    for (uint32_t i = 0; i < count; i++) {
        order[i] = i;
        sums[nodes->items[i].parent] += i > 0 ? width_of(&nodes->items[i]) : 0;
    }
    qsort_r(order, count, sizeof(*order), compare_nodes, nodes);
    for (size_t i = 0; i < count; i++) {
        uint32_t index = order[i];
        const struct node *node = &nodes->items[index];
        uint32_t parent = node->parent;
        double parent_width = index == 0 ? 1 : width[parent];
        double own_width = width_of(&nodes->items[parent]);
        double scale = own_width > 0 ? parent_width / own_width : 0;
        width[index] = index == 0 ? 1
                                  : width_of(node) * scale *
                                        children_scale(nodes, parent, sums);
        start[index] = index == 0 ? 0 : next[parent];
        next[index] = start[index];
        next[parent] += index == 0 ? 0 : width[index];
        if (width[index] >= least_width) {
            *LIST_PUSH(arena, &analysis->report->flame) =
                (struct flame_frame){ .function = node->function,
                                      .depth = node->depth,
                                      .start = start[index],
                                      .width = width[index],
                                      .base = node->value[0],
                                      .head = node->value[1],
                                      .is_certain = is_certain(node),
                                      .in_source = node->in_source };
        }
    }
}

/* A box is never wider than its caller: what is left hangs together. */
static void leave_narrow_out(struct report *report)
{
    struct flame_list *flame = &report->flame;
    report->flame_least_width = least_width;
    while (flame->count > MOST_BOXES) {
        size_t kept = 0;
        report->flame_least_width *= 1.25;
        for (size_t i = 0; i < flame->count; i++) {
            if (flame->items[i].width >= report->flame_least_width) {
                flame->items[kept++] = flame->items[i];
            }
        }
        flame->count = kept;
    }
}

void build_flame(struct analysis *analysis)
{
    struct report *report = analysis->report;
    struct builder builder = { .analysis = analysis };
    const struct tally *tally = analysis->tallies[PROFILE_CPU];
    map_init(&builder.keys, sizeof(struct node_key));
    LIST_PUSH(analysis->arena, &builder.nodes)->function = "all";
    report->flame_is_per_operation = tally != NULL && tally->is_per_operation &&
                                     tally_whole_change(tally).base > 0;
    if (report->flame_is_per_operation) {
        add_operations(&builder, tally);
        divide_by_base(&builder.nodes);
    } else {
        add_side(&builder, &analysis->evidence->base, false);
        add_side(&builder, &analysis->evidence->head, true);
    }
    map_release(&builder.keys);
    if (width_of(&builder.nodes.items[0]) > 0) {
        lay_out(analysis, &builder.nodes);
        leave_narrow_out(report);
    }
    if (report->flame.count > 1) {
        qsort(report->flame.items, report->flame.count,
              sizeof(*report->flame.items), compare_frames);
    }
}
