/*
 * The benchmarks of a report as JSON (report_json.h), each with what its gate
 * decided.
 */
#ifndef FORMATS_BENCHMARK_JSON_H
#define FORMATS_BENCHMARK_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

/* "benchmarks", unit by unit; the first of a unit has "unit_head", which
 * names those that did not change. */
void add_benchmarks_json(cJSON *root, const struct report *report);

/* How the time of benchmarks grows with the size of their input. */
void add_scalings_json(cJSON *root, const struct report *report);

#endif
