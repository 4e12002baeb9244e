/*
 * The findings of a report as JSON (report_json.h), brought together by the
 * line they stand on.
 */
#ifndef FORMATS_PLACE_JSON_H
#define FORMATS_PLACE_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

/*
 * "findings" and "improvements", place after place, worst first; "place" is
 * the number of a finding's place. The first finding of a place has
 * "place_head", what is true of the whole place, the last "ends_place".
 * "triage" holds the places by what to do about them.
 */
void add_findings_json(cJSON *root, const struct report *report);

#endif
