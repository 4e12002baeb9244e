/*
 * The names that a Go function declares for itself: receiver, parameters,
 * variables. Roughly, as tokens show it; a name that is missed is taken for one
 * of the package.
 */
#ifndef CORE_MODEL_GO_LOCALS_H
#define CORE_MODEL_GO_LOCALS_H

#include "core/base/arena.h"
#include "core/base/cursor.h"

struct span_list LIST_STRUCT(struct span);

/* `function` is a view from "func" to the closing brace; so are the names, in
 * the order of the text, each as often as it is declared. */
void go_locals(struct arena *arena, struct span function,
               struct span_list *names);

#endif
