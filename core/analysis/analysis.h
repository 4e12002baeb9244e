/*
 * What the passes of one run share. Each pass is one function that reads what
 * earlier passes left here and adds its own; pipeline.c is their order. All
 * memory is the arena's; the evidence belongs to the caller.
 */
#ifndef CORE_ANALYSIS_ANALYSIS_H
#define CORE_ANALYSIS_ANALYSIS_H

#include "core/base/arena.h"
#include "core/model/comparison.h"
#include "core/model/config.h"
#include "core/model/evidence.h"
#include "core/model/report.h"

struct source_cache;
struct tally;

/* What a function of an earlier run is called now. */
struct past_function {
    const char *name;
    bool is_in_base; /* then it is this function of this profile */
    size_t profile;
    uint32_t function;
};

struct analysis {
    struct arena *arena;
    struct evidence *evidence;
    const struct config *config;
    struct comparison *comparison; /* the report's, writable here */
    struct report *report;         /* findings, improvements, gates, ... */
    struct source_cache *sources;
    /* Stacks folded per benchmark, one tally a kind of profile; NULL where a
     * kind is absent. Indexed by enum profile_kind. */
    struct tally *tallies[PROFILE_OTHER + 1];
    struct tally *retained; /* of the heap profiles, or NULL */
    /* One a regression of the past, in its order; NULL: not followed. */
    struct past_function *past_functions;
};

#endif
