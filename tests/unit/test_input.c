/*
 * From what a user gives to the reader that knows it: by content, compressed
 * or not, and with an error that names file and cure for all else.
 */
#include "evidence_support.h"
#include "gzip_support.h"

#include "formats/bytes/input.h"

static bool read_path(struct reading *reading, const char *path)
{
    struct input_request request = { .path = path,
                                     .name = "base/given",
                                     .label = path };
    return input_read_side(&request, &reading->evidence,
                           &reading->evidence.base, &reading->error);
}

static bool read_bytes(struct reading *reading, const void *bytes,
                       size_t length)
{
    return read_path(reading,
                     folder_bytes(reading->folder, "file", bytes, length));
}

static bool read_text(struct reading *reading, const char *text)
{
    return read_bytes(reading, text, strlen(text));
}

static const char benchmark[] = "BenchmarkJoin-8 100 12.5 ns/op\n";

static void test_reads_by_content_not_by_name(void **state)
{
    struct reading *reading = *state;
    const char *path = folder_text(reading->folder, "cpu.pb.gz", benchmark);
    assert_true(read_path(reading, path));
    assert_int_equal(reading->evidence.base.benchmarks.count, 1);
    assert_true(reading->evidence.base.is_present);
    assert_true(input_is_recognised(path));
}

static void test_inflates_what_is_compressed(void **state)
{
    struct reading *reading = *state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, "goos: linux\n");
    gzip_text(&data, benchmark);
    const char *path =
        folder_bytes(reading->folder, "bench.txt", data.bytes, data.length);
    assert_true(input_is_recognised(path));
    assert_true(read_path(reading, path));
    assert_int_equal(reading->evidence.base.benchmarks.count, 1);
    buffer_release(&data);
}

/* Each failure names the file as the user knows it, and says what to do. */
static void assert_fails(struct reading *reading, const char *text,
                         const char *part)
{
    assert_false(read_text(reading, text));
    assert_error(reading->error, ERROR_INPUT, part);
    assert_error(reading->error, ERROR_INPUT, "base/given");
    assert_false(reading->evidence.base.is_present);
}

static void test_refuses_what_no_reader_knows(void **state)
{
    assert_fails(*state, "", "is empty");
    assert_fails(*state, "hello, reading\n", "no reader knows this content");
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

static void assert_words(struct reading *reading, const char *bytes,
                         size_t length, const char *part)
{
    assert_false(read_bytes(reading, bytes, length));
    assert_error(reading->error, ERROR_INPUT, part);
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
    struct reading *reading = *state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, "");
    assert_false(read_bytes(reading, data.bytes, data.length));
    assert_error(reading->error, ERROR_INPUT, "base/given: is empty");
    buffer_release(&data);
}

static void test_damaged_compression_is_an_error(void **state)
{
    struct reading *reading = *state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, benchmark);
    assert_false(read_bytes(reading, data.bytes, data.length - 1));
    assert_error(reading->error, ERROR_INPUT,
                 "base/given: truncated gzip data");
    /* Its start is sound, and says what it would be. */
    const char *path =
        folder_bytes(reading->folder, "cut", data.bytes, data.length - 1);
    assert_true(input_is_recognised(path));
    assert_false(read_bytes(reading, "\x1f\x8b", 2));
    assert_error(reading->error, ERROR_INPUT, "truncated gzip data");
    assert_int_equal(reading->evidence.base.benchmarks.count, 0);
    buffer_release(&data);
}

static void test_refuses_what_is_no_file(void **state)
{
    struct reading *reading = *state;
    const char *missing = folder_path(reading->folder, "missing");
    assert_false(read_path(reading, reading->folder->path));
    assert_error(reading->error, ERROR_INPUT, "is a folder");
    assert_false(read_path(reading, missing));
    assert_error(reading->error, ERROR_INPUT, "check the path");
    assert_true(input_is_recognised(missing)); /* its reading says why */
    assert_true(input_is_recognised(reading->folder->path));
    assert_false(input_is_recognised(folder_text(reading->folder, "e", "")));
    assert_false(
        input_is_recognised(folder_text(reading->folder, "n", "noise")));
}

/* The bytes must outlive the reading: profiles are walked again. */
static void test_content_is_held_by_the_side(void **state)
{
    struct reading *reading = *state;
    struct input first, second;
    struct evidence_side *side = &reading->evidence.base;
    struct input_request request = { .name = "n",
                                     .label = "l",
                                     .replicate = 3 };
    request.path = folder_text(reading->folder, "one", "the first");
    assert_true(input_open(&request, &side->arena, &side->held, &first,
                           &reading->error));
    for (int i = 0; i < 50; i++) { /* the list of what is held grows */
        request.path = folder_text(reading->folder, "two", "another");
        assert_true(input_open(&request, &side->arena, &side->held, &second,
                               &reading->error));
    }
    assert_memory_equal(first.content.bytes, "the first", 9);
    assert_int_equal(first.replicate, 3);
    assert_string_equal(first.label, "l");
}

/* A benchmark's log with the collector's lines in it is read for both. */
static void test_lines_of_two_tools(void **state)
{
    struct reading *reading = *state;
    assert_true(read_text(
        reading,
        "BenchmarkA-2 \tgc 1 @0.5s 5%: 1+2+3 ms clock, 1+2/3/4+5 ms cpu, "
        "1->2->3 MB, 4 MB goal, 2 P\nBenchmarkB-2 100 12 ns/op\n"));
    assert_int_equal(reading->evidence.base.benchmarks.count, 1);
    assert_int_equal(reading->evidence.base.gc_traces.count, 1);
}

/* A tree of the compiler's logs has more files than can be mapped. */
static void test_copied_content_is_let_go(void **state)
{
    struct reading *reading = *state;
    for (int i = 0; i < 3; i++) {
        assert_true(read_text(reading, "# p\n./a.go:1:2: moved to heap: x\n"));
    }
    assert_int_equal(reading->evidence.base.held.count, 0);
    assert_int_equal(reading->evidence.base.escapes.diagnostics.count, 1);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_reads_by_content_not_by_name),
        reading_test(test_inflates_what_is_compressed),
        reading_test(test_refuses_what_no_reader_knows),
        reading_test(test_legacy_text),
        reading_test(test_legacy_words),
        reading_test(test_other_words),
        reading_test(test_an_empty_member_is_empty),
        reading_test(test_damaged_compression_is_an_error),
        reading_test(test_refuses_what_is_no_file),
        reading_test(test_content_is_held_by_the_side),
        reading_test(test_lines_of_two_tools),
        reading_test(test_copied_content_is_let_go),
        cmocka_unit_test(test_every_reader_knows_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
