/*
 * The differential flame graph as boxes in pixels, for inline SVG
 * (report_json.h).
 */
#ifndef FORMATS_FLAME_JSON_H
#define FORMATS_FLAME_JSON_H

#include <cjson/cJSON.h>

#include "core/model/report.h"

/* "flame": {"width", "height", "frames": [{"x", "y", "width", "label",
 * "title", "class"}]}; red grew, blue shrank, by the share of all samples. */
void add_flame_json(cJSON *root, const struct report *report);

#endif
