/*
 * Reads a JSON object that somebody's decision hangs on. cJSON alone takes
 * what RFC 8259 does not, stops at a NUL and keeps keys that stand twice: what
 * a reviewer sees must be what is read.
 */
#ifndef FORMATS_JSON_STRICT_H
#define FORMATS_JSON_STRICT_H

#include <cjson/cJSON.h>

#include "core/base/cursor.h"
#include "core/base/error.h"
#include "core/base/map.h"

/*
 * The object that is all of the text; free with cJSON_Delete. NULL and
 * ERROR_INPUT for anything else, for invalid UTF-8, NULs (written as \u0000
 * too) and keys that stand twice; ERROR_LIMIT for deeper nesting. `name` is
 * the file's, for the message.
 */
cJSON *json_parse_strict(struct span text, const char *name,
                         struct error *error);

/* On which line of the text each value of a tree begins, of a member its
 * name. */
struct json_lines {
    struct map items; /* their addresses */
    uint32_t *lines;  /* of each; memory_allocate'd */
};

/*
 * The same for a file that people write: comments of both kinds may stand
 * where blanks may, and messages name the line. `lines` is to be released,
 * also after a failure.
 */
cJSON *json_parse_commented(struct span text, const char *name,
                            struct json_lines *lines, struct error *error);
void json_lines_release(struct json_lines *lines);

/* 0 for what is not of the tree. */
uint32_t json_line_of(const struct json_lines *lines, const cJSON *item);

#endif
