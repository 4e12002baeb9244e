/*
 * Reads what -gcflags=-m and -m=2 print, as it stands in a build log. Most
 * lines of -m=2 explain the line before: they are only compared with its
 * position here and taken apart when their summary has come.
 */
#include <string.h>

#include "formats/escape/escape_collector.h"
#include "formats/escape/escape_unwrap.h"

static const size_t line_limit_bytes = (size_t)1 << 20;

struct line_reader {
    struct escape_collector collector;
    const struct input *input;
    const struct reader_target *target;
    struct span prefix; /* position of the open block; bytes NULL: none */
    const char *explanation, *explanation_end; /* its lines so far */
};

static void notice(const struct line_reader *reader, uint32_t line,
                   const char *text)
{
    evidence_notice(reader->target->side, reader->input->name, line, text);
}

static bool continues_block(const struct line_reader *reader, struct span line)
{
    size_t length = reader->prefix.length;
    return reader->prefix.bytes != NULL && line.length > length &&
           memcmp(line.bytes, reader->prefix.bytes, length) == 0 &&
           flow_is_continuation(span_from(line, length));
}

static void close_block(struct line_reader *reader)
{
    if (reader->prefix.bytes == NULL) {
        return;
    }
    struct flow_text text = {
        .lines = { reader->explanation,
                   (size_t)(reader->explanation_end - reader->explanation) },
        .prefix_length = reader->prefix.length,
    };
    escape_collector_explain(&reader->collector, &text);
    reader->prefix.bytes = NULL;
}

static void take_message(struct line_reader *reader, struct span line,
                         const char *next)
{
    struct escape_position position = { .file = { "", 0 } };
    struct escape_message message;
    bool is_known =
        escape_position_parse(line, &position)
            ? escape_message_parse(span_from(line, position.length), &message)
            : escape_unplaced_parse(line, &message);
    if (!is_known) {
        return;
    }
    escape_collector_add(&reader->collector, &position, &message);
    if (message.is_block) {
        reader->prefix = span_until(line, position.length);
        reader->explanation = reader->explanation_end = next;
    }
}

static void take_line(struct line_reader *reader, struct span line,
                      const char *next)
{
    line = escape_line_strip(line);
    if (continues_block(reader, line)) {
        reader->explanation_end = next;
        return;
    }
    close_block(reader);
    struct span package;
    if (escape_package_parse(line, &package)) {
        escape_collector_package(&reader->collector, package);
    } else {
        take_message(reader, line, next);
    }
}

/* Gives what is left when an event of a -json stream comes, else nothing. */
static struct span take_lines(struct line_reader *reader, struct span content,
                              bool may_be_wrapped)
{
    struct cursor cursor = cursor_over(content.bytes, content.length);
    struct span line;
    uint32_t number = 0;
    while (cursor_line(&cursor, &line)) {
        number++;
        if (may_be_wrapped && escape_is_event(line)) {
            close_block(reader);
            return span_from(content, (size_t)(line.bytes - content.bytes));
        }
        if (line.length > line_limit_bytes) {
            notice(reader, may_be_wrapped ? number : 0,
                   "a line of more than 1 MiB was left out");
            close_block(reader);
            continue;
        }
        take_line(reader, line, cursor.next);
    }
    close_block(reader);
    return span_from(content, content.length);
}

static bool read_escape(const struct input *input,
                        const struct reader_target *target, struct error *error)
{
    (void)error; /* what is no diagnostic is none of this reader's business */
    struct line_reader reader = { .input = input, .target = target };
    struct buffer plain;
    buffer_init(&plain);
    escape_collector_init(&reader.collector, target, input->content.length);
    struct span wrapped = take_lines(&reader, input->content, true);
    if (wrapped.length > 0) {
        if (escape_unwrap(wrapped, &plain) > 0) {
            notice(&reader, 0, "a damaged build event was left out");
        }
        struct span text = { plain.bytes, plain.length };
        take_lines(&reader, text, false);
    }
    escape_collector_end_package(&reader.collector);
    escape_collector_release(&reader.collector);
    buffer_release(&plain);
    return true;
}

/* The whole output of a package is one event, too long for the first bytes:
 * its words must do. */
static int score_event(struct span line)
{
    static const char *const words[] = {
        ": can inline ",   " escapes to heap",  " does not escape",
        ": leaking param", ": moved to heap: ", ": inlining call to ",
    };
    if (span_find(line, "\"Action\":\"build-output\"") == line.length) {
        return 0;
    }
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (span_find(line, words[i]) < line.length) {
            return 88;
        }
    }
    return 20;
}

static int score_text(struct span line)
{
    struct escape_position position;
    struct escape_message message;
    line = escape_line_strip(line);
    if (!escape_position_parse(line, &position)) {
        return 0;
    }
    return escape_message_parse(span_from(line, position.length), &message) ? 88
                                                                            : 0;
}

/* Above the events of a test and the platform lines of benchmark text, below
 * its results: those are seldom, diagnostics a part of many logs. */
static int recognise(struct span start)
{
    struct cursor cursor = cursor_over(start.bytes, start.length);
    struct span line;
    int best = 0;
    while (best < 88 && cursor_line(&cursor, &line)) {
        bool is_event = line.length > 0 && line.bytes[0] == '{';
        int score = is_event ? score_event(line) : score_text(line);
        best = score > best ? score : best;
    }
    return best;
}

const struct reader reader_escape = {
    .name = "escape",
    .description = "output of go build -gcflags=-m or -m=2, plain or -json",
    .copies_all = true,
    .is_log = true,
    .recognise = recognise,
    .read = read_escape,
};
