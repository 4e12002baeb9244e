/*
 * What --history does around a report: it opens the store, archives the
 * profiles, asks for the past, and records the run in a transaction that ends
 * when the reports are written.
 */
#ifndef CMD_RECORDING_H
#define CMD_RECORDING_H

#include "cmd/job.h"
#include "core/history/record_report.h"
#include "core/history/store.h"

struct recording {
    struct store *store; /* NULL: there is none, and nothing is done */
    const char *path;    /* of it */
    struct record_moment moment;
    size_t added, known; /* runs: recorded now, recorded before */
};

/* The store of options->history. */
WARN_UNUSED bool recording_open(struct recording *recording,
                                const struct report_options *options,
                                struct error *error);
void recording_close(struct recording *recording);

/* Between reading and judging the job. ERROR_OUTPUT: it cannot be kept. */
WARN_UNUSED bool recording_prepare(struct recording *recording, struct job *job,
                                   struct error *error);

/* Records the jobs that are good; others wait until the commit. */
WARN_UNUSED bool recording_add(struct recording *recording, struct job *jobs,
                               size_t count, struct error *error);
WARN_UNUSED bool recording_commit(struct recording *recording,
                                  struct error *error);

#endif
