/*
 * Samples are nine tenths of a profile, so they are walked by hand. Go packs
 * repeated numbers only when there are more than two: both spellings occur in
 * one file.
 */
#include "formats/pprof/pprof.h"

#include <inttypes.h>

#include "core/base/memory.h"
#include "formats/pprof/pprof_wire.h"

/* Fields of message Sample, and of message Label in it. */
enum { FIELD_LOCATION_ID = 1, FIELD_VALUE = 2, FIELD_LABEL = 3 };
enum { LABEL_KEY = 1, LABEL_TEXT = 2, LABEL_NUMBER = 3, LABEL_UNIT = 4 };

/* Field of message Profile. */
enum { FIELD_SAMPLE = 2 };

struct decoder {
    const struct pprof_samples *samples;
    uint32_t *locations; /* [PPROF_STACK_LIMIT] */
    int64_t *values;     /* [samples->value_count] */
    size_t location_count, value_count, label_count;
    int64_t block_bytes;
    uint64_t met; /* groups of tags */
    bool skips_labels;
};

static bool fail_truncated(struct error *error)
{
    return error_set(error, ERROR_INPUT,
                     "damaged or cut off; record the profile again");
}

static bool fail_stack(struct error *error)
{
    return error_set(error, ERROR_LIMIT,
                     "a stack of more than %zu frames exceeds the limit; "
                     "record the profile again",
                     PPROF_STACK_LIMIT);
}

static bool fail_location(uint64_t id, struct error *error)
{
    return error_set(error, ERROR_INPUT,
                     "refers to location %" PRIu64
                     ", which the profile does not have; record it again",
                     id);
}

static bool decode_location(struct decoder *decoder, uint64_t id,
                            struct error *error)
{
    uint32_t index = id_table_find(&decoder->samples->location_ids, id);
    if (index == ID_NONE) {
        return fail_location(id, error);
    }
    if (decoder->location_count == PPROF_STACK_LIMIT) {
        return fail_stack(error);
    }
    decoder->locations[decoder->location_count++] = index;
    return true;
}

/* For stacks near the limit. */
static bool decode_many_locations(struct decoder *decoder, struct span bytes,
                                  struct error *error)
{
    struct cursor cursor = wire_over(bytes);
    while (cursor.next < cursor.end) {
        uint64_t id;
        if (!wire_varint(&cursor, &id)) {
            return fail_truncated(error);
        }
        if (!decode_location(decoder, id, error)) {
            return false;
        }
    }
    return true;
}

/* An id that is not one or two bytes of a dense table: the rest of them. */
static bool find_rare_location(const struct decoder *decoder,
                               struct cursor *cursor, uint32_t *index,
                               struct error *error)
{
    uint64_t id;
    if (!wire_varint(cursor, &id)) {
        return fail_truncated(error);
    }
    *index = id_table_find(&decoder->samples->location_ids, id);
    return *index != ID_NONE || fail_location(id, error);
}

/*
 * The innermost loop of the reader. What it would have to check at each id is
 * checked once: a field whose last byte ends an id is not left by reading two
 * bytes of one, and one without more bytes than free slots cannot fill them.
 */
static bool decode_packed_locations(struct decoder *decoder, struct span bytes,
                                    struct error *error)
{
    size_t counted = decoder->samples->location_ids.counted;
    struct cursor cursor = wire_over(bytes);
    uint32_t *slot = decoder->locations + decoder->location_count;
    if (bytes.length > PPROF_STACK_LIMIT - decoder->location_count) {
        return decode_many_locations(decoder, bytes, error);
    }
    if (bytes.length > 0 && (unsigned char)cursor.end[-1] >= 0x80) {
        return fail_truncated(error);
    }
    while (cursor.next < cursor.end) {
        const unsigned char *next = (const unsigned char *)cursor.next;
        uint64_t id = next[0], width = 1;
        if (id >= 0x80) {
            id = next[1] < 0x80 ? (id & 0x7f) | (uint64_t)next[1] << 7 : 0;
            width = 2;
        }
        if (id - 1 < counted) {
            *slot++ = (uint32_t)(id - 1);
            cursor.next += width;
        } else if (!find_rare_location(decoder, &cursor, slot++, error)) {
            return false;
        }
    }
    decoder->location_count = (size_t)(slot - decoder->locations);
    return true;
}

static bool fail_values(const struct decoder *decoder, struct error *error)
{
    return error_set(
        error, ERROR_INPUT,
        "has %s values than the %zu sample types; record the "
        "profile again",
        decoder->value_count < decoder->samples->value_count ? "fewer" : "more",
        decoder->samples->value_count);
}

static bool add_value(struct decoder *decoder, uint64_t value,
                      struct error *error)
{
    if (decoder->value_count == decoder->samples->value_count) {
        return fail_values(decoder, error);
    }
    decoder->values[decoder->value_count++] = (int64_t)value;
    return true;
}

static bool decode_values(struct decoder *decoder,
                          const struct wire_field *field, struct error *error)
{
    if (field->type == WIRE_VARINT) {
        return add_value(decoder, field->value, error);
    }
    struct cursor cursor = wire_over(field->bytes);
    while (cursor.next < cursor.end) {
        uint64_t value;
        if (!wire_varint(&cursor, &value)) {
            return fail_truncated(error);
        }
        if (!add_value(decoder, value, error)) {
            return false;
        }
    }
    return true;
}

/* The numbers of a label, by field: all but LABEL_NUMBER are strings. */
static bool read_label(const struct decoder *decoder, struct span bytes,
                       uint64_t numbers[5], struct error *error)
{
    struct cursor cursor = wire_over(bytes);
    struct wire_field field = { 0 };
    enum wire_step step;
    while ((step = wire_next(&cursor, &field)) == WIRE_FIELD) {
        if (field.number < LABEL_KEY || field.number > LABEL_UNIT) {
            continue;
        }
        if (field.type != WIRE_VARINT) {
            return fail_truncated(error);
        }
        if (field.number != LABEL_NUMBER &&
            field.value >= decoder->samples->text_count) {
            return error_set(error, ERROR_INPUT,
                             "a label's string is not in the string table; "
                             "record the profile again");
        }
        numbers[field.number] = field.value;
    }
    return step == WIRE_END || fail_truncated(error);
}

static void meet_tags(struct decoder *decoder, const uint64_t numbers[5])
{
    const struct pprof_tags *tags = decoder->samples->tags;
    const struct pprof_label label = {
        .key = tags->texts[numbers[LABEL_KEY]],
        .text = tags->texts[numbers[LABEL_TEXT]],
        .unit = tags->texts[numbers[LABEL_UNIT]],
        .number = (int64_t)numbers[LABEL_NUMBER],
    };
    pprof_tags_meet(tags, &label, &decoder->met);
}

static bool decode_label(struct decoder *decoder,
                         const struct wire_field *field, struct error *error)
{
    uint64_t numbers[5] = { 0 };
    if (field->type != WIRE_BYTES) {
        return fail_truncated(error);
    }
    if (++decoder->label_count > PPROF_LABEL_LIMIT) {
        return error_set(error, ERROR_LIMIT,
                         "more than %zu labels exceed the limit; record the "
                         "profile again",
                         PPROF_LABEL_LIMIT);
    }
    if (!read_label(decoder, field->bytes, numbers, error)) {
        return false;
    }
    if (numbers[LABEL_KEY] == decoder->samples->bytes_key &&
        numbers[LABEL_KEY] != 0 && numbers[LABEL_TEXT] == 0) {
        decoder->block_bytes = (int64_t)numbers[LABEL_NUMBER];
    }
    if (decoder->samples->tags != NULL) {
        meet_tags(decoder, numbers);
    }
    return true;
}

static bool decode_field(struct decoder *decoder,
                         const struct wire_field *field, struct error *error)
{
    if (field->type != WIRE_VARINT && field->type != WIRE_BYTES &&
        field->number <= FIELD_LABEL) {
        return fail_truncated(error);
    }
    switch (field->number) {
    case FIELD_LOCATION_ID:
        return field->type == WIRE_VARINT
                   ? decode_location(decoder, field->value, error)
                   : decode_packed_locations(decoder, field->bytes, error);
    case FIELD_VALUE:
        return decode_values(decoder, field, error);
    case FIELD_LABEL:
        return decoder->skips_labels || decode_label(decoder, field, error);
    default:
        return true;
    }
}

static bool decode_sample(struct decoder *decoder, struct span bytes,
                          struct error *error)
{
    struct cursor cursor = wire_over(bytes);
    struct wire_field field = { 0 };
    enum wire_step step;
    decoder->location_count = 0;
    decoder->value_count = 0;
    decoder->label_count = 0;
    decoder->block_bytes = 0;
    decoder->met = 0;
    while ((step = wire_next(&cursor, &field)) == WIRE_FIELD) {
        if (!decode_field(decoder, &field, error)) {
            return false;
        }
    }
    if (step == WIRE_BROKEN) {
        return fail_truncated(error);
    }
    return decoder->value_count == decoder->samples->value_count ||
           fail_values(decoder, error);
}

static bool visit_sample(struct decoder *decoder, struct span bytes,
                         const struct pprof_visitor *visitor,
                         struct error *error)
{
    if (!decode_sample(decoder, bytes, error)) {
        return false;
    }
    const struct pprof_tags *tags = decoder->samples->tags;
    if (tags != NULL && decoder->met != tags->wanted) {
        return true;
    }
    struct profile_sample sample = {
        .locations = decoder->locations,
        .location_count = decoder->location_count,
        .values = decoder->values,
        .block_bytes = decoder->block_bytes,
    };
    return visitor->each(visitor->context, &sample, error);
}

static bool walk(struct decoder *decoder, struct span content,
                 const struct pprof_visitor *visitor, struct error *error)
{
    struct cursor cursor = cursor_over(content.bytes, content.length);
    struct wire_field field = { 0 };
    size_t number = 0;
    while (wire_next(&cursor, &field) == WIRE_FIELD) {
        if (field.number != FIELD_SAMPLE || field.type != WIRE_BYTES) {
            continue;
        }
        number++;
        if (!visit_sample(decoder, field.bytes, visitor, error)) {
            return error_prefix(
                error, "%s: sample %zu: ", decoder->samples->name, number);
        }
    }
    return true;
}

bool pprof_walk_samples(const struct pprof_samples *samples,
                        struct span content,
                        const struct pprof_visitor *visitor,
                        struct error *error)
{
    struct decoder decoder = {
        .samples = samples,
        .skips_labels = visitor->skips_labels && samples->tags == NULL,
    };
    decoder.locations =
        memory_allocate(PPROF_STACK_LIMIT * sizeof(*decoder.locations));
    decoder.values =
        memory_allocate(samples->value_count * sizeof(*decoder.values));
    bool ok = walk(&decoder, content, visitor, error);
    memory_release(decoder.values);
    memory_release(decoder.locations);
    return ok;
}

struct plain_visitor {
    void (*each)(void *context, const struct profile_sample *sample);
    void *context;
};

static bool visit_plain(void *context, const struct profile_sample *sample,
                        struct error *error)
{
    const struct plain_visitor *plain = context;
    (void)error;
    plain->each(plain->context, sample);
    return true;
}

static void visit(const struct profile *profile, struct plain_visitor plain,
                  bool skips_labels)
{
    struct pprof_visitor visitor = { .each = visit_plain,
                                     .context = &plain,
                                     .skips_labels = skips_labels };
    struct span content = { .bytes = profile->bytes,
                            .length = profile->byte_count };
    struct error error;
    bool ok =
        pprof_walk_samples(profile->reader_state, content, &visitor, &error);
    (void)ok; /* the same bytes passed the same checks when they were read */
}

void pprof_visit(const struct profile *profile,
                 void (*each)(void *context,
                              const struct profile_sample *sample),
                 void *context)
{
    visit(profile, (struct plain_visitor){ each, context }, false);
}

void pprof_visit_stacks(const struct profile *profile,
                        void (*each)(void *context,
                                     const struct profile_sample *sample),
                        void *context)
{
    visit(profile, (struct plain_visitor){ each, context }, true);
}
