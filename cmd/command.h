/*
 * The subcommands. Only cmd/ knows argv, stdout, stderr, exit codes and the
 * environment. A subcommand is one file and one line in commands.def.
 */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "core/base/error.h"

enum exit_code {
    EXIT_OK = 0,
    EXIT_FAIL_ON = 1,   /* something of --fail-on */
    EXIT_USAGE = 2,     /* command line or configuration */
    EXIT_BAD_INPUT = 3, /* an input is bad */
    EXIT_OUTPUT = 4,    /* a report could not be written */
    EXIT_OVER_LIMIT = 5,
    EXIT_BUG = 70,
};

struct option_spec;

struct command {
    const char *name;      /* "diff" */
    const char *arguments; /* "[options] BASE HEAD", for the usage line */
    const char *summary;   /* one line for `perfscribe help` */
    const char *details;   /* a few lines for --help, or NULL */
    const char *example;   /* one command to paste */
    /* argv[0] is the subcommand's name; returns an exit code. */
    int (*run)(const struct command *command, int argc, char **argv);
};

#define COMMAND(name) extern const struct command command_##name;
#include "cmd/commands.def"
#undef COMMAND

/* All subcommands, in the order of commands.def; ends with NULL. */
extern const struct command *const commands[];

/* Prints "perfscribe: MESSAGE" to stderr, made safe for a terminal and a CI
 * log, and gives the exit code of the error's kind. */
int command_fail(const struct error *error);

#endif
