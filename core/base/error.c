#include "core/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool error_set(struct error *error, enum error_kind kind, const char *format,
               ...)
{
    va_list arguments;
    va_start(arguments, format);
    error->kind = kind;
    vsnprintf(error->message, sizeof(error->message), format, arguments);
    va_end(arguments);
    return false;
}

bool error_prefix(struct error *error, const char *format, ...)
{
    char rest[sizeof(error->message)];
    memcpy(rest, error->message, sizeof(rest));
    va_list arguments;
    va_start(arguments, format);
    int used =
        vsnprintf(error->message, sizeof(error->message), format, arguments);
    va_end(arguments);
    size_t start = used < 0 ? 0 : (size_t)used;
    if (start < sizeof(error->message)) {
        size_t room = sizeof(error->message) - start - 1;
        size_t length = strlen(rest);
        length = length < room ? length : room;
        memcpy(error->message + start, rest, length);
        error->message[start + length] = '\0';
    }
    return false;
}
