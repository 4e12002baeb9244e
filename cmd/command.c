#include "cmd/command.h"

#include <stddef.h>
#include <stdio.h>

#include "core/base/buffer.h"
#include "formats/text/clean.h"

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
