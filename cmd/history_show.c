#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "cmd/history_overview.h"
#include "cmd/history_run.h"
#include "core/base/calendar.h"
#include "core/base/file.h"
#include "core/base/quantity.h"
#include "formats/history/run_json.h"
#include "formats/text/clean.h"

static void add_name(struct buffer *out, const char *label, const char *text)
{
    if (text[0] != '\0') {
        buffer_printf(out, "  %-12s ", label);
        clean_terminal(out, text);
        buffer_byte(out, '\n');
    }
}

static void add_identity(const struct run_record *run, struct buffer *out)
{
    buffer_printf(out, "Run %" PRId64 ", %s%s\n", run->id,
                  calendar_time(run->at).text,
                  run->is_imported ? ", imported" : "");
    add_name(out, "verdict", run->verdict);
    if (!isnan(run->rating)) {
        buffer_printf(out, "  %-12s %.1f of 10\n", "rating", run->rating);
    }
    add_name(out, "repository", run->repository);
    add_name(out, "target", run->target);
    add_name(out, "pull request", run->pull_request);
    add_name(out, "branch", run->branch);
    add_name(out, "head", run->head_commit);
    add_name(out, "base", run->base_commit);
    add_name(out, "machine", run->machine);
    add_name(out, "go", run->go_version);
}

static void add_gates(const struct run_record *run, struct buffer *out)
{
    const struct recorded_gate *gates = run_gates(run);
    buffer_text(out, "\nGates\n");
    for (size_t i = 0; i < run->parts[PART_GATES].count; i++) {
        buffer_text(out, "  ");
        clean_terminal(out, gates[i].state);
        buffer_byte(out, ' ');
        clean_terminal(out, gates[i].gate);
        buffer_text(out, ": ");
        clean_terminal(out, gates[i].text);
        buffer_byte(out, '\n');
    }
}

static void add_finding(const struct recorded_finding *finding,
                        struct buffer *out)
{
    buffer_text(out, "  ");
    clean_terminal(out, strcmp(finding->state, "improvement") == 0
                            ? "better"
                            : finding->level);
    buffer_byte(out, ' ');
    clean_terminal(out, finding->rule);
    buffer_byte(out, ' ');
    if (finding->file[0] != '\0') {
        clean_terminal(out, finding->file);
        buffer_printf(out, ":%" PRId64 " ", finding->line);
    }
    clean_terminal(out, finding->headline);
    buffer_byte(out, '\n');
}

static void add_findings(const struct run_record *run, struct buffer *out)
{
    size_t count = run->parts[PART_FINDINGS].count;
    buffer_text(out, count > 0 ? "\nFindings\n" : "\nNo findings\n");
    for (size_t i = 0; i < count; i++) {
        add_finding(&run_findings(run)[i], out);
    }
}

static bool show_run(struct store *store, const struct history_options *options,
                     struct arena *arena, struct buffer *out,
                     struct error *error)
{
    struct run_list runs = { .items = NULL };
    if (!history_find_runs(store, options, arena, &runs, error) ||
        !store_read_parts(store, &runs.items[0], arena, error)) {
        return false;
    }
    if (options->format == HISTORY_JSON) {
        run_json_print(&runs.items[0], out);
        return true;
    }
    add_identity(&runs.items[0], out);
    add_gates(&runs.items[0], out);
    add_findings(&runs.items[0], out);
    return true;
}

bool history_show(struct store *store, const struct history_options *options,
                  struct error *error)
{
    struct arena arena = ARENA_INIT;
    struct buffer out;
    if (options->format == HISTORY_CSV) {
        return error_set(error, ERROR_USAGE,
                         "history show has the formats text and json; list "
                         "has csv too");
    }
    buffer_init(&out);
    bool ok = (options->arguments.count > 0
                   ? show_run(store, options, &arena, &out, error)
                   : history_overview(store, options, &arena, &out, error)) &&
              file_write("-", out.bytes, out.length, error);
    buffer_release(&out);
    arena_release(&arena);
    return ok;
}
