#include "cmd/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/report_output.h"
#include "cmd/selfcheck_table.h"
#include "core/model/go_symbol.h"
#include "core/model/notice_groups.h"
#include "formats/report/rating_text.h"
#include "formats/text/clean.h"
#include "formats/text/metric_text.h"
#include "formats/text/place_text.h"

enum {
    MOST_WORSE = 8,
    MOST_BETTER = 4,
    MOST_NOTICES = 3,
    MOST_LABEL = 44, /* a longer one pushes its numbers to the right */
    AMOUNT_WIDTH = 9,
};

/* Where the summary goes, and whether a person's terminal shows it. */
struct summary {
    struct buffer out;
    bool is_coloured;
};

static bool uses_colour(void)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    bool is_dumb = terminal == NULL || terminal[0] == '\0' ||
                   strcmp(terminal, "dumb") == 0;
    return isatty(STDOUT_FILENO) && !is_dumb &&
           (no_colour == NULL || no_colour[0] == '\0');
}

static void add_coloured(struct summary *summary, const char *colour,
                         const char *text)
{
    if (summary->is_coloured) {
        buffer_text(&summary->out, colour);
    }
    clean_terminal(&summary->out, text);
    if (summary->is_coloured) {
        buffer_text(&summary->out, "\033[0m");
    }
}

static const char *state_colour(enum gate_state state)
{
    static const char *const colours[] = {
        [GATE_PASSED] = "\033[1;32m",
        [GATE_FAILED] = "\033[1;31m",
        [GATE_INCONCLUSIVE] = "\033[1;33m",
        [GATE_SKIPPED] = "\033[1m",
    };
    return colours[state];
}

static size_t characters_in(const char *text)
{
    size_t count = 0;
    while (utf8_next(&text) != 0) {
        count++;
    }
    return count;
}

static void add_spaces(struct summary *summary, const char *beside,
                       size_t width)
{
    size_t length = characters_in(beside);
    buffer_repeat(&summary->out, ' ', length < width ? width - length : 0);
}

static void add_gates(struct summary *summary, const struct report *report)
{
    for (size_t i = 0; i < report->gate_summaries.count; i++) {
        const struct gate_summary *gate = &report->gate_summaries.items[i];
        const char *state = gate_state_name(gate->state);
        buffer_text(&summary->out, "  ");
        add_coloured(summary, state_colour(gate->state), state);
        add_spaces(summary, state, sizeof("inconclusive"));
        buffer_printf(&summary->out, "%s: ", gate->title);
        clean_terminal(&summary->out, gate->text);
        buffer_byte(&summary->out, '\n');
    }
}

static void add_rating(struct summary *summary, const struct rating *rating)
{
    struct buffer line;
    buffer_init(&line);
    rating_line(rating, &line);
    buffer_printf(&summary->out, "  Rating %s\n", line.bytes);
    buffer_release(&line);
}

/* Places of one list, and how wide their labels are. */
struct section {
    const char *title;
    const struct finding_list *findings;
    const struct place_list *places;
    size_t most;
    const char *colour; /* of changes */
    size_t label_width;
};

/* Of the places that are shown: notes are not. */
static bool is_shown(const struct section *section, size_t index)
{
    const struct place *place = &section->places->items[index];
    const struct finding *first =
        &section->findings->items[place->members.items[0]];
    return (place->level != LEVEL_NOTE ||
            first->state == FINDING_IMPROVEMENT) &&
           !finding_is_of_waiver(first);
}

static size_t count_shown(const struct section *section)
{
    size_t count = 0;
    for (size_t i = 0; i < section->places->count; i++) {
        count += is_shown(section, i);
    }
    return count;
}

static void widen(struct section *section, const struct place *place)
{
    const struct finding *finding;
    size_t at = 0;
    while ((finding = place_next_change(section->findings, place, &at)) !=
           NULL) {
        struct buffer label;
        buffer_init(&label);
        metric_label(finding, &label);
        size_t width = characters_in(label.bytes);
        if (width > section->label_width && width <= MOST_LABEL) {
            section->label_width = width;
        }
        buffer_release(&label);
    }
}

static void add_change(struct summary *summary, const struct section *section,
                       const struct finding *finding)
{
    struct quantity base = metric_base(finding), head = metric_head(finding);
    struct buffer label;
    buffer_init(&label);
    metric_label(finding, &label);
    buffer_text(&summary->out, "      ");
    clean_terminal(&summary->out, label.bytes);
    add_spaces(summary, label.bytes, section->label_width);
    buffer_printf(&summary->out, "  %*s -> %-*s  ", AMOUNT_WIDTH, base.text,
                  AMOUNT_WIDTH, head.text);
    add_coloured(summary, section->colour, metric_change(finding).text);
    if (finding->also[0] != '\0') {
        buffer_text(&summary->out, "  also ");
        clean_terminal(&summary->out, finding->also);
    }
    buffer_byte(&summary->out, '\n');
    buffer_release(&label);
}

static void add_place(struct summary *summary, const struct section *section,
                      const struct place *place)
{
    struct buffer *out = &summary->out;
    struct buffer location;
    buffer_init(&location);
    place_location(place, &location);
    buffer_text(out, "    ");
    add_coloured(summary, "\033[1m", location.bytes);
    buffer_text(out, location.length > 0 ? "  " : "");
    clean_terminal(out, go_symbol_short(place->function));
    buffer_byte(out, '\n');
    buffer_release(&location);
    if (place->is_regression && place->cause != PLACE_NO_CAUSE) {
        buffer_text(out, "      why: ");
        clean_terminal(out, section->findings->items[place->cause].cause.text);
        buffer_byte(out, '\n');
    }
    const struct finding *finding;
    size_t at = 0;
    while ((finding = place_next_change(section->findings, place, &at)) !=
           NULL) {
        add_change(summary, section, finding);
    }
}

static void add_section(struct summary *summary, struct section section)
{
    size_t count = count_shown(&section), shown = 0;
    if (count == 0) {
        return;
    }
    for (size_t i = 0; i < section.places->count; i++) {
        widen(&section, &section.places->items[i]);
    }
    buffer_printf(&summary->out, "  %s:\n", section.title);
    for (size_t i = 0; i < section.places->count && shown < section.most; i++) {
        if (is_shown(&section, i)) {
            add_place(summary, &section, &section.places->items[i]);
            shown++;
        }
    }
    if (count > shown) {
        buffer_printf(&summary->out, "    and %zu more\n", count - shown);
    }
}

static void add_waivers(struct summary *summary, const struct report *report)
{
    for (size_t i = 0; i < report->waivers.count; i++) {
        const struct waiver_use *use = &report->waivers.items[i];
        buffer_printf(&summary->out,
                      "  Waiver %s: ", waiver_state_name(use->state));
        clean_terminal(&summary->out, use->subject);
        buffer_byte(&summary->out, ' ');
        clean_terminal(&summary->out, use->text);
        buffer_text(&summary->out, ".\n");
    }
}

static void add_notices(struct summary *summary,
                        const struct notice_list *notices)
{
    struct arena arena = ARENA_INIT;
    struct notice_group_list groups = { .items = NULL };
    notice_groups(notices, &arena, &groups);
    for (size_t i = 0; i < groups.count && i < MOST_NOTICES; i++) {
        struct buffer text;
        buffer_init(&text);
        notice_group_text(&groups.items[i], &text);
        buffer_text(&summary->out, "  Note: ");
        clean_terminal(&summary->out, text.bytes);
        buffer_byte(&summary->out, '\n');
        buffer_release(&text);
    }
    if (groups.count > MOST_NOTICES) {
        buffer_printf(&summary->out, "  and %zu more notes on the input\n",
                      groups.count - MOST_NOTICES);
    }
    arena_release(&arena);
}

static void add_report(struct summary *summary, const struct report *report,
                       bool is_named)
{
    struct buffer *out = &summary->out;
    if (is_named) {
        clean_terminal(out, report->evidence->target);
        buffer_text(out, ": ");
    }
    add_coloured(summary, state_colour(report->verdict_state), report->verdict);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < report->banners.count; i++) {
        buffer_text(out, "  ");
        clean_terminal(out, report->banners.items[i]);
        buffer_byte(out, '\n');
    }
    add_gates(summary, report);
    add_rating(summary, &report->rating);
    selfcheck_table(&report->selfcheck, out);
    add_section(summary,
                (struct section){ .title = "What got worse",
                                  .findings = &report->findings,
                                  .places = &report->places,
                                  .most = MOST_WORSE,
                                  .colour = state_colour(GATE_FAILED) });
    add_section(summary,
                (struct section){ .title = "What got better",
                                  .findings = &report->improvements,
                                  .places = &report->better_places,
                                  .most = MOST_BETTER,
                                  .colour = state_colour(GATE_PASSED) });
    if (report->findings.count > 0) {
        buffer_printf(out,
                      "  %u of %zu findings stand on lines of this change: "
                      "those GitHub annotates.\n",
                      report->annotated_count, report->findings.count);
    }
    add_waivers(summary, report);
    add_notices(summary, &report->notices);
}

void summary_print(const struct report *const *reports, size_t count,
                   const struct report_options *options)
{
    struct summary summary = { .is_coloured = uses_colour() };
    buffer_init(&summary.out);
    for (size_t i = 0; i < count; i++) {
        add_report(&summary, reports[i], count > 1);
    }
    const char *folder = report_output_folder(options);
    if (count > 0 && folder != NULL) {
        buffer_text(&summary.out, "  Reports: ");
        clean_terminal(&summary.out, folder);
        buffer_text(&summary.out, "/report.html and its neighbours\n");
    }
    fputs(summary.out.bytes, stdout);
    buffer_release(&summary.out);
}
