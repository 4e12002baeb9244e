/*
 * gzip data, whole and damaged: what zlib's gzread() would let pass must be
 * refused, and no input may cost more than the limits.
 */
#include "gzip_support.h"

#include "core/base/memory.h"
#include "formats/bytes/input.h"

static bool inflate_bytes(const char *bytes, size_t length,
                          struct span *inflated, struct error *error)
{
    /* The bytes end where their block ends. */
    char *block = malloc(length + 1);
    assert_non_null(block);
    if (length > 0) {
        memcpy(block + 1, bytes, length);
    }
    struct span compressed = { .bytes = block + 1, .length = length };
    bool ok = gunzip(compressed, "x.gz", inflated, error);
    free(block);
    return ok;
}

static void release(struct span inflated)
{
    void *bytes;
    memcpy(&bytes, &inflated.bytes, sizeof(bytes));
    memory_release(bytes);
}

static void assert_inflates(const struct buffer *data, const char *expected)
{
    struct span inflated;
    struct error error = ERROR_INIT;
    if (!inflate_bytes(data->bytes, data->length, &inflated, &error)) {
        fail_msg("%s", error.message);
    }
    assert_int_equal(inflated.length, strlen(expected));
    assert_memory_equal(inflated.bytes, expected, inflated.length);
    release(inflated);
}

static void assert_refused(const struct buffer *data, const char *part)
{
    struct span inflated;
    struct error error = ERROR_INIT;
    assert_false(inflate_bytes(data->bytes, data->length, &inflated, &error));
    assert_error(error, ERROR_INPUT, part);
    assert_error(error, ERROR_INPUT, "x.gz: ");
}

static void test_one_member(void **state)
{
    (void)state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, "hello");
    assert_inflates(&data, "hello");
    buffer_clear(&data);
    gzip_text(&data, "");
    assert_inflates(&data, "");
    buffer_release(&data);
}

static void test_members_one_after_the_other(void **state)
{
    (void)state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, "one ");
    gzip_text(&data, "");
    gzip_text(&data, "two");
    assert_inflates(&data, "one two");
    buffer_release(&data);
}

/* A header with every optional field: name, comment, extra, header CRC. */
static void test_a_header_with_all_fields(void **state)
{
    (void)state;
    struct buffer plain, data;
    buffer_init(&plain);
    buffer_init(&data);
    gzip_text(&plain, "hello");
    buffer_append(&data, "\x1f\x8b\x08\x1f\0\0\0\0\0\x03", 10);
    buffer_append(&data, "\x02\0ab", 4);
    buffer_append(&data, "cpu.pb\0note\0", 12);
    uLong sum = crc32(0, (const unsigned char *)data.bytes, (uInt)data.length);
    buffer_byte(&data, (char)(sum & 0xff));
    buffer_byte(&data, (char)(sum >> 8 & 0xff));
    buffer_append(&data, plain.bytes + 10, plain.length - 10);
    assert_inflates(&data, "hello");
    buffer_release(&plain);
    buffer_release(&data);
}

/* Cut off at any byte: never data, never a crash. */
static void test_truncated_at_every_byte(void **state)
{
    (void)state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, "one one one one one two");
    size_t first = data.length;
    gzip_text(&data, "three");
    for (size_t length = 2; length < data.length; length++) {
        struct buffer cut = { .bytes = data.bytes, .length = length };
        if (length == first) {
            assert_inflates(&cut, "one one one one one two");
        } else if (length != first + 1) {
            assert_refused(&cut, "truncated gzip data: ends after");
        } else {
            assert_refused(&cut, "not gzip"); /* one byte of a next member */
        }
    }
    buffer_release(&data);
}

/* The last eight bytes are the CRC and the length of the content. */
static void test_a_wrong_sum_or_length(void **state)
{
    (void)state;
    for (size_t i = 1; i <= 8; i++) {
        struct buffer data;
        buffer_init(&data);
        gzip_text(&data, "hello");
        data.bytes[data.length - i] ^= 1;
        assert_refused(&data, i > 4 ? "incorrect data check"
                                    : "incorrect length check");
        buffer_release(&data);
    }
}

static void test_garbage_behind_the_data(void **state)
{
    (void)state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, "hello");
    size_t end = data.length;
    buffer_text(&data, "garbage");
    assert_refused(&data, "7 bytes that are not gzip follow");
    buffer_truncate(&data, end);
    buffer_append(&data, "\0\0\0\0", 4);
    assert_refused(&data, "4 bytes that are not gzip follow");
    buffer_truncate(&data, end);
    buffer_append(&data, "\x1f\x8b\x07\0\0\0\0\0\0\0", 10);
    assert_refused(&data, "unknown compression method");
    buffer_release(&data);
}

/* It is noticed, or it changes nothing (the time, what pads the last byte). */
static void test_a_flipped_bit_anywhere(void **state)
{
    (void)state;
    static const char content[] = "one one one one one two two three";
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, content);
    for (size_t i = 0; i < data.length * 8; i++) {
        data.bytes[i / 8] = (char)(data.bytes[i / 8] ^ (1 << i % 8));
        struct span inflated;
        struct error error = ERROR_INIT;
        if (inflate_bytes(data.bytes, data.length, &inflated, &error)) {
            assert_true(span_equals(inflated, content));
            release(inflated);
        } else {
            assert_int_equal(error.kind, ERROR_INPUT);
        }
        data.bytes[i / 8] = (char)(data.bytes[i / 8] ^ (1 << i % 8));
    }
    buffer_release(&data);
}

/* The length in the trailer is modulo 2^32 and anyone's: only a hint. */
static void test_a_lie_about_the_length_costs_nothing(void **state)
{
    (void)state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, "hello");
    memset(data.bytes + data.length - 4, 0xff, 4);
    assert_refused(&data, "incorrect length check");
    buffer_release(&data);
}

enum { MEMBER_BYTES = 16 << 20 };

/* 16 MiB that shrink to some hundredth. */
static void append_large_member(struct buffer *data, char last)
{
    char *bytes = calloc(1, MEMBER_BYTES);
    assert_non_null(bytes);
    for (uint32_t i = 0; i < MEMBER_BYTES; i += 512) {
        bytes[i] = (char)(i * 2654435761U >> 24);
    }
    bytes[MEMBER_BYTES - 1] = last;
    gzip_append(data, bytes, MEMBER_BYTES);
    free(bytes);
}

/* 512 MiB are taken, one byte more is not. */
static void test_content_has_a_limit(void **state)
{
    (void)state;
    struct buffer data;
    struct span inflated;
    struct error error = ERROR_INIT;
    buffer_init(&data);
    append_large_member(&data, 'x');
    size_t member = data.length;
    for (size_t i = 1; i < INFLATED_LIMIT_BYTES / MEMBER_BYTES; i++) {
        buffer_reserve(&data, member);
        buffer_append(&data, data.bytes, member);
    }
    if (!inflate_bytes(data.bytes, data.length, &inflated, &error)) {
        fail_msg("%s", error.message);
    }
    assert_true(inflated.length == INFLATED_LIMIT_BYTES);
    assert_int_equal(inflated.bytes[inflated.length - 1], 'x');
    release(inflated);
    gzip_text(&data, "y");
    assert_false(inflate_bytes(data.bytes, data.length, &inflated, &error));
    assert_error(error, ERROR_LIMIT, "beyond the limit of 536870912 bytes");
    buffer_release(&data);
}

/* Over 1000:1 nothing is inflated beyond 16 MiB. */
static void test_a_bomb_is_put_out(void **state)
{
    (void)state;
    struct buffer data;
    struct span inflated;
    struct error error = ERROR_INIT;
    char *zeros = calloc(1, 64 << 20);
    assert_non_null(zeros);
    buffer_init(&data);
    gzip_append(&data, zeros, 64 << 20);
    assert_false(inflate_bytes(data.bytes, data.length, &inflated, &error));
    assert_error(error, ERROR_LIMIT, "beyond the limit of 1000:1");
    buffer_clear(&data);
    gzip_append(&data, zeros, MEMBER_BYTES); /* small enough to be free */
    assert_true(inflate_bytes(data.bytes, data.length, &inflated, &error));
    release(inflated);
    buffer_release(&data);
    free(zeros);
}

/* 20 bytes each: the time of all must stay that of one file of their size. */
static void test_many_empty_members(void **state)
{
    (void)state;
    struct buffer data;
    buffer_init(&data);
    gzip_text(&data, "");
    size_t member = data.length;
    for (size_t i = 1; i < 50000; i++) {
        buffer_reserve(&data, member);
        buffer_append(&data, data.bytes, member);
    }
    gzip_text(&data, "end");
    assert_inflates(&data, "end");
    buffer_release(&data);
}

static void test_compressed_bytes_have_a_limit(void **state)
{
    (void)state;
    struct span inflated;
    struct error error = ERROR_INIT;
    struct span large = { .bytes = "\x1f\x8b", .length = FILE_LIMIT_BYTES + 1 };
    char start[8];
    assert_false(gunzip(large, "x.gz", &inflated, &error));
    assert_error(error, ERROR_LIMIT, "compressed bytes exceed the limit");
    assert_int_equal(gunzip_start(large, start, sizeof(start)), 0);
}

static size_t start_of(const struct buffer *data, size_t length, char *start,
                       size_t capacity)
{
    struct span compressed = { .bytes = data->bytes, .length = length };
    return gunzip_start(compressed, start, capacity);
}

/* Enough to recognise content, from damaged data too. */
static void test_the_start_alone(void **state)
{
    (void)state;
    struct buffer data;
    char start[16];
    buffer_init(&data);
    gzip_text(&data, "hello world, this is long");
    assert_int_equal(start_of(&data, data.length, start, 5), 5);
    assert_memory_equal(start, "hello", 5);
    assert_int_equal(start_of(&data, data.length, start, 0), 0);
    assert_int_equal(start_of(&data, 2, start, 16), 0);
    assert_int_equal(start_of(&data, data.length - 9, start, 16), 16);
    data.bytes[0] = 'x';
    assert_int_equal(start_of(&data, data.length, start, 16), 0);
    buffer_release(&data);
}

static void test_recognises_the_magic(void **state)
{
    (void)state;
    assert_true(gunzip_recognises(span_of("\x1f\x8b\x08")));
    assert_true(gunzip_recognises(span_of("\x1f\x8b")));
    assert_false(gunzip_recognises(span_of("\x1f")));
    assert_false(gunzip_recognises(span_of("")));
    assert_false(gunzip_recognises(span_of("BZh9")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_member),
        cmocka_unit_test(test_members_one_after_the_other),
        cmocka_unit_test(test_a_header_with_all_fields),
        cmocka_unit_test(test_truncated_at_every_byte),
        cmocka_unit_test(test_a_wrong_sum_or_length),
        cmocka_unit_test(test_garbage_behind_the_data),
        cmocka_unit_test(test_a_flipped_bit_anywhere),
        cmocka_unit_test(test_a_lie_about_the_length_costs_nothing),
        cmocka_unit_test(test_content_has_a_limit),
        cmocka_unit_test(test_a_bomb_is_put_out),
        cmocka_unit_test(test_many_empty_members),
        cmocka_unit_test(test_compressed_bytes_have_a_limit),
        cmocka_unit_test(test_the_start_alone),
        cmocka_unit_test(test_recognises_the_magic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
