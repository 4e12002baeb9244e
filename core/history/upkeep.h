/*
 * Keeping a store in order: dropping what is old, proving that it is whole.
 */
#ifndef CORE_HISTORY_UPKEEP_H
#define CORE_HISTORY_UPKEEP_H

#include "core/history/store.h"

/* What is kept: runs from `since` on, and the newest `runs`; 0 and below: no
 * such limit. What either limit drops is dropped. */
struct prune_request {
    int64_t now;   /* seconds since 1970 */
    int64_t since; /* of `at` */
    int64_t runs;
    bool drops_records; /* the runs themselves too, not only their profiles */
};

struct prune_result {
    int64_t runs, profiles, bytes; /* that are gone */
};

/*
 * Drops the profiles of old runs, which take the room, and with drops_records
 * the runs; then whatever else lies in the archive and belongs to no run.
 * Regressions stay. Recorders wait meanwhile; one that is at work puts back
 * what it needs.
 */
WARN_UNUSED bool store_prune(struct store *store,
                             const struct prune_request *request,
                             struct prune_result *result, struct error *error);

struct verify_result {
    int64_t runs, profiles;
    struct LIST_STRUCT(const char *) faults; /* sentences, in the arena */
};

/* Whether the file is sound, rows belong to rows, and each archived profile
 * has the content that it is named by. False only when it could not be
 * told. */
WARN_UNUSED bool store_verify(struct store *store, struct arena *arena,
                              struct verify_result *result,
                              struct error *error);

#endif
