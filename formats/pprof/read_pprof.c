/*
 * Reads pprof profiles: profile.proto of github.com/google/pprof, as every Go
 * tool writes them (gzip is taken off before). A profile begins like this:
 *
 *     0a 04 08 01 10 02      sample_type: string 1 ("samples") in string 2
 *     0a 04 08 03 10 04      sample_type: "cpu" in "nanoseconds"
 */
#include "formats/pprof/pprof.h"
#include "formats/pprof/pprof_wire.h"

enum { FIELD_SAMPLE_TYPE = 1, FIELD_DOC_URL = 15 };

/* A ValueType and nothing else: its fields are two string numbers. */
static bool is_value_type(struct span bytes)
{
    struct cursor cursor = cursor_over(bytes.bytes, bytes.length);
    struct wire_field field = { 0 };
    enum wire_step step;
    bool has_type = false;
    while ((step = wire_next(&cursor, &field)) == WIRE_FIELD) {
        if (field.number < 1 || field.number > 2 || field.type != WIRE_VARINT ||
            field.value >= PPROF_TABLE_LIMIT) {
            return false;
        }
        has_type = has_type || (field.number == 1 && field.value > 0);
    }
    return step == WIRE_END && has_type;
}

/*
 * Go and the protobuf libraries write the sample types first. Whoever does
 * not must have one somewhere in the first bytes, among known fields only.
 */
static int recognise_pprof(struct span start)
{
    struct cursor cursor = cursor_over(start.bytes, start.length);
    struct wire_field field = { 0 };
    for (size_t i = 0; wire_next(&cursor, &field) == WIRE_FIELD; i++) {
        if (field.number == FIELD_SAMPLE_TYPE && field.type == WIRE_BYTES) {
            if (!is_value_type(field.bytes)) {
                return 0;
            }
            return i == 0 ? 95 : 70;
        }
        if (field.number < 1 || field.number > FIELD_DOC_URL) {
            return 0;
        }
    }
    return 0;
}

static uint64_t find_bytes_key(const struct pprof_reading *reading)
{
    for (size_t i = 1; i < reading->texts.count; i++) {
        struct span text = {
            .bytes =
                reading->input->content.bytes + reading->texts.items[i].offset,
            .length = reading->texts.items[i].length,
        };
        if (span_equals(text, "bytes")) {
            return i;
        }
    }
    return 0;
}

static bool fill_profile(struct pprof_reading *reading, struct profile *profile,
                         struct error *error)
{
    struct pprof_samples *samples =
        arena_allocate(reading->arena, sizeof(*samples));
    if (!pprof_index(reading, error) ||
        !pprof_read_tables(reading, profile, error) ||
        !pprof_read_locations(reading, profile, &samples->location_ids,
                              error)) {
        return false;
    }
    samples->text_count = reading->texts.count;
    samples->bytes_key = find_bytes_key(reading);
    samples->value_count = profile->value_count;
    samples->name = profile->name;
    profile->reader_state = samples;
    profile->visit = pprof_visit;
    profile->visit_stacks = pprof_visit_stacks;
    if (!pprof_sum_samples(profile, reading->arena, error)) {
        return false;
    }
    profile->kind = pprof_kind(profile);
    return true;
}

static bool read_pprof(const struct input *input,
                       const struct reader_target *target, struct error *error)
{
    struct pprof_reading reading = { .input = input,
                                     .strings = target->strings,
                                     .arena = target->arena };
    struct profile profile = { .name = input->name,
                               .path = input->label,
                               .replicate = input->replicate,
                               .bytes = input->content.bytes,
                               .byte_count = input->content.length };
    bool ok = fill_profile(&reading, &profile, error);
    arena_release(&reading.message);
    arena_release(&reading.scratch);
    if (ok) {
        *LIST_PUSH(target->arena, &target->side->profiles) = profile;
    }
    return ok;
}

const struct reader reader_pprof = {
    .name = "pprof",
    .description = "pprof profiles, gzip or plain: cpu, heap, mutex, block, "
                   "goroutine, wall clock",
    .recognise = recognise_pprof,
    .read = read_pprof,
};
