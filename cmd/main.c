/*
 * perfscribe: finds the subcommand, runs it, returns its exit code.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cmd/command.h"
#include "cmd/nearest.h"
#include "core/base/buffer.h"
#include "formats/clean.h"
#include "formats/foreign_memory.h"

const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "cmd/commands.def"
#undef COMMAND
    NULL,
};

int command_fail(const struct error *error)
{
    struct buffer message;
    buffer_init(&message);
    clean_terminal(&message, error->message);
    fprintf(stderr, "perfscribe: %s\n", message.bytes);
    buffer_release(&message);
    switch (error->kind) {
    case ERROR_USAGE:
        return EXIT_USAGE;
    case ERROR_INPUT:
        return EXIT_BAD_INPUT;
    case ERROR_OUTPUT:
        return EXIT_OUTPUT;
    case ERROR_LIMIT:
        return EXIT_OVER_LIMIT;
    case ERROR_NONE:
        break;
    }
    return EXIT_BUG;
}

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
