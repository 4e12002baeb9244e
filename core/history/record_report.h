/*
 * What of a run is worth remembering: from evidence and report to a record.
 * The record's texts are those of its sources or in the arena.
 */
#ifndef CORE_HISTORY_RECORD_REPORT_H
#define CORE_HISTORY_RECORD_REPORT_H

#include "core/model/report.h"
#include "core/model/run_record.h"

/* Functions of a run that are kept as hotspots, the hottest. */
enum { MOST_HOTSPOTS = 300 };

struct record_moment {
    int64_t now;      /* seconds since 1970 */
    bool is_imported; /* then the run counts by head's commit time */
};

/*
 * Whose run it is, before it is judged. Needs the files that were read
 * (evidence.wants_files). ERROR_INPUT: it is imported, and bundle.json has no
 * time of head.
 */
WARN_UNUSED bool record_identity(const struct evidence *evidence,
                                 const struct config *config,
                                 const struct record_moment *moment,
                                 struct arena *arena, struct run_record *run,
                                 struct error *error);

/* Adds what the report says. */
void record_report(const struct report *report, struct arena *arena,
                   struct run_record *run);

#endif
