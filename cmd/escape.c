/*
 * What the compiler said about the heap: all of it, or what changed.
 */
#include "cmd/notice.h"
#include "cmd/options.h"
#include "cmd/progress.h"
#include "core/analysis/allocations/match_escapes.h"
#include "core/base/threads.h"
#include "formats/bundle/bundle_files.h"
#include "formats/escape/escape_print.h"
#include "formats/escape/escape_unite.h"

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };

struct escape_options {
    const char *base; /* NULL: one side alone */
    size_t format;    /* enum format */
};

/* One side, read by a thread of its own. */
struct side_job {
    const char *path; /* a file or a folder */
    struct evidence *evidence;
    struct evidence_side *side;
    struct error error;
    bool is_read;
};

/* Whether the file is the compiler's; only then it is read. */
static bool read_if_escape(struct side_job *job,
                           const struct input_request *request, bool *is_escape)
{
    struct input input;
    if (!input_open(request, &job->side->arena, &job->side->held, &input,
                    &job->error)) {
        return false;
    }
    const struct reader *reader = reader_for(input.content);
    *is_escape = reader == &reader_escape || reader == &reader_logopt;
    struct reader_target target = { .evidence = job->evidence,
                                    .side = job->side,
                                    .arena = &job->side->arena,
                                    .strings = job->side->strings };
    return !*is_escape || input_read(reader, &input, &target, &job->error);
}

static bool read_file(struct side_job *job, const struct input_request *request)
{
    bool is_escape;
    if (!read_if_escape(job, request, &is_escape)) {
        return false;
    }
    return is_escape ||
           error_set(&job->error, ERROR_INPUT,
                     "%s: holds no diagnostics of the compiler; make it with: "
                     "go build -gcflags=-m=2 ./... 2> FILE",
                     job->path);
}

/* All that lies below: a logopt tree has a folder a package. */
static bool read_folder(struct side_job *job,
                        const struct input_request *folder)
{
    struct request_list requests = { .items = NULL };
    size_t found = 0;
    if (!bundle_list_folder(folder, job->side, &requests, &job->error)) {
        return false;
    }
    for (size_t i = 0; i < requests.count; i++) {
        bool is_escape = false;
        if (input_is_recognised(requests.items[i].path) &&
            !read_if_escape(job, &requests.items[i], &is_escape)) {
            return false;
        }
        found += is_escape;
    }
    return found > 0 ||
           error_set(&job->error, ERROR_INPUT,
                     "%s: no file in it holds diagnostics of the compiler; "
                     "make one with: go build -gcflags=-m=2 ./... 2> FILE",
                     job->path);
}

static void read_side(void *context)
{
    struct side_job *job = context;
    struct input_request request = { .path = job->path,
                                     .name = job->path,
                                     .label = job->path };
    if (job->path != NULL) {
        job->is_read = file_type_of(job->path) == FILE_FOLDER
                           ? read_folder(job, &request)
                           : read_file(job, &request);
        escape_unite(job->side);
    }
}

static int code_of(const struct side_job *job)
{
    for (size_t i = 0; i < job->side->notices.count; i++) {
        notice_print(&job->side->notices.items[i]);
    }
    return job->path == NULL || job->is_read ? EXIT_OK
                                             : command_fail(&job->error);
}

/* Gives the larger exit code of both sides; each failure has its line. */
static int read_sides(struct evidence *evidence, const char *base_path,
                      const char *head_path)
{
    struct side_job base = { .path = base_path,
                             .evidence = evidence,
                             .side = &evidence->base };
    struct side_job head = { .path = head_path,
                             .evidence = evidence,
                             .side = &evidence->head };
    progress_show("reading the compiler's diagnostics");
    threads_run_pair(read_side, &base, &head);
    progress_clear();
    int base_code = code_of(&base), head_code = code_of(&head);
    return base_code > head_code ? base_code : head_code;
}

static void list_all(struct arena *arena, const struct escapes *escapes,
                     struct escape_listing *listing)
{
    for (size_t i = 0; i < escapes->diagnostics.count; i++) {
        *LIST_PUSH(arena, &listing->rows) =
            (struct escape_row){ .diagnostic = &escapes->diagnostics.items[i],
                                 .escapes = escapes };
    }
}

static void list_some(struct arena *arena, const struct escape_list *chosen,
                      struct escape_row row, struct escape_listing *listing)
{
    for (size_t i = 0; i < chosen->count; i++) {
        row.diagnostic = chosen->items[i];
        *LIST_PUSH(arena, &listing->rows) = row;
    }
}

static void list_changes(struct arena *arena, const struct evidence *evidence,
                         struct escape_listing *listing)
{
    struct escape_sides sides = { .base = &evidence->base.escapes,
                                  .head = &evidence->head.escapes };
    struct escape_differences differences;
    escapes_compare(arena, &sides, &differences);
    listing->has_base = true;
    list_some(arena, &differences.added,
              (struct escape_row){ .escapes = sides.head, .state = "new" },
              listing);
    list_some(arena, &differences.vanished,
              (struct escape_row){ .escapes = sides.base, .state = "gone" },
              listing);
}

static void print_listing(const struct escape_listing *listing,
                          enum format format, struct buffer *out)
{
    switch (format) {
    case FORMAT_TEXT:
        escape_print_text(listing, out);
        break;
    case FORMAT_CSV:
        escape_print_csv(listing, out);
        break;
    case FORMAT_JSON:
        escape_print_json(listing, out);
        break;
    }
}

static int print_escapes(const struct escape_options *options,
                         const struct evidence *evidence, struct arena *arena)
{
    struct escape_listing listing = { .has_base = false };
    if (options->base == NULL) {
        list_all(arena, &evidence->head.escapes, &listing);
    } else {
        list_changes(arena, evidence, &listing);
    }
    struct error error = ERROR_INIT;
    struct buffer out;
    buffer_init(&out);
    print_listing(&listing, (enum format)options->format, &out);
    bool ok = file_write("-", out.bytes, out.length, &error);
    buffer_release(&out);
    return ok ? EXIT_OK : command_fail(&error);
}

static int show_escapes(const struct escape_options *options, const char *head,
                        struct arena *arena)
{
    struct strings strings;
    struct evidence evidence;
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    int code = read_sides(&evidence, options->base, head);
    if (code == EXIT_OK) {
        code = print_escapes(options, &evidence, arena);
    }
    evidence_release(&evidence);
    strings_release(&strings);
    return code;
}

static bool parse(const struct option_context *context, int argc, char **argv,
                  struct parsed_options *parsed, struct error *error)
{
    if (!options_parse(context, argc, argv, parsed, error)) {
        return false;
    }
    return parsed->wants_help || parsed->arguments.count == 1 ||
           error_set(error, ERROR_USAGE,
                     "escape takes one file or folder and was given %zu; "
                     "example: %s",
                     parsed->arguments.count, context->command->example);
}

static int run_escape(const struct command *command, int argc, char **argv)
{
    static const char *const formats[] = { "text", "csv", "json", NULL };
    struct escape_options options = { .base = NULL };
    const struct option_spec specs[] = {
        { "--base", "FILE_OR_DIR", "show only what is new or gone since then",
          OPTION_TEXT, &options.base, NULL },
        { "--format", "NAME", "text (default), csv or json", OPTION_CHOICE,
          &options.format, formats },
        { .name = NULL },
    };
    struct arena arena = ARENA_INIT;
    struct option_context context = { command, specs, &arena };
    struct parsed_options parsed = { .wants_help = false };
    struct error error = ERROR_INIT;
    int code = EXIT_OK;
    if (!parse(&context, argc, argv, &parsed, &error)) {
        code = command_fail(&error);
    } else if (!parsed.wants_help) {
        code = show_escapes(&options, parsed.arguments.items[0], &arena);
    }
    arena_release(&arena);
    return code;
}

const struct command command_escape = {
    .name = "escape",
    .arguments = "[options] FILE_OR_DIR",
    .summary = "Shows what the compiler moves to the heap, and why.",
    .details =
        "Reads the output of go build -gcflags=-m or -m=2 (which tells why) "
        "out of any\nbuild log, plain or -json, and the tree that "
        "-gcflags=-json=0,DIR writes; of a\nfolder all that lies below. text "
        "shows what concerns the heap by file and line,\ncsv and json each "
        "distinct diagnostic. Code that only moved is neither new nor\ngone.",
    .example = "perfscribe escape --base base/build.log head/build.log",
    .run = run_escape,
};
