/*
 * The types that a Go file declares, and the lines of what stands between two
 * brackets, such as the fields of a struct. Works on whatever bytes there are.
 */
#ifndef CORE_MODEL_GO_TYPES_H
#define CORE_MODEL_GO_TYPES_H

#include <stdbool.h>

#include "core/base/arena.h"
#include "core/base/cursor.h"

struct go_type {
    struct span name;       /* view into the text */
    struct span definition; /* view: "struct { a int }", of aliases too */
};
struct go_type_list LIST_STRUCT(struct go_type);

/* Those of functions as well, in the order of the text. */
void go_types(struct arena *arena, struct span text,
              struct go_type_list *types);

/* The next line of tokens from *position on, which is moved behind it: up to a
 * line break or ';' outside of brackets. False at the end, or where a bracket
 * closes that was not opened. */
bool go_line_next(struct span text, size_t *position, struct span *line);

#endif
