#include "cmd/report_output.h"

#include <string.h>

#include "core/base/file.h"
#include "core/rules/rule.h"
#include "formats/writer.h"

static const char default_folder[] = "perfscribe-out";

/* GitHub refuses a SARIF file of more runs. */
enum { MOST_REPORTS_A_FILE = 20 };

/* A file to write, rendered already. */
struct rendered {
    const char *path;
    struct buffer content;
};
struct rendered_list LIST_STRUCT(struct rendered);

struct plan {
    const struct report_output *output;
    struct rendered_list files;
};

static bool names_any_writer(const struct report_options *options)
{
    for (size_t i = 0; i < REPORT_WRITER_MOST; i++) {
        if (options->writer_paths[i] != NULL) {
            return true;
        }
    }
    return false;
}

const char *report_output_folder(const struct report_options *options)
{
    if (options->out != NULL) {
        return options->out;
    }
    return names_any_writer(options) ? NULL : default_folder;
}

static bool render(struct plan *plan, const struct writer *writer,
                   const char *path, const struct report *const *reports,
                   size_t count, struct error *error)
{
    const struct report_options *options = plan->output->options;
    struct writer_options writer_options = {
        .is_strict_junit = options->is_strict_junit,
        .rules = rule_infos(),
        .version = PERFSCRIBE_VERSION,
    };
    struct rendered *file = LIST_PUSH(plan->output->arena, &plan->files);
    file->path = path;
    buffer_init(&file->content);
    return writer->write(reports, count, &writer_options, &file->content,
                         error);
}

static const char *join(const struct plan *plan, const char *folder,
                        const char *name)
{
    return arena_printf(plan->output->arena, "%s/%s", folder, name);
}

/* "perfscribe.sarif", then "perfscribe-2.sarif" for the next 20. */
static const char *numbered(const struct plan *plan, const char *name,
                            size_t number)
{
    if (number == 0) {
        return name;
    }
    const char *slash = strrchr(name, '/');
    const char *dot = strrchr(slash != NULL ? slash : name, '.');
    size_t stem = dot != NULL ? (size_t)(dot - name) : strlen(name);
    return arena_printf(plan->output->arena, "%.*s-%zu%s", (int)stem, name,
                        number + 1, name + stem);
}

/* On stdout there is but one document. */
static bool render_chunks(struct plan *plan, const struct writer *writer,
                          const char *path, struct error *error)
{
    const struct report_output *output = plan->output;
    bool has_parts =
        strcmp(writer->name, "sarif") == 0 && !file_is_stdout(path);
    size_t chunk = has_parts ? MOST_REPORTS_A_FILE : output->count;
    size_t number = 0;
    for (size_t i = 0; i < output->count; i += chunk) {
        size_t left = output->count - i;
        if (!render(plan, writer, numbered(plan, path, number++),
                    output->reports + i, left < chunk ? left : chunk, error)) {
            return false;
        }
    }
    return true;
}

/* OUT/TARGET/... of one report. */
static bool render_target(struct plan *plan, const char *folder,
                          const struct report *report, struct error *error)
{
    const char *own = join(plan, folder, report->evidence->target);
    for (size_t i = 0; writers[i] != NULL; i++) {
        if (writers[i]->file_name != NULL &&
            !render(plan, writers[i], join(plan, own, writers[i]->file_name),
                    &report, 1, error)) {
            return false;
        }
    }
    return true;
}

static bool render_folder(struct plan *plan, const char *folder,
                          struct error *error)
{
    const struct report_output *output = plan->output;
    for (size_t i = 0; output->has_several && i < output->count; i++) {
        if (!render_target(plan, folder, output->reports[i], error)) {
            return false;
        }
    }
    /* The combined files hold all bundles, or stay as they were. */
    for (size_t i = 0; output->is_complete && writers[i] != NULL; i++) {
        const char *name = writers[i]->file_name;
        if (name != NULL &&
            !render_chunks(plan, writers[i], join(plan, folder, name), error)) {
            return false;
        }
    }
    return true;
}

static bool render_named(struct plan *plan, struct error *error)
{
    const struct report_output *output = plan->output;
    for (size_t i = 0; output->is_complete && writers[i] != NULL; i++) {
        const char *path = output->options->writer_paths[i];
        if (path != NULL && !render_chunks(plan, writers[i], path, error)) {
            return false;
        }
    }
    return true;
}

static bool make_folder_of(const struct plan *plan, const char *path,
                           struct error *error)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL || slash == path ||
           file_make_folder(
               arena_copy(plan->output->arena, path, (size_t)(slash - path)),
               error);
}

static bool write_files(const struct plan *plan, struct error *error)
{
    size_t count = plan->files.count;
    struct file_content *files =
        arena_array(plan->output->arena, count, sizeof(*files));
    for (size_t i = 0; i < count; i++) {
        const struct rendered *file = &plan->files.items[i];
        files[i] = (struct file_content){ .path = file->path,
                                          .bytes = file->content.bytes,
                                          .length = file->content.length };
        if (!make_folder_of(plan, file->path, error)) {
            return false;
        }
    }
    return file_write_all(files, count, error);
}

bool report_output_write(const struct report_output *output,
                         struct error *error)
{
    struct plan plan = { .output = output };
    if (output->count == 0) {
        return true;
    }
    const char *folder = report_output_folder(output->options);
    bool ok = (folder == NULL || render_folder(&plan, folder, error)) &&
              render_named(&plan, error) && write_files(&plan, error);
    for (size_t i = 0; i < plan.files.count; i++) {
        buffer_release(&plan.files.items[i].content);
    }
    return ok;
}

bool report_output_uses_stdout(const struct report_output *output)
{
    for (size_t i = 0; i < REPORT_WRITER_MOST; i++) {
        const char *path = output->options->writer_paths[i];
        if (path != NULL && file_is_stdout(path)) {
            return true;
        }
    }
    return false;
}
