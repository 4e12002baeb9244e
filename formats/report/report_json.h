/*
 * A report as a cJSON tree: what report.json holds and what the templates of
 * HTML and Markdown are filled from. Amounts stand as numbers, and beside
 * them, in *_text, as people read them. `explain json` documents it.
 */
#ifndef FORMATS_REPORT_JSON_H
#define FORMATS_REPORT_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"
#include "formats/writer.h"

/* One report; free with cJSON_Delete. */
cJSON *report_json(const struct report *report,
                   const struct writer_options *options);

/* One report as it is; several as {"reports": [...]}, for the templates and
 * --json alike always with "reports". */
cJSON *reports_json(const struct report *const *reports, size_t count,
                    const struct writer_options *options);

#endif
