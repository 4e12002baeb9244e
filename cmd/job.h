/*
 * One bundle, or the loose files, and what became of it: read, then judged.
 * Its memory lives until all outputs are written.
 */
#ifndef CMD_JOB_H
#define CMD_JOB_H

#include "cmd/report_options.h"
#include "core/model/past.h"

struct job {
    const char *bundle; /* NULL: the loose files */
    struct evidence evidence;
    struct config config;
    struct arena arena;
    struct report report;
    struct run_record run; /* what the store keeps of it */
    struct past past;
    bool is_good;
};

/* The evidence and its config. The evidence can be released also when this
 * failed. */
WARN_UNUSED bool job_read(const struct report_options *options,
                          struct strings *strings, struct job *job,
                          struct error *error);

/* Fills the report, whose category the caller has set. */
void job_judge(const struct report_options *options, struct job *job);

void job_release(struct job *job);

#endif
