/*
 * perfscribe: finds the subcommand, runs it, returns its exit code.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cmd/command.h"
#include "core/base/nearest.h"
#include "formats/bytes/foreign_memory.h"

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        if (strcmp(commands[i]->name, name) == 0) {
            return commands[i];
        }
    }
    return NULL;
}

static int unknown_command(const char *name)
{
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; commands[i] != NULL; i++) {
        nearest_offer(&nearest, commands[i]->name);
    }
    struct error error = ERROR_INIT;
    if (nearest.best != NULL) {
        error_set(&error, ERROR_USAGE,
                  "there is no command \"%s\"; did you mean \"%s\"? "
                  "perfscribe help lists all",
                  name, nearest.best);
    } else {
        error_set(&error, ERROR_USAGE,
                  "there is no command \"%s\"; perfscribe help lists all",
                  name);
    }
    return command_fail(&error);
}

/* What was printed must have arrived, or the run failed. */
static int flush_stdout(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        return code;
    }
    struct error error = ERROR_INIT;
    error_set(&error, ERROR_OUTPUT,
              "stdout: cannot be written; check where it goes");
    int failed = command_fail(&error);
    return failed > code ? failed : code;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    foreign_memory_init();
    const char *name = argc > 1 ? argv[1] : "help";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        name = "help";
    } else if (strcmp(name, "--version") == 0) {
        name = "version";
    }
    const struct command *command = find_command(name);
    if (command == NULL) {
        return unknown_command(name);
    }
    int code = command->run(command, argc - 1, argv + 1);
    return flush_stdout(argc > 1 ? code : EXIT_USAGE);
}
