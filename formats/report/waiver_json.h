/*
 * Waivers in a report as JSON (report_json.h), and those that it offers.
 */
#ifndef FORMATS_WAIVER_JSON_H
#define FORMATS_WAIVER_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

/* "waivers": each of the configuration's, with what became of it; "waived":
 * the findings that they took out of the count; "has_waivers". */
void add_waivers_json(cJSON *root, const struct report *report);

/* "waiver_offer": the text of a waiver of this finding, to be pasted into the
 * configuration and completed; none where there is nothing to waive. */
void add_waiver_offer_json(cJSON *object, const struct report *report,
                           const struct finding *finding);

#endif
