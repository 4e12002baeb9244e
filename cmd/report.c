/*
 * The main job: bundles in, reports out.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/progress.h"
#include "cmd/report_config.h"
#include "cmd/report_options.h"
#include "cmd/report_output.h"
#include "cmd/summary.h"
#include "core/analysis/pipeline.h"
#include "formats/bundle.h"

/* One bundle and what became of it. Its memory lives until all outputs are
 * written. */
struct job {
    const char *bundle; /* NULL: the loose files */
    struct evidence evidence;
    struct config config;
    struct arena arena;
    struct report report;
    bool is_good;
};

struct session {
    const struct report_options *options;
    struct strings strings;
    struct arena arena;
    struct job *jobs;
    size_t job_count;
    int code; /* the largest so far */
};

static void note_failure(struct session *session, const struct error *error)
{
    int code = command_fail(error);
    session->code = code > session->code ? code : session->code;
}

static struct bundle_paths paths_of(const struct report_options *options,
                                    const char *bundle)
{
    return (struct bundle_paths){
        .folder = bundle,
        .base_files = options->base_files.items,
        .base_count = options->base_files.count,
        .head_files = options->head_files.items,
        .head_count = options->head_files.count,
        .patches = options->patches.items,
        .patch_count = options->patches.count,
    };
}

static bool open_trees(const struct report_options *options,
                       struct evidence *evidence, struct error *error)
{
    return tree_open(&evidence->head.tree, options->source_root, error) &&
           (options->base_source_root == NULL ||
            tree_open(&evidence->base.tree, options->base_source_root, error));
}

/* Under --strict the first notice is an error. */
static bool check_notices(const struct report_options *options,
                          const struct evidence_side *side, struct error *error)
{
    if (!options->is_strict || side->notices.count == 0) {
        return true;
    }
    const struct notice *notice = &side->notices.items[0];
    return error_set(error, ERROR_INPUT,
                     "%s: %s (a notice, and an error under --strict)",
                     notice->file, notice->text);
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

static bool read_job(struct session *session, struct job *job,
                     struct error *error)
{
    struct bundle_paths paths = paths_of(session->options, job->bundle);
    evidence_init(&job->evidence, &session->strings);
    return open_trees(session->options, &job->evidence, error) &&
           bundle_read(&paths, &job->evidence, error) &&
           report_config_read(session->options, &job->evidence, &job->arena,
                              &job->config, error) &&
           check_notices(session->options, &job->evidence.base, error) &&
           check_notices(session->options, &job->evidence.head, error);
}

static void run_job(struct session *session, struct job *job)
{
    struct error error = ERROR_INIT;
    progress_show(job->bundle != NULL ? job->bundle : "the given files");
    job->is_good = read_job(session, job, &error);
    if (!job->is_good) {
        note_failure(session, &error);
        return;
    }
    job->report.fail_on = report_fail_on(session->options);
    job->report.created = session->options->created;
    job->report.category = category_of(session, job);
    job->report.source_root = session->options->source_root;
    pipeline_run(&job->evidence, &job->config, &job->arena, &job->report);
    if (report_fails(&job->report) && session->code < EXIT_FAIL_ON) {
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
        !report_output_write(&output, &error)) {
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
    start_session(&session, options);
    for (size_t i = 0; i < session.job_count; i++) {
        run_job(&session, &session.jobs[i]);
    }
    progress_clear();
    write_outputs(&session);
    for (size_t i = 0; i < session.job_count; i++) {
        evidence_release(&session.jobs[i].evidence);
        arena_release(&session.jobs[i].arena);
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
