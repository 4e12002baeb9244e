/*
 * A weekly report as a cJSON tree: what `weekly --json` writes and what the
 * mail is filled from. Amounts stand as numbers, and beside them, in *_text,
 * as people read them. `explain weekly` documents it.
 */
#ifndef FORMATS_WEEKLY_JSON_H
#define FORMATS_WEEKLY_JSON_H

#include <cjson/cJSON.h>

#include "core/model/weekly.h"

/* Of each list at most `most` items; how many are left out, if any, stands
 * beside it as "more_NAME". Free with cJSON_Delete. */
cJSON *weekly_json(const struct weekly *weekly, size_t most);

#endif
