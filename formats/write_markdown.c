/*
 * summary.md: what fits a pull-request comment or a job summary. Names from
 * the input stand in code spans, where Markdown makes nothing of them.
 */
#include "formats/clean.h"
#include "formats/writer.h"

#include "core/base/quantity.h"
#include "core/model/go_symbol.h"

enum { MOST_FINDINGS = 20 };

static void add_place(struct buffer *out, struct location location)
{
    if (location.file == NULL) {
        return;
    }
    struct buffer place;
    buffer_init(&place);
    buffer_text(&place, location.file);
    if (location.line != 0) {
        buffer_printf(&place, ":%u", location.line);
    }
    buffer_byte(out, ' ');
    clean_markdown_code(out, place.bytes);
    buffer_release(&place);
}

static void add_finding(struct buffer *out, const struct finding *finding)
{
    buffer_printf(out, "- **%s** %s", level_name(finding->level),
                  finding->rule->name);
    add_place(out, finding->location);
    buffer_text(out, ": ");
    clean_markdown(out, finding->headline);
    if (finding->cause.kind != CAUSE_UNKNOWN && !finding_tells_cause(finding)) {
        buffer_text(out, " Why: ");
        clean_markdown(out, finding->cause.text);
        buffer_byte(out, '.');
    }
    buffer_byte(out, '\n');
}

static void add_findings(struct buffer *out, const struct report *report)
{
    size_t count = report->findings.count;
    size_t shown = count < MOST_FINDINGS ? count : MOST_FINDINGS;
    for (size_t i = 0; i < shown; i++) {
        add_finding(out, &report->findings.items[i]);
    }
    if (shown < count) {
        buffer_printf(out, "- and %zu more in the full report\n",
                      count - shown);
    }
    if (count > 0) {
        buffer_byte(out, '\n');
    }
}

static void add_improvements(struct buffer *out, const struct report *report)
{
    if (report->improvements.count == 0) {
        return;
    }
    buffer_text(out, "Improvements:\n\n");
    for (size_t i = 0; i < report->improvements.count && i < MOST_FINDINGS;
         i++) {
        const struct finding *finding = &report->improvements.items[i];
        buffer_byte(out, '-');
        add_place(out, finding->location);
        buffer_byte(out, ' ');
        clean_markdown(out, finding->headline);
        buffer_byte(out, '\n');
    }
    buffer_byte(out, '\n');
}

static void add_gates(struct buffer *out, const struct report *report)
{
    size_t counts[4] = { 0 };
    for (size_t i = 0; i < report->gates.count; i++) {
        counts[report->gates.items[i].state]++;
    }
    buffer_printf(out,
                  "Gates: %zu failed, %zu inconclusive, %zu passed, %zu "
                  "skipped. ",
                  counts[GATE_FAILED], counts[GATE_INCONCLUSIVE],
                  counts[GATE_PASSED], counts[GATE_SKIPPED]);
    buffer_printf(out, "%u of %zu findings stand on lines of this change.\n\n",
                  report->annotated_count, report->findings.count);
}

static bool write_markdown(const struct report *const *reports, size_t count,
                           const struct writer_options *options,
                           struct buffer *out, struct error *error)
{
    (void)options;
    (void)error;
    for (size_t i = 0; i < count; i++) {
        const struct report *report = reports[i];
        buffer_text(out, "### ");
        clean_markdown(out, report->evidence->target);
        buffer_text(out, ": ");
        clean_markdown(out, report->verdict);
        buffer_text(out, "\n\n");
        for (size_t j = 0; j < report->banners.count; j++) {
            buffer_text(out, "> ");
            clean_markdown(out, report->banners.items[j]);
            buffer_text(out, "\n\n");
        }
        add_findings(out, report);
        add_improvements(out, report);
        add_gates(out, report);
    }
    return true;
}

const struct writer writer_markdown = {
    .name = "markdown",
    .file_name = "summary.md",
    .description = "a summary for a pull request or a job",
    .write = write_markdown,
};
