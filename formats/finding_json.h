/*
 * One finding as JSON (report_json.h).
 */
#ifndef FORMATS_FINDING_JSON_H
#define FORMATS_FINDING_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

cJSON *finding_json(const struct report *report, const struct finding *finding);

/* A stack or a flow. */
void add_steps_json(cJSON *object, const char *name,
                    const struct step_list *steps);

#endif
