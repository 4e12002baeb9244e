/*
 * The functions that a Go file declares, by line: what a line belongs to and
 * where a benchmark stands. Works on whatever bytes the file holds.
 */
#ifndef CORE_MODEL_GO_FUNCTIONS_H
#define CORE_MODEL_GO_FUNCTIONS_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/cursor.h"

struct go_function {
    struct span receiver; /* view: "T" of "(t *T[K])"; empty without one */
    struct span name;     /* view into the text: "Join" of methods too */
    struct span body;     /* view: '{' to '}'; empty without a body */
    uint32_t first_line, last_line; /* "func" to "}" */
};
struct go_function_list LIST_STRUCT(struct go_function);

/* Those declared at the top level, in the order of the text. */
void go_functions(struct arena *arena, struct span text,
                  struct go_function_list *functions);

#endif
