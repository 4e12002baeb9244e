#include "formats/json/json_comments.h"

#include <stdbool.h>
#include <string.h>

/* Behind the string that starts here, or the end. */
static char *after_string(char *at)
{
    for (at++; *at != '\0' && *at != '"'; at++) {
        if (*at == '\\' && at[1] != '\0') {
            at++;
        }
    }
    return *at == '"' ? at + 1 : at;
}

/* Behind the comment that starts here; NULL: it has no end. */
static char *after_comment(char *at)
{
    if (at[1] == '/') {
        return at + strcspn(at, "\n");
    }
    char *end = strstr(at + 2, "*/");
    return end != NULL ? end + 2 : NULL;
}

static bool starts_comment(const char *at)
{
    return at[0] == '/' && (at[1] == '/' || at[1] == '*');
}

static void blank(char *from, const char *end)
{
    for (; from < end; from++) {
        if (*from != '\n') {
            *from = ' ';
        }
    }
}

void json_blank_comments(struct buffer *text)
{
    char *at = text->bytes;
    while (*at != '\0') {
        if (*at == '"') {
            at = after_string(at);
        } else if (starts_comment(at)) {
            char *end = after_comment(at);
            if (end == NULL) {
                return;
            }
            blank(at, end);
            at = end;
        } else {
            at++;
        }
    }
}
