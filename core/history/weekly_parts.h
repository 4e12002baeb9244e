/*
 * The parts of a weekly report, each a file. They fill their members of the
 * weekly, whose week is set.
 */
#ifndef CORE_HISTORY_WEEKLY_PARTS_H
#define CORE_HISTORY_WEEKLY_PARTS_H

#include "core/history/database.h"
#include "core/history/weekly.h"

struct weekly_job {
    struct store *store;
    struct arena *arena;
    struct weekly *weekly;
};

WARN_UNUSED bool weekly_read_hotspots(struct weekly_job *job,
                                      struct error *error);
WARN_UNUSED bool weekly_read_regressions(struct weekly_job *job,
                                         struct error *error);
/* Needs the regressions. */
WARN_UNUSED bool weekly_read_courses(struct weekly_job *job,
                                     struct error *error);
WARN_UNUSED bool weekly_read_failures(struct weekly_job *job,
                                      struct error *error);

/* Needs all the others. */
void weekly_judge(struct weekly_job *job);

/* A column with a text, in the job's arena; "" for NULL. */
const char *weekly_text(const struct weekly_job *job, sqlite3_stmt *statement,
                        int column);

/* The owner whose turn it is among several between blanks; they take turns by
 * the week. */
const char *weekly_turn(const struct weekly_job *job, const char *owners);

#endif
