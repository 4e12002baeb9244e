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

#define JSON_DEPTH_LIMIT 64

/*
 * The object that is all of the text; free with cJSON_Delete. NULL and
 * ERROR_INPUT for anything else, for invalid UTF-8, NULs (written as \u0000
 * too) and keys that stand twice; ERROR_LIMIT for deeper nesting. `name` is
 * the file's, for the message.
 */
cJSON *json_parse_strict(struct span text, const char *name,
                         struct error *error);

#endif
