/*
 * Runs subcommands as main() does, and catches what they print.
 */
#ifndef TESTS_UNIT_COMMAND_SUPPORT_H
#define TESTS_UNIT_COMMAND_SUPPORT_H

#include "files_support.h"

#include <fcntl.h>

#include "cmd/command.h"

struct ran {
    int code;
    const char *out, *err; /* in the folder's arena */
};

/* Puts a file in place of stdout or stderr; gives what was there. */
static inline int redirect(FILE *stream, int descriptor, const char *path)
{
    fflush(stream);
    int kept = dup(descriptor);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(kept >= 0 && file >= 0);
    dup2(file, descriptor);
    close(file);
    return kept;
}

static inline void put_back(FILE *stream, int descriptor, int kept)
{
    fflush(stream);
    dup2(kept, descriptor);
    close(kept);
}

static inline const char *text_of_file(struct folder *folder, const char *path)
{
    struct file_view view;
    struct error error = ERROR_INIT;
    if (!file_open_view(path, FILE_LIMIT_BYTES, &view, &error)) {
        fail_msg("%s", error.message);
    }
    const char *text = arena_copy(&folder->arena, view.bytes, view.length);
    file_close_view(&view);
    return text;
}

/* The subcommand with words that end with NULL. */
static inline struct ran run_words(struct folder *folder,
                                   const struct command *command,
                                   const char *const *words)
{
    char *arguments[16] = { arena_printf(&folder->arena, "%s", command->name) };
    int count = 1;
    for (; words[count - 1] != NULL; count++) {
        arguments[count] = arena_printf(&folder->arena, "%s", words[count - 1]);
    }
    const char *out = folder_path(folder, "stdout");
    const char *err = folder_path(folder, "stderr");
    int kept_out = redirect(stdout, STDOUT_FILENO, out);
    int kept_err = redirect(stderr, STDERR_FILENO, err);
    struct ran ran = { .code = command->run(command, count, arguments) };
    put_back(stdout, STDOUT_FILENO, kept_out);
    put_back(stderr, STDERR_FILENO, kept_err);
    ran.out = text_of_file(folder, out);
    ran.err = text_of_file(folder, err);
    return ran;
}

#define run_command(folder, command, ...) \
    run_words((folder), &(command), (const char *const[]){ __VA_ARGS__, NULL })

static inline void assert_part(const char *text, const char *part)
{
    if (text == NULL || strstr(text, part) == NULL) {
        print_error("%s", text == NULL ? "" : text);
        fail_msg("lacks \"%s\"", part);
    }
}

/* Fails with this exit code and one line on stderr. */
static inline void assert_fails(struct ran ran, int code, const char *part)
{
    assert_int_equal(ran.code, code);
    assert_string_equal(ran.out, "");
    assert_part(ran.err, part);
    assert_memory_equal(ran.err, "perfscribe: ", 12);
    assert_ptr_equal(strchr(ran.err, '\n') + 1, ran.err + strlen(ran.err));
}

#endif
