#include "cmd/recording.h"

#include "cmd/clock.h"
#include "core/history/archive.h"

bool recording_open(struct recording *recording,
                    const struct report_options *options, struct error *error)
{
    recording->path = options->history;
    /* Weeks and days are those of the wall clock, unless --now is given. */
    return options->history == NULL ||
           (clock_read(options->now, &recording->moment.now, error) &&
            store_open(&recording->store, options->history, STORE_RECORD,
                       error));
}

void recording_close(struct recording *recording)
{
    store_close(recording->store);
    recording->store = NULL;
}

/* What the gates on archive and record are told: the transaction that holds
 * both commits, or there are no reports. */
static bool keep(const struct recording *recording, struct job *job,
                 struct error *error)
{
    struct kept_run *kept = &job->report.kept;
    kept->store = recording->path;
    kept->is_recorded = true;
    job->report.past = &job->past;
    return archive_side(recording->store, &job->evidence.base,
                        &kept->base_archived, error) &&
           archive_side(recording->store, &job->evidence.head,
                        &kept->head_archived, error);
}

bool recording_prepare(struct recording *recording, struct job *job,
                       struct error *error)
{
    return recording->store == NULL ||
           (record_identity(&job->evidence, &job->config, &recording->moment,
                            &job->arena, &job->run, error) &&
            keep(recording, job, error) &&
            store_past(recording->store, &job->run, &job->arena, &job->past,
                       error));
}

static bool add_job(struct recording *recording, struct job *job,
                    struct error *error)
{
    bool is_new;
    record_report(&job->report, &job->arena, &job->run);
    if (!archive_note(recording->store, &job->evidence, error) ||
        !store_record(recording->store, &job->run, &is_new, error)) {
        return false;
    }
    recording->added += is_new;
    recording->known += !is_new;
    return true;
}

bool recording_add(struct recording *recording, struct job *jobs, size_t count,
                   struct error *error)
{
    if (recording->store == NULL) {
        return true;
    }
    bool ok = store_begin(recording->store, error);
    for (size_t i = 0; ok && i < count; i++) {
        ok = !jobs[i].is_good || add_job(recording, &jobs[i], error);
    }
    return ok;
}

bool recording_commit(struct recording *recording, struct error *error)
{
    return recording->store == NULL || store_commit(recording->store, error);
}
