#include "cmd/history_overview.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cmd/clock.h"
#include "core/base/calendar.h"
#include "core/base/quantity.h"
#include "core/history/escalation.h"
#include "core/history/kpi.h"
#include "formats/json/json_tree.h"
#include "formats/text/clean.h"
#include "formats/weekly/kpi_json.h"

/* What is known at one time. */
struct overview {
    int64_t now;
    struct kpi_table table;
    struct escalation_list escalations;
    struct regression_list open;
};

static struct quantity value_text(const struct kpi_info *info, double value)
{
    struct quantity text = { .text = "-" };
    if (!isnan(value) && strcmp(info->unit, "share") == 0) {
        return quantity_percent(value);
    }
    if (!isnan(value)) {
        snprintf(text.text, sizeof(text.text), "%.2g d", value);
    }
    return text;
}

static void add_kpi(const struct kpi_table *table, enum kpi_name name,
                    struct buffer *out)
{
    const struct kpi_info *info = &kpi_infos[name];
    const struct kpi *kpi = &table->kpis[name];
    const char *state = isnan(kpi->now.value)              ? "?"
                        : kpi_is_met(name, kpi->now.value) ? "met"
                                                           : "MISSED";
    buffer_printf(out, "  %-40s %7s (%s %4s) %-6s", info->title,
                  value_text(info, kpi->now.value).text,
                  info->is_upper ? "<" : ">",
                  value_text(info, info->target).text, state);
    for (int i = 0; i < KPI_WEEKS; i++) {
        buffer_printf(out, " %6s", value_text(info, kpi->weeks[i].value).text);
    }
    if (name == KPI_WIN_RATE && kpi->now.neutral > 0) {
        buffer_printf(out, "  %" PRId64 " neutral", kpi->now.neutral);
    }
    buffer_byte(out, '\n');
}

static void add_kpis(const struct kpi_table *table, struct buffer *out)
{
    buffer_printf(out, "KPIs, weeks %s to %s\n",
                  calendar_week(table->from).text,
                  calendar_week(table->until - 1).text);
    for (enum kpi_name name = 0; name < KPI_COUNT; name++) {
        add_kpi(table, name, out);
    }
}

static void add_escalations(const struct escalation_list *list,
                            struct buffer *out)
{
    buffer_text(out, list->count > 0 ? "\nTo escalate\n"
                                     : "\nNothing to escalate\n");
    for (size_t i = 0; i < list->count; i++) {
        buffer_text(out, "  ");
        clean_terminal(out, list->items[i].text);
        buffer_byte(out, '\n');
    }
}

static void add_regression(const struct regression *regression,
                           struct buffer *out)
{
    buffer_printf(out, "  since %s ", calendar_date(regression->opened).text);
    if (regression->introduced_by[0] != '\0') {
        buffer_text(out, "from PR ");
        clean_terminal(out, regression->introduced_by);
        buffer_byte(out, ' ');
    }
    if (regression->file[0] != '\0') {
        clean_terminal(out, regression->file);
        buffer_printf(out, ":%" PRId64 " ", regression->line);
    }
    clean_terminal(out, regression->function);
    buffer_byte(out, ' ');
    clean_terminal(out, regression->metric);
    buffer_printf(out, " %s -> %s, %" PRId64 " run%s\n",
                  regression_amount(regression, regression->good).text,
                  regression_amount(regression, regression->last).text,
                  regression->runs, regression->runs == 1 ? "" : "s");
}

static void add_open(const struct regression_list *list, struct buffer *out)
{
    buffer_text(out, list->count > 0 ? "\nOpen on main\n"
                                     : "\nNo regression is open on main\n");
    for (size_t i = 0; i < list->count; i++) {
        add_regression(&list->items[i], out);
    }
}

static bool look(struct store *store, const struct history_options *options,
                 struct arena *arena, struct overview *overview,
                 struct error *error)
{
    struct regression_filter filter = { .scope = "", .is_open = true };
    return clock_read(options->now, &overview->now, error) &&
           kpi_compute(store, overview->now, arena, &overview->table, error) &&
           escalations_raise(store, overview->now, &overview->table, arena,
                             &overview->escalations, error) &&
           store_regressions(store, &filter, arena, &overview->open, error);
}

static void print_json(const struct overview *overview, struct buffer *out)
{
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "schema", "perfscribe-history");
    json_add_integer(object, "version", 1);
    add_kpis_json(object, &overview->table);
    add_escalations_json(object, &overview->escalations);
    add_regressions_json(object, &overview->open);
    json_print(out, object);
    buffer_byte(out, '\n');
}

bool history_overview(struct store *store,
                      const struct history_options *options,
                      struct arena *arena, struct buffer *out,
                      struct error *error)
{
    struct overview overview = { .now = 0 };
    if (!look(store, options, arena, &overview, error)) {
        return false;
    }
    if (options->format == HISTORY_JSON) {
        print_json(&overview, out);
        return true;
    }
    add_kpis(&overview.table, out);
    add_escalations(&overview.escalations, out);
    add_open(&overview.open, out);
    return true;
}
