/*
 * Profiles beside the store, in the folder FILE.profiles, under the SHA-256 of
 * their bytes: "ab/cdef...". A file there is whole, or not there.
 */
#ifndef CORE_HISTORY_ARCHIVE_H
#define CORE_HISTORY_ARCHIVE_H

#include "core/history/store.h"
#include "core/model/evidence.h"

/* Where the content lies, whether or not it is there; in the arena. */
const char *archive_path(const struct store *store, const char *hash,
                         struct arena *arena);

/* Copies the profiles of a side that are not there yet, and syncs them;
 * *count are there then. ERROR_OUTPUT: it failed, or a file has changed since
 * it was read. */
WARN_UNUSED bool archive_side(const struct store *store,
                              const struct evidence_side *side, uint32_t *count,
                              struct error *error);

/* Inside the transaction that records: copies again what was pruned
 * meanwhile, and notes what is there. */
WARN_UNUSED bool archive_note(struct store *store,
                              const struct evidence *evidence,
                              struct error *error);

#endif
