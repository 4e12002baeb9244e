/*
 * Raises the escalations (core/model/escalation.h) from the store.
 */
#ifndef CORE_HISTORY_ESCALATION_H
#define CORE_HISTORY_ESCALATION_H

#include "core/history/store.h"
#include "core/model/escalation.h"
#include "core/model/kpi.h"

/* As things stand at the end of the week that the table ends with. */
WARN_UNUSED bool escalations_raise(struct store *store, int64_t now,
                                   const struct kpi_table *table,
                                   struct arena *arena,
                                   struct escalation_list *list,
                                   struct error *error);

#endif
