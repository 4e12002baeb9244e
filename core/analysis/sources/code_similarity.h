/*
 * How much of two pieces of Go is the same, wherever it stands in them.
 */
#ifndef CORE_ANALYSIS_CODE_SIMILARITY_H
#define CORE_ANALYSIS_CODE_SIMILARITY_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/cursor.h"

/* All runs of three tokens, hashed and sorted. Lives in the arena. */
struct code_shingles {
    uint64_t *hashes;
    size_t count;
};

struct code_shingles code_shingles_of(struct arena *arena, struct span code);

/* The part that both have, of the two together: 0 to 1; 0 of nothing. */
double code_similarity(const struct code_shingles *left,
                       const struct code_shingles *right);

#endif
