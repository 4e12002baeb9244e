#include <stdio.h>

#include "cmd/command.h"

static int run_version(const struct command *command, int argc, char **argv)
{
    (void)command;
    (void)argc;
    (void)argv;
    puts("perfscribe " PERFSCRIBE_VERSION);
    return EXIT_OK;
}

const struct command command_version = {
    .name = "version",
    .arguments = "",
    .summary = "Prints the version.",
    .example = "perfscribe version",
    .run = run_version,
};
