/*
 * The stacks that carry a finding: which repository lines are on them, how
 * much of it each carries, and the hottest stack as a whole.
 */
#ifndef CORE_ANALYSIS_CARRIERS_H
#define CORE_ANALYSIS_CARRIERS_H

#include "core/analysis/analysis.h"

/* What makes a stack a carrier. Each that is set must hold. */
struct carrier_query {
    enum profile_kind kind;
    const char *value_type;   /* "samples", "alloc_space", "delay" */
    const char *own_function; /* the repository's leafmost function; NULL */
    struct location own_line; /* and its line in head; file NULL: any */
    const char *benchmark;    /* "BenchmarkJoin"; NULL: any */
    struct location through;  /* a line that it passes; file NULL: any */
};

/* A repository line on carrying stacks of head. */
struct carrier {
    const char *function;
    struct location location;
    double value;   /* carried in head */
    uint32_t depth; /* least distance from the repository's leafmost frame */
    bool is_around; /* that frame is inlined into this one, in some stack */
};
struct carrier_list LIST_STRUCT(struct carrier);

struct carriers {
    struct carrier_list lines; /* no tests; by depth, then value */
    struct step_list stack;    /* hottest, root first, at most 32 frames */
};

struct carriers carriers_of(const struct analysis *analysis,
                            const struct carrier_query *query);

#endif
