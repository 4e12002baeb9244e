/*
 * Reads benchmark text: what `go test -bench` prints, plain or wrapped by
 * `go test -json`, alone or among other log lines. A bad line is a notice
 * with its number and does not stop the reading; NaN and infinity do.
 */
#include "formats/benchmark/benchmark_collector.h"
#include "formats/benchmark/benchmark_text.h"
#include "formats/json/test_event.h"

/* Text that waits for its newline is let go beyond this. */
static const size_t pending_limit_bytes = 1 << 20;
static const size_t test_limit = 1000000;

/* Output of one test that still waits for the end of its line. */
struct pending {
    struct buffer text;
    bool is_too_long;
};
struct pending_list LIST_STRUCT(struct pending);

struct event_reader {
    struct benchmark_collector collector;
    struct pending_list pending;
    struct map pending_keys; /* interned package and test */
    struct buffer event_text;
    uint32_t lines; /* read so far */
};

static struct pending *pending_for(struct event_reader *reader,
                                   const char *package, struct span test)
{
    const char *key[] = { package, benchmark_collector_intern(
                                       &reader->collector, test) };
    bool is_new;
    uint32_t index = map_add(&reader->pending_keys, key, &is_new);
    if (is_new) {
        struct pending *pending =
            LIST_PUSH(&reader->collector.scratch, &reader->pending);
        buffer_init(&pending->text);
    }
    return &reader->pending.items[index];
}

static bool is_open(const struct pending *pending)
{
    return pending->text.length > 0 || pending->is_too_long;
}

/* Adds to a line that is not ended; one that grows too long is let go, its
 * rest too. */
static void append_pending(struct pending *pending, struct span part)
{
    pending->is_too_long |=
        pending->text.length + part.length > pending_limit_bytes;
    if (pending->is_too_long) {
        buffer_clear(&pending->text);
    } else {
        buffer_append(&pending->text, part.bytes, part.length);
    }
}

/* Strips the newline's CR, which cursor_line does for unwrapped text. */
static bool take_whole(struct event_reader *reader, uint32_t stream,
                       struct span text, uint32_t line)
{
    bool has_return = text.length > 0 && text.bytes[text.length - 1] == '\r';
    return benchmark_collector_take(
        &reader->collector, stream,
        span_until(text, text.length - (has_return ? 1 : 0)), line);
}

static bool end_pending(struct event_reader *reader, uint32_t stream,
                        struct pending *pending, uint32_t line)
{
    bool ok = true;
    if (pending->is_too_long) {
        benchmark_collector_note(&reader->collector, line,
                                 "a line of more than 1 MiB was left out");
    } else {
        struct span text = { pending->text.bytes, pending->text.length };
        ok = take_whole(reader, stream, text, line);
    }
    pending->is_too_long = false;
    buffer_release(&pending->text);
    return ok;
}

/* One result is split over two events, and events of packages that run side
 * by side interleave: text is joined by package and test up to the newline. */
static bool take_output(struct event_reader *reader,
                        const struct test_event *event, uint32_t line)
{
    const char *package =
        benchmark_collector_intern(&reader->collector, event->package);
    uint32_t stream = benchmark_collector_stream(&reader->collector, package);
    struct pending *pending = pending_for(reader, package, event->test);
    struct span left = event->output;
    while (left.length > 0) {
        size_t newline = span_find(left, "\n");
        struct span part = span_until(left, newline);
        bool is_ended = newline < left.length;
        bool is_whole = is_ended && !is_open(pending);
        if (!is_whole) {
            append_pending(pending, part);
        }
        if (is_ended &&
            !(is_whole ? take_whole(reader, stream, part, line)
                       : end_pending(reader, stream, pending, line))) {
            return false;
        }
        left = span_from(left, newline + (is_ended ? 1 : 0));
    }
    return true;
}

static bool take_event_line(struct event_reader *reader, struct span text,
                            uint32_t line)
{
    struct test_event event;
    if (!test_event_parse(text, &reader->event_text, &event)) {
        if (span_find(text, "\"Action\":") < text.length) {
            benchmark_collector_note(&reader->collector, line,
                                     "a damaged test event was left out");
        }
        return true;
    }
    if (!span_equals(event.action, "output")) {
        return true;
    }
    if (reader->pending.count == test_limit) {
        return error_set(reader->collector.error, ERROR_LIMIT,
                         "%s:%u: output of more than %zu tests; give the "
                         "output of the benchmarks alone",
                         reader->collector.input->name, line, test_limit);
    }
    return take_output(reader, &event, line);
}

static bool take_lines(struct event_reader *reader)
{
    struct cursor cursor = cursor_over(reader->collector.input->content.bytes,
                                       reader->collector.input->content.length);
    struct span text;
    while (cursor_line(&cursor, &text)) {
        uint32_t line = ++reader->lines;
        bool is_event = text.length > 0 && text.bytes[0] == '{';
        if (!(is_event ? take_event_line(reader, text, line)
                       : benchmark_collector_take(&reader->collector, 0, text,
                                                  line))) {
            return false;
        }
    }
    return true;
}

static bool end_all_pending(struct event_reader *reader)
{
    for (uint32_t i = 0; i < reader->pending.count; i++) {
        const char *const *key = map_key(&reader->pending_keys, i);
        struct pending *pending = &reader->pending.items[i];
        if (is_open(pending) &&
            !end_pending(reader,
                         benchmark_collector_stream(&reader->collector, key[0]),
                         pending, reader->lines)) {
            return false;
        }
    }
    return true;
}

static void reader_release(struct event_reader *reader)
{
    for (size_t i = 0; i < reader->pending.count; i++) {
        buffer_release(&reader->pending.items[i].text);
    }
    buffer_release(&reader->event_text);
    map_release(&reader->pending_keys);
    benchmark_collector_release(&reader->collector);
}

static bool read_benchmark(const struct input *input,
                           const struct reader_target *target,
                           struct error *error)
{
    struct event_reader reader = { .pending = { .count = 0 } };
    benchmark_collector_init(&reader.collector, input, target, error);
    map_init(&reader.pending_keys, 2 * sizeof(const char *));
    buffer_init(&reader.event_text);
    bool ok = take_lines(&reader) && end_all_pending(&reader);
    if (ok) {
        benchmark_collector_finish(&reader.collector);
    }
    reader_release(&reader);
    return ok;
}

static bool is_result(struct span line)
{
    struct benchmark_line parsed;
    uint64_t iterations;
    struct benchmark_measurement measurement;
    return benchmark_line_parse(line, &parsed) &&
           benchmark_iterations_parse(&parsed.rest, &iterations) == NULL &&
           benchmark_measurement_parse(&parsed.rest, &measurement) == NULL;
}

static bool is_platform(struct span line)
{
    return span_starts_with(line, "goos: ") ||
           span_starts_with(line, "goarch: ") ||
           span_starts_with(line, "pkg: ");
}

static int score_text(struct span line)
{
    return is_result(line) ? 90 : is_platform(line) ? 45 : 0;
}

/* Any test output may hold results further on, hence a low score for it. */
static int score_event(struct span line, struct buffer *scratch)
{
    struct test_event event;
    if (!test_event_parse(line, scratch, &event) ||
        !span_equals(event.action, "output")) {
        return 0;
    }
    bool is_benchmark = span_starts_with(event.output, "Benchmark");
    return is_benchmark ? 85 : is_platform(event.output) ? 45 : 30;
}

static int recognise(struct span start)
{
    struct cursor cursor = cursor_over(start.bytes, start.length);
    struct buffer scratch;
    buffer_init(&scratch);
    struct span line;
    int best = 0;
    while (best < 85 && cursor_line(&cursor, &line)) {
        bool is_event = line.length > 0 && line.bytes[0] == '{';
        int score = is_event ? score_event(line, &scratch) : score_text(line);
        best = score > best ? score : best;
    }
    buffer_release(&scratch);
    return best;
}

const struct reader reader_benchmark = {
    .name = "benchmark",
    .description = "results of go test -bench, plain or -json",
    .is_log = true,
    .recognise = recognise,
    .read = read_benchmark,
};
