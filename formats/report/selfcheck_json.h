/*
 * The self-check of the gates, as report.json has it.
 */
#ifndef FORMATS_SELFCHECK_JSON_H
#define FORMATS_SELFCHECK_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

/* "selfcheck", and "has_selfcheck": whether it was asked for. */
void add_selfcheck_json(cJSON *root, const struct report *report);

#endif
