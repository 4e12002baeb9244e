/*
 * Where the lines of two profiles stand, so that those of one line of source
 * are one row, though the two were built in different folders, from different
 * versions.
 */
#ifndef CORE_ANALYSIS_LINE_PLACES_H
#define CORE_ANALYSIS_LINE_PLACES_H

#include "core/base/arena.h"
#include "core/base/map.h"
#include "core/base/strings.h"
#include "core/model/patch.h"
#include "core/model/profile.h"

struct line_place {
    const char *file; /* interned */
    int64_t line;
};

struct line_places {
    struct arena *arena;
    struct strings *strings;   /* of the profiles' names */
    const struct patch *patch; /* NULL: lines are where they were */
    const struct profile *head;
    struct map head_functions; /* names to indexes of head's functions */
};

void line_places_init(struct line_places *places, const struct profile *head);
void line_places_release(struct line_places *places);

/*
 * A line of head where it is, below the source root where that is known. A
 * line of base where head has it: by the patch below the root; else in the file
 * of that name in which head has the function. A line that head no longer has
 * stands in "join.go (base)", apart from head's line of its number.
 */
struct line_place line_places_of(const struct line_places *places,
                                 const struct profile *profile, uint32_t line);

#endif
