#include "cmd/options.h"

#include <stdio.h>
#include <string.h>

#include "core/base/nearest.h"

/* An option as it stands on the command line: --name or --name=value. */
struct given {
    const char *text;
    size_t name_length;
    const char *value; /* behind '='; NULL: none there */
};

static struct given split(const char *argument)
{
    const char *equals = strchr(argument, '=');
    return (struct given){
        .text = argument,
        .name_length =
            equals != NULL ? (size_t)(equals - argument) : strlen(argument),
        .value = equals != NULL ? equals + 1 : NULL,
    };
}

static const struct option_spec *find(const struct option_spec *options,
                                      const struct given *given)
{
    for (; options->name != NULL; options++) {
        if (strlen(options->name) == given->name_length &&
            strncmp(options->name, given->text, given->name_length) == 0) {
            return options;
        }
    }
    return NULL;
}

static bool fail_unknown(const struct option_context *context,
                         const struct given *given, struct error *error)
{
    char name[64];
    snprintf(name, sizeof(name), "%.*s", (int)given->name_length, given->text);
    struct nearest nearest = nearest_to(name);
    for (const struct option_spec *option = context->options;
         option->name != NULL; option++) {
        nearest_offer(&nearest, option->name);
    }
    if (nearest.best != NULL) {
        return error_set(error, ERROR_USAGE,
                         "%s has no option %s; did you mean %s?",
                         context->command->name, name, nearest.best);
    }
    return error_set(error, ERROR_USAGE,
                     "%s has no option %s; perfscribe %s --help lists them",
                     context->command->name, name, context->command->name);
}

static bool set_choice(const struct option_spec *option, const char *value,
                       struct error *error)
{
    char list[256] = "";
    for (size_t i = 0; option->choices[i] != NULL; i++) {
        if (strcmp(option->choices[i], value) == 0) {
            *(size_t *)option->target = i;
            return true;
        }
        size_t used = strlen(list);
        snprintf(list + used, sizeof(list) - used, "%s%s", i == 0 ? "" : ", ",
                 option->choices[i]);
    }
    return error_set(error, ERROR_USAGE, "%s does not take \"%s\"; it takes %s",
                     option->name, value, list);
}

static bool set_value(const struct option_context *context,
                      const struct option_spec *option, const char *value,
                      struct error *error)
{
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)option->target = true;
        return true;
    case OPTION_TEXT:
        *(const char **)option->target = value;
        return true;
    case OPTION_LIST:
        *LIST_PUSH(context->arena, (struct argument_list *)option->target) =
            value;
        return true;
    case OPTION_CHOICE:
        return set_choice(option, value, error);
    }
    return false;
}

/* Options first, widest name decides the column. */
static int column_width(const struct option_spec *options)
{
    size_t width = strlen("--help");
    for (; options->name != NULL; options++) {
        size_t length =
            strlen(options->name) +
            (options->value != NULL ? 1 + strlen(options->value) : 0);
        width = length > width ? length : width;
    }
    return (int)width;
}

static void print_option(const struct option_spec *option, int width)
{
    char left[80];
    snprintf(left, sizeof(left), "%s%s%s", option->name,
             option->value != NULL ? " " : "",
             option->value != NULL ? option->value : "");
    printf("  %-*s  %s\n", width, left, option->help);
}

static void print_help(const struct option_context *context)
{
    const struct command *command = context->command;
    printf("Usage: perfscribe %s %s\n\n%s\n", command->name, command->arguments,
           command->summary);
    if (command->details != NULL) {
        printf("%s\n", command->details);
    }
    int width = column_width(context->options);
    puts("\nOptions:");
    for (const struct option_spec *option = context->options;
         option->name != NULL; option++) {
        print_option(option, width);
    }
    printf("  %-*s  this text\n", width, "--help");
    printf("\nExample:\n  %s\n", command->example);
}

/* Takes the option at argv[*index] and, where it needs one, its value. */
static bool take_option(const struct option_context *context, int argc,
                        char **argv, int *index, struct error *error)
{
    struct given given = split(argv[*index]);
    const struct option_spec *option = find(context->options, &given);
    if (option == NULL) {
        return fail_unknown(context, &given, error);
    }
    if (option->kind == OPTION_FLAG) {
        return given.value == NULL
                   ? set_value(context, option, NULL, error)
                   : error_set(error, ERROR_USAGE, "%s takes no value",
                               option->name);
    }
    if (given.value == NULL && *index + 1 < argc) {
        given.value = argv[++*index];
    }
    if (given.value == NULL) {
        return error_set(error, ERROR_USAGE, "%s needs a value: %s %s",
                         option->name, option->name, option->value);
    }
    return set_value(context, option, given.value, error);
}

static bool is_option(const char *argument)
{
    return argument[0] == '-' && argument[1] != '\0';
}

bool options_parse(const struct option_context *context, int argc, char **argv,
                   struct parsed_options *parsed, struct error *error)
{
    bool only_arguments = false;
    for (int i = 1; i < argc; i++) {
        if (only_arguments || !is_option(argv[i])) {
            *LIST_PUSH(context->arena, &parsed->arguments) = argv[i];
        } else if (strcmp(argv[i], "--") == 0) {
            only_arguments = true;
        } else if (strcmp(argv[i], "--help") == 0 ||
                   strcmp(argv[i], "-h") == 0) {
            parsed->wants_help = true;
            print_help(context);
            return true;
        } else if (!take_option(context, argc, argv, &i, error)) {
            return false;
        }
    }
    return true;
}
