/*
 * Reads one file of the tree that -gcflags=-json=0,DIR writes: what -m=2 says
 * of escapes, leaks and inlining, and beyond it the bounds and nil checks and
 * the large copies that stayed (formats/escape/logopt_line.h has the format).
 */
#include "formats/escape/logopt_collector.h"

static const size_t line_limit_bytes = (size_t)1 << 20;

static void notice(const struct input *input,
                   const struct reader_target *target, uint32_t line,
                   const char *text)
{
    evidence_notice(target->side, input->name, line, text);
}

/* What stands behind the header. */
static void take_lines(const struct input *input,
                       const struct reader_target *target,
                       const struct logopt_header *header,
                       struct cursor *cursor)
{
    struct logopt_collector collector;
    struct span line;
    logopt_collector_init(&collector, target);
    logopt_collector_file(&collector, header);
    for (uint32_t number = 2; cursor_line(cursor, &line); number++) {
        if (line.length > line_limit_bytes) {
            notice(input, target, number,
                   "a line of more than 1 MiB was left out");
        } else if (line.length > 0 && !logopt_collector_add(&collector, line)) {
            notice(input, target, number, "a damaged diagnostic was left out");
        }
    }
    logopt_collector_end(&collector);
    logopt_collector_release(&collector);
}

static bool read_logopt(const struct input *input,
                        const struct reader_target *target, struct error *error)
{
    struct cursor cursor =
        cursor_over(input->content.bytes, input->content.length);
    struct logopt_header header;
    struct buffer scratch;
    struct span line;
    buffer_init(&scratch);
    bool ok = cursor_line(&cursor, &line) &&
              logopt_header_parse(line, &scratch, &header);
    if (!ok) {
        error_set(error, ERROR_INPUT,
                  "%s: does not start as the compiler's log does; make it "
                  "with: go build -a -gcflags=-json=0,$PWD/DIR ./...",
                  input->name);
    } else if (header.version != 0) {
        notice(input, target, 1,
               "a version of the compiler's log that is not known; it was "
               "not read");
    } else {
        take_lines(input, target, &header, &cursor);
    }
    buffer_release(&scratch);
    return ok;
}

static int recognise_logopt(struct span start)
{
    struct cursor cursor = cursor_over(start.bytes, start.length);
    struct logopt_header header;
    struct buffer scratch;
    struct span line;
    buffer_init(&scratch);
    bool is_log = cursor_line(&cursor, &line) && line.length > 0 &&
                  line.bytes[0] == '{' &&
                  logopt_header_parse(line, &scratch, &header);
    buffer_release(&scratch);
    return is_log ? 95 : 0;
}

const struct reader reader_logopt = {
    .name = "logopt",
    .description = "the tree that go build -gcflags=-json=0,DIR writes",
    .copies_all = true,
    .recognise = recognise_logopt,
    .read = read_logopt,
};
