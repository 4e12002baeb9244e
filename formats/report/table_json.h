/*
 * The tables of a report as JSON (report_json.h): profiles, allocation
 * sites and their causes, contention.
 */
#ifndef FORMATS_TABLE_JSON_H
#define FORMATS_TABLE_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

/* The functions that changed most, at most 50 a profile. */
void add_profiles_json(cJSON *root, const struct report *report);
/* All benchmarks together; nothing where their operations are unknown. */
void add_cpu_cost_json(cJSON *root, const struct report *report);
/* Summary, causes and the 50 sites that allocate most. */
void add_allocations_json(cJSON *root, const struct report *report);
void add_contention_json(cJSON *root, const struct report *report);
/* The 50 lines that have most in use. */
void add_retained_json(cJSON *root, const struct report *report);
/* Hot in production, in no benchmark. */
void add_uncovered_json(cJSON *root, const struct report *report);

#endif
