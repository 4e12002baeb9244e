/*
 * Who calls whom among the repository's functions, tests included, as the
 * stacks of one side show it: library frames between two of them are passed
 * over.
 */
#ifndef CORE_ANALYSIS_CALL_EDGES_H
#define CORE_ANALYSIS_CALL_EDGES_H

#include "core/analysis/analysis.h"
#include "core/base/map.h"

struct call_edge {
    const char *caller, *callee; /* interned */
};

struct call_edges {
    struct map keys; /* struct call_edge, in the order met */
};

void call_edges_init(struct call_edges *edges);
void call_edges_release(struct call_edges *edges);

/* Of all profiles of the kind. */
void call_edges_add_side(struct call_edges *edges,
                         const struct evidence_side *side,
                         enum profile_kind kind);

bool call_edges_has(const struct call_edges *edges, struct call_edge edge);

#endif
