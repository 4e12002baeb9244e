/*
 * Reads what GODEBUG=gctrace=1 prints, as it stands in any log: among the
 * program's own output, the scavenger's and the pacer's lines, and those of
 * inittrace (formats/runtime/gctrace_line.h has the format).
 */
#include "formats/reader.h"
#include "formats/runtime/gctrace_line.h"

static const size_t line_limit_bytes = (size_t)1 << 20;

static bool read_gctrace(const struct input *input,
                         const struct reader_target *target,
                         struct error *error)
{
    (void)error; /* other lines are none of this reader's business */
    struct cursor cursor =
        cursor_over(input->content.bytes, input->content.length);
    struct gc_trace trace = { .name = input->name,
                              .replicate = input->replicate };
    struct span line;
    for (uint32_t number = 1; cursor_line(&cursor, &line); number++) {
        struct gc_cycle cycle;
        enum gctrace_match match = line.length > line_limit_bytes
                                       ? GCTRACE_NONE
                                       : gctrace_line_parse(line, &cycle);
        if (match == GCTRACE_CYCLE) {
            gc_trace_add(&trace, target->arena, &cycle);
        } else if (match == GCTRACE_DAMAGED) {
            evidence_notice(target->side, input->name, number,
                            "a damaged line of gctrace was left out");
        }
    }
    if (trace.processes.count > 0) {
        *LIST_PUSH(target->arena, &target->side->gc_traces) = trace;
    }
    return true;
}

/* Below benchmark results and diagnostics: it is their log, and is read for
 * the collector's lines as well. */
static int recognise_gctrace(struct span start)
{
    struct cursor cursor = cursor_over(start.bytes, start.length);
    struct gc_cycle cycle;
    for (struct span line; cursor_line(&cursor, &line);) {
        if (gctrace_line_parse(line, &cycle) == GCTRACE_CYCLE) {
            return 70;
        }
    }
    return 0;
}

const struct reader reader_gctrace = {
    .name = "gctrace",
    .description = "what GODEBUG=gctrace=1 prints",
    .copies_all = true,
    .reads_any_log = true,
    .recognise = recognise_gctrace,
    .read = read_gctrace,
};
