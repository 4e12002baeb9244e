#include "cmd/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/model/go_symbol.h"
#include "formats/clean.h"

enum { MOST_FINDINGS = 8, MOST_IMPROVEMENTS = 4 };

static const char reset[] = "\033[0m";

static bool uses_colour(void)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    bool is_dumb = terminal == NULL || terminal[0] == '\0';
    return isatty(STDOUT_FILENO) && !is_dumb &&
           (no_colour == NULL || no_colour[0] == '\0');
}

static void add_coloured(struct buffer *out, const char *colour,
                         const char *text)
{
    bool coloured = uses_colour();
    buffer_text(out, coloured ? colour : "");
    clean_terminal(out, text);
    buffer_text(out, coloured ? reset : "");
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

static const char *level_colour(enum level level)
{
    static const char *const colours[] = {
        [LEVEL_NOTE] = "\033[36m",
        [LEVEL_WARNING] = "\033[33m",
        [LEVEL_ERROR] = "\033[31m",
    };
    return colours[level];
}

static void add_place(struct buffer *out, struct location location)
{
    if (location.file == NULL) {
        return;
    }
    buffer_byte(out, ' ');
    clean_terminal(out, location.file);
    if (location.line != 0) {
        buffer_printf(out, ":%u", location.line);
    }
}

static void add_finding(struct buffer *out, const struct finding *finding)
{
    bool improved = finding->state == FINDING_IMPROVEMENT;
    buffer_text(out, "  ");
    add_coloured(out,
                 improved ? state_colour(GATE_PASSED)
                          : level_colour(finding->level),
                 improved ? "better" : level_name(finding->level));
    buffer_printf(out, " %s", finding->rule->id);
    add_place(out, finding->location);
    buffer_text(out, "\n    ");
    clean_terminal(out, finding->headline);
    buffer_byte(out, '\n');
    if (finding->cause.kind != CAUSE_UNKNOWN && !improved &&
        !finding_tells_cause(finding)) {
        buffer_text(out, "    why: ");
        clean_terminal(out, finding->cause.text);
        buffer_byte(out, '\n');
    }
}

static void add_findings(struct buffer *out,
                         const struct finding_list *findings, size_t most)
{
    for (size_t i = 0; i < findings->count && i < most; i++) {
        add_finding(out, &findings->items[i]);
    }
    if (findings->count > most) {
        buffer_printf(out, "  and %zu more\n", findings->count - most);
    }
}

static void add_report(struct buffer *out, const struct report *report,
                       bool named)
{
    if (named) {
        clean_terminal(out, report->evidence->target);
        buffer_text(out, ": ");
    }
    add_coloured(out, state_colour(report->verdict_state), report->verdict);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < report->banners.count; i++) {
        buffer_text(out, "  ");
        clean_terminal(out, report->banners.items[i]);
        buffer_byte(out, '\n');
    }
    add_findings(out, &report->findings, MOST_FINDINGS);
    add_findings(out, &report->improvements, MOST_IMPROVEMENTS);
    buffer_printf(out,
                  "  GitHub annotates %u of %zu findings on the pull request; "
                  "the others only the Security tab or HTML shows.\n",
                  report->annotated_count, report->findings.count);
    if (report->notices.count > 0) {
        buffer_printf(out, "  %zu notices on the input: see the report.\n",
                      report->notices.count);
    }
}

void summary_print(const struct report *const *reports, size_t count,
                   const struct report_options *options)
{
    struct buffer out;
    buffer_init(&out);
    for (size_t i = 0; i < count; i++) {
        add_report(&out, reports[i], count > 1);
    }
    if (count > 0 && options->out != NULL) {
        buffer_text(&out, "  Reports: ");
        clean_terminal(&out, options->out);
        buffer_text(&out, "\n");
    }
    fputs(out.bytes, stdout);
    buffer_release(&out);
}
