/*
 * Computes the KPIs (core/model/kpi.h) from the store alone.
 */
#ifndef CORE_HISTORY_KPI_H
#define CORE_HISTORY_KPI_H

#include "core/history/store.h"
#include "core/model/kpi.h"

/* For the eight weeks that end with the one that holds `now`. */
WARN_UNUSED bool kpi_compute(struct store *store, int64_t now,
                             struct arena *arena, struct kpi_table *table,
                             struct error *error);

/* How a run of a pull request, or several at once, did. */
enum outcome {
    OUTCOME_UNKNOWN,
    OUTCOME_NEUTRAL,
    OUTCOME_POSITIVE,
    OUTCOME_NEGATIVE
};
enum outcome run_outcome(const struct run_record *run);

#endif
