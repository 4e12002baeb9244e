#include "formats/pprof/pprof_ids.h"

#include <stdlib.h>
#include <string.h>

static int compare_entries(const void *left, const void *right)
{
    uint64_t first = ((const struct id_entry *)left)->id;
    uint64_t second = ((const struct id_entry *)right)->id;
    return (first > second) - (first < second);
}

static bool build_sorted(struct id_table *table, struct arena *arena,
                         const uint64_t *ids, size_t count, uint64_t *duplicate)
{
    struct id_entry *entries = arena_array(arena, count, sizeof(*entries));
    for (size_t i = 0; i < count; i++) {
        entries[i].id = ids[i];
        entries[i].index = (uint32_t)i;
    }
    qsort(entries, count, sizeof(*entries), compare_entries);
    for (size_t i = 1; i < count; i++) {
        if (entries[i].id == entries[i - 1].id) {
            *duplicate = entries[i].id;
            return false;
        }
    }
    table->sorted = entries;
    table->sorted_count = count;
    return true;
}

static bool build_dense(struct id_table *table, struct arena *arena,
                        const uint64_t *ids, size_t count, uint64_t *duplicate)
{
    table->dense =
        arena_array(arena, table->dense_count, sizeof(*table->dense));
    memset(table->dense, 0xff, table->dense_count * sizeof(*table->dense));
    for (size_t i = 0; i < count; i++) {
        if (table->dense[ids[i]] != ID_NONE) {
            *duplicate = ids[i];
            return false;
        }
        table->dense[ids[i]] = (uint32_t)i;
    }
    return true;
}

static bool is_counted(const uint64_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ids[i] != i + 1) {
            return false;
        }
    }
    return true;
}

bool id_table_build(struct id_table *table, struct arena *arena,
                    const uint64_t *ids, size_t count, uint64_t *duplicate)
{
    *table = (struct id_table){ .dense = NULL };
    if (is_counted(ids, count)) {
        table->counted = count;
        return true;
    }
    uint64_t largest = 0;
    for (size_t i = 0; i < count; i++) {
        largest = ids[i] > largest ? ids[i] : largest;
    }
    /* Merged and trimmed profiles have gaps; up to fourfold they are cheap. */
    if (largest / 4 > count + 64) {
        return build_sorted(table, arena, ids, count, duplicate);
    }
    table->dense_count = (size_t)largest + 1;
    return build_dense(table, arena, ids, count, duplicate);
}

uint32_t id_table_search(const struct id_table *table, uint64_t id)
{
    if (id < table->dense_count) {
        return table->dense[id];
    }
    size_t low = 0, high = table->sorted_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table->sorted[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < table->sorted_count && table->sorted[low].id == id
               ? table->sorted[low].index
               : ID_NONE;
}
