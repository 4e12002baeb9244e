#include "formats/weekly/weekly_text.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/quantity.h"
#include "formats/text/clean.h"
#include "formats/weekly/sparkline.h"
#include "formats/weekly/weekly_words.h"

/* What is said of an item, made clean, behind `before`; nothing for nothing. */
static void add(struct buffer *out, const char *before,
                void (*say)(const void *item, struct buffer *text),
                const void *item)
{
    struct buffer text;
    buffer_init(&text);
    say(item, &text);
    if (text.length > 0) {
        buffer_text(out, before);
        clean_terminal(out, text.bytes);
    }
    buffer_release(&text);
}

static void begin(struct buffer *out, const char *title)
{
    buffer_printf(out, "\n%s\n", title);
    buffer_repeat(out, '-', strlen(title));
    buffer_byte(out, '\n');
}

static void add_more(struct buffer *out, size_t count, size_t most)
{
    if (count > most) {
        buffer_printf(out, "  and %zu more\n", count - most);
    }
}

static void add_target(struct buffer *out, const struct weekly *weekly,
                       const char *target)
{
    if (weekly->is_several) {
        add(out, "", weekly_say_name, target);
        buffer_text(out, ": ");
    }
}

static void add_life(struct buffer *out, const struct weekly *weekly,
                     const struct regression *life)
{
    buffer_text(out, "* ");
    add_target(out, weekly, life->target);
    add(out, "", weekly_say_subject, life);
    add(out, " ", weekly_say_amounts, life);
    add(out, " (", weekly_say_change, life);
    buffer_text(out, ")\n");
    add(out, "  ", weekly_say_place, life);
    add(out, life->file[0] != '\0' ? "; " : "  ", weekly_say_since, life);
    add(out, "; from ", weekly_say_origin, life);
    add(out, "; ", weekly_say_owner, life);
    buffer_byte(out, '\n');
    add(out, "  why: ", weekly_say_cause, life);
    buffer_text(out, life->cause[0] != '\0' ? "\n" : "");
}

static void add_lives(struct buffer *out, const struct weekly *weekly,
                      const struct regression_list *lives, size_t most)
{
    for (size_t i = 0; i < lives->count && i < most; i++) {
        add_life(out, weekly, &lives->items[i]);
    }
    add_more(out, lives->count, most);
}

static void add_series(struct buffer *out, const double values[WEEKLY_WEEKS],
                       double level)
{
    buffer_text(out, "  ");
    sparkline(values, WEEKLY_WEEKS, level, out);
}

static void add_hotspots(struct buffer *out, const struct weekly *weekly)
{
    begin(out, "Hotspot review");
    if (weekly->hotspots.count == 0) {
        buffer_text(out, "No CPU profile of main this week.\n");
    }
    add(out, "This week led by ", weekly_say_name, weekly->hotspot_turn);
    buffer_text(out, weekly->hotspot_turn[0] != '\0' ? ".\n" : "");
    for (size_t i = 0; i < weekly->hotspots.count; i++) {
        const struct weekly_hotspot *hotspot = &weekly->hotspots.items[i];
        buffer_text(out, "* ");
        add_target(out, weekly, hotspot->target);
        add(out, "", weekly_say_hotspot, hotspot);
        buffer_printf(out, " %s of CPU", quantity_percent(hotspot->share).text);
        add_series(out, hotspot->weeks_shares, WEEKLY_LEVEL_SHARE);
        buffer_byte(out, '\n');
        add(out, "  ", weekly_say_name, hotspot->file);
        add(out, "; ", weekly_say_listed, hotspot);
        add(out, "; turn of ", weekly_say_name, hotspot->turn);
        buffer_byte(out, '\n');
    }
}

static void add_drifts(struct buffer *out, const struct weekly *weekly,
                       size_t most)
{
    begin(out, "Benchmark trend scan");
    if (weekly->drifts.count == 0) {
        buffer_text(out, "No benchmark of main drifts.\n");
    }
    for (size_t i = 0; i < weekly->drifts.count && i < most; i++) {
        const struct weekly_drift *drift = &weekly->drifts.items[i];
        buffer_text(out, "* ");
        add_target(out, weekly, drift->life.target);
        add(out, "", weekly_say_subject, &drift->life);
        add(out, " ", weekly_say_change, &drift->life);
        add_series(out, drift->centers, WEEKLY_LEVEL_MEDIAN);
        add(out, "  ", weekly_say_course, drift);
        add(out, "\n  ", weekly_say_sentence, drift->life.headline);
        buffer_byte(out, '\n');
    }
    add_more(out, weekly->drifts.count, most);
}

static void add_failures(struct buffer *out, const struct weekly *weekly,
                         size_t most)
{
    begin(out, "Gate failure postmortems");
    if (weekly->failures.count == 0) {
        buffer_text(out, "No gate failed this week.\n");
    }
    for (size_t i = 0; i < weekly->failures.count && i < most; i++) {
        const struct weekly_failure *failure = &weekly->failures.items[i];
        buffer_text(out, "* ");
        add_target(out, weekly, failure->target);
        add(out, "", weekly_say_failed, failure);
        add(out, " ", weekly_say_beyond, failure);
        add(out, "\n  ", weekly_say_where, failure);
        add(out, ", gate ", weekly_say_name, failure->decision.gate);
        add(out, "\n  ", weekly_say_afterwards, failure);
        buffer_byte(out, '\n');
    }
    add_more(out, weekly->failures.count, most);
}

static void add_kpi(struct buffer *out, const struct weekly_kpi *words)
{
    double weeks[WEEKLY_WEEKS];
    for (size_t i = 0; i < WEEKLY_WEEKS; i++) {
        weeks[i] = words->kpi->weeks[i].value;
    }
    buffer_printf(out, "* %s: ", kpi_infos[words->name].title);
    add(out, "", weekly_say_kpi, words);
    add(out, ", ", weekly_say_met, words);
    add_series(out, weeks, WEEKLY_LEVEL_SHARE);
    add(out, "\n  target ", weekly_say_target, words);
    add(out, "; ", weekly_say_behind, words);
    buffer_byte(out, '\n');
}

static void add_kpis(struct buffer *out, const struct weekly *weekly)
{
    begin(out, "KPIs over eight weeks");
    for (enum kpi_name name = 0; name < KPI_COUNT; name++) {
        struct weekly_kpi words = { name, &weekly->kpis.kpis[name] };
        add_kpi(out, &words);
    }
}

static void add_backlog(struct buffer *out, const struct weekly *weekly)
{
    begin(out, "Backlog");
    for (size_t i = 0; i < 4; i++) {
        const struct weekly_category *category = &weekly->categories[i];
        buffer_printf(out, "* %s (%s): %zu open, %zu new, %zu closed\n",
                      category->category->name, category->category->kpi,
                      category->open, category->opened, category->closed);
        if (category->worst != NULL) {
            add(out, "  worst: ", weekly_say_brief, category->worst);
            buffer_byte(out, '\n');
        }
    }
}

static void add_escalations(struct buffer *out, const struct weekly *weekly,
                            size_t most)
{
    const struct escalation_list *list = &weekly->escalations;
    if (list->count > 0) {
        begin(out, "Escalate to architecture review");
    }
    for (size_t i = 0; i < list->count && i < most; i++) {
        buffer_printf(out, "* %s\n", escalation_criterion(list->items[i].kind));
        add(out, "  ", weekly_say_sentence, list->items[i].text);
        buffer_byte(out, '\n');
    }
    add_more(out, list->count, most);
}

static void add_head(struct buffer *out, const struct weekly *weekly)
{
    clean_terminal(out, weekly->verdict);
    buffer_byte(out, '\n');
    add(out, "", weekly_say_name, weekly->name);
    buffer_printf(out, ", week %s (%s to %s)", weekly->week,
                  calendar_date(weekly->from).text,
                  calendar_date(weekly->until - 1).text);
    add(out, ": ", weekly_say_runs, weekly);
    buffer_text(out, ".\n");
}

void weekly_text_print(const struct weekly *weekly, size_t most,
                       struct buffer *out)
{
    add_head(out, weekly);
    add_escalations(out, weekly, most);
    if (weekly->opened.count > 0) {
        begin(out, "New on main");
        add_lives(out, weekly, &weekly->opened, most);
    }
    add_hotspots(out, weekly);
    begin(out, "Allocation audit");
    if (weekly->allocations.count == 0) {
        buffer_text(out, "No allocation regression is open on main.\n");
    }
    add_lives(out, weekly, &weekly->allocations, most);
    add_drifts(out, weekly, most);
    add_failures(out, weekly, most);
    add_kpis(out, weekly);
    add_backlog(out, weekly);
    if (weekly->fixed.count > 0) {
        begin(out, "Fixed this week");
        add_lives(out, weekly, &weekly->fixed, most);
    }
    buffer_printf(out,
                  "\nperfscribe weekly --history FILE --week %s makes this "
                  "again; perfscribe explain\nweekly says what the numbers "
                  "mean.\n",
                  weekly->week);
}
