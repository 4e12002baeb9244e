#include "formats/bundle/bundle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/threads.h"
#include "formats/bundle/bundle_files.h"
#include "formats/bundle/tree_owners.h"
#include "formats/escape/escape_unite.h"

enum { LONGEST_TARGET = 100 };

/* One side's work, done by a thread of its own. */
struct side_job {
    struct evidence *evidence;
    struct evidence_side *side;
    const struct bundle_role_list *roles;
    struct request_list bundled; /* of the folder */
    struct request_list loose;   /* given one by one */
    struct error error;
    bool ok;
};

/* Names that promise evidence: content that no reader knows is then an error,
 * not a file that happens to lie there. */
static bool promises_evidence(const char *name)
{
    static const char *const endings[] = { ".gz", ".pb", ".prof", ".pprof",
                                           ".out" };
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        if (text_ends_with(name, endings[i])) {
            return true;
        }
    }
    return false;
}

static bool is_empty(const char *path)
{
    struct file_view view;
    struct error ignored;
    if (!file_open_view(path, FILE_LIMIT_BYTES, &view, &ignored)) {
        return false;
    }
    bool empty = view.length == 0;
    file_close_view(&view);
    return empty;
}

static bool read_bundled(struct side_job *job,
                         const struct input_request *request)
{
    if (!promises_evidence(request->name) && !is_empty(request->path) &&
        !input_is_recognised(request->path)) {
        evidence_notice(job->side, request->name, 0,
                        "no reader knows this content; it was not read");
        return true;
    }
    return input_read_side(request, job->evidence, job->side, &job->error);
}

static void read_side(void *argument)
{
    struct side_job *job = argument;
    job->ok = true;
    for (size_t i = 0; job->ok && i < job->bundled.count; i++) {
        bundle_classify(job->roles, &job->bundled.items[i]);
        job->ok = read_bundled(job, &job->bundled.items[i]);
    }
    for (size_t i = 0; job->ok && i < job->loose.count; i++) {
        bundle_classify(job->roles, &job->loose.items[i]);
        job->ok = input_read_side(&job->loose.items[i], job->evidence,
                                  job->side, &job->error);
    }
    escape_unite(job->side);
}

static void add_loose(struct side_job *job, const char *const *files,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        *LIST_PUSH(&job->side->arena, &job->loose) = (struct input_request){
            .path = files[i], .name = files[i], .label = files[i]
        };
    }
}

static bool read_patch_file(struct evidence *evidence, const char *path,
                            struct error *error)
{
    struct input_request request = { .path = path,
                                     .name = path,
                                     .label = path };
    struct input input;
    struct evidence_side *holder = &evidence->head;
    if (file_type_of(path) == FILE_REGULAR && is_empty(path)) {
        evidence->patch.is_present = true; /* base and head are equal */
        return true;
    }
    request.file = input_note(evidence, holder);
    if (!input_open(&request, &holder->arena, &holder->held, &input, error)) {
        return false;
    }
    struct reader_target target = { .evidence = evidence,
                                    .arena = &evidence->arena,
                                    .strings = evidence->strings };
    if (reader_for(input.content) != &reader_patch) {
        return error_set(error, ERROR_INPUT,
                         "%s: is no unified diff; write one with git diff "
                         "BASE HEAD",
                         path);
    }
    return reader_patch.read(&input, &target, error);
}

static bool read_patches(const struct bundle_paths *paths,
                         struct evidence *evidence, struct error *error)
{
    if (paths->folder != NULL) {
        const char *path =
            arena_printf(&evidence->arena, "%s/changes.patch", paths->folder);
        if (file_type_of(path) != FILE_MISSING &&
            !read_patch_file(evidence, path, error)) {
            return false;
        }
    }
    for (size_t i = 0; i < paths->patch_count; i++) {
        if (!read_patch_file(evidence, paths->patches[i], error)) {
            return false;
        }
    }
    return true;
}

/* Short, and safe as the name of a folder. */
static const char *target_from(struct evidence *evidence, const char *text)
{
    size_t length = strlen(text);
    char *target =
        arena_copy(&evidence->arena, text,
                   length < LONGEST_TARGET ? length : LONGEST_TARGET);
    for (char *c = target; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                     (*c >= '0' && *c <= '9') || *c == '-' || *c == '_' ||
                     (*c == '.' && c != target);
        *c = plain ? *c : '-';
    }
    return strings_intern_text(evidence->strings,
                               target[0] != '\0' ? target : "target");
}

/* The bundle's folder by its real name: "." is one too. */
static const char *folder_name(struct evidence *evidence, const char *folder)
{
    char *real = realpath(folder, NULL);
    if (real == NULL && errno == ENOMEM) {
        memory_exhausted(strlen(folder));
    }
    const char *slash = real != NULL ? strrchr(real, '/') : NULL;
    const char *name = slash != NULL ? slash + 1 : folder;
    const char *kept = arena_copy(&evidence->arena, name, strlen(name));
    memory_release(real);
    return kept;
}

static void name_target(const struct bundle_paths *paths,
                        struct evidence *evidence)
{
    const char *name = evidence->target;
    if (name[0] == '\0') {
        name = paths->folder != NULL ? folder_name(evidence, paths->folder)
                                     : "report";
    }
    evidence->target = target_from(evidence, name);
}

static bool is_quoted(struct span text)
{
    return text.length > 1 && (text.bytes[0] == '"' || text.bytes[0] == '`') &&
           text.bytes[text.length - 1] == text.bytes[0];
}

/* "module example.com/orders", the path perhaps in quotes, a comment behind. */
static bool read_module(struct span line, struct span *module)
{
    struct cursor cursor = cursor_over(line.bytes, line.length);
    struct span word;
    if (!cursor_field(&cursor, &word) || !span_equals(word, "module") ||
        !cursor_field(&cursor, module)) {
        return false;
    }
    if (is_quoted(*module)) {
        *module = span_until(span_from(*module, 1), module->length - 2);
    }
    return true;
}

static const char *module_of(struct strings *strings, struct span go_mod)
{
    struct cursor cursor = cursor_over(go_mod.bytes, go_mod.length);
    struct span module;
    for (struct span line; cursor_line(&cursor, &line);) {
        if (read_module(line, &module)) {
            return strings_intern(strings, module.bytes, module.length);
        }
    }
    return "";
}

/* By the head tree's go.mod. */
static void name_module(struct evidence *evidence)
{
    struct buffer content;
    buffer_init(&content);
    if (evidence->module[0] == '\0' &&
        tree_read(&evidence->head.tree, "go.mod", &content)) {
        struct span go_mod = { content.bytes, content.length };
        evidence->module = module_of(evidence->strings, go_mod);
    }
    buffer_release(&content);
}

static bool check_folder(const char *folder, struct error *error)
{
    enum file_type type = file_type_of(folder);
    if (type == FILE_MISSING) {
        return error_set(error, ERROR_INPUT,
                         "%s: there is no such bundle; check the path", folder);
    }
    if (type != FILE_FOLDER) {
        return error_set(error, ERROR_INPUT,
                         "%s: a bundle is a folder; give single files with "
                         "--base and --head",
                         folder);
    }
    return true;
}

static bool load_json(const struct bundle_paths *paths,
                      struct evidence *evidence, struct bundle_role_list *roles,
                      struct error *error)
{
    if (paths->folder == NULL) {
        return true;
    }
    const char *path =
        arena_printf(&evidence->arena, "%s/bundle.json", paths->folder);
    return check_folder(paths->folder, error) &&
           (file_type_of(path) == FILE_MISSING ||
            bundle_json_read(path, path, evidence, roles, error));
}

static bool list_side(const struct bundle_paths *paths, struct side_job *job,
                      struct error *error)
{
    return paths->folder == NULL ||
           bundle_list_side(paths->folder, job->side, &job->bundled, error);
}

/* Copies a side's error; base's comes first, whichever thread failed. */
static bool join_errors(const struct side_job *base,
                        const struct side_job *head, struct error *error)
{
    if (!base->ok) {
        *error = base->error;
    } else if (!head->ok) {
        *error = head->error;
    }
    return base->ok && head->ok;
}

static bool check_content(const struct bundle_paths *paths,
                          const struct evidence *evidence, struct error *error)
{
    if (evidence->base.is_present || evidence->head.is_present) {
        return true;
    }
    return error_set(error, ERROR_INPUT,
                     "%s: holds no evidence; put profiles and benchmark text "
                     "into base/ and head/ (perfscribe explain bundle)",
                     paths->folder != NULL ? paths->folder : "the command");
}

bool bundle_read(const struct bundle_paths *paths, struct evidence *evidence,
                 struct error *error)
{
    struct bundle_role_list roles = { .items = NULL };
    struct side_job base = { .evidence = evidence,
                             .side = &evidence->base,
                             .roles = &roles };
    struct side_job head = { .evidence = evidence,
                             .side = &evidence->head,
                             .roles = &roles };
    if (!load_json(paths, evidence, &roles, error) ||
        !list_side(paths, &base, error) || !list_side(paths, &head, error)) {
        return false;
    }
    add_loose(&base, paths->base_files, paths->base_count);
    add_loose(&head, paths->head_files, paths->head_count);
    threads_run_pair(read_side, &base, &head);
    if (!join_errors(&base, &head, error) ||
        !check_content(paths, evidence, error) ||
        !read_patches(paths, evidence, error)) {
        return false;
    }
    name_target(paths, evidence);
    name_module(evidence);
    tree_owners_read(evidence, &evidence->base);
    tree_owners_read(evidence, &evidence->head);
    return true;
}
