/*
 * How the regressions of a scope live on with a run: they open, persist and
 * close (core/model/past.h says what that is).
 */
#ifndef CORE_HISTORY_LIFE_H
#define CORE_HISTORY_LIFE_H

#include "core/history/store.h"

/* Inside the transaction that records the run, which is in it already. */
WARN_UNUSED bool life_move_on(struct store *store, const struct run_record *run,
                              struct error *error);

#endif
