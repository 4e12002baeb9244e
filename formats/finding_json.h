/*
 * Findings, improvements and gates of a report as JSON (report_json.h).
 */
#ifndef FORMATS_FINDING_JSON_H
#define FORMATS_FINDING_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

/* "findings" worst first, "improvements", and "triage": the cells of the
 * playbook's matrix that hold something, each with its findings. */
void add_findings_json(cJSON *root, const struct report *report);
void add_gates_json(cJSON *root, const struct report *report);

#endif
