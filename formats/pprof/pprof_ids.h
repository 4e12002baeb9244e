/*
 * Ids of a profile's table to indexes. Go numbers from 1 without gaps; other
 * producers use addresses, so that a table by id is not always affordable.
 * Lives in the arena it was built in.
 */
#ifndef FORMATS_PPROF_IDS_H
#define FORMATS_PPROF_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"

#define ID_NONE UINT32_MAX

struct id_entry {
    uint64_t id;
    uint32_t index;
};

/* Of the three, the first that holds all ids is used. */
struct id_table {
    size_t counted;  /* ids 1 to counted stand at index id - 1 */
    uint32_t *dense; /* by id; ID_NONE where there is none */
    size_t dense_count;
    struct id_entry *sorted;
    size_t sorted_count;
};

/* False when an id stands twice (*duplicate is set). No id is 0; count is
 * below 2^32 - 1. */
bool id_table_build(struct id_table *table, struct arena *arena,
                    const uint64_t *ids, size_t count, uint64_t *duplicate);

/* Through dense and sorted. */
uint32_t id_table_search(const struct id_table *table, uint64_t id);

/* The index of an id, or ID_NONE. */
static inline uint32_t id_table_find(const struct id_table *table, uint64_t id)
{
    return id - 1 < table->counted ? (uint32_t)(id - 1)
                                   : id_table_search(table, id);
}

#endif
