/*
 * The layout of the store, and how an older one becomes today's.
 */
#ifndef CORE_HISTORY_SCHEMA_H
#define CORE_HISTORY_SCHEMA_H

#include "core/history/store.h"

/* Refuses what is no store, or a newer one's; makes an empty file one and
 * brings an older layout up to date, unless only reading. */
WARN_UNUSED bool schema_prepare(struct store *store, enum store_mode mode,
                                struct error *error);

#endif
