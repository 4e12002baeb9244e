#include "formats/weekly/kpi_json.h"

#include "core/base/calendar.h"
#include "formats/history/run_json.h"
#include "formats/json/json_tree.h"

static void add_value(cJSON *object, const struct kpi_value *value)
{
    json_add_number(object, "value", value->value);
    json_add_integer(object, "part", value->part);
    json_add_integer(object, "whole", value->whole);
    json_add_integer(object, "neutral", value->neutral);
}

static void add_weeks(cJSON *object, const struct kpi_table *table,
                      const struct kpi *kpi)
{
    cJSON *weeks = json_add_array(object, "weeks");
    for (int i = 0; i < KPI_WEEKS; i++) {
        cJSON *week = json_push_object(weeks);
        json_add_text(week, "week",
                      calendar_week(table->from + i * SECONDS_A_WEEK).text);
        add_value(week, &kpi->weeks[i]);
    }
}

void add_kpis_json(cJSON *object, const struct kpi_table *table)
{
    json_add_text(object, "from", calendar_time(table->from).text);
    json_add_text(object, "until", calendar_time(table->until).text);
    cJSON *list = json_add_array(object, "kpis");
    for (enum kpi_name name = 0; name < KPI_COUNT; name++) {
        const struct kpi *kpi = &table->kpis[name];
        cJSON *entry = json_push_object(list);
        json_add_text(entry, "id", kpi_infos[name].id);
        json_add_text(entry, "title", kpi_infos[name].title);
        json_add_text(entry, "unit", kpi_infos[name].unit);
        json_add_number(entry, "target", kpi_infos[name].target);
        json_add_flag(entry, "is_met", kpi_is_met(name, kpi->now.value));
        add_value(entry, &kpi->now);
        add_weeks(entry, table, kpi);
    }
}

static void add_regression(cJSON *object, const struct regression *regression)
{
    record_json(object, regression_fields, regression);
    json_add_number(object, "growth", regression_growth(regression));
}

void add_escalations_json(cJSON *object, const struct escalation_list *list)
{
    cJSON *array = json_add_array(object, "escalations");
    for (size_t i = 0; i < list->count; i++) {
        const struct escalation *escalation = &list->items[i];
        cJSON *entry = json_push_object(array);
        json_add_text(entry, "id", escalation_id(escalation->kind));
        json_add_text(entry, "text", escalation->text);
        json_add_integer(entry, "changes", escalation->changes);
        if (escalation->kind == ESCALATION_PERSISTS) {
            add_regression(json_add_object(entry, "regression"),
                           &escalation->regression);
        }
    }
}

void add_regressions_json(cJSON *object, const struct regression_list *list)
{
    cJSON *array = json_add_array(object, "regressions");
    for (size_t i = 0; i < list->count; i++) {
        add_regression(json_push_object(array), &list->items[i]);
    }
}
