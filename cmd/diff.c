/*
 * Two profiles against each other, as `go tool pprof -top -diff_base` does.
 */
#include "cmd/options.h"
#include "cmd/progress.h"
#include "core/analysis/profiles/profile_table.h"
#include "core/analysis/sources/line_places.h"
#include "core/analysis/sources/map_sources.h"
#include "core/analysis/sources/source_text.h"
#include "core/base/threads.h"
#include "formats/bytes/input.h"
#include "formats/pprof/pprof_tags.h"
#include "formats/pprof/profile_table_print.h"

enum granularity { GRANULARITY_FUNCTIONS, GRANULARITY_LINES };
enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };

struct diff_options {
    const char *sample_index;
    size_t granularity; /* enum granularity */
    size_t format;      /* enum format */
    struct argument_list tags;
    bool as_recorded;
    const char *source_root, *base_source_root, *patch; /* NULL: none */
};

/* One side, read by a thread of its own. */
struct side_job {
    const char *path;
    struct evidence *evidence;
    struct evidence_side *side;
    struct error error;
    bool is_read;
};

static struct tag_filters tags_of(const struct diff_options *options)
{
    return (struct tag_filters){ options->tags.items, options->tags.count };
}

/* Options that say where lines stand need lines, and no contradiction. */
static bool check(const struct diff_options *options, struct error *error)
{
    struct tag_filters tags = tags_of(options);
    bool has_places = options->source_root != NULL ||
                      options->base_source_root != NULL ||
                      options->patch != NULL;
    if (has_places && options->as_recorded) {
        return error_set(error, ERROR_USAGE,
                         "--as-recorded leaves lines where the profiles have "
                         "them; it goes without --source-root, "
                         "--base-source-root and --patch");
    }
    if ((has_places || options->as_recorded) &&
        options->granularity != GRANULARITY_LINES) {
        return error_set(error, ERROR_USAGE,
                         "--source-root, --base-source-root, --patch and "
                         "--as-recorded are about lines: add --granularity "
                         "lines");
    }
    return tag_filters_check(&tags, error);
}

static bool parse(const struct option_context *context, int argc, char **argv,
                  struct parsed_options *parsed, struct error *error)
{
    if (!options_parse(context, argc, argv, parsed, error)) {
        return false;
    }
    return parsed->wants_help || parsed->arguments.count == 2 ||
           error_set(error, ERROR_USAGE,
                     "diff takes two profiles, base first, and was given %zu; "
                     "example: %s",
                     parsed->arguments.count, context->command->example);
}

static void read_side(void *context)
{
    struct side_job *job = context;
    struct input_request request = { .path = job->path,
                                     .name = job->path,
                                     .label = job->path };
    job->is_read =
        input_read_side(&request, job->evidence, job->side, &job->error);
    if (job->is_read && job->side->profiles.count == 0) {
        job->is_read = error_set(&job->error, ERROR_INPUT,
                                 "%s: is not a profile; diff compares pprof "
                                 "files, bench compares benchmark text",
                                 job->path);
    }
}

/* Gives the larger exit code of both sides; each failure has its line. */
static int read_sides(struct evidence *evidence, const char *const *paths)
{
    struct side_job base = { .path = paths[0],
                             .evidence = evidence,
                             .side = &evidence->base };
    struct side_job head = { .path = paths[1],
                             .evidence = evidence,
                             .side = &evidence->head };
    progress_show("reading the profiles");
    threads_run_pair(read_side, &base, &head);
    progress_clear();
    int base_code = base.is_read ? EXIT_OK : command_fail(&base.error);
    int head_code = head.is_read ? EXIT_OK : command_fail(&head.error);
    return base_code > head_code ? base_code : head_code;
}

static void print_table(const struct profile_table *table, enum format format,
                        struct buffer *out)
{
    switch (format) {
    case FORMAT_TEXT:
        profile_table_text(table, out);
        break;
    case FORMAT_CSV:
        profile_table_csv(table, out);
        break;
    case FORMAT_JSON:
        profile_table_json(table, out);
        break;
    }
}

/* Keeps what the tags ask for. That neither side has any is a mistake. */
static bool keep_tagged(const struct diff_options *options,
                        struct evidence *evidence, struct error *error)
{
    struct evidence_side *sides[] = { &evidence->base, &evidence->head };
    struct tag_filters tags = tags_of(options);
    uint64_t samples = 0;
    for (size_t i = 0; i < 2; i++) {
        struct profile *profile = &sides[i]->profiles.items[0];
        if (!pprof_keep_tagged(profile, &tags, &sides[i]->arena, error)) {
            return false;
        }
        samples += profile->sample_count;
    }
    return tags.count == 0 || samples > 0 ||
           error_set(error, ERROR_USAGE,
                     "no sample of either profile has the labels that --tag "
                     "asks for; go tool pprof -tags lists those there are");
}

static bool read_patch(const struct diff_options *options,
                       struct evidence *evidence, struct error *error)
{
    struct input_request request = { .path = options->patch,
                                     .name = options->patch,
                                     .label = options->patch };
    if (options->patch == NULL) {
        return true;
    }
    return input_read_side(&request, evidence, &evidence->head, error) &&
           (evidence->patch.is_present ||
            error_set(error, ERROR_INPUT,
                      "%s: is not a unified diff; make one with git diff BASE "
                      "HEAD",
                      options->patch));
}

/* Paths become those below the source roots: head's is "." beside a patch. */
static bool find_sources(const struct diff_options *options,
                         struct evidence *evidence, struct arena *arena,
                         struct error *error)
{
    const char *root = options->source_root;
    if (root == NULL && options->base_source_root == NULL &&
        options->patch == NULL) {
        return true;
    }
    if (!tree_open(&evidence->head.tree, root == NULL ? "." : root, error) ||
        (options->base_source_root != NULL &&
         !tree_open(&evidence->base.tree, options->base_source_root, error)) ||
        !read_patch(options, evidence, error)) {
        return false;
    }
    struct analysis analysis = { .arena = arena,
                                 .evidence = evidence,
                                 .sources = source_cache_new(arena) };
    map_sources(&analysis);
    source_cache_release(analysis.sources);
    return true;
}

static bool build_table(const struct diff_options *options,
                        struct evidence *evidence, struct arena *arena,
                        struct profile_table *table, struct error *error)
{
    struct line_places places = {
        .arena = arena,
        .strings = evidence->strings,
        .patch = evidence->patch.is_present ? &evidence->patch : NULL,
    };
    struct profile_table_request request = {
        .base = &evidence->base.profiles.items[0],
        .head = &evidence->head.profiles.items[0],
        .sample_index = options->sample_index,
        .by_line = options->granularity == GRANULARITY_LINES,
        .places = options->as_recorded ? NULL : &places,
        .with_calls = options->format == FORMAT_TEXT,
    };
    line_places_init(&places, request.head);
    bool ok = profile_table_build(&request, arena, table, error);
    line_places_release(&places);
    return ok;
}

static int print_diff(const struct diff_options *options,
                      struct evidence *evidence, struct arena *arena)
{
    struct profile_table table;
    struct error error = ERROR_INIT;
    struct buffer out;
    buffer_init(&out);
    bool ok = keep_tagged(options, evidence, &error) &&
              find_sources(options, evidence, arena, &error) &&
              build_table(options, evidence, arena, &table, &error);
    if (ok) {
        print_table(&table, (enum format)options->format, &out);
        ok = file_write("-", out.bytes, out.length, &error);
    }
    buffer_release(&out);
    return ok ? EXIT_OK : command_fail(&error);
}

static int diff_files(const struct diff_options *options,
                      const char *const *paths, struct arena *arena)
{
    struct strings strings;
    struct evidence evidence;
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    int code = read_sides(&evidence, paths);
    if (code == EXIT_OK) {
        code = print_diff(options, &evidence, arena);
    }
    evidence_release(&evidence);
    strings_release(&strings);
    return code;
}

static int run_diff(const struct command *command, int argc, char **argv)
{
    static const char *const granularities[] = { "functions", "lines", NULL };
    static const char *const formats[] = { "text", "csv", "json", NULL };
    struct diff_options options = { .sample_index = NULL };
    const struct option_spec specs[] = {
        { "--sample-index", "NAME",
          "value to compare, such as alloc_space (default: the profile's)",
          OPTION_TEXT, &options.sample_index, NULL },
        { "--granularity", "NAME", "functions (default) or lines",
          OPTION_CHOICE, &options.granularity, granularities },
        { "--format", "NAME", "text (default), csv or json", OPTION_CHOICE,
          &options.format, formats },
        { "--tag", "KEY=VALUE",
          "only samples with this label; several values of a key: any",
          OPTION_LIST, &options.tags, NULL },
        { "--source-root", "DIR",
          "lines stand below it: head's tree (default with --patch: .)",
          OPTION_TEXT, &options.source_root, NULL },
        { "--base-source-root", "DIR", "base's tree", OPTION_TEXT,
          &options.base_source_root, NULL },
        { "--patch", "FILE", "git diff BASE HEAD: lines of base as in head",
          OPTION_TEXT, &options.patch, NULL },
        { "--as-recorded", NULL,
          "lines as the profiles have them: pprof's rows", OPTION_FLAG,
          &options.as_recorded, NULL },
        { .name = NULL },
    };
    struct arena arena = ARENA_INIT;
    struct option_context context = { command, specs, &arena };
    struct parsed_options parsed = { .wants_help = false };
    struct error error = ERROR_INIT;
    int code = EXIT_OK;
    if (!parse(&context, argc, argv, &parsed, &error) ||
        (!parsed.wants_help && !check(&options, &error))) {
        code = command_fail(&error);
    } else if (!parsed.wants_help) {
        code = diff_files(&options, parsed.arguments.items, &arena);
    }
    arena_release(&arena);
    return code;
}

const struct command command_diff = {
    .name = "diff",
    .arguments = "[options] BASE HEAD",
    .summary = "Compares two pprof profiles, function by function or line by "
               "line.",
    .details =
        "The numbers are those of go tool pprof -top -diff_base, untrimmed; "
        "the text\nis its table. csv and json keep both sides' exact values "
        "of every row, and for\nCPU profiles p: how likely such a shift of "
        "the flat share is by chance. Lines of\nbase count where head has the "
        "file, and with --patch where head has the line.",
    .example = "perfscribe diff --sample-index alloc_space --format csv "
               "base/mem.pb.gz head/mem.pb.gz",
    .run = run_diff,
};
