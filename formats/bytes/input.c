#include "formats/bytes/input.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"

static const size_t recognised_bytes = (size_t)64 << 10;

/* Texts that pprof once wrote and still reads, by how they start. */
static const char *const legacy_profiles[] = {
    "heap profile:",
    "threadcreate profile:",
    "growth profile:",
    "--- heapz",
    "--- growthz",
    "--- contention",
    "--- mutex:",
    "--- threadz",
    "--- contentionz",
    "--- Memory map:",
    "--- symbol",
    "heap_v2/",
    "thread creation profile:",
};

/* A word whose value is below 256, of either byte order; -1: larger. */
static int small_word(const char *bytes, size_t width, bool is_big_endian)
{
    size_t low = is_big_endian ? width - 1 : 0;
    for (size_t i = 0; i < width; i++) {
        if (i != low && bytes[i] != 0) {
            return -1;
        }
    }
    return (unsigned char)bytes[low];
}

/* The binary CPU profile of gperftools begins with the words 0, 3, 0, and
 * its Java kin with 0, 3, 1; in words of 4 or 8 bytes. */
static bool is_binary_profile(struct span content)
{
    for (size_t width = 4; width <= 8; width += 4) {
        for (int order = 0; order < 2 && content.length >= 3 * width; order++) {
            const char *bytes = content.bytes;
            int third = small_word(bytes + 2 * width, width, order != 0);
            if (small_word(bytes, width, order != 0) == 0 &&
                small_word(bytes + width, width, order != 0) == 3 &&
                (third == 0 || third == 1)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_legacy_profile(struct span content)
{
    if (is_binary_profile(content)) {
        return true;
    }
    for (size_t i = 0; i < sizeof(legacy_profiles) / sizeof(legacy_profiles[0]);
         i++) {
        if (span_starts_with(content, legacy_profiles[i])) {
            return true;
        }
    }
    return false;
}

static bool hold_inflated(const struct input_request *request,
                          struct held_input *held, struct span *content,
                          struct error *error)
{
    bool ok = gunzip(*content, request->name, content, error);
    /* The compressed bytes are not needed again. */
    file_close_view(&held->view);
    if (ok) {
        memcpy(&held->inflated, &content->bytes, sizeof(held->inflated));
    }
    return ok;
}

static void note_file(const struct input_request *request, struct span content)
{
    *request->file = (struct read_file){
        .name = request->name,
        .path = request->path,
        .size = content.length,
        .hash = sha256_text(content.bytes, content.length),
    };
}

bool input_open(const struct input_request *request, struct arena *arena,
                struct held_list *list, struct input *input,
                struct error *error)
{
    struct held_input *held = LIST_PUSH(arena, list);
    if (!file_open_view(request->path, FILE_LIMIT_BYTES, &held->view, error)) {
        return false;
    }
    struct span content = { .bytes = held->view.bytes,
                            .length = held->view.length };
    if (request->file != NULL) {
        note_file(request, content);
    }
    if (gunzip_recognises(content) &&
        !hold_inflated(request, held, &content, error)) {
        return false;
    }
    if (content.length == 0) {
        return error_set(error, ERROR_INPUT,
                         "%s: is empty; check that the command that writes it "
                         "succeeded",
                         request->name);
    }
    *input = (struct input){ .name = request->name,
                             .label = request->label,
                             .content = content,
                             .role = request->role,
                             .replicate = request->replicate };
    return true;
}

/* The newest of the list, with its bytes. */
static void release_newest(struct held_list *list)
{
    struct held_input *held = &list->items[--list->count];
    file_close_view(&held->view);
    memory_release(held->inflated);
    *held = (struct held_input){ .inflated = NULL }; /* as LIST_PUSH has it */
}

/* What other tools printed into the same log. */
static bool read_lines_of_others(const struct reader *reader,
                                 const struct input *input,
                                 const struct reader_target *target,
                                 struct error *error)
{
    bool ok = true;
    for (size_t i = 0; ok && reader->is_log && readers[i] != NULL; i++) {
        if (readers[i]->reads_any_log &&
            reader_score(readers[i], input->content) > 0) {
            ok = readers[i]->read(input, target, error);
        }
    }
    return ok;
}

bool input_read(const struct reader *reader, const struct input *input,
                const struct reader_target *target, struct error *error)
{
    bool ok = reader->read(input, target, error) &&
              read_lines_of_others(reader, input, target, error);
    if (reader->copies_all) {
        release_newest(&target->side->held);
    }
    return ok;
}

static bool fail_unknown(const struct input *input, struct error *error)
{
    if (is_legacy_profile(input->content)) {
        return error_set(error, ERROR_INPUT,
                         "%s: is a profile in a legacy format; convert it "
                         "with: go tool pprof -proto -output=FILE.pb.gz %s",
                         input->name, input->name);
    }
    return error_set(error, ERROR_INPUT,
                     "%s: no reader knows this content; give a pprof profile, "
                     "benchmark text, -gcflags=-m output or a unified diff",
                     input->name);
}

struct read_file *input_note(const struct evidence *evidence,
                             struct evidence_side *side)
{
    return evidence->wants_files ? LIST_PUSH(&side->arena, &side->files) : NULL;
}

bool input_read_side(const struct input_request *request,
                     struct evidence *evidence, struct evidence_side *side,
                     struct error *error)
{
    struct input input;
    struct input_request noted = *request;
    noted.file = input_note(evidence, side);
    if (!input_open(&noted, &side->arena, &side->held, &input, error)) {
        return false;
    }
    const struct reader *reader = reader_for(input.content);
    if (reader == NULL) {
        return fail_unknown(&input, error);
    }
    struct reader_target target = { .evidence = evidence,
                                    .side = side,
                                    .arena = &side->arena,
                                    .strings = side->strings };
    if (!input_read(reader, &input, &target, error)) {
        return false;
    }
    side->is_present = true;
    return true;
}

bool input_is_recognised(const char *path)
{
    struct file_view view;
    struct error ignored;
    if (!file_open_view(path, FILE_LIMIT_BYTES, &view, &ignored)) {
        return true;
    }
    struct span content = { .bytes = view.bytes, .length = view.length };
    char *start = NULL;
    if (gunzip_recognises(content)) {
        start = memory_allocate(recognised_bytes);
        content.length = gunzip_start(content, start, recognised_bytes);
        content.bytes = start;
    }
    bool is_known = content.length > 0 && reader_for(content) != NULL;
    memory_release(start);
    file_close_view(&view);
    return is_known;
}
