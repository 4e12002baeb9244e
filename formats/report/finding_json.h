/*
 * One finding as JSON (report_json.h).
 */
#ifndef FORMATS_FINDING_JSON_H
#define FORMATS_FINDING_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

cJSON *finding_json(const struct report *report, const struct finding *finding);

/* How a value reaches the heap. */
void add_flow_json(cJSON *object, const struct step_list *flow);

#endif
