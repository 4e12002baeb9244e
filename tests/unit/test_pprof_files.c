/*
 * Profiles that Go's runtime and fgprof wrote (tests/data/pprof), function by
 * function and type by type against `go tool pprof -top` without trimming: a
 * .sums file has "# TYPE UNIT", then a line "FLAT CUM NAME" for each row.
 */
#include "pprof_support.h"

#include "formats/bytes/input.h"

struct sums {
    const struct profile *profile;
    size_t value; /* the type that the lines are about */
    size_t rows;  /* of this type */
};

static int64_t take_number(struct cursor *line)
{
    struct span field;
    uint64_t number;
    assert_true(cursor_field(line, &field));
    assert_true(span_uint64(field, &number));
    return (int64_t)number;
}

/* As many functions have a value as pprof printed rows. */
static void check_count(const struct sums *sums)
{
    size_t count = 0;
    for (uint32_t i = 0; i < sums->profile->function_count; i++) {
        count += profile_function_flat(sums->profile, i)[sums->value] != 0 ||
                 profile_function_cum(sums->profile, i)[sums->value] != 0;
    }
    assert_int_equal(count, sums->rows);
}

static void begin_type(struct sums *sums, struct cursor *line)
{
    struct span type, unit;
    struct value_type expected;
    assert_true(cursor_field(line, &type));
    assert_true(cursor_field(line, &unit));
    expected = sums->profile->value_types[sums->value];
    assert_true(span_equals(type, expected.type));
    assert_true(span_equals(unit, expected.unit));
    sums->rows = 0;
}

static void check_row(struct sums *sums, struct cursor *line)
{
    int64_t flat = take_number(line), cum = take_number(line);
    struct span name = { line->next + 1, cursor_left(line) - 1 };
    for (uint32_t i = 0; i < sums->profile->function_count; i++) {
        if (span_equals(name, sums->profile->functions[i].name)) {
            const int64_t *own = profile_function_flat(sums->profile, i);
            const int64_t *all = profile_function_cum(sums->profile, i);
            assert_true(own[sums->value] == flat);
            assert_true(all[sums->value] == cum);
            sums->rows++;
            return;
        }
    }
    fail_msg("no function %.*s", (int)name.length, name.bytes);
}

static void check_sums(const struct profile *profile, struct span text)
{
    struct sums sums = { .profile = profile, .value = SIZE_MAX };
    struct cursor cursor = cursor_over(text.bytes, text.length);
    for (struct span line; cursor_line(&cursor, &line);) {
        struct cursor fields = cursor_over(line.bytes, line.length);
        if (line.bytes[0] != '#') {
            check_row(&sums, &fields);
            continue;
        }
        if (sums.value != SIZE_MAX) {
            check_count(&sums);
        }
        sums.value++;
        fields.next++;
        begin_type(&sums, &fields);
    }
    check_count(&sums);
    assert_int_equal(sums.value + 1, profile->value_count);
}

/* Sums of lines, and of what the visitor is shown, must come to the same. */
static void add_values(void *context, const struct profile_sample *sample)
{
    int64_t *totals = context;
    totals[0] += sample->values[0];
    assert_true(sample->location_count > 0);
}

static void check_totals(const struct profile *profile)
{
    int64_t visited = 0, lines = 0, functions = 0;
    profile->visit(profile, add_values, &visited);
    for (uint32_t i = 0; i < profile->line_count; i++) {
        lines += profile_line_flat(profile, i)[0];
    }
    for (uint32_t i = 0; i < profile->function_count; i++) {
        functions += profile_function_flat(profile, i)[0];
    }
    assert_true(visited == profile->totals[0]);
    assert_true(lines == profile->totals[0]);
    assert_true(functions == profile->totals[0]);
}

static const struct profile *read_file(struct reading *reading,
                                       const char *name)
{
    const char *path = arena_printf(&reading->folder->arena,
                                    "tests/data/pprof/%s.pb.gz", name);
    struct input_request request = { .path = path,
                                     .name = path,
                                     .label = path };
    struct evidence_side *side = &reading->evidence.base;
    if (!input_read_side(&request, &reading->evidence, side, &reading->error)) {
        fail_msg("%s", reading->error.message);
    }
    return &side->profiles.items[side->profiles.count - 1];
}

static void check_file(struct reading *reading, const char *name,
                       enum profile_kind kind, const char *default_type)
{
    const struct profile *profile = read_file(reading, name);
    struct file_view view;
    const char *path =
        arena_printf(&reading->folder->arena, "tests/data/pprof/%s.sums", name);
    if (!file_open_view(path, FILE_LIMIT_BYTES, &view, &reading->error)) {
        fail_msg("%s", reading->error.message);
    }
    check_sums(profile, (struct span){ view.bytes, view.length });
    check_totals(profile);
    file_close_view(&view);
    assert_int_equal(profile->kind, kind);
    assert_string_equal(profile->value_types[profile->default_value].type,
                        default_type);
}

static void test_every_kind_of_the_runtime(void **state)
{
    check_file(*state, "cpu", PROFILE_CPU, "cpu");
    check_file(*state, "heap", PROFILE_HEAP, "inuse_space");
    check_file(*state, "allocs", PROFILE_HEAP, "alloc_space");
    check_file(*state, "mutex", PROFILE_MUTEX, "delay");
    check_file(*state, "block", PROFILE_BLOCK, "delay");
    check_file(*state, "goroutine", PROFILE_GOROUTINE, "goroutine");
    check_file(*state, "goroutineleak", PROFILE_OTHER, "goroutineleak");
    check_file(*state, "threadcreate", PROFILE_OTHER, "threadcreate");
}

static void test_wall_clock_and_labels(void **state)
{
    check_file(*state, "fgprof", PROFILE_WALL, "time");
    check_file(*state, "labels", PROFILE_CPU, "cpu");
}

static void test_what_a_cpu_profile_says_of_itself(void **state)
{
    const struct profile *profile = read_file(*state, "labels");
    assert_string_equal(profile->period_type.type, "cpu");
    assert_string_equal(profile->period_type.unit, "nanoseconds");
    assert_int_equal(profile->period, 10000000);
    assert_true(profile->duration_nanos > 300000000);
    assert_true(profile->time_nanos > INT64_C(1700000000000000000));
    assert_string_equal(profile->binary, "record");
    assert_true(profile->build_id[0] != '\0');
    uint32_t spin = pprof_function_of(profile, "main.spin");
    assert_true(spin < profile->function_count);
    assert_int_equal(profile->functions[spin].start_line, 13);
    assert_string_equal(profile->functions[spin].file,
                        "example.com/record/main.go");
}

/* An address that no mapping holds, 32 times in a stack. */
static void test_threads_have_no_functions(void **state)
{
    const struct profile *profile = read_file(*state, "threadcreate");
    assert_int_equal(profile->function_count, 1);
    assert_string_equal(profile->functions[0].name, "<unknown>");
    assert_int_equal(profile_function_cum(profile, 0)[0], 5);
}

/* The heap's records carry the size of their blocks, the whole part of their
 * average. Objects and bytes are scaled apart and cut to whole ones. */
static void check_block(void *context, const struct profile_sample *sample)
{
    size_t *with_bytes = context;
    int64_t objects = sample->values[0], bytes = sample->values[1];
    *with_bytes += sample->block_bytes > 0;
    assert_true(sample->block_bytes > 0 || objects == 0);
    assert_true(bytes >= objects * sample->block_bytes);
    assert_true(bytes < (objects + 1) * (sample->block_bytes + 1));
}

static void test_heap_records_have_a_block_size(void **state)
{
    const struct profile *profile = read_file(*state, "allocs");
    size_t with_bytes = 0;
    profile->visit(profile, check_block, &with_bytes);
    assert_true(with_bytes > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_every_kind_of_the_runtime),
        reading_test(test_wall_clock_and_labels),
        reading_test(test_what_a_cpu_profile_says_of_itself),
        reading_test(test_threads_have_no_functions),
        reading_test(test_heap_records_have_a_block_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
