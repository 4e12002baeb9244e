#include "cmd/report_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/calendar.h"
#include "core/base/cursor.h"
#include "formats/writer.h"

static const char *const fail_on_names[] = { "gate",    "inconclusive", "error",
                                             "warning", "never",        NULL };

enum fail_on report_fail_on(const struct report_options *options)
{
    static const enum fail_on levels[] = { FAIL_GATE, FAIL_INCONCLUSIVE,
                                           FAIL_ERROR, FAIL_WARNING,
                                           FAIL_NEVER };
    return levels[options->fail_on];
}

/* One option a writer: --sarif FILE and so on. */
static size_t add_writers(struct arena *arena, struct report_options *options,
                          struct option_spec *table)
{
    size_t count = 0;
    for (; count < REPORT_WRITER_MOST && writers[count] != NULL; count++) {
        table[count] = (struct option_spec){
            .name = arena_printf(arena, "--%s", writers[count]->name),
            .value = "FILE",
            .help = arena_printf(arena, "%s (- is stdout)",
                                 writers[count]->description),
            .kind = OPTION_TEXT,
            .target = &options->writer_paths[count],
        };
    }
    return count;
}

static size_t add_others(struct report_options *options,
                         struct option_spec *table)
{
    const struct option_spec others[] = {
        { "--base", "FILE", "a file of the base run (repeatable)", OPTION_LIST,
          &options->base_files, NULL },
        { "--head", "FILE", "a file of the head run (repeatable)", OPTION_LIST,
          &options->head_files, NULL },
        { "--patch", "FILE", "unified diff of base to head (repeatable)",
          OPTION_LIST, &options->patches, NULL },
        { "--source-root", "DIR", "head's checkout (default: .)", OPTION_TEXT,
          &options->source_root, NULL },
        { "--base-source-root", "DIR", "base's checkout", OPTION_TEXT,
          &options->base_source_root, NULL },
        { "--config", "FILE",
          "perfscribe.json, trusted as given (default: the base tree's)",
          OPTION_TEXT, &options->config, NULL },
        { "--trust-head-config", NULL,
          "take config and waivers from head's checkout", OPTION_FLAG,
          &options->trusts_head_config, NULL },
        { "--history", "FILE",
          "the store that knows past runs, and gets this one", OPTION_TEXT,
          &options->history, NULL },
        { "--category", "NAME", "of the SARIF upload (default: the target)",
          OPTION_TEXT, &options->category, NULL },
        { "--fail-on", "WHAT",
          "exit 1 on: gate, inconclusive, error, warning, never", OPTION_CHOICE,
          &options->fail_on, fail_on_names },
        { "--selfcheck", NULL, "prove that the gates can fail on this evidence",
          OPTION_FLAG, &options->wants_selfcheck, NULL },
        { "--strict", NULL, "notices are errors", OPTION_FLAG,
          &options->is_strict, NULL },
        { "--strict-junit", NULL, "JUnit as junit-10.xsd has it, no more",
          OPTION_FLAG, &options->is_strict_junit, NULL },
        { "--quiet", NULL, "no summary", OPTION_FLAG, &options->is_quiet,
          NULL },
        { "--now", "TIME",
          "RFC 3339 time: stamps the reports, and is what waivers expire by",
          OPTION_TEXT, &options->now, NULL },
        { .name = NULL },
    };
    memcpy(table, others, sizeof(others));
    return sizeof(others) / sizeof(others[0]);
}

/* As the pattern, in which a digit may be as large as the one there. */
static bool matches(const char *text, const char *pattern)
{
    for (; *pattern != '\0'; text++, pattern++) {
        bool is_digit = *pattern >= '0' && *pattern <= '9';
        if (is_digit ? *text < '0' || *text > *pattern : *text != *pattern) {
            return false;
        }
    }
    return *text == '\0';
}

/* "2026-11-24T10:00:00Z", with an offset or Z. */
static bool is_time(const char *text)
{
    return matches(text, "9999-19-39T29:59:69Z") ||
           matches(text, "9999-19-39T29:59:69+29:59") ||
           matches(text, "9999-19-39T29:59:69-29:59");
}

/* No time stamp unless asked: the same input gives the same bytes. What
 * expires goes by the clock all the same. */
static bool set_times(struct arena *arena, struct report_options *options,
                      struct error *error)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    uint64_t seconds;
    options->created = "";
    int64_t now = (int64_t)time(NULL);
    options->today = (int32_t)(now / SECONDS_A_DAY);
    if (options->now != NULL) {
        options->created = options->now;
        bool ok = is_time(options->now) && calendar_parse(options->now, &now);
        options->today = (int32_t)(now / SECONDS_A_DAY);
        return ok ||
               error_set(error, ERROR_USAGE,
                         "--now does not take \"%s\"; give a time such as "
                         "2026-11-24T10:00:00Z",
                         options->now);
    }
    if (epoch == NULL || !span_uint64(span_of(epoch), &seconds) ||
        seconds > INT32_MAX) {
        return true;
    }
    time_t time = (time_t)seconds;
    struct tm parts;
    char text[32];
    gmtime_r(&time, &parts);
    strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &parts);
    options->created = arena_copy(arena, text, strlen(text));
    return true;
}

/* Files of their own beside several bundles would belong to none. */
static bool check_inputs(const struct report_options *options,
                         struct error *error)
{
    size_t files = options->base_files.count + options->head_files.count;
    if (options->bundles.count == 0 && files == 0) {
        return error_set(error, ERROR_USAGE,
                         "report needs a BUNDLE, or --base and --head files; "
                         "perfscribe explain bundle says how to record one");
    }
    if (options->bundles.count > 1 && files > 0) {
        return error_set(error, ERROR_USAGE,
                         "--base and --head go with one BUNDLE or none; put "
                         "the files into the bundle that they belong to");
    }
    return true;
}

bool report_options_parse(const struct command *command, int argc, char **argv,
                          struct arena *arena, struct report_options *options,
                          struct error *error)
{
    struct option_spec table[REPORT_WRITER_MOST + 24] = {
        { "--out", "DIR", "folder for all reports", OPTION_TEXT, &options->out,
          NULL },
    };
    size_t count = 1;
    count += add_writers(arena, options, table + count);
    add_others(options, table + count);
    options->source_root = ".";
    struct option_context context = { .command = command,
                                      .options = table,
                                      .arena = arena };
    struct parsed_options parsed = { .wants_help = false };
    if (!options_parse(&context, argc, argv, &parsed, error)) {
        return false;
    }
    options->bundles = parsed.arguments;
    options->wants_help = parsed.wants_help;
    return parsed.wants_help ||
           (check_inputs(options, error) && set_times(arena, options, error));
}
