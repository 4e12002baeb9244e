/*
 * The compiler's diagnostics of one side by the line that they are about.
 */
#ifndef CORE_ANALYSIS_DIAGNOSTIC_INDEX_H
#define CORE_ANALYSIS_DIAGNOSTIC_INDEX_H

#include "core/base/map.h"
#include "core/model/escapes.h"

struct diagnostic_index {
    const struct escapes *escapes;
    struct map lines;
    struct map told; /* files of which the compiler's text speaks */
    uint32_t *first; /* by line */
    uint32_t *next;  /* by diagnostic: the next about its line; MAP_NONE */
};

/* Of all that are about a file of the repository. The arrays are the arena's;
 * what is released are the maps. */
void diagnostic_index_init(struct diagnostic_index *index, struct arena *arena,
                           const struct escapes *escapes);
void diagnostic_index_release(struct diagnostic_index *index);

/* Whether the compiler's text speaks of the file: then it speaks of all that
 * it decided there, also of what does not escape. A logopt tree does not. */
bool diagnostic_file_is_told(const struct diagnostic_index *index,
                             const char *path);

/* The first about the line, in the order met, and the one behind it; NULL at
 * the end. `path` is interned, as the diagnostics' paths are. */
const struct diagnostic *diagnostic_first(const struct diagnostic_index *index,
                                          const char *path, uint32_t line);
const struct diagnostic *diagnostic_next(const struct diagnostic_index *index,
                                         const struct diagnostic *diagnostic);

#endif
