/*
 * The rating with its parts, as report.json has it.
 */
#ifndef FORMATS_RATING_JSON_H
#define FORMATS_RATING_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

void add_rating_json(cJSON *root, const struct report *report);

#endif
