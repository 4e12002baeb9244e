/*
 * The hypothesis intake of the playbook, as report.json has it: "intake".
 */
#ifndef FORMATS_INTAKE_JSON_H
#define FORMATS_INTAKE_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

void add_intake_json(cJSON *root, const struct report *report);

#endif
