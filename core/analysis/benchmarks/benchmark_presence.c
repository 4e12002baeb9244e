#include "core/analysis/benchmarks/benchmark_presence.h"

#include <string.h>

struct presence_key {
    const char *name, *package;
};

bool benchmark_row_is_time(const struct benchmark_row *row)
{
    return strcmp(row->unit, "sec/op") == 0;
}

bool benchmark_row_is_allocation(const struct benchmark_row *row)
{
    return strcmp(row->unit, "B/op") == 0 ||
           strcmp(row->unit, "allocs/op") == 0;
}

static struct presence_key key_of(const struct analysis *analysis,
                                  const struct benchmark_row *row)
{
    struct strings *strings = analysis->evidence->strings;
    return (struct presence_key){ strings_intern_text(strings, row->name),
                                  strings_intern_text(strings, row->package) };
}

static void add_row(struct benchmark_presence *presence,
                    const struct analysis *analysis,
                    const struct benchmark_row *row)
{
    struct presence_key key = key_of(analysis, row);
    bool is_new;
    uint32_t index = map_add(&presence->keys, &key, &is_new);
    if (is_new) {
        (void)LIST_PUSH(analysis->arena, &presence->entries);
    }
    struct benchmark_presence_entry *entry = &presence->entries.items[index];
    entry->is_in_head |= row->head_count > 0;
    bool is_first = entry->speaker == NULL && benchmark_row_is_allocation(row);
    if (row->base_count > 0 && (is_first || benchmark_row_is_time(row))) {
        entry->speaker = row;
    }
}

void benchmark_presence_init(struct benchmark_presence *presence,
                             const struct analysis *analysis)
{
    const struct benchmark_row_list *rows = &analysis->comparison->benchmarks;
    *presence = (struct benchmark_presence){ .entries = { .items = NULL } };
    map_init(&presence->keys, sizeof(struct presence_key));
    for (size_t i = 0; i < rows->count; i++) {
        add_row(presence, analysis, &rows->items[i]);
    }
}

void benchmark_presence_release(struct benchmark_presence *presence)
{
    map_release(&presence->keys);
}

const struct benchmark_presence_entry *benchmark_presence_of(
    const struct benchmark_presence *presence, const struct analysis *analysis,
    const struct benchmark_row *row)
{
    struct presence_key key = key_of(analysis, row);
    return &presence->entries.items[map_find(&presence->keys, &key)];
}
