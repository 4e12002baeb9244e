/*
 * The memory of a project: what is in it, and keeping it in order.
 */
#include "cmd/history.h"

#include <string.h>

#include "cmd/progress.h"
#include "core/base/nearest.h"

static const struct history_action actions[] = {
    { "list", "", 0, 0, STORE_READ, history_list },
    { "show", "[RUN]", 0, 1, STORE_READ, history_show },
    { "export", "[RUN]", 0, 1, STORE_READ, history_export },
    { "import", "FILE_OR_FOLDER...", 1, SIZE_MAX, STORE_RECORD,
      history_import },
    { "prune", "", 0, 0, STORE_CHANGE, history_prune },
    { "verify", "", 0, 0, STORE_CHANGE, history_verify },
};
static const size_t action_count = sizeof(actions) / sizeof(actions[0]);

static bool fail_unknown(const char *name, struct error *error)
{
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; i < action_count; i++) {
        nearest_offer(&nearest, actions[i].name);
    }
    return error_set(error, ERROR_USAGE,
                     "history has no action \"%s\"%s%s%s; it has list, show, "
                     "export, import, prune and verify",
                     name, nearest.best != NULL ? "; did you mean \"" : "",
                     nearest.best != NULL ? nearest.best : "",
                     nearest.best != NULL ? "\"?" : "");
}

static bool find_action(const struct argument_list *given,
                        const struct history_action **found,
                        struct error *error)
{
    if (given->count == 0) {
        return error_set(error, ERROR_USAGE,
                         "history needs an action: list, show, export, "
                         "import, prune or verify");
    }
    for (size_t i = 0; i < action_count; i++) {
        if (strcmp(actions[i].name, given->items[0]) == 0) {
            *found = &actions[i];
            return true;
        }
    }
    return fail_unknown(given->items[0], error);
}

static bool check(const struct history_action *action,
                  const struct history_options *options, struct error *error)
{
    size_t count = options->arguments.count;
    if (options->store == NULL) {
        return error_set(error, ERROR_USAGE,
                         "history %s needs the store: --history FILE",
                         action->name);
    }
    if (count < action->least || count > action->most) {
        return error_set(
            error, ERROR_USAGE,
            "history %s takes %s, and was given %zu arguments", action->name,
            action->most == 0 ? "nothing but options" : action->arguments,
            count);
    }
    return true;
}

static int run_action(const struct history_action *action,
                      const struct history_options *options)
{
    struct error error = ERROR_INIT;
    struct store *store = NULL;
    bool ok = store_open(&store, options->store, action->mode, &error) &&
              action->run(store, options, &error);
    progress_clear();
    store_close(store);
    return ok ? EXIT_OK : command_fail(&error);
}

static int dispatch(struct history_options *options,
                    const struct argument_list *given)
{
    const struct history_action *action = NULL;
    struct error error = ERROR_INIT;
    if (!find_action(given, &action, &error)) {
        return command_fail(&error);
    }
    options->arguments = (struct argument_list){ .items = given->items + 1,
                                                 .count = given->count - 1 };
    return check(action, options, &error) ? run_action(action, options)
                                          : command_fail(&error);
}

static int run_history(const struct command *command, int argc, char **argv)
{
    static const char *const formats[] = { "text", "json", "csv", NULL };
    struct history_options options = { .source_root = "." };
    const struct option_spec specs[] = {
        { "--history", "FILE", "the store", OPTION_TEXT, &options.store, NULL },
        { "--format", "NAME",
          "of list and show: text (default), json, csv (list only)",
          OPTION_CHOICE, &options.format, formats },
        { "--keep-days", "DAYS", "prune: profiles of younger runs stay",
          OPTION_TEXT, &options.keep_days, NULL },
        { "--keep-runs", "COUNT", "prune: profiles of the newest runs stay",
          OPTION_TEXT, &options.keep_runs, NULL },
        { "--records", NULL, "prune: drop the old runs too", OPTION_FLAG,
          &options.drops_records, NULL },
        { "--source-root", "DIR",
          "import: head's checkout, or a folder with one a bundle", OPTION_TEXT,
          &options.source_root, NULL },
        { "--base-source-root", "DIR", "import: the same for base", OPTION_TEXT,
          &options.base_source_root, NULL },
        { "--config", "FILE", "import: perfscribe.json to go by", OPTION_TEXT,
          &options.config, NULL },
        { "--now", "TIME", "RFC 3339 time to count days from", OPTION_TEXT,
          &options.now, NULL },
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
        code = dispatch(&options, &parsed.arguments);
    }
    arena_release(&arena);
    return code;
}

const struct command command_history = {
    .name = "history",
    .arguments = "ACTION --history FILE [options]",
    .summary = "What is known of earlier runs, and keeping it in order.",
    .details =
        "  list               the runs\n"
        "  show [RUN]         one of them; without RUN the KPIs, escalations, and what is open\n"
        "  export [RUN]       runs as JSON lines\n"
        "  import SOURCE...   such lines, or a folder of past bundles, oldest "
        "first\n"
        "  prune              drops the profiles of old runs (--keep-days, "
        "--keep-runs)\n"
        "  verify             proves that the store and its profiles are whole\n"
        "perfscribe explain history has the details.",
    .example = "perfscribe history list --history perfscribe.db",
    .run = run_history,
};
