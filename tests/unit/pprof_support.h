/*
 * Writes pprof profiles for tests, good ones and bad ones: fields of protocol
 * buffers, and on top of them the messages of profile.proto. Texts get their
 * index when they are first asked for; the string table is written last, as Go
 * does.
 */
#ifndef TESTS_UNIT_PPROF_SUPPORT_H
#define TESTS_UNIT_PPROF_SUPPORT_H

#include "evidence_support.h"

#include "core/model/profile.h"
#include "formats/pprof/pprof_wire.h"
#include "formats/reader.h"

enum {
    FIELD_SAMPLE_TYPE = 1,
    FIELD_SAMPLE = 2,
    FIELD_MAPPING = 3,
    FIELD_LOCATION = 4,
    FIELD_FUNCTION = 5,
    FIELD_STRING_TABLE = 6,
    FIELD_TIME_NANOS = 9,
    FIELD_DURATION_NANOS = 10,
    FIELD_PERIOD_TYPE = 11,
    FIELD_PERIOD = 12,
    FIELD_DEFAULT_SAMPLE_TYPE = 14,
};

static inline void put_varint(struct buffer *out, uint64_t value)
{
    for (; value >= 0x80; value >>= 7) {
        buffer_byte(out, (char)(0x80 | (value & 0x7f)));
    }
    buffer_byte(out, (char)value);
}

static inline void put_number(struct buffer *out, uint64_t field,
                              uint64_t value)
{
    put_varint(out, field << 3 | WIRE_VARINT);
    put_varint(out, value);
}

static inline void put_bytes(struct buffer *out, uint64_t field,
                             const void *bytes, size_t length)
{
    put_varint(out, field << 3 | WIRE_BYTES);
    put_varint(out, length);
    buffer_append(out, bytes, length);
}

static inline void put_text(struct buffer *out, uint64_t field,
                            const char *text)
{
    put_bytes(out, field, text, strlen(text));
}

/* Appends the message as a field and releases it. */
static inline void put_message(struct buffer *out, uint64_t field,
                               struct buffer *message)
{
    put_bytes(out, field, message->bytes, message->length);
    buffer_release(message);
}

struct pprof_maker {
    struct buffer out;
    struct buffer texts; /* the string table's fields */
    const char *known[64];
    uint64_t known_count;
};

static inline void maker_init(struct pprof_maker *maker)
{
    buffer_init(&maker->out);
    buffer_init(&maker->texts);
    put_text(&maker->texts, FIELD_STRING_TABLE, "");
    maker->known[0] = "";
    maker->known_count = 1;
}

static inline void maker_release(struct pprof_maker *maker)
{
    buffer_release(&maker->out);
    buffer_release(&maker->texts);
}

/* Index of a static text in the string table. */
static inline uint64_t maker_text(struct pprof_maker *maker, const char *text)
{
    for (uint64_t i = 0; i < maker->known_count; i++) {
        if (strcmp(maker->known[i], text) == 0) {
            return i;
        }
    }
    assert_true(maker->known_count < 64);
    put_text(&maker->texts, FIELD_STRING_TABLE, text);
    maker->known[maker->known_count] = text;
    return maker->known_count++;
}

/* A ValueType as any field: a sample type, the period's type. */
static inline void maker_type(struct pprof_maker *maker, uint64_t field,
                              const char *type, const char *unit)
{
    struct buffer message;
    buffer_init(&message);
    put_number(&message, 1, maker_text(maker, type));
    put_number(&message, 2, maker_text(maker, unit));
    put_message(&maker->out, field, &message);
}

static inline void maker_mapping(struct pprof_maker *maker, uint64_t id,
                                 const char *file)
{
    struct buffer message;
    buffer_init(&message);
    put_number(&message, 1, id);
    put_number(&message, 5, maker_text(maker, file));
    put_number(&message, 6, maker_text(maker, "b1d"));
    put_message(&maker->out, FIELD_MAPPING, &message);
}

static inline void maker_function(struct pprof_maker *maker, uint64_t id,
                                  const char *name)
{
    struct buffer message;
    buffer_init(&message);
    put_number(&message, 1, id);
    put_number(&message, 2, maker_text(maker, name));
    put_number(&message, 4, maker_text(maker, "main.go"));
    put_number(&message, 5, 10 * id);
    put_message(&maker->out, FIELD_FUNCTION, &message);
}

struct maker_frame {
    uint64_t function;
    int64_t line;
};

/* Innermost frame first. */
static inline void maker_location(struct pprof_maker *maker, uint64_t id,
                                  uint64_t mapping,
                                  const struct maker_frame *frames,
                                  size_t count)
{
    struct buffer message;
    buffer_init(&message);
    put_number(&message, 1, id);
    put_number(&message, 2, mapping);
    put_number(&message, 3, 0x1000 + id);
    for (size_t i = 0; i < count; i++) {
        struct buffer line;
        buffer_init(&line);
        put_number(&line, 1, frames[i].function);
        put_number(&line, 2, (uint64_t)frames[i].line);
        put_message(&message, 4, &line);
    }
    put_message(&maker->out, FIELD_LOCATION, &message);
}

/* A location of one function and the line of the same number. */
static inline void maker_plain_location(struct pprof_maker *maker, uint64_t id,
                                        uint64_t function)
{
    struct maker_frame frame = { function, (int64_t)(100 + id) };
    maker_location(maker, id, 0, &frame, 1);
}

/* Numbers as one packed field, or as a field each. */
static inline void put_numbers(struct buffer *out, uint64_t field,
                               const uint64_t *numbers, size_t count,
                               bool packed)
{
    struct buffer list;
    buffer_init(&list);
    for (size_t i = 0; i < count; i++) {
        if (packed) {
            put_varint(&list, numbers[i]);
        } else {
            put_number(out, field, numbers[i]);
        }
    }
    if (packed) {
        put_bytes(out, field, list.bytes, list.length);
    }
    buffer_release(&list);
}

struct maker_sample {
    uint64_t locations[8]; /* leaf first; 0 ends them */
    int64_t values[4];
    size_t value_count;
    int64_t block_bytes; /* as the label "bytes"; 0: none */
    bool packed;
};

static inline void maker_sample(struct pprof_maker *maker,
                                const struct maker_sample *sample)
{
    struct buffer message, label;
    uint64_t values[4];
    size_t count = 0;
    while (count < 8 && sample->locations[count] != 0) {
        count++;
    }
    memcpy(values, sample->values, sizeof(values));
    buffer_init(&message);
    put_numbers(&message, 1, sample->locations, count, sample->packed);
    put_numbers(&message, 2, values, sample->value_count, sample->packed);
    if (sample->block_bytes != 0) {
        buffer_init(&label);
        put_number(&label, 1, maker_text(maker, "bytes"));
        put_number(&label, 3, (uint64_t)sample->block_bytes);
        put_message(&message, 3, &label);
    }
    put_message(&maker->out, FIELD_SAMPLE, &message);
}

/* A sample of two values, its locations by one digit each: "12" is 1 called
 * by 2. */
static inline void maker_stack(struct pprof_maker *maker, const char *stack,
                               int64_t first, int64_t second)
{
    struct maker_sample sample = { .values = { first, second },
                                   .value_count = 2 };
    for (size_t i = 0; stack[i] != '\0'; i++) {
        sample.locations[i] = (uint64_t)(stack[i] - '0');
    }
    maker_sample(maker, &sample);
}

/* Ends the profile with its string table. */
static inline struct span maker_end(struct pprof_maker *maker)
{
    buffer_append(&maker->out, maker->texts.bytes, maker->texts.length);
    buffer_clear(&maker->texts);
    return (struct span){ maker->out.bytes, maker->out.length };
}

/* Reads a profile into base; false and reading->error when it is refused. */
static inline bool pprof_read(struct reading *reading, const char *name,
                              struct span content)
{
    struct evidence_side *side = &reading->evidence.base;
    struct input input = { .name = name, .label = name, .content = content };
    struct reader_target target = { .evidence = &reading->evidence,
                                    .side = side,
                                    .arena = &side->arena,
                                    .strings = &reading->strings };
    return reader_pprof.read(&input, &target, &reading->error);
}

static inline const struct profile *pprof_read_good(struct reading *reading,
                                                    const char *name,
                                                    struct span content)
{
    const struct profile_list *profiles = &reading->evidence.base.profiles;
    if (!pprof_read(reading, name, content)) {
        fail_msg("%s", reading->error.message);
    }
    return &profiles->items[profiles->count - 1];
}

/* A function by name, or function_count. */
static inline uint32_t pprof_function_of(const struct profile *profile,
                                         const char *name)
{
    for (uint32_t i = 0; i < profile->function_count; i++) {
        if (strcmp(profile->functions[i].name, name) == 0) {
            return i;
        }
    }
    return profile->function_count;
}

#endif
