#include "formats/pprof/pprof.h"

#include <inttypes.h>
#include <string.h>

/* No padding: the map compares bytes. */
struct line_key {
    const char *file;
    int64_t line;
    uint64_t function;
};

static uint32_t add_function(struct pprof_reading *reading,
                             const struct profile_function *function)
{
    bool is_new;
    uint32_t index =
        map_add(&reading->function_names, &function->name, &is_new);
    if (is_new) {
        *LIST_PUSH(&reading->scratch, &reading->profile_functions) = *function;
    }
    return index;
}

static void add_frame(struct pprof_reading *reading,
                      const struct profile_line *line)
{
    struct line_key key = { .file = line->file,
                            .line = line->line,
                            .function = line->function };
    bool is_new;
    uint32_t index = map_add(&reading->line_keys, &key, &is_new);
    if (is_new) {
        *LIST_PUSH(&reading->scratch, &reading->profile_lines) = *line;
    }
    *LIST_PUSH(&reading->scratch, &reading->frames) = index;
}

/* A frame that only its mapping names: pprof's "[libc.so.6]", "<unknown>". */
static uint32_t add_unnamed(struct pprof_reading *reading, uint32_t mapping)
{
    struct profile_function node = { .name = reading->mapping_nodes[mapping],
                                     .file = "" };
    return add_function(reading, &node);
}

static uint32_t add_named(struct pprof_reading *reading,
                          struct pprof_function *entry)
{
    if (entry->function == ID_NONE) {
        struct profile_function function = { .name = entry->name,
                                             .file = entry->file,
                                             .start_line = entry->start_line };
        entry->function = add_function(reading, &function);
    }
    return entry->function;
}

static bool add_lines(struct pprof_reading *reading,
                      const Pprof__Location *location, uint32_t mapping,
                      struct error *error)
{
    for (size_t i = 0; i < location->n_line; i++) {
        const Pprof__Line *line = location->line[i];
        uint32_t found =
            id_table_find(&reading->function_ids, line->function_id);
        if (found == ID_NONE) {
            struct pprof_reference reference = { location->id, "function",
                                                 line->function_id };
            return pprof_fail_id(reading, &reference, error);
        }
        struct pprof_function *entry = &reading->function_entries[found];
        struct profile_line frame = { .line = line->line, .file = entry->file };
        frame.function = entry->name[0] == '\0' ? add_unnamed(reading, mapping)
                                                : add_named(reading, entry);
        add_frame(reading, &frame);
    }
    return true;
}

/* Gives where the mapping's node stands in mapping_nodes. */
static bool find_mapping(struct pprof_reading *reading,
                         const Pprof__Location *location, uint32_t *mapping,
                         struct error *error)
{
    *mapping = 0;
    if (location->mapping_id == 0) {
        return true;
    }
    uint32_t found = id_table_find(&reading->mapping_ids, location->mapping_id);
    if (found == ID_NONE) {
        struct pprof_reference reference = { location->id, "mapping",
                                             location->mapping_id };
        return pprof_fail_id(reading, &reference, error);
    }
    *mapping = found + 1;
    return true;
}

static bool check_frames(const struct pprof_reading *reading,
                         const Pprof__Location *location, struct error *error)
{
    if (location->n_line > PPROF_INLINED_LIMIT) {
        return error_set(error, ERROR_LIMIT,
                         "%s: location %" PRIu64 " has %zu frames, over the "
                         "limit of %zu; record the profile again",
                         reading->input->name, location->id, location->n_line,
                         PPROF_INLINED_LIMIT);
    }
    if (reading->frames.count > PPROF_TABLE_LIMIT) {
        return error_set(error, ERROR_LIMIT,
                         "%s: the locations have more than %zu frames, which "
                         "is the limit; record a shorter profile",
                         reading->input->name, PPROF_TABLE_LIMIT);
    }
    return true;
}

static bool read_location(struct pprof_reading *reading, size_t index,
                          struct profile_location *read, struct error *error)
{
    uint32_t mapping;
    const Pprof__Location *location =
        pprof_unpack(reading, &pprof__location__descriptor,
                     reading->locations.items[index], error);
    if (location == NULL || !check_frames(reading, location, error) ||
        !find_mapping(reading, location, &mapping, error)) {
        return false;
    }
    reading->ids[index] = location->id;
    read->first_frame = (uint32_t)reading->frames.count;
    if (location->n_line == 0) {
        struct profile_line frame = { .function = add_unnamed(reading, mapping),
                                      .file = "" };
        add_frame(reading, &frame);
    } else if (!add_lines(reading, location, mapping, error)) {
        return false;
    }
    read->frame_count = (uint32_t)reading->frames.count - read->first_frame;
    return true;
}

static void *keep(struct arena *arena, const void *items, size_t count,
                  size_t item_size)
{
    void *kept = arena_array(arena, count, item_size);
    if (count > 0) {
        memcpy(kept, items, count * item_size);
    }
    return kept;
}

static void keep_lists(struct pprof_reading *reading, struct profile *profile)
{
    struct arena *arena = reading->arena;
    profile->function_count = (uint32_t)reading->profile_functions.count;
    profile->functions =
        keep(arena, reading->profile_functions.items, profile->function_count,
             sizeof(*profile->functions));
    profile->line_count = (uint32_t)reading->profile_lines.count;
    profile->lines = keep(arena, reading->profile_lines.items,
                          profile->line_count, sizeof(*profile->lines));
    profile->frames = keep(arena, reading->frames.items, reading->frames.count,
                           sizeof(*profile->frames));
}

static bool read_all(struct pprof_reading *reading, struct profile *profile,
                     struct error *error)
{
    size_t count = reading->locations.count;
    reading->ids = arena_array(&reading->scratch, count, sizeof(*reading->ids));
    profile->locations =
        arena_array(reading->arena, count, sizeof(*profile->locations));
    profile->location_count = (uint32_t)count;
    for (size_t i = 0; i < count; i++) {
        if (!read_location(reading, i, &profile->locations[i], error)) {
            return false;
        }
    }
    return true;
}

bool pprof_read_locations(struct pprof_reading *reading,
                          struct profile *profile,
                          struct id_table *location_ids, struct error *error)
{
    map_init(&reading->function_names, sizeof(const char *));
    map_init(&reading->line_keys, sizeof(struct line_key));
    bool ok = read_all(reading, profile, error);
    map_release(&reading->function_names);
    map_release(&reading->line_keys);
    if (!ok) {
        return false;
    }
    keep_lists(reading, profile);
    struct pprof_id_request request = { "location", profile->location_count,
                                        reading->arena };
    return pprof_build_ids(reading, &request, location_ids, error);
}
