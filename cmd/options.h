/*
 * Declarative options: one table per subcommand makes both the parsing and
 * the text of --help. The table lives in the subcommand's file; its targets
 * on the subcommand's stack.
 */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/command.h"
#include "core/base/arena.h"
#include "core/base/error.h"

struct argument_list LIST_STRUCT(const char *);

enum option_kind {
    OPTION_FLAG,   /* target: bool */
    OPTION_TEXT,   /* target: const char *; the last one wins */
    OPTION_LIST,   /* target: struct argument_list; repeatable */
    OPTION_CHOICE, /* target: size_t, index into choices */
};

struct option_spec {
    const char *name;  /* "--out" */
    const char *value; /* "DIR"; NULL for a flag */
    const char *help;  /* one line */
    enum option_kind kind;
    void *target;
    const char *const *choices; /* ends with NULL */
};

struct parsed_options {
    struct argument_list arguments; /* what is no option, in order */
    bool wants_help;                /* --help or -h was given: it is printed */
};

/*
 * Takes --name VALUE and --name=VALUE; "--" ends the options; "-" is an
 * argument. `options` ends with an entry whose name is NULL. On --help the
 * help is printed to stdout and wants_help set. ERROR_USAGE names the option
 * and the nearest one that exists.
 */
struct option_context {
    const struct command *command;
    const struct option_spec *options;
    struct arena *arena; /* owns the lists */
};
WARN_UNUSED bool options_parse(const struct option_context *context, int argc,
                               char **argv, struct parsed_options *parsed,
                               struct error *error);

#endif
