/*
 * The gates of a report as JSON (report_json.h).
 */
#ifndef FORMATS_GATE_JSON_H
#define FORMATS_GATE_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

/* "gates": every decision, failed first. */
void add_gates_json(cJSON *root, const struct report *report);

/* "gate_summaries": one entry a gate. */
void add_gate_summaries_json(cJSON *root, const struct report *report);

#endif
