/*
 * Why an operation stopped. The struct lives on the caller's stack; there are
 * no globals. Fallible functions return bool and take `struct error *` last:
 *
 *     return error_set(error, ERROR_INPUT, "%s: truncated gzip data", name);
 *
 * The message is one line that names the file, the place and the cure.
 */
#ifndef CORE_BASE_ERROR_H
#define CORE_BASE_ERROR_H

#include <stdbool.h>

#define WARN_UNUSED              __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))

/* In the order of the exit codes 2 to 5: the larger is the worse. */
enum error_kind {
    ERROR_NONE,
    ERROR_USAGE,  /* command line or configuration */
    ERROR_INPUT,  /* a file that was given is bad */
    ERROR_OUTPUT, /* a report could not be written */
    ERROR_LIMIT,  /* an input exceeds a limit that protects the machine */
};

struct error {
    enum error_kind kind;
    char message[1024];
};

#define ERROR_INIT { .kind = ERROR_NONE, .message = "" }

/* Always returns false, so that `return error_set(...)` reads well. */
bool error_set(struct error *error, enum error_kind kind, const char *format,
               ...) PRINTF_LIKE(3, 4);

/* Puts context before a message that is already set; returns false. */
bool error_prefix(struct error *error, const char *format, ...)
    PRINTF_LIKE(2, 3);

#endif
