/*
 * Which run an action of `perfscribe history` is about.
 */
#ifndef CMD_HISTORY_RUN_H
#define CMD_HISTORY_RUN_H

#include "cmd/history.h"

/* The one that the argument numbers; all without an argument. ERROR_USAGE:
 * there is no such run. */
WARN_UNUSED bool history_find_runs(struct store *store,
                                   const struct history_options *options,
                                   struct arena *arena, struct run_list *runs,
                                   struct error *error);

#endif
