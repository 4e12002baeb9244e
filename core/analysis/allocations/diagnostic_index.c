#include "core/analysis/allocations/diagnostic_index.h"

#include <string.h>

/* No padding: the map compares bytes. */
struct line_key {
    const char *path;
    uint64_t line;
};

/* Backwards, so that each chain is in the order met. */
static void chain(struct diagnostic_index *index, size_t i)
{
    const struct diagnostic *diagnostic = &index->escapes->diagnostics.items[i];
    struct line_key key = { .path = diagnostic->path,
                            .line = diagnostic->location.line };
    bool is_new;
    uint32_t line = map_add(&index->lines, &key, &is_new);
    index->next[i] = is_new ? MAP_NONE : index->first[line];
    index->first[line] = (uint32_t)i;
    if (!diagnostic->is_logged) {
        map_add(&index->told, &diagnostic->path, &is_new);
    }
}

void diagnostic_index_init(struct diagnostic_index *index, struct arena *arena,
                           const struct escapes *escapes)
{
    size_t count = escapes->diagnostics.count;
    *index = (struct diagnostic_index){ .escapes = escapes };
    map_init(&index->lines, sizeof(struct line_key));
    map_init(&index->told, sizeof(const char *));
    index->first = arena_array(arena, count, sizeof(*index->first));
    index->next = arena_array(arena, count, sizeof(*index->next));
    for (size_t i = count; i-- > 0;) {
        if (escapes->diagnostics.items[i].path != NULL) {
            chain(index, i);
        }
    }
}

void diagnostic_index_release(struct diagnostic_index *index)
{
    map_release(&index->lines);
    map_release(&index->told);
}

bool diagnostic_file_is_told(const struct diagnostic_index *index,
                             const char *path)
{
    return map_find(&index->told, &path) != MAP_NONE;
}

static const struct diagnostic *at(const struct diagnostic_index *index,
                                   uint32_t place)
{
    return place == MAP_NONE ? NULL : &index->escapes->diagnostics.items[place];
}

const struct diagnostic *diagnostic_first(const struct diagnostic_index *index,
                                          const char *path, uint32_t line)
{
    struct line_key key = { .path = path, .line = line };
    uint32_t found = map_find(&index->lines, &key);
    return at(index, found == MAP_NONE ? MAP_NONE : index->first[found]);
}

const struct diagnostic *diagnostic_next(const struct diagnostic_index *index,
                                         const struct diagnostic *diagnostic)
{
    size_t place = (size_t)(diagnostic - index->escapes->diagnostics.items);
    return at(index, index->next[place]);
}
