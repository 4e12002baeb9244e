/*
 * Compares benchmark results as benchstat does.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/command.h"
#include "cmd/notice.h"
#include "cmd/options.h"
#include "core/analysis/benchmarks/benchmark_table.h"
#include "core/analysis/benchmarks/split_keys.h"
#include "core/base/file.h"
#include "formats/benchmark/benchstat.h"
#include "formats/bytes/input.h"
#include "formats/text/clean.h"

/* benchstat's defaults. */
static const double alpha = 0.05;
static const double confidence = 0.95;

enum bench_format { BENCH_TEXT, BENCH_CSV, BENCH_JSON };

struct bench_options {
    size_t format;
    const char *ignore; /* NULL, or keys between commas or blanks */
    const char *paths[2];
    const char *labels[2]; /* paths; PATH#0 and PATH#1 when they are equal */
};

struct ignored_keys LIST_STRUCT(const char *);

static bool parse_keys(const char *text, struct arena *arena,
                       struct ignored_keys *keys, struct error *error)
{
    static const char separators[] = ", ";
    while (*(text += strspn(text, separators)) != '\0') {
        size_t length = strcspn(text, separators);
        if (text[0] == '.' || text[0] == '/') {
            return error_set(error, ERROR_USAGE,
                             "--ignore %.*s: only the keys of \"key: value\" "
                             "lines can be ignored, such as seed",
                             (int)length, text);
        }
        *LIST_PUSH(arena, keys) = arena_copy(arena, text, length);
        text += length;
    }
    return true;
}

/* Those of the whole file are told as errors here. */
static void print_notices(const struct evidence_side *side)
{
    for (size_t i = 0; i < side->notices.count; i++) {
        if (side->notices.items[i].line > 0) {
            notice_print(&side->notices.items[i]);
        }
    }
}

/* The file is benchmark text because the user says so: a build log with
 * compiler messages may hold results too. */
static bool read_side(const struct bench_options *options,
                      struct evidence *evidence, size_t side,
                      struct error *error)
{
    struct evidence_side *into = side == 0 ? &evidence->base : &evidence->head;
    struct input_request request = { .path = options->paths[side],
                                     .name = options->paths[side],
                                     .label = options->labels[side] };
    struct reader_target target = { .evidence = evidence,
                                    .side = into,
                                    .arena = &into->arena,
                                    .strings = evidence->strings };
    struct input input;
    if (!input_open(&request, &into->arena, &into->held, &input, error) ||
        !reader_benchmark.read(&input, &target, error)) {
        return false;
    }
    print_notices(into);
    return into->benchmarks.items[0].results.count > 0 ||
           error_set(error, ERROR_INPUT,
                     "%s: holds no benchmark result; give the output of "
                     "go test -bench=.",
                     request.name);
}

/* What is not compared though both files have it, and how it would be. */
static void print_split(const struct benchmark_table_set *set,
                        struct evidence *evidence)
{
    const char *const *keys =
        split_keys_find(set, &evidence->arena, evidence->strings);
    if (keys[0] == NULL) {
        return;
    }
    struct buffer text, clean;
    buffer_init(&text);
    buffer_init(&clean);
    for (size_t i = 0; keys[i] != NULL; i++) {
        buffer_printf(&text, "%s%s", i == 0 ? "" : ",", keys[i]);
    }
    clean_terminal(&clean, text.bytes);
    fprintf(stderr,
            "perfscribe: benchmarks of both files stand in tables of their "
            "own and are not compared, for their configuration differs in "
            "%s; to compare them: --ignore %s\n",
            clean.bytes, clean.bytes);
    buffer_release(&text);
    buffer_release(&clean);
}

static bool print_tables(const struct benchmark_table_set *set,
                         enum bench_format format, struct error *error)
{
    struct buffer out, warnings;
    buffer_init(&out);
    buffer_init(&warnings);
    switch (format) {
    case BENCH_TEXT:
        benchstat_text(set, &out);
        break;
    case BENCH_CSV:
        benchstat_csv(set, &out, &warnings);
        break;
    case BENCH_JSON:
        benchstat_json(set, &out);
        break;
    }
    bool ok = file_write("-", out.bytes, out.length, error);
    fwrite(warnings.bytes, 1, warnings.length, stderr);
    buffer_release(&out);
    buffer_release(&warnings);
    return ok;
}

static bool compare(const struct bench_options *options,
                    struct evidence *evidence, struct error *error)
{
    struct ignored_keys keys = { .items = NULL };
    if (options->ignore != NULL &&
        !parse_keys(options->ignore, &evidence->arena, &keys, error)) {
        return false;
    }
    if (!read_side(options, evidence, 0, error) ||
        !read_side(options, evidence, 1, error)) {
        return false;
    }
    const struct benchmark_source sources[] = {
        { &evidence->base.benchmarks.items[0], 0 },
        { &evidence->head.benchmarks.items[0], 1 },
    };
    const struct benchmark_table_request request = {
        .arena = &evidence->arena,
        .strings = evidence->strings,
        .sources = sources,
        .source_count = 2,
        .labels = options->labels,
        .keys = keys.items,
        .key_count = keys.count,
        .alpha = alpha,
        .confidence = confidence,
    };
    const struct benchmark_table_set *set = benchmark_tables_build(&request);
    bool ok = print_tables(set, (enum bench_format)options->format, error);
    if (ok) {
        print_split(set, evidence);
    }
    return ok;
}

static bool take_paths(const struct argument_list *arguments,
                       struct arena *arena, struct bench_options *options,
                       struct error *error)
{
    if (arguments->count != 2) {
        return error_set(error, ERROR_USAGE,
                         "bench takes two files, BASE and HEAD, and %zu %s "
                         "given; see perfscribe bench --help",
                         arguments->count,
                         arguments->count == 1 ? "was" : "were");
    }
    bool is_same = strcmp(arguments->items[0], arguments->items[1]) == 0;
    for (size_t i = 0; i < 2; i++) {
        options->paths[i] = arguments->items[i];
        options->labels[i] =
            is_same ? arena_printf(arena, "%s#%zu", options->paths[i], i)
                    : options->paths[i];
    }
    return true;
}

static int run_comparison(const struct bench_options *options)
{
    struct strings strings;
    struct evidence evidence;
    struct error error = ERROR_INIT;
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    bool ok = compare(options, &evidence, &error);
    evidence_release(&evidence);
    strings_release(&strings);
    return ok ? EXIT_OK : command_fail(&error);
}

static int run_bench(const struct command *command, int argc, char **argv)
{
    static const char *const formats[] = { "text", "csv", "json", NULL };
    struct bench_options options = { .format = BENCH_TEXT };
    const struct option_spec specs[] = {
        { .name = "--format",
          .value = "FORMAT",
          .help = "text (the default), csv or json",
          .kind = OPTION_CHOICE,
          .target = &options.format,
          .choices = formats },
        { .name = "--ignore",
          .value = "KEYS",
          .help = "configuration keys that shall not split the comparison",
          .kind = OPTION_TEXT,
          .target = &options.ignore },
        { .name = NULL },
    };
    struct arena arena = ARENA_INIT;
    struct option_context context = { command, specs, &arena };
    struct parsed_options parsed = { .wants_help = false };
    struct error error = ERROR_INIT;
    int code = EXIT_OK;
    if (!options_parse(&context, argc, argv, &parsed, &error)) {
        code = command_fail(&error);
    } else if (!parsed.wants_help) {
        code = take_paths(&parsed.arguments, &arena, &options, &error)
                   ? run_comparison(&options)
                   : command_fail(&error);
    }
    arena_release(&arena);
    return code;
}

const struct command command_bench = {
    .name = "bench",
    .arguments = "[options] BASE HEAD",
    .summary = "Compares benchmark results as benchstat does.",
    .details = "BASE and HEAD hold the output of go test -bench, plain or with "
               "-json. perfscribe explain bench says how it is computed.",
    .example = "perfscribe bench --ignore seed base/bench.txt head/bench.txt",
    .run = run_bench,
};
