/*
 * Damaged and hostile profiles: each is refused by a message that names the
 * file and the place, none adds numbers, and none costs more than the limits.
 */
#include "pprof_support.h"

#include "formats/pprof/pprof.h"

/* One type, one function, one location; ready for what is wrong. */
static void make_plain(struct pprof_maker *maker)
{
    maker_init(maker);
    maker_type(maker, FIELD_SAMPLE_TYPE, "samples", "count");
    maker_function(maker, 1, "main.a");
    maker_plain_location(maker, 1, 1);
}

static void put_sample(struct pprof_maker *maker, uint64_t location,
                       int64_t value)
{
    struct maker_sample sample = { .locations = { location },
                                   .values = { value },
                                   .value_count = 1 };
    maker_sample(maker, &sample);
}

/* The profile, which is ended and released, is refused so. */
static void refuse(struct reading *reading, struct pprof_maker *maker,
                   enum error_kind kind, const char *part)
{
    struct span content = maker_end(maker);
    if (pprof_read(reading, "dir/cpu.pb.gz", content)) {
        fail_msg("was read, should be refused for: %s", part);
    }
    assert_error(reading->error, kind, part);
    assert_error(reading->error, kind, "dir/cpu.pb.gz: ");
    assert_int_equal(reading->evidence.base.profiles.count, 0);
    maker_release(maker);
}

static void refuse_field(struct reading *reading, uint64_t field,
                         struct buffer *message, const char *part)
{
    struct pprof_maker maker;
    make_plain(&maker);
    put_message(&maker.out, field, message);
    refuse(reading, &maker, ERROR_INPUT, part);
}

static void test_dangling_ids(void **state)
{
    struct pprof_maker maker;
    make_plain(&maker);
    put_sample(&maker, 1, 5);
    put_sample(&maker, 7, 5);
    refuse(*state, &maker, ERROR_INPUT,
           "sample 2: refers to location 7, which the profile does not have");
    make_plain(&maker);
    struct maker_sample packed = {
        .locations = { 1, 9 }, .values = { 5 }, .value_count = 1, .packed = true
    };
    maker_sample(&maker, &packed);
    refuse(*state, &maker, ERROR_INPUT, "sample 1: refers to location 9");
    make_plain(&maker);
    maker_plain_location(&maker, 2, 8);
    refuse(*state, &maker, ERROR_INPUT,
           "location 2 refers to function 8, which the profile does not have");
    make_plain(&maker);
    maker_plain_location(&maker, 2, 0);
    refuse(*state, &maker, ERROR_INPUT, "location 2 refers to function 0");
    make_plain(&maker);
    maker_location(&maker, 2, 3, NULL, 0);
    refuse(*state, &maker, ERROR_INPUT, "location 2 refers to mapping 3");
}

static void test_ids_that_are_none(void **state)
{
    struct pprof_maker maker;
    make_plain(&maker);
    maker_function(&maker, 0, "main.b");
    refuse(*state, &maker, ERROR_INPUT, "a function has the reserved id 0");
    make_plain(&maker);
    maker_plain_location(&maker, 0, 1);
    refuse(*state, &maker, ERROR_INPUT, "a location has the reserved id 0");
    make_plain(&maker);
    maker_mapping(&maker, 0, "x");
    refuse(*state, &maker, ERROR_INPUT, "a mapping has the reserved id 0");
    make_plain(&maker);
    maker_function(&maker, 1, "main.b");
    refuse(*state, &maker, ERROR_INPUT, "two functions have the id 1");
    make_plain(&maker);
    maker_plain_location(&maker, UINT64_MAX, 1);
    maker_plain_location(&maker, UINT64_MAX, 1);
    refuse(*state, &maker, ERROR_INPUT,
           "two locations have the id 18446744073709551615");
}

/* Behind the last text, and before the first. */
static const uint64_t bad_texts[] = { 5, UINT64_C(1) << 32, INT64_MAX,
                                      UINT64_MAX };

/* A message whose id is 2 and whose text at `field` is not in the table. */
static void refuse_text(struct reading *reading, uint64_t message_field,
                        uint64_t field, uint64_t index)
{
    struct buffer message;
    buffer_init(&message);
    if (message_field != FIELD_SAMPLE_TYPE &&
        message_field != FIELD_PERIOD_TYPE) {
        put_number(&message, 1, 2);
    }
    put_number(&message, field, index);
    refuse_field(reading, message_field, &message,
                 "is not among the 5 of the string table");
}

static void test_texts_that_are_not_in_the_table(void **state)
{
    for (size_t i = 0; i < sizeof(bad_texts) / sizeof(bad_texts[0]); i++) {
        refuse_text(*state, FIELD_SAMPLE_TYPE, 1, bad_texts[i]);
        refuse_text(*state, FIELD_SAMPLE_TYPE, 2, bad_texts[i]);
        refuse_text(*state, FIELD_PERIOD_TYPE, 1, bad_texts[i]);
        refuse_text(*state, FIELD_MAPPING, 5, bad_texts[i]);
        refuse_text(*state, FIELD_MAPPING, 6, bad_texts[i]);
        refuse_text(*state, FIELD_FUNCTION, 2, bad_texts[i]);
        refuse_text(*state, FIELD_FUNCTION, 4, bad_texts[i]);
        struct pprof_maker maker;
        make_plain(&maker);
        put_number(&maker.out, FIELD_DEFAULT_SAMPLE_TYPE, bad_texts[i]);
        refuse(*state, &maker, ERROR_INPUT, "is not among the");
    }
}

static void test_texts_of_labels(void **state)
{
    for (uint64_t field = 1; field <= 4; field++) {
        struct pprof_maker maker;
        struct buffer sample, label;
        make_plain(&maker);
        buffer_init(&sample);
        buffer_init(&label);
        put_number(&sample, 2, 1);
        put_number(&label, field, UINT64_MAX);
        put_message(&sample, 3, &label);
        put_message(&maker.out, FIELD_SAMPLE, &sample);
        if (field == 3) { /* a number, which may be any */
            assert_true(pprof_read(*state, "x", maker_end(&maker)));
            struct reading *reading = *state;
            reading->evidence.base.profiles.count = 0;
            maker_release(&maker);
        } else {
            refuse(*state, &maker, ERROR_INPUT,
                   "sample 1: a label's string is not in the string table");
        }
    }
}

static void test_the_table_begins_with_nothing(void **state)
{
    struct pprof_maker maker;
    make_plain(&maker);
    buffer_clear(&maker.texts);
    refuse(*state, &maker, ERROR_INPUT, "does not begin with the empty string");
    make_plain(&maker);
    put_text(&maker.out, FIELD_STRING_TABLE, "not empty");
    refuse(*state, &maker, ERROR_INPUT, "does not begin with the empty string");
    maker_init(&maker);
    buffer_clear(&maker.texts); /* no bytes at all */
    refuse(*state, &maker, ERROR_INPUT, "does not begin with the empty string");
}

static void test_sample_types(void **state)
{
    struct pprof_maker maker;
    maker_init(&maker);
    refuse(*state, &maker, ERROR_INPUT, "has no sample types");
    make_plain(&maker);
    maker_type(&maker, FIELD_SAMPLE_TYPE, "samples", "seconds");
    refuse(*state, &maker, ERROR_INPUT,
           "two sample types are called \"samples\"");
}

static void test_as_many_values_as_types(void **state)
{
    static const uint64_t numbers[] = { 1, 2 };
    for (size_t count = 0; count <= 2; count += 2) {
        for (int packed = 0; packed < 2; packed++) {
            struct pprof_maker maker;
            struct buffer sample;
            make_plain(&maker);
            buffer_init(&sample);
            put_numbers(&sample, 2, numbers, count, packed == 1);
            put_message(&maker.out, FIELD_SAMPLE, &sample);
            refuse(*state, &maker, ERROR_INPUT,
                   count == 0 ? "sample 1: has fewer values than the 1"
                              : "sample 1: has more values than the 1");
        }
    }
}

/* Sums of 64 bits, checked on the way: the magnitudes are what counts. */
static void test_sums_that_overflow(void **state)
{
    struct pprof_maker maker;
    make_plain(&maker);
    put_sample(&maker, 1, INT64_MAX);
    put_sample(&maker, 1, 1);
    refuse(*state, &maker, ERROR_INPUT,
           "sample 2: the sum of samples overflows 64 bits");
    make_plain(&maker);
    put_sample(&maker, 1, INT64_MAX);
    put_sample(&maker, 1, -1);
    refuse(*state, &maker, ERROR_INPUT, "sample 2: the sum of samples");
    make_plain(&maker);
    put_sample(&maker, 1, INT64_MIN);
    refuse(*state, &maker, ERROR_INPUT, "sample 1: the sum of samples");
    make_plain(&maker);
    put_sample(&maker, 1, INT64_MAX);
    assert_true(pprof_read(*state, "x", maker_end(&maker)));
    maker_release(&maker);
}

static void test_two_profiles_in_one_file(void **state)
{
    struct pprof_maker maker;
    make_plain(&maker);
    put_number(&maker.out, FIELD_TIME_NANOS, 5);
    put_number(&maker.out, FIELD_TIME_NANOS, 6);
    refuse(*state, &maker, ERROR_INPUT, "two profiles, one after the other");
}

/* A known field in a wire type that is not its own, and types that are none. */
static void test_wire_types(void **state)
{
    static const uint64_t fields[] = { FIELD_SAMPLE_TYPE,
                                       FIELD_SAMPLE,
                                       FIELD_MAPPING,
                                       FIELD_LOCATION,
                                       FIELD_FUNCTION,
                                       FIELD_STRING_TABLE,
                                       11 };
    struct pprof_maker maker;
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        make_plain(&maker);
        put_number(&maker.out, fields[i], 1);
        refuse(*state, &maker, ERROR_INPUT, "damaged or cut off at byte");
    }
    make_plain(&maker);
    put_text(&maker.out, FIELD_PERIOD, "1");
    refuse(*state, &maker, ERROR_INPUT, "damaged or cut off at byte");
    for (uint64_t type = 3; type <= 7; type++) {
        if (type != WIRE_FIXED32) {
            make_plain(&maker);
            put_varint(&maker.out, 99 << 3 | type);
            refuse(*state, &maker, ERROR_INPUT, "damaged or cut off at byte");
        }
    }
}

/* Fields within a message: the sample's, which are walked by hand. */
static void test_wire_types_in_samples(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
    } samples[] = {
        { "\x09xxxxxxxx\x10\x01", 11 }, /* a location of 64 bits */
        { "\x15xxxx", 5 },              /* a value of 32 bits */
        { "\x18\x01\x10\x01", 4 },      /* a label that is a number */
        { "\x0a\x01\x80\x10\x01", 5 },  /* packed, cut off */
        { "\x12\x01\x80", 3 },          /* packed, cut off */
        { "\x0a\x05\x01", 3 },          /* longer than the sample */
        { "\x10", 1 },
        { "\x10\x01\x80", 3 },
        { "\x10\x01\x1a\x02\x08\x80", 6 }, /* a label, cut off */
        { "\x10\x01\x1a\x02\x0a\x00", 6 }, /* a label's key as bytes */
        { "\x10\x01\x1b", 3 },             /* a group */
    };
    for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
        struct buffer sample;
        buffer_init(&sample);
        buffer_append(&sample, samples[i].bytes, samples[i].length);
        refuse_field(*state, FIELD_SAMPLE, &sample,
                     "sample 1: damaged or cut off");
    }
}

static void test_damaged_entries(void **state)
{
    static const uint64_t fields[] = { FIELD_SAMPLE_TYPE, FIELD_MAPPING,
                                       FIELD_LOCATION, FIELD_FUNCTION };
    static const char *const items[] = { "ValueType", "Mapping", "Location",
                                         "Function" };
    for (size_t i = 0; i < 4; i++) {
        struct buffer message;
        buffer_init(&message);
        buffer_append(&message, "\x08\x80", 2);
        refuse_field(*state, fields[i], &message,
                     arena_printf(&((struct reading *)*state)->folder->arena,
                                  "damaged %s at byte", items[i]));
    }
}

/* As Go writes it, with the string table last, no part of a profile is one. */
static void test_truncated_at_every_byte(void **state)
{
    (void)state;
    struct pprof_maker maker;
    make_plain(&maker);
    maker_mapping(&maker, 1, "/bin/x");
    put_sample(&maker, 1, INT64_MAX);
    put_number(&maker.out, FIELD_TIME_NANOS, UINT64_MAX);
    maker_text(&maker, "the last text");
    struct span content = maker_end(&maker);
    for (size_t length = 0; length < content.length; length++) {
        struct reading reading;
        reading_init(&reading);
        char *bytes = malloc(length + 1); /* ends where the content ends */
        assert_non_null(bytes);
        memcpy(bytes + 1, content.bytes, length);
        bool ok = pprof_read(&reading, "x", (struct span){ bytes + 1, length });
        /* Cut between two texts of the table nothing tells that one lacks. */
        assert_true(ok == (length == content.length - 15));
        assert_true(ok || reading.error.kind == ERROR_INPUT);
        free(bytes);
        reading_release(&reading);
    }
    maker_release(&maker);
}

static void test_every_byte_changed(void **state)
{
    (void)state;
    static const int masks[] = { 0x01, 0x02, 0x04, 0x08, 0x80, 0xff };
    struct pprof_maker maker;
    make_plain(&maker);
    maker_mapping(&maker, 1, "/bin/x");
    struct maker_frame frames[] = { { 1, 5 }, { 1, 6 } };
    maker_location(&maker, 2, 1, frames, 2);
    struct maker_sample sample = { .locations = { 1, 2, 1 },
                                   .values = { 9 },
                                   .value_count = 1,
                                   .block_bytes = 64,
                                   .packed = true };
    maker_sample(&maker, &sample);
    struct span content = maker_end(&maker);
    for (size_t i = 0; i < content.length * 6; i++) {
        struct reading reading;
        reading_init(&reading);
        char *byte = &maker.out.bytes[i / 6];
        *byte = (char)(*byte ^ masks[i % 6]);
        bool ok = pprof_read(&reading, "x", content);
        assert_true(ok || reading.error.kind == ERROR_INPUT ||
                    reading.error.kind == ERROR_LIMIT);
        *byte = (char)(*byte ^ masks[i % 6]);
        reading_release(&reading);
    }
    maker_release(&maker);
}

static void assert_limit(struct reading *reading, struct pprof_maker *maker,
                         bool fits, const char *part)
{
    if (!fits) {
        refuse(reading, maker, ERROR_LIMIT, part);
        return;
    }
    struct span content = maker_end(maker);
    if (!pprof_read(reading, "x", content)) {
        fail_msg("%s", reading->error.message);
    }
    reading->evidence.base.profiles.count = 0;
    maker_release(maker);
}

static void test_limit_of_types(void **state)
{
    for (uint64_t count = PPROF_TYPE_LIMIT; count < PPROF_TYPE_LIMIT + 2;
         count++) {
        struct pprof_maker maker;
        maker_init(&maker);
        for (uint64_t i = 0; i < count; i++) {
            char name[16];
            struct buffer type;
            buffer_init(&type);
            put_number(&type, 1, i + 1);
            put_message(&maker.out, FIELD_SAMPLE_TYPE, &type);
            snprintf(name, sizeof(name), "type%d", (int)i);
            put_text(&maker.texts, FIELD_STRING_TABLE, name);
        }
        assert_limit(*state, &maker, count == PPROF_TYPE_LIMIT,
                     "more than 64 sample types");
    }
}

/* Each way to a stack of 65,536 frames, and to one more. */
static void put_deep_stack(struct pprof_maker *maker, uint64_t location,
                           size_t count, bool packed)
{
    uint64_t *ids = calloc(count, sizeof(*ids));
    uint64_t value = 1;
    struct buffer sample;
    assert_non_null(ids);
    for (size_t i = 0; i < count; i++) {
        ids[i] = location;
    }
    buffer_init(&sample);
    put_numbers(&sample, 1, ids, count, packed);
    put_numbers(&sample, 2, &value, 1, false);
    put_message(&maker->out, FIELD_SAMPLE, &sample);
    free(ids);
}

static void put_wide_location(struct pprof_maker *maker, size_t count)
{
    struct maker_frame *frames = calloc(count, sizeof(*frames));
    assert_non_null(frames);
    for (size_t i = 0; i < count; i++) {
        frames[i] = (struct maker_frame){ 1, (int64_t)i };
    }
    maker_location(maker, 2, 0, frames, count);
    free(frames);
}

static void test_limits_of_stacks(void **state)
{
    struct pprof_maker maker;
    for (size_t more = 0; more < 2; more++) {
        make_plain(&maker);
        put_deep_stack(&maker, 1, PPROF_STACK_LIMIT + more, true);
        assert_limit(*state, &maker, more == 0, "a stack of more than 65536");
        make_plain(&maker);
        put_deep_stack(&maker, 1, PPROF_STACK_LIMIT + more, false);
        assert_limit(*state, &maker, more == 0, "a stack of more than 65536");
        make_plain(&maker);
        put_wide_location(&maker, PPROF_INLINED_LIMIT);
        put_deep_stack(&maker, 2,
                       PPROF_STACK_LIMIT / PPROF_INLINED_LIMIT + more, true);
        assert_limit(*state, &maker, more == 0, "a stack of 66560 frames");
        make_plain(&maker);
        put_wide_location(&maker, PPROF_INLINED_LIMIT + more);
        assert_limit(*state, &maker, more == 0,
                     "location 2 has 1025 frames, over the limit of 1024");
    }
}

/* A megabyte of samples that pass a thousand million frames. */
static void test_limit_of_all_frames(void **state)
{
    size_t deep = PPROF_STACK_LIMIT / PPROF_INLINED_LIMIT;
    size_t most = PPROF_WALKED_LIMIT / PPROF_STACK_LIMIT;
    for (size_t more = 0; more < 2; more++) {
        struct pprof_maker maker;
        make_plain(&maker);
        put_wide_location(&maker, PPROF_INLINED_LIMIT);
        for (size_t i = 0; i < most + more; i++) {
            put_deep_stack(&maker, 2, deep, true);
        }
        assert_limit(*state, &maker, more == 0,
                     "the stacks have more than 1073741824 frames together");
    }
}

static void test_limit_of_labels(void **state)
{
    for (size_t more = 0; more < 2; more++) {
        struct pprof_maker maker;
        struct buffer sample;
        make_plain(&maker);
        buffer_init(&sample);
        put_number(&sample, 2, 1);
        for (size_t i = 0; i < PPROF_LABEL_LIMIT + more; i++) {
            put_bytes(&sample, 3, "", 0);
        }
        put_message(&maker.out, FIELD_SAMPLE, &sample);
        assert_limit(*state, &maker, more == 0, "more than 1024 labels");
    }
}

static void test_limits_of_texts_and_entries(void **state)
{
    static char bytes[PPROF_ENTRY_LIMIT + 1];
    memset(bytes, 'x', sizeof(bytes));
    for (size_t more = 0; more < 2; more++) {
        struct pprof_maker maker;
        struct buffer function;
        make_plain(&maker);
        buffer_init(&function);
        put_number(&function, 1, 2);
        put_number(&function, 2, maker.known_count);
        put_message(&maker.out, FIELD_FUNCTION, &function);
        put_bytes(&maker.texts, FIELD_STRING_TABLE, bytes,
                  PPROF_NAME_LIMIT + more);
        assert_limit(*state, &maker, more == 0,
                     "a name of 65537 bytes exceeds the limit of 65536");
        make_plain(&maker);
        buffer_init(&function);
        put_number(&function, 1, 2);
        put_bytes(&function, 99, bytes, PPROF_ENTRY_LIMIT - 7 + more);
        put_message(&maker.out, FIELD_FUNCTION, &function);
        assert_limit(*state, &maker, more == 0,
                     "a Function of 1048577 bytes exceeds the limit");
    }
}

/* Two bytes of an empty entry must not become a hundred of memory. */
static void test_limits_of_tables(void **state)
{
    static const struct {
        uint64_t field;
        const char *part, *beyond;
    } tables[] = {
        { FIELD_SAMPLE, "sample 1: has fewer values", "4000000 samples" },
        { FIELD_MAPPING, "a mapping has the reserved", "4000000 mappings" },
        { FIELD_LOCATION, "a location has the reserved", "4000000 locations" },
        { FIELD_FUNCTION, "a function has the reserved", "4000000 functions" },
    };
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        for (size_t more = 0; more < 2; more++) {
            struct pprof_maker maker;
            maker_init(&maker);
            maker_type(&maker, FIELD_SAMPLE_TYPE, "samples", "count");
            for (size_t j = 0; j < PPROF_TABLE_LIMIT + more; j++) {
                put_bytes(&maker.out, tables[i].field, "", 0);
            }
            refuse(*state, &maker, more == 0 ? ERROR_INPUT : ERROR_LIMIT,
                   more == 0 ? tables[i].part : tables[i].beyond);
        }
    }
}

static void test_limit_of_strings(void **state)
{
    for (size_t more = 0; more < 2; more++) {
        struct pprof_maker maker;
        make_plain(&maker);
        for (size_t i = maker.known_count; i < PPROF_TABLE_LIMIT + more; i++) {
            put_bytes(&maker.texts, FIELD_STRING_TABLE, "", 0);
        }
        assert_limit(*state, &maker, more == 0, "more than 4000000 strings");
    }
}

/* 64 types times every line and location. */
static void test_limit_of_sums(void **state)
{
    size_t most = PPROF_SUMS_LIMIT / 2 / PPROF_TYPE_LIMIT / 2;
    for (size_t more = 0; more < 2; more++) {
        struct pprof_maker maker;
        maker_init(&maker);
        for (uint64_t i = 0; i < PPROF_TYPE_LIMIT; i++) {
            struct buffer type;
            buffer_init(&type);
            put_number(&type, 1, i + 1);
            put_message(&maker.out, FIELD_SAMPLE_TYPE, &type);
            char name[16];
            snprintf(name, sizeof(name), "type%d", (int)i);
            put_text(&maker.texts, FIELD_STRING_TABLE, name);
        }
        struct buffer function;
        buffer_init(&function);
        put_number(&function, 1, 1);
        put_number(&function, 2, 1);
        put_message(&maker.out, FIELD_FUNCTION, &function);
        for (size_t i = 1; i <= most + more; i++) {
            maker_plain_location(&maker, i, 1);
        }
        assert_limit(*state, &maker, more == 0, "exceed the limit of 67108864");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_dangling_ids),
        reading_test(test_ids_that_are_none),
        reading_test(test_texts_that_are_not_in_the_table),
        reading_test(test_texts_of_labels),
        reading_test(test_the_table_begins_with_nothing),
        reading_test(test_sample_types),
        reading_test(test_as_many_values_as_types),
        reading_test(test_sums_that_overflow),
        reading_test(test_two_profiles_in_one_file),
        reading_test(test_wire_types),
        reading_test(test_wire_types_in_samples),
        reading_test(test_damaged_entries),
        reading_test(test_truncated_at_every_byte),
        reading_test(test_every_byte_changed),
        reading_test(test_limit_of_types),
        reading_test(test_limits_of_stacks),
        reading_test(test_limit_of_all_frames),
        reading_test(test_limit_of_labels),
        reading_test(test_limits_of_texts_and_entries),
        reading_test(test_limits_of_tables),
        reading_test(test_limit_of_strings),
        reading_test(test_limit_of_sums),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
