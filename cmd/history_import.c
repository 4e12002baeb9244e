/*
 * The past of a project, from a folder of its bundles or from an export.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/clock.h"
#include "cmd/history.h"
#include "cmd/progress.h"
#include "cmd/recording.h"
#include "core/base/calendar.h"
#include "core/base/file.h"
#include "formats/bundle/bundle_json.h"
#include "formats/history/run_json.h"

/* Folders of folders of bundles; deeper is none. */
enum { MOST_DEPTH = 4 };

/* All lines of an export; one of them is 64 MiB at most. */
static const size_t export_limit_bytes = (size_t)4 << 30;

struct found_bundle {
    const char *path;
    int64_t time; /* of head's commit */
};
struct found_list LIST_STRUCT(struct found_bundle);

struct import {
    const struct history_options *options;
    struct recording recording;
    struct strings strings;
    struct arena arena;
    struct found_list bundles;
};

static const char *join(struct import *import, const char *folder,
                        const char *name)
{
    return arena_printf(&import->arena, "%s/%s", folder, name);
}

static bool is_folder(struct import *import, const char *folder,
                      const char *name)
{
    return file_type_of(join(import, folder, name)) == FILE_FOLDER;
}

/* Head's time alone; what else is wrong with the bundle its reading says. */
static int64_t time_of(struct import *import, const char *bundle)
{
    const char *path = join(import, bundle, "bundle.json");
    struct bundle_role_list roles = { .items = NULL };
    struct evidence evidence;
    struct error ignored = ERROR_INIT;
    int64_t time = 0;
    evidence_init(&evidence, &import->strings);
    if (!bundle_json_read(path, path, &evidence, &roles, &ignored) ||
        !calendar_parse(evidence.head.time, &time)) {
        time = 0;
    }
    evidence_release(&evidence);
    return time;
}

static bool find_bundles(struct import *import, const char *folder, int depth,
                         struct error *error)
{
    struct file_names names;
    if (file_type_of(join(import, folder, "bundle.json")) == FILE_REGULAR) {
        *LIST_PUSH(&import->arena, &import->bundles) =
            (struct found_bundle){ .path = folder,
                                   .time = time_of(import, folder) };
        return true;
    }
    if (depth == MOST_DEPTH) {
        return true;
    }
    bool ok = file_list_folder(&import->arena, folder, &names, error);
    for (size_t i = 0; ok && i < names.count; i++) {
        if (names.items[i][0] != '.' &&
            is_folder(import, folder, names.items[i])) {
            ok = find_bundles(import, join(import, folder, names.items[i]),
                              depth + 1, error);
        }
    }
    return ok;
}

static int compare_bundles(const void *left, const void *right)
{
    const struct found_bundle *a = left, *b = right;
    if (a->time != b->time) {
        return a->time < b->time ? -1 : 1;
    }
    return strcmp(a->path, b->path);
}

/* ROOT/NAME of the bundle's name where that is a folder, else ROOT. */
static const char *root_of(struct import *import, const char *root,
                           const char *bundle)
{
    const char *slash = strrchr(bundle, '/');
    const char *name = slash != NULL ? slash + 1 : bundle;
    return root != NULL && is_folder(import, root, name)
               ? join(import, root, name)
               : root;
}

static bool record_job(struct import *import, struct job *job,
                       struct error *error)
{
    struct report_options options = {
        .source_root =
            root_of(import, import->options->source_root, job->bundle),
        .base_source_root =
            root_of(import, import->options->base_source_root, job->bundle),
        .config = import->options->config,
        .history = import->options->store,
        .created = "",
    };
    struct recording *recording = &import->recording;
    if (!job_read(&options, &import->strings, job, error) ||
        !recording_prepare(recording, job, error)) {
        return false;
    }
    job->report.category = "";
    job_judge(&options, job);
    job->is_good = true;
    return recording_add(recording, job, 1, error) &&
           recording_commit(recording, error);
}

static bool import_bundle(struct import *import, const char *bundle,
                          struct error *error)
{
    struct job *job = arena_allocate(&import->arena, sizeof(*job));
    job->bundle = bundle;
    progress_show(bundle);
    bool ok = record_job(import, job, error);
    if (!ok) {
        store_roll_back(import->recording.store);
    }
    job_release(job);
    return ok || error_prefix(error, "%s: ", bundle);
}

/* The oldest first, so that regressions live as they did. */
static bool import_folder(struct import *import, const char *folder,
                          struct error *error)
{
    import->bundles.count = 0;
    if (!find_bundles(import, folder, 0, error)) {
        return false;
    }
    if (import->bundles.count == 0) {
        return error_set(error, ERROR_INPUT,
                         "%s: holds no bundle of the past: a folder with "
                         "bundle.json, which says when head's commit was made "
                         "(perfscribe explain bundle)",
                         folder);
    }
    qsort(import->bundles.items, import->bundles.count,
          sizeof(struct found_bundle), compare_bundles);
    bool ok = true;
    for (size_t i = 0; ok && i < import->bundles.count; i++) {
        ok = import_bundle(import, import->bundles.items[i].path, error);
    }
    return ok;
}

static bool import_line(struct import *import, struct span line,
                        const char *name, struct error *error)
{
    struct arena arena = ARENA_INIT;
    struct run_record run;
    struct store *store = import->recording.store;
    bool is_new = false;
    bool ok = run_json_parse(line, name, &arena, &run, error) &&
              store_record(store, &run, &is_new, error);
    import->recording.added += is_new;
    import->recording.known += ok && !is_new;
    arena_release(&arena);
    return ok;
}

static bool import_lines(struct import *import, const char *path,
                         struct span text, struct error *error)
{
    struct cursor cursor = cursor_over(text.bytes, text.length);
    struct span line;
    bool ok = true;
    for (size_t number = 1; ok && cursor_line(&cursor, &line); number++) {
        if (span_trim(line).length > 0) {
            ok = import_line(
                import, line,
                arena_printf(&import->arena, "%s:%zu", path, number), error);
        }
    }
    return ok;
}

/* All of a file or nothing of it. */
static bool import_file(struct import *import, const char *path,
                        struct error *error)
{
    struct file_view view;
    struct store *store = import->recording.store;
    if (!file_open_view(path, export_limit_bytes, &view, error)) {
        return false;
    }
    struct span text = { .bytes = view.bytes, .length = view.length };
    bool ok = store_begin(store, error) &&
              import_lines(import, path, text, error) &&
              store_commit(store, error);
    if (!ok) {
        store_roll_back(store);
    }
    file_close_view(&view);
    return ok;
}

static bool import_all(struct import *import, struct error *error)
{
    const struct argument_list *given = &import->options->arguments;
    bool ok = true;
    for (size_t i = 0; ok && i < given->count; i++) {
        const char *path = given->items[i];
        ok = file_type_of(path) == FILE_FOLDER
                 ? import_folder(import, path, error)
                 : import_file(import, path, error);
    }
    return ok;
}

bool history_import(struct store *store, const struct history_options *options,
                    struct error *error)
{
    struct import import = {
        .options = options,
        .recording = { .store = store,
                       .path = options->store,
                       .moment = { .is_imported = true } },
        .arena = ARENA_INIT,
    };
    strings_init(&import.strings);
    bool ok = clock_read(options->now, &import.recording.moment.now, error) &&
              import_all(&import, error);
    progress_clear();
    printf("%zu runs imported, %zu were known\n", import.recording.added,
           import.recording.known);
    strings_release(&import.strings);
    arena_release(&import.arena);
    return ok;
}
