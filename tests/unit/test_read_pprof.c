/*
 * What a profile means: sums, names, types, in every spelling of the wire
 * format that is legal.
 */
#include "pprof_support.h"

/* Types, functions 1 main.a to 3 main.c, locations 1 to 3 one in each. */
static void make_cpu(struct pprof_maker *maker)
{
    maker_init(maker);
    maker_type(maker, FIELD_SAMPLE_TYPE, "samples", "count");
    maker_type(maker, FIELD_SAMPLE_TYPE, "cpu", "nanoseconds");
    maker_function(maker, 1, "main.a");
    maker_function(maker, 2, "main.b");
    maker_function(maker, 3, "main.c");
    maker_plain_location(maker, 1, 1);
    maker_plain_location(maker, 2, 2);
    maker_plain_location(maker, 3, 3);
}

static void assert_function(const struct profile *profile, const char *name,
                            int64_t flat, int64_t cum)
{
    uint32_t function = pprof_function_of(profile, name);
    size_t last = profile->value_count - 1;
    assert_true(function < profile->function_count);
    assert_true(profile_function_flat(profile, function)[last] == flat);
    assert_true(profile_function_cum(profile, function)[last] == cum);
}

static void assert_line(const struct profile *profile, const char *name,
                        int64_t line, int64_t flat, int64_t cum)
{
    size_t last = profile->value_count - 1;
    for (uint32_t i = 0; i < profile->line_count; i++) {
        const struct profile_line *entry = &profile->lines[i];
        const char *function = profile->functions[entry->function].name;
        if (entry->line == line && strcmp(function, name) == 0) {
            assert_true(profile_line_flat(profile, i)[last] == flat);
            assert_true(profile_line_cum(profile, i)[last] == cum);
            return;
        }
    }
    fail_msg("no line %s:%d", name, (int)line);
}

static void test_flat_at_the_leaf_cum_along_the_stack(void **state)
{
    struct pprof_maker maker;
    make_cpu(&maker);
    maker_stack(&maker, "12", 1, 10);
    maker_stack(&maker, "32", 2, 20);
    maker_stack(&maker, "2", 4, 40);
    const struct profile *profile =
        pprof_read_good(*state, "cpu", maker_end(&maker));
    assert_function(profile, "main.a", 10, 10);
    assert_function(profile, "main.b", 40, 70);
    assert_function(profile, "main.c", 20, 20);
    assert_line(profile, "main.b", 102, 40, 70);
    assert_int_equal(profile->totals[0], 7);
    assert_int_equal(profile->totals[1], 70);
    assert_int_equal(profile->sample_count, 3);
    assert_int_equal(profile->kind, PROFILE_CPU);
    maker_release(&maker);
}

/* However often a function is on the stack, its cum grows once a sample. */
static void test_recursion_counts_once(void **state)
{
    struct pprof_maker maker;
    make_cpu(&maker);
    struct maker_frame same_line = { 1, 101 }, other_line = { 1, 7 };
    maker_location(&maker, 4, 0, &same_line, 1);
    maker_location(&maker, 5, 0, &other_line, 1);
    maker_stack(&maker, "121452", 1, 10);
    maker_stack(&maker, "41", 1, 5);
    const struct profile *profile =
        pprof_read_good(*state, "cpu", maker_end(&maker));
    assert_function(profile, "main.a", 15, 15);
    assert_function(profile, "main.b", 0, 10);
    assert_line(profile, "main.a", 101, 15, 15);
    assert_line(profile, "main.a", 7, 0, 10);
    maker_release(&maker);
}

/* The first line of a location is the innermost inlined function. */
static void test_inlined_frames(void **state)
{
    struct pprof_maker maker;
    make_cpu(&maker);
    struct maker_frame inlined[] = { { 3, 30 }, { 2, 20 }, { 3, 30 } };
    maker_location(&maker, 9, 0, inlined, 3);
    maker_stack(&maker, "91", 1, 10);
    maker_stack(&maker, "29", 1, 7);
    const struct profile *profile =
        pprof_read_good(*state, "cpu", maker_end(&maker));
    assert_function(profile, "main.c", 10, 17);
    assert_function(profile, "main.b", 7, 17);
    assert_function(profile, "main.a", 0, 10);
    assert_line(profile, "main.c", 30, 10, 17);
    maker_release(&maker);
}

/* Differences and merged profiles have them; zeros add nothing. */
static void test_negative_and_zero_values(void **state)
{
    struct pprof_maker maker;
    make_cpu(&maker);
    maker_stack(&maker, "12", 1, -10);
    maker_stack(&maker, "1", 0, 0);
    maker_stack(&maker, "2", -1, INT64_MAX - 10);
    const struct profile *profile =
        pprof_read_good(*state, "cpu", maker_end(&maker));
    assert_function(profile, "main.a", -10, -10);
    assert_function(profile, "main.b", INT64_MAX - 10, INT64_MAX - 20);
    assert_true(profile->totals[1] == INT64_MAX - 20);
    assert_int_equal(profile->totals[0], 0);
    maker_release(&maker);
}

/* Go packs numbers only when there are more than two. */
static void test_packed_and_unpacked_numbers(void **state)
{
    struct pprof_maker maker;
    make_cpu(&maker);
    for (int packed = 0; packed < 2; packed++) {
        struct maker_sample sample = { .locations = { 1, 2, 3 },
                                       .values = { 1, 10 },
                                       .value_count = 2,
                                       .packed = packed == 1 };
        maker_sample(&maker, &sample);
    }
    /* Half of each kind, and an empty packed field. */
    struct buffer mixed;
    static const uint64_t numbers[] = { 1, 2, 3 };
    buffer_init(&mixed);
    put_numbers(&mixed, 1, numbers, 1, false);
    put_numbers(&mixed, 2, numbers + 1, 1, true);
    put_numbers(&mixed, 1, numbers + 1, 2, true);
    put_numbers(&mixed, 1, numbers, 0, true);
    put_numbers(&mixed, 2, numbers + 2, 1, false);
    put_message(&maker.out, FIELD_SAMPLE, &mixed);
    const struct profile *profile =
        pprof_read_good(*state, "cpu", maker_end(&maker));
    assert_function(profile, "main.a", 23, 23);
    assert_function(profile, "main.c", 0, 23);
    assert_int_equal(profile->totals[0], 4);
    maker_release(&maker);
}

/* An empty stack has a value all the same. */
static void test_a_sample_without_a_stack(void **state)
{
    struct pprof_maker maker;
    make_cpu(&maker);
    maker_stack(&maker, "", 1, 10);
    const struct profile *profile =
        pprof_read_good(*state, "cpu", maker_end(&maker));
    assert_int_equal(profile->totals[1], 10);
    assert_function(profile, "main.a", 0, 0);
    maker_release(&maker);
}

/* By name alone, as `go tool pprof` has it: two entries become one. */
static void test_functions_are_one_by_name(void **state)
{
    struct pprof_maker maker;
    make_cpu(&maker);
    maker_function(&maker, 4, "main.a");
    maker_plain_location(&maker, 4, 4);
    maker_stack(&maker, "14", 1, 10);
    const struct profile *profile =
        pprof_read_good(*state, "cpu", maker_end(&maker));
    assert_function(profile, "main.a", 10, 10);
    assert_int_equal(
        profile->functions[pprof_function_of(profile, "main.a")].start_line,
        10);
    assert_line(profile, "main.a", 104, 0, 10);
    maker_release(&maker);
}

/* Names with NULs must stay two: a C string would end at the first. */
static void test_names_keep_every_byte(void **state)
{
    struct reading *reading = *state;
    struct pprof_maker maker;
    struct buffer function;
    maker_init(&maker);
    maker_type(&maker, FIELD_SAMPLE_TYPE, "samples", "count");
    for (uint64_t id = 1; id <= 3; id++) {
        buffer_init(&function);
        put_number(&function, 1, id);
        put_number(&function, 2, maker.known_count + id - 1);
        put_message(&maker.out, FIELD_FUNCTION, &function);
        maker_plain_location(&maker, id, id);
        maker_sample(&maker, &(struct maker_sample){ .locations = { id },
                                                     .values = { 1 },
                                                     .value_count = 1 });
    }
    put_bytes(&maker.texts, FIELD_STRING_TABLE, "f\0a", 3);
    put_bytes(&maker.texts, FIELD_STRING_TABLE, "f\0b", 3);
    put_bytes(&maker.texts, FIELD_STRING_TABLE, "f\xff\n\033", 4);
    const struct profile *profile =
        pprof_read_good(reading, "x", maker_end(&maker));
    assert_int_equal(profile->function_count, 3);
    assert_function(profile,
                    "f\xC0\x80"
                    "a",
                    1, 1);
    assert_function(profile,
                    "f\xC0\x80"
                    "b",
                    1, 1);
    assert_function(profile, "f\xff\n\033", 1, 1);
    maker_release(&maker);
}

/* Frames that only a mapping names, or nothing at all. */
static void test_what_has_no_symbols(void **state)
{
    struct pprof_maker maker;
    make_cpu(&maker);
    maker_mapping(&maker, 1, "/usr/lib/libc.so.6");
    maker_mapping(&maker, 2, "");
    maker_function(&maker, 4, "");
    struct maker_frame nameless = { 4, 7 };
    maker_location(&maker, 4, 1, NULL, 0);
    maker_location(&maker, 5, 2, NULL, 0);
    maker_location(&maker, 6, 0, NULL, 0);
    maker_location(&maker, 7, 1, &nameless, 1);
    maker_stack(&maker, "41", 1, 1);
    maker_stack(&maker, "56", 1, 2);
    maker_stack(&maker, "7", 1, 4);
    const struct profile *profile =
        pprof_read_good(*state, "cpu", maker_end(&maker));
    assert_function(profile, "[libc.so.6]", 5, 5);
    assert_function(profile, "<unknown>", 2, 2);
    assert_string_equal(profile->binary, "libc.so.6");
    assert_string_equal(profile->build_id, "b1d");
    maker_release(&maker);
}

static void test_types_period_and_default(void **state)
{
    struct reading *reading = *state;
    struct pprof_maker maker;
    make_cpu(&maker);
    maker_type(&maker, FIELD_PERIOD_TYPE, "cpu", "nanoseconds");
    put_number(&maker.out, FIELD_PERIOD, 10000000);
    put_number(&maker.out, FIELD_TIME_NANOS, 5);
    put_number(&maker.out, FIELD_DURATION_NANOS, 6);
    put_number(&maker.out, FIELD_DEFAULT_SAMPLE_TYPE,
               maker_text(&maker, "samples"));
    const struct profile *profile =
        pprof_read_good(reading, "cpu", maker_end(&maker));
    assert_string_equal(profile->period_type.type, "cpu");
    assert_int_equal(profile->period, 10000000);
    assert_int_equal(profile->time_nanos, 5);
    assert_int_equal(profile->duration_nanos, 6);
    assert_int_equal(profile->default_value, 0);
    assert_true(profile->has_default_value);
    assert_int_equal(profile_value_index(profile, "cpu"), 1);
    assert_int_equal(profile_value_index(profile, "cp"), 2);
    maker_release(&maker);
}

/* One that no sample type has is ignored: the last is the default. */
static void test_a_default_that_is_none(void **state)
{
    struct pprof_maker maker;
    make_cpu(&maker);
    put_number(&maker.out, FIELD_DEFAULT_SAMPLE_TYPE,
               maker_text(&maker, "main.a"));
    const struct profile *profile =
        pprof_read_good(*state, "cpu", maker_end(&maker));
    assert_int_equal(profile->default_value, 1);
    assert_false(profile->has_default_value);
    assert_string_equal(profile->period_type.type, "");
    maker_release(&maker);
}

static void count_sample(void *context, const struct profile_sample *sample)
{
    int64_t *seen = context;
    seen[0]++;
    seen[1] += sample->values[0];
    seen[2] += sample->block_bytes;
    seen[3] += (int64_t)sample->location_count;
}

/* Only a number called "bytes" is a block's size. */
static void test_block_sizes_from_labels(void **state)
{
    struct pprof_maker maker;
    struct buffer sample, label;
    make_cpu(&maker);
    maker_sample(&maker, &(struct maker_sample){ .locations = { 1, 2 },
                                                 .values = { 1, 64 },
                                                 .value_count = 2,
                                                 .block_bytes = 64 });
    maker_stack(&maker, "1", 1, 1);
    buffer_init(&sample);
    put_number(&sample, 1, 1);
    put_number(&sample, 2, 1);
    put_number(&sample, 2, 1);
    buffer_init(&label); /* a text called bytes */
    put_number(&label, 1, maker_text(&maker, "bytes"));
    put_number(&label, 2, maker_text(&maker, "samples"));
    put_number(&label, 3, 7);
    put_message(&sample, 3, &label);
    buffer_init(&label); /* a number called otherwise */
    put_number(&label, 1, maker_text(&maker, "cpu"));
    put_number(&label, 3, 9);
    put_message(&sample, 3, &label);
    put_message(&maker.out, FIELD_SAMPLE, &sample);
    const struct profile *profile =
        pprof_read_good(*state, "cpu", maker_end(&maker));
    int64_t seen[4] = { 0 };
    profile->visit(profile, count_sample, seen);
    assert_int_equal(seen[0], 3);
    assert_int_equal(seen[1], 3);
    assert_int_equal(seen[2], 64);
    assert_int_equal(seen[3], 4);
    maker_release(&maker);
}

/* Go writes the string table last and locations among the samples: any order
 * is legal, and so is what no one knows. */
static void test_fields_in_any_order(void **state)
{
    struct pprof_maker maker;
    maker_init(&maker);
    maker_sample(&maker, &(struct maker_sample){ .locations = { 2, 1 },
                                                 .values = { 3 },
                                                 .value_count = 1 });
    maker_plain_location(&maker, 2, 2);
    put_number(&maker.out, 99, UINT64_MAX);
    put_text(&maker.out, 100, "unknown");
    put_varint(&maker.out, 101 << 3 | WIRE_FIXED64);
    buffer_append(&maker.out, "12345678", 8);
    put_varint(&maker.out, 102 << 3 | WIRE_FIXED32);
    buffer_append(&maker.out, "1234", 4);
    maker_function(&maker, 2, "main.b");
    maker_plain_location(&maker, 1, 1);
    maker_type(&maker, FIELD_SAMPLE_TYPE, "samples", "count");
    maker_function(&maker, 1, "main.a");
    const struct profile *profile =
        pprof_read_good(*state, "x", maker_end(&maker));
    assert_function(profile, "main.b", 3, 3);
    assert_function(profile, "main.a", 0, 3);
    maker_release(&maker);
}

/* Addresses as ids: producers other than Go do that. */
static void test_large_ids(void **state)
{
    struct pprof_maker maker;
    maker_init(&maker);
    maker_type(&maker, FIELD_SAMPLE_TYPE, "samples", "count");
    maker_function(&maker, UINT64_MAX, "main.a");
    maker_function(&maker, UINT64_C(1) << 32, "main.b");
    maker_plain_location(&maker, UINT64_MAX, UINT64_MAX);
    maker_plain_location(&maker, 0x401000, UINT64_C(1) << 32);
    maker_sample(&maker,
                 &(struct maker_sample){ .locations = { 0x401000, UINT64_MAX },
                                         .values = { 3 },
                                         .value_count = 1 });
    const struct profile *profile =
        pprof_read_good(*state, "x", maker_end(&maker));
    assert_function(profile, "main.b", 3, 3);
    assert_function(profile, "main.a", 0, 3);
    maker_release(&maker);
}

static enum profile_kind kind_of(struct reading *reading, const char *file,
                                 const char *first, const char *second,
                                 const char *function)
{
    struct pprof_maker maker;
    maker_init(&maker);
    maker_type(&maker, FIELD_SAMPLE_TYPE, first, "count");
    maker_type(&maker, FIELD_SAMPLE_TYPE, second, "nanoseconds");
    maker_function(&maker, 1, function);
    maker_function(&maker, 2, "main.other");
    maker_plain_location(&maker, 1, 1);
    maker_plain_location(&maker, 2, 2);
    maker_stack(&maker, "1", 1, 60);
    maker_stack(&maker, "2", 1, 40);
    enum profile_kind kind =
        pprof_read_good(reading, file, maker_end(&maker))->kind;
    maker_release(&maker);
    return kind;
}

/* Mutex and block profiles have the same types: the file's name tells, else
 * whether the delay lies at unlocks or at waits. */
static void test_kinds(void **state)
{
    static const struct {
        const char *file, *first, *second, *function;
        enum profile_kind kind;
    } cases[] = {
        { "x", "samples", "cpu", "f", PROFILE_CPU },
        { "block.gz", "samples", "cpu", "f", PROFILE_CPU },
        { "x", "inuse_objects", "inuse_space", "f", PROFILE_HEAP },
        { "x", "alloc_space", "alloc_objects", "f", PROFILE_HEAP },
        { "x", "samples", "time", "f", PROFILE_WALL },
        { "x", "goroutine", "x", "f", PROFILE_GOROUTINE },
        { "x", "events", "cost", "f", PROFILE_OTHER },
        { "x", "contentions", "delay", "sync.(*Mutex).Unlock", PROFILE_MUTEX },
        { "x", "contentions", "delay", "sync.(*RWMutex).RUnlock",
          PROFILE_MUTEX },
        { "x", "contentions", "delay", "runtime.unlock2", PROFILE_MUTEX },
        { "x", "contentions", "delay", "runtime._LostContendedRuntimeLock",
          PROFILE_MUTEX },
        { "x", "contentions", "delay", "sync.(*Mutex).Lock", PROFILE_BLOCK },
        { "x", "contentions", "delay", "runtime.chanrecv1", PROFILE_BLOCK },
        { "a/mutex-2.gz", "contentions", "delay", "f", PROFILE_MUTEX },
        { "a/BLOCK.out", "contentions", "delay", "sync.(*Mutex).Unlock",
          PROFILE_BLOCK },
        { "block/x", "contentions", "delay", "sync.(*Mutex).Unlock",
          PROFILE_MUTEX },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(kind_of(*state, cases[i].file, cases[i].first,
                                 cases[i].second, cases[i].function),
                         cases[i].kind);
        assert_true(profile_kind_name(cases[i].kind)[0] != '\0');
    }
}

static int score(const struct buffer *bytes)
{
    return reader_pprof.recognise((struct span){ bytes->bytes, bytes->length });
}

static void test_is_told_by_its_first_fields(void **state)
{
    (void)state;
    struct pprof_maker maker;
    make_cpu(&maker);
    maker_end(&maker);
    assert_int_equal(score(&maker.out), 95);
    maker_release(&maker);
    maker_init(&maker); /* types behind other fields */
    maker_function(&maker, 1, "main.a");
    maker_type(&maker, FIELD_SAMPLE_TYPE, "samples", "count");
    assert_int_equal(score(&maker.out), 70);
    maker_release(&maker);
    maker_init(&maker); /* no types at all */
    maker_function(&maker, 1, "main.a");
    assert_int_equal(score(&maker.out), 0);
    put_number(&maker.out, 16, 1); /* a field that Profile does not have */
    maker_type(&maker, FIELD_SAMPLE_TYPE, "samples", "count");
    assert_int_equal(score(&maker.out), 0);
    maker_release(&maker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_flat_at_the_leaf_cum_along_the_stack),
        reading_test(test_recursion_counts_once),
        reading_test(test_inlined_frames),
        reading_test(test_negative_and_zero_values),
        reading_test(test_packed_and_unpacked_numbers),
        reading_test(test_a_sample_without_a_stack),
        reading_test(test_functions_are_one_by_name),
        reading_test(test_names_keep_every_byte),
        reading_test(test_what_has_no_symbols),
        reading_test(test_types_period_and_default),
        reading_test(test_a_default_that_is_none),
        reading_test(test_block_sizes_from_labels),
        reading_test(test_fields_in_any_order),
        reading_test(test_large_ids),
        reading_test(test_kinds),
        cmocka_unit_test(test_is_told_by_its_first_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
