/*
 * `perfscribe history show` without a run: where the project stands.
 */
#ifndef CMD_HISTORY_OVERVIEW_H
#define CMD_HISTORY_OVERVIEW_H

#include "cmd/history.h"
#include "core/base/buffer.h"

/* Appends text or JSON. */
WARN_UNUSED bool history_overview(struct store *store,
                                  const struct history_options *options,
                                  struct arena *arena, struct buffer *out,
                                  struct error *error);

#endif
