#include "core/analysis/build_flame.h"

#include <stdlib.h>

#include "core/analysis/stack_frames.h"
#include "core/base/map.h"
#include "core/model/go_symbol.h"

enum { MOST_DEPTH = 40 };
static const double least_width = 0.005;

/* A function under one chain of callers. */
struct node {
    const char *function;
    uint32_t parent, depth;
    bool in_source;
    double value[2]; /* base, head: shares of the side's samples */
};
struct node_list LIST_STRUCT(struct node);

struct node_key {
    const char *function;
    uint64_t parent;
};

struct builder {
    const struct analysis *analysis;
    const struct profile *profile;
    size_t value;
    double unit; /* share of its side that one sample is */
    bool is_head;
    struct map keys;
    struct node_list nodes; /* 0: the root; a parent stands before its child */
};

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

static void add_sample(void *context, const struct profile_sample *sample)
{
    struct builder *builder = context;
    double share = (double)sample->values[builder->value] * builder->unit;
    size_t skipped = harness_frames(builder, sample);
    struct stack_walk walk = stack_from_root(builder->profile, sample);
    uint32_t node = 0;
    builder->nodes.items[0].value[builder->is_head] += share;
    for (uint32_t line; stack_next(&walk, &line);) {
        if (skipped > 0) {
            skipped--;
            continue;
        }
        if (builder->nodes.items[node].depth >= MOST_DEPTH) {
            return;
        }
        node = child_of(builder, node, line);
        builder->nodes.items[node].value[builder->is_head] += share;
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

static void add_side(struct builder *builder, const struct evidence_side *side,
                     bool is_head)
{
    double samples = samples_of(side);
    builder->unit = samples > 0 ? 1 / samples : 0;
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
                                      .in_source = node->in_source };
        }
    }
}

void build_flame(struct analysis *analysis)
{
    struct builder builder = { .analysis = analysis };
    map_init(&builder.keys, sizeof(struct node_key));
    LIST_PUSH(analysis->arena, &builder.nodes)->function = "all";
    add_side(&builder, &analysis->evidence->base, false);
    add_side(&builder, &analysis->evidence->head, true);
    map_release(&builder.keys);
    if (width_of(&builder.nodes.items[0]) > 0) {
        lay_out(analysis, &builder.nodes);
    }
    struct flame_list *flame = &analysis->report->flame;
    if (flame->count > 1) {
        qsort(flame->items, flame->count, sizeof(*flame->items),
              compare_frames);
    }
}
