/*
 * The main job: bundles in, reports out.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/progress.h"
#include "cmd/recording.h"
#include "cmd/report_output.h"
#include "cmd/summary.h"

struct session {
    const struct report_options *options;
    struct strings strings;
    struct arena arena;
    struct recording recording;
    struct job *jobs;
    size_t job_count;
    int code; /* the largest so far */
};

static void note_failure(struct session *session, const struct error *error)
{
    int code = command_fail(error);
    session->code = code > session->code ? code : session->code;
}

/* "NAME/", or "NAME/TARGET/" with several bundles: without the slash GitHub
 * sees no category. */
static const char *category_of(struct session *session, const struct job *job)
{
    const struct report_options *options = session->options;
    const char *target = job->evidence.target;
    if (options->category == NULL) {
        return arena_printf(&session->arena, "%s/", target);
    }
    if (session->job_count == 1) {
        return arena_printf(&session->arena, "%s/", options->category);
    }
    return arena_printf(&session->arena, "%s/%s/", options->category, target);
}

/* Of the last good bundle before this one, or NULL. */
static const struct report *report_before(const struct session *session,
                                          const struct job *job)
{
    while (job > session->jobs) {
        if ((--job)->is_good) {
            return &job->report;
        }
    }
    return NULL;
}

static void run_job(struct session *session, struct job *job)
{
    struct error error = ERROR_INIT;
    progress_show(job->bundle != NULL ? job->bundle : "the given files");
    job->is_good = job_read(session->options, &session->strings, job, &error) &&
                   recording_prepare(&session->recording, job, &error);
    if (!job->is_good) {
        note_failure(session, &error);
        return;
    }
    job->report.category = category_of(session, job);
    job->report.earlier = report_before(session, job);
    job->report.has_later_targets =
        job + 1 < session->jobs + session->job_count;
    job_judge(session->options, job);
    bool fails =
        report_fails(&job->report) || selfcheck_failed(&job->report.selfcheck);
    if (fails && session->code < EXIT_FAIL_ON) {
        session->code = EXIT_FAIL_ON;
    }
}

/* Two bundles of one target would write into one folder. */
static bool check_targets(const struct session *session, struct error *error)
{
    for (size_t i = 0; i < session->job_count; i++) {
        for (size_t j = 0; j < i; j++) {
            const struct job *a = &session->jobs[i], *b = &session->jobs[j];
            if (a->is_good && b->is_good &&
                strcmp(a->evidence.target, b->evidence.target) == 0) {
                return error_set(error, ERROR_USAGE,
                                 "%s and %s have the same target \"%s\"; give "
                                 "them different ones in bundle.json",
                                 b->bundle, a->bundle, a->evidence.target);
            }
        }
    }
    return true;
}

static void write_outputs(struct session *session)
{
    const struct report **reports =
        arena_array(&session->arena, session->job_count, sizeof(*reports));
    struct report_output output = { .options = session->options,
                                    .arena = &session->arena,
                                    .reports = reports,
                                    .has_several = session->job_count > 1 };
    for (size_t i = 0; i < session->job_count; i++) {
        if (session->jobs[i].is_good) {
            reports[output.count++] = &session->jobs[i].report;
        }
    }
    output.is_complete = output.count == session->job_count;
    struct error error = ERROR_INIT;
    if (!check_targets(session, &error) ||
        !recording_add(&session->recording, session->jobs, session->job_count,
                       &error) ||
        !report_output_write(&output, &error) ||
        !recording_commit(&session->recording, &error)) {
        note_failure(session, &error);
        return;
    }
    if (!session->options->is_quiet && !report_output_uses_stdout(&output)) {
        summary_print(reports, output.count, session->options);
    }
}

static void start_session(struct session *session,
                          const struct report_options *options)
{
    size_t bundles = options->bundles.count;
    session->options = options;
    session->job_count = bundles > 0 ? bundles : 1;
    strings_init(&session->strings);
    session->jobs = arena_array(&session->arena, session->job_count,
                                sizeof(*session->jobs));
    for (size_t i = 0; i < bundles; i++) {
        session->jobs[i].bundle = options->bundles.items[i];
    }
}

static int run_session(const struct report_options *options)
{
    struct session session = { .arena = ARENA_INIT };
    struct error error = ERROR_INIT;
    start_session(&session, options);
    if (!recording_open(&session.recording, options, &error)) {
        note_failure(&session, &error);
        session.job_count = 0;
    }
    for (size_t i = 0; i < session.job_count; i++) {
        run_job(&session, &session.jobs[i]);
    }
    progress_clear();
    if (session.job_count > 0) {
        write_outputs(&session);
    }
    recording_close(&session.recording);
    for (size_t i = 0; i < session.job_count; i++) {
        job_release(&session.jobs[i]);
    }
    strings_release(&session.strings);
    arena_release(&session.arena);
    return session.code;
}

static int run_report(const struct command *command, int argc, char **argv)
{
    struct arena arena = ARENA_INIT;
    struct report_options options = { .out = NULL };
    struct error error = ERROR_INIT;
    int code = EXIT_OK;
    if (!report_options_parse(command, argc, argv, &arena, &options, &error)) {
        code = command_fail(&error);
    } else if (!options.wants_help) {
        code = run_session(&options);
    }
    arena_release(&arena);
    return code;
}

const struct command command_report = {
    .name = "report",
    .arguments = "[options] BUNDLE...",
    .summary = "Compares base and head and writes SARIF, JUnit, HTML, JSON.",
    .details = "Without --out or a file of its own, everything goes to "
               "perfscribe-out/.",
    .example = "perfscribe report --source-root . --out reports bundle",
    .run = run_report,
};
