#include "core/analysis/profiles/call_edges.h"

#include <string.h>

#include "core/analysis/profiles/stack_frames.h"

struct edge_walk {
    struct call_edges *edges;
    const struct profile *profile;
};

void call_edges_init(struct call_edges *edges)
{
    map_init(&edges->keys, sizeof(struct call_edge));
}

void call_edges_release(struct call_edges *edges)
{
    map_release(&edges->keys);
}

static void add_stack(void *context, const struct profile_sample *sample)
{
    const struct edge_walk *walk = context;
    struct stack_walk frames = stack_from_leaf(walk->profile, sample);
    const char *callee = NULL;
    for (uint32_t line; stack_next(&frames, &line);) {
        const struct profile_line *entry = &walk->profile->lines[line];
        if (entry->path == NULL) {
            continue;
        }
        const char *caller = walk->profile->functions[entry->function].name;
        if (callee != NULL && callee != caller) {
            struct call_edge edge = { .caller = caller, .callee = callee };
            map_add(&walk->edges->keys, &edge, NULL);
        }
        callee = caller;
    }
}

void call_edges_add_side(struct call_edges *edges,
                         const struct evidence_side *side,
                         enum profile_kind kind)
{
    for (size_t i = 0; i < side->profiles.count; i++) {
        struct edge_walk walk = { .edges = edges,
                                  .profile = &side->profiles.items[i] };
        if (walk.profile->kind == kind) {
            walk.profile->visit(walk.profile, add_stack, &walk);
        }
    }
}

bool call_edges_has(const struct call_edges *edges, struct call_edge edge)
{
    return map_find(&edges->keys, &edge) != MAP_NONE;
}
