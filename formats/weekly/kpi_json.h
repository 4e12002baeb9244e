/*
 * KPIs, escalations and open regressions as JSON.
 */
#ifndef FORMATS_KPI_JSON_H
#define FORMATS_KPI_JSON_H

#include <cjson/cJSON.h>

#include "core/model/escalation.h"
#include "core/model/kpi.h"

/* "kpis": [{"id", "title", "unit", "target", "is_met", "value", "part",
 * "whole", "neutral", "weeks": [...]}], with "from" and "until". */
void add_kpis_json(cJSON *object, const struct kpi_table *table);

void add_escalations_json(cJSON *object, const struct escalation_list *list);

void add_regressions_json(cJSON *object, const struct regression_list *list);

#endif
