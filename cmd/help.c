#include <stdio.h>
#include <string.h>

#include "cmd/command.h"

static void print_overview(void)
{
    puts("perfscribe finds what got slower between two runs of a Go project, "
         "and why.\n\nUsage: perfscribe COMMAND [options] ...\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        printf("  %-9s %s\n", commands[i]->name, commands[i]->summary);
    }
    puts("\nperfscribe COMMAND --help says more, with an example.\n"
         "perfscribe explain lists the rules and topics.\n\n"
         "Exit codes: 0 passed, 1 something of --fail-on, 2 usage, 3 an "
         "input is bad,\n4 a report could not be written, 5 a limit was "
         "exceeded, 70 a bug.");
}

/* help TOPIC is COMMAND --help, or explain TOPIC. */
static int run_topic(char *topic)
{
    char help_option[] = "--help";
    char explain_name[] = "explain";
    for (size_t i = 0; commands[i] != NULL; i++) {
        if (strcmp(commands[i]->name, topic) == 0) {
            char *arguments[] = { topic, help_option, NULL };
            return commands[i]->run(commands[i], 2, arguments);
        }
    }
    char *arguments[] = { explain_name, topic, NULL };
    return command_explain.run(&command_explain, 2, arguments);
}

static int run_help(const struct command *command, int argc, char **argv)
{
    bool is_topic = argc > 1 && argv[1][0] != '-';
    if (is_topic && strcmp(argv[1], command->name) != 0) {
        return run_topic(argv[1]);
    }
    print_overview();
    return EXIT_OK;
}

const struct command command_help = {
    .name = "help",
    .arguments = "[COMMAND|RULE|TOPIC]",
    .summary = "This overview, or the help of a command, rule or topic.",
    .example = "perfscribe help report",
    .run = run_help,
};
