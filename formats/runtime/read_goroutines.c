/*
 * Reads dumps of goroutines: what runtime/pprof writes of its goroutine
 * profile with debug=1 and debug=2 (also at /debug/pprof/goroutine), and the
 * tracebacks that SIGQUIT and panics print, in any log
 * (formats/runtime/goroutine_text.h has the format).
 */
#include "formats/reader.h"
#include "formats/runtime/goroutine_text.h"

static const size_t line_limit_bytes = (size_t)1 << 20;
static const size_t frame_limit = (size_t)4 << 20;

struct dump_reader {
    const struct input *input;
    const struct reader_target *target;
    struct goroutine_builder builder;
    struct goroutine_dump dump;
    struct arena scratch; /* of the frames being read */
    struct goroutine_frame_list frames;
    struct goroutine_stack entry; /* being read; count 0: none */
    struct span function;         /* whose place comes next; length 0: none */
    bool is_creator;              /* the function is the creator's */
    bool is_leak_profile;         /* with debug=1 all of them are leaked */
    const char *empty;
};

static const char *intern(const struct dump_reader *reader, struct span text)
{
    return text.length == 0 ? reader->empty
                            : strings_intern(reader->target->strings,
                                             text.bytes, text.length);
}

static void open_entry(struct dump_reader *reader, uint64_t count)
{
    reader->frames.count = 0;
    reader->function.length = 0;
    reader->entry = (struct goroutine_stack){
        .count = count,
        .state = reader->empty,
        .labels = reader->empty,
        .creator = { .function = reader->empty },
        .is_leaked = reader->is_leak_profile,
    };
}

static void close_entry(struct dump_reader *reader)
{
    if (reader->entry.count > 0 && reader->frames.count > 0) {
        goroutine_builder_add(&reader->builder, &reader->entry,
                              reader->frames.items, reader->frames.count);
    }
    reader->entry.count = 0;
    reader->function.length = 0;
}

static void open_goroutine(struct dump_reader *reader,
                           const struct goroutine_header *header)
{
    open_entry(reader, 1);
    reader->entry.state = intern(reader, header->state);
    reader->entry.labels = intern(reader, header->labels);
    reader->entry.waiting_count = header->minutes > 0;
    reader->entry.longest_minutes = header->minutes;
    reader->entry.is_leaked |= header->is_leaked;
}

static struct goroutine_frame frame_of(const struct dump_reader *reader,
                                       struct span function,
                                       const struct goroutine_place *place)
{
    return (struct goroutine_frame){
        .function = intern(reader, function),
        .at = { .file = intern(reader, place->file), .line = place->line },
    };
}

static void take_place(struct dump_reader *reader,
                       const struct goroutine_place *place)
{
    struct goroutine_frame frame = frame_of(reader, reader->function, place);
    if (reader->is_creator) {
        reader->entry.creator = frame;
    } else {
        *LIST_PUSH(&reader->scratch, &reader->frames) = frame;
    }
    reader->function.length = 0;
}

/* A line of an entry that is open: a call and its place, in turn. */
static void take_traceback(struct dump_reader *reader, struct span line)
{
    struct goroutine_place place;
    if (line.length == 0 || span_starts_with(line, "[originating from ")) {
        close_entry(reader); /* the stacks of ancestors are another's */
    } else if (reader->function.length > 0 &&
               goroutine_place_parse(line, &place)) {
        take_place(reader, &place);
    } else {
        reader->is_creator = goroutine_creator_parse(line, &reader->function);
        if (!reader->is_creator &&
            !goroutine_call_parse(line, &reader->function)) {
            reader->function.length = 0;
        }
    }
}

/* "#" lines of debug=1; false for any other. */
static bool take_record(struct dump_reader *reader, struct span line)
{
    static const char labels[] = "# labels: ";
    struct span function;
    struct goroutine_place place;
    if (line.length == 0 || line.bytes[0] != '#') {
        return false;
    }
    if (span_starts_with(line, labels)) {
        reader->entry.labels =
            intern(reader, span_from(line, sizeof(labels) - 1));
    } else if (goroutine_record_parse(line, &function, &place)) {
        *LIST_PUSH(&reader->scratch, &reader->frames) =
            frame_of(reader, function, &place);
    }
    return true;
}

static void take_line(struct dump_reader *reader, struct span line)
{
    struct goroutine_header header;
    uint64_t count;
    bool is_leak;
    if (goroutine_header_parse(line, &header)) {
        close_entry(reader);
        open_goroutine(reader, &header);
    } else if (goroutine_total_parse(line, &is_leak)) {
        close_entry(reader);
        reader->is_leak_profile = is_leak;
    } else if (goroutine_count_parse(line, &count)) {
        close_entry(reader);
        open_entry(reader, count);
    } else if (reader->entry.count > 0 && !take_record(reader, line)) {
        take_traceback(reader, line);
    }
}

static bool take_lines(struct dump_reader *reader, struct error *error)
{
    struct cursor cursor = cursor_over(reader->input->content.bytes,
                                       reader->input->content.length);
    struct span line;
    for (uint32_t number = 1; cursor_line(&cursor, &line); number++) {
        if (line.length > line_limit_bytes) {
            evidence_notice(reader->target->side, reader->input->name, number,
                            "a line of more than 1 MiB was left out");
            continue;
        }
        take_line(reader, line);
        if (reader->frames.count > frame_limit ||
            reader->dump.frames.count > frame_limit) {
            return error_set(error, ERROR_LIMIT,
                             "%s:%u: more than %zu frames; give a dump of "
                             "fewer goroutines",
                             reader->input->name, number, frame_limit);
        }
    }
    close_entry(reader);
    return true;
}

static bool read_goroutines(const struct input *input,
                            const struct reader_target *target,
                            struct error *error)
{
    struct dump_reader reader = {
        .input = input,
        .target = target,
        .dump = { .name = input->name,
                  .path = input->label,
                  .replicate = input->replicate },
        .empty = strings_intern(target->strings, "", 0),
    };
    arena_init(&reader.scratch);
    goroutine_builder_init(&reader.builder, target->arena, &reader.dump);
    bool ok = take_lines(&reader, error);
    if (ok && reader.dump.stacks.count > 0) {
        *LIST_PUSH(target->arena, &target->side->goroutines) = reader.dump;
    }
    goroutine_builder_release(&reader.builder);
    arena_release(&reader.scratch);
    return ok;
}

/* At the start of a file it is a dump; within a log it may be a panic's. */
static int recognise_goroutines(struct span start)
{
    struct cursor cursor = cursor_over(start.bytes, start.length);
    struct goroutine_header header;
    bool is_leak, is_first = true;
    for (struct span line; cursor_line(&cursor, &line);) {
        if (goroutine_header_parse(line, &header) ||
            goroutine_total_parse(line, &is_leak)) {
            return is_first ? 95 : 60;
        }
        is_first &= line.length == 0;
    }
    return 0;
}

const struct reader reader_goroutines = {
    .name = "goroutines",
    .description = "dumps of goroutines: debug=1, debug=2, tracebacks",
    .copies_all = true,
    .recognise = recognise_goroutines,
    .read = read_goroutines,
};
