#include "cmd/job.h"

#include "cmd/report_config.h"
#include "core/analysis/pipeline.h"
#include "formats/bundle/bundle.h"

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

bool job_read(const struct report_options *options, struct strings *strings,
              struct job *job, struct error *error)
{
    struct bundle_paths paths = paths_of(options, job->bundle);
    evidence_init(&job->evidence, strings);
    job->evidence.wants_files = options->history != NULL;
    return open_trees(options, &job->evidence, error) &&
           bundle_read(&paths, &job->evidence, error) &&
           report_config_read(options, &job->evidence, &job->arena,
                              &job->config, error) &&
           check_notices(options, &job->evidence.base, error) &&
           check_notices(options, &job->evidence.head, error);
}

void job_judge(const struct report_options *options, struct job *job)
{
    job->report.fail_on = report_fail_on(options);
    job->report.selfcheck.is_wanted = options->wants_selfcheck;
    job->report.created = options->created;
    job->report.source_root = options->source_root;
    job->report.today = options->today;
    pipeline_run(&job->evidence, &job->config, &job->arena, &job->report);
}

void job_release(struct job *job)
{
    evidence_release(&job->evidence);
    arena_release(&job->arena);
}
