/*
 * Which candidates for an allocation can have a block of the size that it has.
 */
#ifndef CORE_ANALYSIS_CANDIDATE_SIZES_H
#define CORE_ANALYSIS_CANDIDATE_SIZES_H

#include "core/analysis/allocations/allocation_candidates.h"

/* Leaves those of exactly this size; else the likely ones; else the others
 * that are possible. 0 bytes: the size is not known. */
void candidates_choose_by_size(struct candidates *candidates,
                               int64_t block_bytes);

#endif
