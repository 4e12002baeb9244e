/*
 * From what a user gives to the reader that knows it: by content, compressed
 * or not, and with an error that names file and cure for all else.
 */
#include "gzip_support.h"

#include "formats/input.h"

struct world {
    struct folder *folder;
    struct strings strings;
    struct evidence evidence;
    struct error error;
};

static int world_setup(void **state)
{
    struct world *world = calloc(1, sizeof(*world));
    void *folder;
    folder_setup(&folder);
    world->folder = folder;
    strings_init(&world->strings);
    evidence_init(&world->evidence, &world->strings);
    *state = world;
    return 0;
}

static int world_teardown(void **state)
{
    struct world *world = *state;
    void *folder = world->folder;
    evidence_release(&world->evidence);
    strings_release(&world->strings);
    free(world);
    return folder_teardown(&folder);
}

static bool read_path(struct world *world, const char *path)
{
    struct input_request request = { .path = path,
                                     .name = "base/given",
                                     .label = path };
    return input_read_side(&request, &world->evidence, &world->evidence.base,
                           &world->error);
}

static bool read_bytes(struct world *world, const void *bytes, size_t length)
{
    return read_path(world, folder_bytes(world->folder, "file", bytes, length));
}

static bool read_text(struct world *world, const char *text)
{
    return read_bytes(world, text, strlen(text));
}

static const char benchmark[] = "BenchmarkJoin-8 100 12.5 ns/op\n";

static void test_reads_by_content_not_by_name(void **state)
{
    struct world *world = *state;
    const char *path = folder_text(world->folder, "cpu.pb.gz", benchmark);
    assert_true(read_path(world, path));
    assert_int_equal(world->evidence.base.benchmarks.count, 1);
    assert_true(world->evidence.base.is_present);
    assert_true(input_is_recognised(path));
}

static void test_inflates_what_is_compressed(void **state)
{
    struct world *world = *state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, "goos: linux\n");
    gzip_text(&data, benchmark);
    const char *path =
        folder_bytes(world->folder, "bench.txt", data.bytes, data.length);
    assert_true(input_is_recognised(path));
    assert_true(read_path(world, path));
    assert_int_equal(world->evidence.base.benchmarks.count, 1);
    buffer_release(&data);
}

/* Each failure names the file as the user knows it, and says what to do. */
static void assert_fails(struct world *world, const char *text,
                         const char *part)
{
    assert_false(read_text(world, text));
    assert_error(world->error, ERROR_INPUT, part);
    assert_error(world->error, ERROR_INPUT, "base/given");
    assert_false(world->evidence.base.is_present);
}

static void test_refuses_what_no_reader_knows(void **state)
{
    assert_fails(*state, "", "is empty");
    assert_fails(*state, "hello, world\n", "no reader knows this content");
    assert_fails(*state,
                 "\x7f"
                 "ELF\x02\x01\x01",
                 "no reader knows");
    assert_fails(*state, "{\"a\": 1}\n", "no reader knows");
}

static void test_legacy_text(void **state)
{
    static const char *const texts[] = {
        "heap profile: 1: 2 [3: 4] @ heap/1048576\n",
        "goroutine profile: total 9\n",
        "threadcreate profile: total 5\n",
        "--- mutex:\ncycles/second=2596129947\n",
        "--- contention:\ncycles/second=1\n",
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_fails(*state, texts[i],
                     "legacy format; convert it with: go "
                     "tool pprof -proto");
    }
}

static void assert_words(struct world *world, const char *bytes, size_t length,
                         const char *part)
{
    assert_false(read_bytes(world, bytes, length));
    assert_error(world->error, ERROR_INPUT, part);
}

/* The words 0, 3 and then 0 (gperftools) or 1 (its Java kin), 10000, 0. */
static void test_legacy_words(void **state)
{
    static const char little_64[40] = { [8] = 3, [24] = 0x10, [25] = 0x27 };
    static const char big_32[20] = {
        [7] = 3, [11] = 1, [14] = 0x27, [15] = 0x10
    };
    assert_words(*state, little_64, sizeof(little_64), "legacy format");
    assert_words(*state, big_32, sizeof(big_32), "legacy format");
}

static void test_other_words(void **state)
{
    static const char second_is_4[40] = { [8] = 4 };
    static const char third_is_2[40] = { [8] = 3, [16] = 2 };
    static const char too_short[8] = { [4] = 3 };
    assert_words(*state, second_is_4, sizeof(second_is_4), "no reader knows");
    assert_words(*state, third_is_2, sizeof(third_is_2), "no reader knows");
    assert_words(*state, too_short, sizeof(too_short), "no reader knows");
}

static void test_an_empty_member_is_empty(void **state)
{
    struct world *world = *state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, "");
    assert_false(read_bytes(world, data.bytes, data.length));
    assert_error(world->error, ERROR_INPUT, "base/given: is empty");
    buffer_release(&data);
}

static void test_damaged_compression_is_an_error(void **state)
{
    struct world *world = *state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, benchmark);
    assert_false(read_bytes(world, data.bytes, data.length - 1));
    assert_error(world->error, ERROR_INPUT, "base/given: truncated gzip data");
    /* Its start is sound, and says what it would be. */
    const char *path =
        folder_bytes(world->folder, "cut", data.bytes, data.length - 1);
    assert_true(input_is_recognised(path));
    assert_false(read_bytes(world, "\x1f\x8b", 2));
    assert_error(world->error, ERROR_INPUT, "truncated gzip data");
    assert_int_equal(world->evidence.base.benchmarks.count, 0);
    buffer_release(&data);
}

static void test_refuses_what_is_no_file(void **state)
{
    struct world *world = *state;
    const char *missing = folder_path(world->folder, "missing");
    assert_false(read_path(world, world->folder->path));
    assert_error(world->error, ERROR_INPUT, "is a folder");
    assert_false(read_path(world, missing));
    assert_error(world->error, ERROR_INPUT, "check the path");
    assert_false(input_is_recognised(missing));
    assert_false(input_is_recognised(world->folder->path));
    assert_false(input_is_recognised(folder_text(world->folder, "e", "")));
    assert_false(input_is_recognised(folder_text(world->folder, "n", "noise")));
}

/* The bytes must outlive the reading: profiles are walked again. */
static void test_content_is_held_by_the_side(void **state)
{
    struct world *world = *state;
    struct input first, second;
    struct evidence_side *side = &world->evidence.base;
    struct input_request request = { .name = "n",
                                     .label = "l",
                                     .replicate = 3 };
    request.path = folder_text(world->folder, "one", "the first");
    assert_true(
        input_open(&request, &side->arena, &side->held, &first, &world->error));
    for (int i = 0; i < 50; i++) { /* the list of what is held grows */
        request.path = folder_text(world->folder, "two", "another");
        assert_true(input_open(&request, &side->arena, &side->held, &second,
                               &world->error));
    }
    assert_memory_equal(first.content.bytes, "the first", 9);
    assert_int_equal(first.replicate, 3);
    assert_string_equal(first.label, "l");
}

static void test_every_reader_knows_its_own(void **state)
{
    (void)state;
    static const struct {
        const struct reader *reader;
        const char *text;
    } cases[] = {
        { &reader_benchmark, "goos: linux\ngoarch: amd64\n"
                             "BenchmarkX-2 \t 10\t 5 ns/op\nPASS\n" },
        { &reader_escape, "# example.com/x\n./a.go:3:6: can inline f\n" },
        { &reader_escape, "./a.go:3:6: moved to heap: x\n" },
        { &reader_patch, "diff --git a/x b/x\n" },
        { &reader_goenv, "GOVERSION='go1.26.8'\nGOOS='linux'\n" },
        { &reader_pprof, "\x0a\x04\x08\x01\x10\x02\x0a\x04\x08\x03\x10\x04" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_ptr_equal(reader_for(span_of(cases[i].text)), cases[i].reader);
    }
    for (size_t i = 0; readers[i] != NULL; i++) {
        assert_true(readers[i]->name[0] != '\0');
        assert_true(readers[i]->description[0] != '\0');
        assert_int_equal(readers[i]->recognise(span_of("")), 0);
        assert_int_equal(readers[i]->recognise(span_of("\xff\xfe\n\0x")), 0);
    }
}

#define world_test(test) \
    cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(test_reads_by_content_not_by_name),
        world_test(test_inflates_what_is_compressed),
        world_test(test_refuses_what_no_reader_knows),
        world_test(test_legacy_text),
        world_test(test_legacy_words),
        world_test(test_other_words),
        world_test(test_an_empty_member_is_empty),
        world_test(test_damaged_compression_is_an_error),
        world_test(test_refuses_what_is_no_file),
        world_test(test_content_is_held_by_the_side),
        cmocka_unit_test(test_every_reader_knows_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
