#include "formats/weekly/weekly_words.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "formats/text/clean.h"

/* Characters that are shown of a name and of a sentence: what a mail can
 * stand. */
enum { MOST_NAME = 120, MOST_SENTENCE = 400 };

static void add_cut(struct buffer *out, const char *text, size_t most)
{
    for (size_t count = 0; *text != '\0'; count++) {
        if (count == most) {
            buffer_text(out, "\u2026");
            return;
        }
        uint32_t character = utf8_next(&text);
        bool is_blank = character == '\n' || character == '\r' ||
                        character == '\t' || character == 0x2028 ||
                        character == 0x2029;
        utf8_append(out, is_blank ? ' ' : character);
    }
}

static void add_name(struct buffer *out, const char *text)
{
    add_cut(out, text, MOST_NAME);
}

void weekly_say_sentence(const void *item, struct buffer *out)
{
    add_cut(out, item, MOST_SENTENCE);
}

void weekly_say_name(const void *item, struct buffer *out)
{
    add_name(out, item);
}

static void add_count(struct buffer *out, int64_t count, const char *one)
{
    buffer_printf(out, "%" PRId64 " %s%s", count, one, count == 1 ? "" : "s");
}

void weekly_say_runs(const void *item, struct buffer *out)
{
    const struct weekly *weekly = item;
    add_count(out, weekly->runs, "run");
    buffer_printf(out, ", %" PRId64 " of main, ", weekly->main_runs);
    add_count(out, weekly->pull_requests, "pull request");
    buffer_text(out, "; ");
    add_count(out, weekly->failed_runs, "run");
    buffer_text(out, " failed a gate");
}

void weekly_say_subject(const void *item, struct buffer *out)
{
    const struct regression *life = item;
    add_name(out, go_symbol_short(life->function));
    buffer_byte(out, ' ');
    add_name(out, life->metric);
}

void weekly_say_place(const void *item, struct buffer *out)
{
    const struct regression *life = item;
    if (life->file[0] != '\0') {
        add_name(out, life->file);
        if (life->line > 0) {
            buffer_printf(out, ":%" PRId64, life->line);
        }
    }
}

void weekly_say_amounts(const void *item, struct buffer *out)
{
    const struct regression *life = item;
    buffer_printf(out, "%s \u2192 %s", quantity_of(life->good, life->unit).text,
                  quantity_of(life->last, life->unit).text);
}

void weekly_say_change(const void *item, struct buffer *out)
{
    const struct regression *life = item;
    buffer_text(out, quantity_change(1 + regression_growth(life)).text);
}

void weekly_say_since(const void *item, struct buffer *out)
{
    const struct regression *life = item;
    buffer_printf(out, "since %s, %" PRId64 " %s",
                  calendar_date(life->opened).text, life->runs,
                  life->runs == 1 ? "run" : "runs");
    if (life->returns > 0) {
        buffer_printf(out, ", came back %" PRId64 " %s", life->returns,
                      life->returns == 1 ? "time" : "times");
    }
}

void weekly_say_cause(const void *item, struct buffer *out)
{
    const struct regression *life = item;
    add_name(out, life->cause);
}

void weekly_say_origin(const void *item, struct buffer *out)
{
    const struct regression *life = item;
    if (life->introduced_by[0] != '\0') {
        buffer_text(out, "#");
        add_name(out, life->introduced_by);
    }
}

void weekly_say_owner(const void *item, struct buffer *out)
{
    const struct regression *life = item;
    add_name(out, life->owner);
}

void weekly_say_brief(const void *item, struct buffer *out)
{
    weekly_say_subject(item, out);
    buffer_byte(out, ' ');
    weekly_say_change(item, out);
}

void weekly_say_course(const void *item, struct buffer *out)
{
    const struct weekly_drift *drift = item;
    const double *values = drift->centers;
    size_t first = 0, last = WEEKLY_WEEKS - 1;
    while (first < last && isnan(values[first])) {
        first++;
    }
    while (last > first && isnan(values[last])) {
        last--;
    }
    if (!isnan(values[first]) && first < last) {
        const char *unit = drift->life.unit;
        buffer_printf(
            out, "%s %zu weeks ago, %s", quantity_of(values[first], unit).text,
            WEEKLY_WEEKS - 1 - first, quantity_of(values[last], unit).text);
        buffer_text(out, last == WEEKLY_WEEKS - 1 ? " now" : " last");
    }
}

void weekly_say_hotspot(const void *item, struct buffer *out)
{
    const struct weekly_hotspot *hotspot = item;
    add_name(out, go_symbol_short(hotspot->function));
}

void weekly_say_listed(const void *item, struct buffer *out)
{
    const struct weekly_hotspot *hotspot = item;
    if (hotspot->weeks > 1) {
        buffer_printf(out, "%" PRId64 " weeks on the list", hotspot->weeks);
    } else {
        buffer_text(out, "new on the list");
    }
}

void weekly_say_failed(const void *item, struct buffer *out)
{
    const struct recorded_decision *decision =
        &((const struct weekly_failure *)item)->decision;
    if (decision->benchmark[0] != '\0') {
        buffer_text(out, "Benchmark");
        add_name(out, decision->benchmark);
        buffer_byte(out, ' ');
        add_name(out, decision->unit);
    } else if (decision->function[0] != '\0') {
        add_name(out, go_symbol_short(decision->function));
    } else {
        add_name(out, decision->gate);
    }
}

void weekly_say_where(const void *item, struct buffer *out)
{
    const struct weekly_failure *failure = item;
    if (failure->pull_request[0] != '\0') {
        buffer_byte(out, '#');
        add_name(out, failure->pull_request);
    } else {
        buffer_text(out, "main");
    }
    buffer_printf(out, ", %s", calendar_date(failure->at).text);
}

/* "+12 %", with a sign, also for what is a share. */
static void add_percent(struct buffer *out, const char *sign, double value)
{
    buffer_printf(out, "%s%s", value >= 0 ? sign : "",
                  quantity_percent(value).text);
}

static const char *sign_of(const struct recorded_decision *decision)
{
    return decision->function[0] != '\0' ? "" : "+";
}

void weekly_say_beyond(const void *item, struct buffer *out)
{
    const struct recorded_decision *decision =
        &((const struct weekly_failure *)item)->decision;
    const char *sign = sign_of(decision);
    if (isnan(decision->limit) || !(fabs(decision->value) < 1e6)) {
        add_name(out, decision->gate);
        return;
    }
    add_percent(out, sign, decision->value);
    if (isfinite(decision->low) && isfinite(decision->high)) {
        buffer_text(out, " (");
        add_percent(out, sign, decision->low);
        buffer_text(out, " to ");
        add_percent(out, sign, decision->high);
        buffer_byte(out, ')');
    }
    buffer_text(out, ", limit ");
    add_percent(out, sign, decision->limit);
}

/* "measured again in 3 runs: +0.4 %" */
static void add_again(struct buffer *out, const struct weekly_failure *failure)
{
    buffer_printf(out, "the same commit measured again, in %" PRId64 " %s: ",
                  failure->runs_again,
                  failure->runs_again == 1 ? "run" : "runs");
    add_percent(out, "+", failure->value_again);
}

void weekly_say_afterwards(const void *item, struct buffer *out)
{
    const struct weekly_failure *failure = item;
    switch (failure->outcome) {
    case FAILURE_OPEN:
        buffer_text(out, "not settled: no other run measured the same commit");
        break;
    case FAILURE_WAIVED:
        buffer_text(out, "waived");
        break;
    case FAILURE_REAL:
        buffer_text(out, "real: ");
        add_again(out, failure);
        buffer_text(out, "; the limit was right");
        break;
    case FAILURE_NOISE:
        buffer_text(out, "noise: ");
        add_again(out, failure);
        buffer_printf(out, "; a limit of +%.1f %% had let it pass",
                      failure->limit_right * 100);
        break;
    }
}

static void add_value(struct buffer *out, enum kpi_name name, double value)
{
    if (isnan(value)) {
        buffer_text(out, "not known");
    } else if (strcmp(kpi_infos[name].unit, "share") == 0) {
        buffer_text(out, quantity_percent(value).text);
    } else {
        buffer_printf(out, "%.1f days", value);
    }
}

void weekly_say_kpi(const void *item, struct buffer *out)
{
    const struct weekly_kpi *words = item;
    add_value(out, words->name, words->kpi->now.value);
}

void weekly_say_target(const void *item, struct buffer *out)
{
    const struct weekly_kpi *words = item;
    const struct kpi_info *info = &kpi_infos[words->name];
    buffer_text(out, info->is_upper ? "below " : "above ");
    add_value(out, words->name, info->target);
}

void weekly_say_met(const void *item, struct buffer *out)
{
    const struct weekly_kpi *words = item;
    double value = words->kpi->now.value;
    if (!isnan(value)) {
        buffer_text(out, kpi_is_met(words->name, value) ? "met" : "missed");
    }
}

void weekly_say_behind(const void *item, struct buffer *out)
{
    const struct weekly_kpi *words = item;
    const struct kpi_value *now = &words->kpi->now;
    switch (words->name) {
    case KPI_WIN_RATE:
        buffer_printf(out, "%" PRId64 " of ", now->part);
        add_count(out, now->whole, "pull request");
        buffer_printf(out, " that changed something; %" PRId64 " neutral",
                      now->neutral);
        break;
    case KPI_TIME_TO_DETECT:
        add_count(out, now->whole, "regression");
        buffer_text(out, " that reached main");
        break;
    case KPI_CHURN:
        buffer_printf(out, "%" PRId64 " of the week's ", now->part);
        add_count(out, now->whole, "hot function");
        buffer_text(out, " not hot the week before");
        break;
    case KPI_COVERAGE:
        buffer_printf(out, "%" PRId64 " of ", now->part);
        add_count(out, now->whole, "critical function");
        buffer_text(out, " in some benchmark's profile");
        break;
    case KPI_COUNT:
        break;
    }
}
