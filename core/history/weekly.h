/*
 * The weekly report's content out of the store (core/model/weekly.h).
 */
#ifndef CORE_HISTORY_WEEKLY_H
#define CORE_HISTORY_WEEKLY_H

#include "core/history/store.h"
#include "core/model/weekly.h"

/* Of the week that begins at `from`. Regressions have their values of today,
 * also in the report on an earlier week. */
WARN_UNUSED bool store_weekly(struct store *store, int64_t from,
                              struct arena *arena, struct weekly *weekly,
                              struct error *error);

#endif
