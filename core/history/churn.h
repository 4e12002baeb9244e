/*
 * How many of a week's hottest functions were not hot the week before.
 */
#ifndef CORE_HISTORY_CHURN_H
#define CORE_HISTORY_CHURN_H

#include "core/history/store.h"

struct churn {
    int64_t listed,
        fresh; /* functions, over all targets that both weeks have */
};

/* `runs` is sorted by time and holds the week that starts at `start` and the
 * one before. */
WARN_UNUSED bool churn_of_week(struct store *store, const struct run_list *runs,
                               int64_t start, struct churn *churn,
                               struct error *error);

/*
 * The run that speaks for its target in a week: the last of main that has a
 * CPU profile, else the last that has one. NULL: this one does not.
 */
bool speaks_for_week(const struct run_list *runs, size_t index, int64_t start);

/* Sorts the hotspots of a run: the repository's own first, by their cost; gives
 * how many of them count. */
size_t rank_hotspots(struct run_record *run);

#endif
