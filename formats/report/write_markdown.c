/*
 * summary.md: what fits a pull-request comment or the first screen of a job
 * summary. Places from the input stand in code spans, where Markdown makes
 * nothing of them.
 */
#include "formats/report/rating_text.h"
#include "formats/text/clean.h"
#include "formats/text/metric_text.h"
#include "formats/text/place_text.h"
#include "formats/writer.h"

#include "core/model/go_symbol.h"

enum { MOST_WORSE = 10, MOST_BETTER = 5, MOST_WAIVERS = 5 };

static void add_gates(struct buffer *out, const struct report *report)
{
    buffer_text(out, "| Gate | State | Result |\n|---|---|---|\n");
    for (size_t i = 0; i < report->gate_summaries.count; i++) {
        const struct gate_summary *gate = &report->gate_summaries.items[i];
        const char *strong = gate->state == GATE_FAILED ? "**" : "";
        buffer_text(out, "| ");
        clean_markdown(out, gate->title);
        buffer_printf(out, " | %s%s%s | ", strong, gate_state_name(gate->state),
                      strong);
        clean_markdown(out, gate->text);
        buffer_text(out, " |\n");
    }
    buffer_byte(out, '\n');
}

static void add_rating(struct buffer *out, const struct report *report)
{
    struct buffer line;
    buffer_init(&line);
    rating_line(&report->rating, &line);
    buffer_text(out, "**Rating** ");
    clean_markdown(out, line.bytes);
    buffer_text(out, "\n\n");
    buffer_release(&line);
}

static void add_changes(struct buffer *out, const struct finding_list *findings,
                        const struct place *place)
{
    const char *separator = ": ";
    const struct finding *finding;
    size_t at = 0;
    while ((finding = place_next_change(findings, place, &at)) != NULL) {
        struct buffer text;
        buffer_init(&text);
        metric_label(finding, &text);
        buffer_byte(&text, ' ');
        metric_amounts(finding, &text);
        buffer_text(out, separator);
        clean_markdown(out, text.bytes);
        buffer_printf(out, " (**%s**)", metric_change(finding).text);
        if (finding->also[0] != '\0') {
            buffer_text(out, ", also ");
            clean_markdown(out, finding->also);
        }
        buffer_release(&text);
        separator = ", ";
    }
}

/* In code spans: a report must not call people. */
static void add_owners(struct buffer *out, const struct finding *finding)
{
    for (size_t i = 0; i < finding->owners.count; i++) {
        buffer_text(out, i == 0 ? "; owner " : " ");
        clean_markdown_code(out, finding->owners.items[i]);
    }
}

static void add_place(struct buffer *out, const struct finding_list *findings,
                      const struct place *place)
{
    struct buffer location;
    buffer_init(&location);
    place_location(place, &location);
    if (location.length > 0) {
        clean_markdown_code(out, location.bytes);
        buffer_byte(out, ' ');
    }
    buffer_release(&location);
    clean_markdown(out, go_symbol_short(place->function));
    add_changes(out, findings, place);
    add_owners(out, &findings->items[place->members.items[0]]);
    buffer_byte(out, '\n');
}

static void add_why(struct buffer *out, const struct finding_list *findings,
                    const struct place *place)
{
    if (place->cause != PLACE_NO_CAUSE) {
        buffer_text(out, "   - Why: ");
        clean_markdown(out, findings->items[place->cause].cause.text);
        buffer_text(out, ".\n");
    }
}

static void add_more(struct buffer *out, size_t count, size_t most)
{
    if (count > most) {
        buffer_printf(out, "\nand %zu more.\n", count - most);
    }
    buffer_byte(out, '\n');
}

static void add_worse(struct buffer *out, const struct report *report)
{
    size_t count = 0;
    for (size_t i = 0; i < report->places.count; i++) {
        const struct place *place = &report->places.items[i];
        const struct finding *first =
            &report->findings.items[place->members.items[0]];
        if (place->level == LEVEL_NOTE || finding_is_of_waiver(first) ||
            ++count > MOST_WORSE) {
            continue;
        }
        if (count == 1) {
            buffer_text(out, "**What got worse**\n\n");
        }
        buffer_printf(out, "%zu. ", count);
        add_place(out, &report->findings, place);
        add_why(out, &report->findings, place);
    }
    if (count > 0) {
        add_more(out, count, MOST_WORSE);
    }
}

static void add_better(struct buffer *out, const struct report *report)
{
    const struct place_list *places = &report->better_places;
    if (places->count == 0) {
        return;
    }
    buffer_text(out, "**What got better**\n\n");
    for (size_t i = 0; i < places->count && i < MOST_BETTER; i++) {
        buffer_text(out, "- ");
        add_place(out, &report->improvements, &places->items[i]);
    }
    add_more(out, places->count, MOST_BETTER);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void add_broken_waivers(struct buffer *out, const struct report *report)
{
    size_t count = 0;
    for (size_t i = 0; i < report->findings.count; i++) {
        const struct finding *finding = &report->findings.items[i];
        if (finding_is_of_waiver(finding) && count++ < MOST_WAIVERS) {
            buffer_text(out, "- ");
            clean_markdown(out, finding->headline);
            buffer_byte(out, '\n');
        }
    }
    if (count > 0) {
        add_more(out, count, MOST_WAIVERS);
    }
}

/* One line: who asks for more reads report.html. */
static void add_waivers(struct buffer *out, const struct report *report)
{
    size_t used = 0, gates = 0, count = report->waivers.count;
    for (size_t i = 0; i < count; i++) {
        used += report->waivers.items[i].state == WAIVER_USED;
        gates += report->waivers.items[i].gates;
    }
    if (count > 0) {
        size_t findings = report->waived.count;
        buffer_printf(out,
                      "%zu of %zu waiver%s used: %zu finding%s and %zu "
                      "decision%s of gates do not count.\n\n",
                      used, count, plural(count), findings, plural(findings),
                      gates, plural(gates));
        add_broken_waivers(out, report);
    }
}

static void add_pointers(struct buffer *out, const struct report *report)
{
    if (report->findings.count > 0) {
        buffer_printf(out,
                      "%u of %zu findings stand on lines of this change, where "
                      "GitHub annotates them. ",
                      report->annotated_count, report->findings.count);
    }
    buffer_text(out, "Every number, stack and command: `report.html`. What a "
                     "rule means: `perfscribe explain RULE`.\n\n");
}

static void add_report(struct buffer *out, const struct report *report)
{
    buffer_text(out, "### ");
    clean_markdown(out, report->evidence->target);
    buffer_text(out, ": ");
    clean_markdown(out, report->verdict);
    buffer_text(out, "\n\n");
    for (size_t i = 0; i < report->banners.count; i++) {
        buffer_text(out, "> ");
        clean_markdown(out, report->banners.items[i]);
        buffer_text(out, "\n\n");
    }
    add_gates(out, report);
    add_rating(out, report);
    add_worse(out, report);
    add_better(out, report);
    add_waivers(out, report);
    add_pointers(out, report);
}

static bool write_markdown(const struct report *const *reports, size_t count,
                           const struct writer_options *options,
                           struct buffer *out, struct error *error)
{
    (void)options;
    (void)error;
    for (size_t i = 0; i < count; i++) {
        add_report(out, reports[i]);
    }
    return true;
}

const struct writer writer_markdown = {
    .name = "markdown",
    .file_name = "summary.md",
    .description = "a summary for a pull request or a job",
    .write = write_markdown,
};
