#include <stdio.h>
#include <string.h>

#include "cmd/command.h"
#include "cmd/options.h"
#include "core/base/nearest.h"
#include "core/base/strings.h"
#include "core/rules/rule.h"
#include "formats/config/config_print.h"
#include "formats/text/template_text.h"
#include "templates/templates.h"

static const char topic_folder[] = "topics/";
static const char config_topic[] = "config";

static const char *text_of(const char *folder, const char *name)
{
    char path[128];
    snprintf(path, sizeof(path), "%s%s.md", folder, name);
    return template_text(path);
}

/* "topics/bench.md" -> "bench"; false for other files. */
static bool topic_name(const struct template_file *file, char name[64])
{
    if (!text_starts_with(file->name, topic_folder)) {
        return false;
    }
    const char *start = file->name + strlen(topic_folder);
    snprintf(name, 64, "%.*s", (int)strcspn(start, "."), start);
    return true;
}

static void print_list(void)
{
    puts("Rules:");
    for (const struct rule_info *const *info = rule_infos(); *info != NULL;
         info++) {
        printf("  %s  %-22s %s\n", (*info)->id, (*info)->name, (*info)->title);
    }
    puts("\nTopics:");
    char name[64];
    for (const struct template_file *file = template_files; file->name != NULL;
         file++) {
        if (topic_name(file, name)) {
            printf("  %-13s %.*s\n", name, (int)strcspn(file->text, "\n"),
                   file->text);
        }
    }
    puts("\nperfscribe explain RULE or TOPIC prints one.");
}

static int fail_unknown(const char *wanted)
{
    struct nearest nearest = nearest_to(wanted);
    for (const struct rule_info *const *info = rule_infos(); *info != NULL;
         info++) {
        nearest_offer(&nearest, (*info)->id);
        nearest_offer(&nearest, (*info)->name);
    }
    static char topics[64][64];
    size_t count = 0;
    for (const struct template_file *file = template_files;
         file->name != NULL && count < 64; file++) {
        if (topic_name(file, topics[count])) {
            nearest_offer(&nearest, topics[count++]);
        }
    }
    struct error error = ERROR_INIT;
    error_set(&error, ERROR_USAGE,
              "there is no rule or topic \"%s\"%s%s%s; perfscribe explain "
              "lists them",
              wanted, nearest.best != NULL ? "; did you mean \"" : "",
              nearest.best != NULL ? nearest.best : "",
              nearest.best != NULL ? "\"?" : "");
    return command_fail(&error);
}

/* What is made from the table of keys: their list, or the schema. */
static void print_config(bool as_schema)
{
    struct buffer text;
    buffer_init(&text);
    if (as_schema) {
        config_print_schema(&text, rule_infos());
    } else {
        config_print_keys(&text);
    }
    fputs(text.bytes, stdout);
    buffer_release(&text);
}

static int explain_schema(const struct argument_list *arguments)
{
    if (arguments->count == 1 &&
        strcmp(arguments->items[0], config_topic) == 0) {
        print_config(true);
        return EXIT_OK;
    }
    struct error error = ERROR_INIT;
    error_set(&error, ERROR_USAGE,
              "only the configuration has a schema: perfscribe explain config "
              "--schema");
    return command_fail(&error);
}

static int explain(const char *wanted)
{
    const struct rule_info *info = rule_info_find(wanted);
    const char *text = info != NULL ? text_of("help/", info->id)
                                    : text_of(topic_folder, wanted);
    if (text == NULL) {
        return fail_unknown(wanted);
    }
    if (info != NULL) {
        printf("# %s %s\n\n", info->id, info->name);
    }
    fputs(text, stdout);
    if (strcmp(wanted, config_topic) == 0) {
        print_config(false);
    }
    return EXIT_OK;
}

static int run_explain(const struct command *command, int argc, char **argv)
{
    bool wants_schema = false;
    const struct option_spec options[] = {
        { "--schema", NULL, "of config: a JSON Schema, for editors",
          OPTION_FLAG, &wants_schema, NULL },
        { .name = NULL },
    };
    struct arena arena = ARENA_INIT;
    struct option_context context = { .command = command,
                                      .options = options,
                                      .arena = &arena };
    struct parsed_options parsed = { .wants_help = false };
    struct error error = ERROR_INIT;
    int code = EXIT_OK;
    if (!options_parse(&context, argc, argv, &parsed, &error)) {
        code = command_fail(&error);
    } else if (wants_schema && !parsed.wants_help) {
        code = explain_schema(&parsed.arguments);
    } else if (!parsed.wants_help && parsed.arguments.count == 0) {
        print_list();
    } else if (!parsed.wants_help) {
        code = explain(parsed.arguments.items[0]);
    }
    arena_release(&arena);
    return code;
}

const struct command command_explain = {
    .name = "explain",
    .arguments = "[RULE|TOPIC] [--schema]",
    .summary = "What a rule means and how to fix it; without one, lists all.",
    .example = "perfscribe explain PERF2004",
    .run = run_explain,
};
