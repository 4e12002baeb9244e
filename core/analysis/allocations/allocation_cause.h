/*
 * Why a line allocates: candidates from the compiler's diagnostics and from
 * the line's text, and the choice among them.
 */
#ifndef CORE_ANALYSIS_ALLOCATION_CAUSE_H
#define CORE_ANALYSIS_ALLOCATION_CAUSE_H

#include "core/analysis/allocations/declared_types.h"
#include "core/analysis/allocations/diagnostic_index.h"
#include "core/analysis/analysis.h"

/* A line whose frames allocate themselves. */
struct allocation_place {
    const struct evidence_side *side;           /* whose sources */
    const struct diagnostic_index *diagnostics; /* of the side */
    struct declared_types *types;               /* of the side; NULL: none */
    const char *path;
    uint32_t line;
    int64_t block_bytes;   /* size class; 0: unknown */
    int64_t largest_bytes; /* of the blocks that the line allocates itself */
    struct location call;  /* where it was inlined; file NULL: it was not */
    /* The function from outside that was inlined into the line and allocates
     * there, or calls one that does; NULL: the line allocates itself. */
    const char *inlined;
};

/* CAUSE_UNKNOWN without a candidate; CAUSE_ONE_OF when several of different
 * kinds are left; of several of one kind the text names some. */
struct cause allocation_cause(const struct analysis *analysis,
                              const struct allocation_place *place);

/* What a diagnostic of kind ESCAPES or MOVED says about the allocation. */
enum cause_kind diagnostic_cause(const struct escapes *escapes,
                                 const struct diagnostic *diagnostic);

#endif
