/*
 * The gzip format is RFC 1952. inflate() is driven by hand: gzread() reports
 * a truncated file as its end and skips what stands behind the last member.
 * zlib checks the CRC and the length of each member.
 */
#include "formats/bytes/input.h"

#include <string.h>

#include <zlib.h>

#include "core/base/memory.h"

enum { WINDOW_BITS_GZIP = 15 + 16 };

/* Real profiles shrink 2 to 10 times; 1000:1 is a bomb. */
static const size_t ratio_limit = 1000;
static const size_t ratio_free_bytes = (size_t)16 << 20;
static const size_t first_bytes = (size_t)64 << 10;

bool gunzip_recognises(struct span content)
{
    return span_starts_with(content, "\x1f\x8b");
}

struct inflation {
    const char *name;
    struct span compressed;
    z_stream stream;
    unsigned char *bytes; /* memory_allocate'd */
    size_t length, capacity;
};

static size_t consumed_bytes(const struct inflation *inflation)
{
    return inflation->compressed.length - inflation->stream.avail_in;
}

/*
 * The last four bytes say how long the last member is, modulo 2^32. A hint
 * only: pages that are never written cost nothing, so a lie does no harm.
 */
static size_t expected_length(struct span compressed)
{
    uint32_t length = 0;
    for (size_t i = 4; i-- > 0 && compressed.length >= 4;) {
        length = length << 8 |
                 (unsigned char)compressed.bytes[compressed.length - 4 + i];
    }
    size_t plausible = compressed.length > INFLATED_LIMIT_BYTES / 32
                           ? INFLATED_LIMIT_BYTES
                           : compressed.length * 32;
    return length > plausible ? plausible : length;
}

static bool check_limits(const struct inflation *inflation, struct error *error)
{
    if (inflation->length > INFLATED_LIMIT_BYTES) {
        return error_set(error, ERROR_LIMIT,
                         "%s: inflates beyond the limit of %zu bytes; give a "
                         "smaller file",
                         inflation->name, INFLATED_LIMIT_BYTES);
    }
    if (inflation->length > ratio_free_bytes &&
        inflation->length / ratio_limit > consumed_bytes(inflation)) {
        return error_set(error, ERROR_LIMIT,
                         "%s: %zu bytes inflate to more than %zu, beyond the "
                         "limit of %zu:1; it is not what a profiler writes",
                         inflation->name, consumed_bytes(inflation),
                         inflation->length, ratio_limit);
    }
    return true;
}

/* One byte of room beyond the limit tells "exactly full" from "too much". */
static void make_room(struct inflation *inflation)
{
    if (inflation->length < inflation->capacity) {
        return;
    }
    size_t grown = inflation->capacity * 2;
    inflation->capacity =
        grown > INFLATED_LIMIT_BYTES ? INFLATED_LIMIT_BYTES + 1 : grown;
    inflation->bytes = memory_resize(inflation->bytes, inflation->capacity);
}

static bool fail_data(const struct inflation *inflation, struct error *error)
{
    const char *reason = inflation->stream.msg;
    return error_set(error, ERROR_INPUT,
                     "%s: bad gzip data at byte %zu: %s; fetch or record the "
                     "file again",
                     inflation->name, consumed_bytes(inflation),
                     reason == NULL ? "corrupt" : reason);
}

/* Inflates to the end of one member. */
static bool inflate_member(struct inflation *inflation, struct error *error)
{
    z_stream *stream = &inflation->stream;
    for (;;) {
        make_room(inflation);
        size_t room = inflation->capacity - inflation->length;
        stream->next_out = inflation->bytes + inflation->length;
        stream->avail_out = (uInt)room;
        int status = inflate(stream, Z_NO_FLUSH);
        inflation->length += room - stream->avail_out;
        if (!check_limits(inflation, error)) {
            return false;
        }
        if (status == Z_STREAM_END) {
            return true;
        }
        if (status == Z_MEM_ERROR) {
            memory_exhausted(first_bytes);
        }
        if (status != Z_OK && status != Z_BUF_ERROR) {
            return fail_data(inflation, error);
        }
        if (stream->avail_in == 0 && stream->avail_out > 0) {
            return error_set(error, ERROR_INPUT,
                             "%s: truncated gzip data: ends after %zu bytes; "
                             "fetch or record the file again",
                             inflation->name, inflation->compressed.length);
        }
    }
}

static bool inflate_members(struct inflation *inflation, struct error *error)
{
    z_stream *stream = &inflation->stream;
    for (;;) {
        if (!inflate_member(inflation, error)) {
            return false;
        }
        if (stream->avail_in == 0) {
            return true;
        }
        size_t start = consumed_bytes(inflation);
        if (!gunzip_recognises(span_from(inflation->compressed, start))) {
            return error_set(error, ERROR_INPUT,
                             "%s: %u bytes that are not gzip follow the gzip "
                             "data at byte %zu; fetch or record the file "
                             "again",
                             inflation->name, stream->avail_in, start);
        }
        inflateReset(stream);
    }
}

static void start_stream(struct inflation *inflation)
{
    z_stream *stream = &inflation->stream;
    /* zlib never writes through next_in; its type lacks the const. */
    memcpy(&stream->next_in, &inflation->compressed.bytes,
           sizeof(stream->next_in));
    stream->avail_in = (uInt)inflation->compressed.length;
    if (inflateInit2(stream, WINDOW_BITS_GZIP) != Z_OK) {
        memory_exhausted(first_bytes);
    }
}

bool gunzip(struct span compressed, const char *name, struct span *inflated,
            struct error *error)
{
    if (compressed.length > FILE_LIMIT_BYTES) {
        return error_set(error, ERROR_LIMIT,
                         "%s: %zu compressed bytes exceed the limit of %zu; "
                         "give a smaller file",
                         name, compressed.length, FILE_LIMIT_BYTES);
    }
    struct inflation inflation = { .name = name, .compressed = compressed };
    size_t expected = expected_length(compressed);
    inflation.capacity = expected < first_bytes ? first_bytes : expected + 1;
    inflation.bytes = memory_allocate(inflation.capacity);
    start_stream(&inflation);
    bool ok = inflate_members(&inflation, error);
    inflateEnd(&inflation.stream);
    if (!ok) {
        memory_release(inflation.bytes);
        return false;
    }
    inflated->bytes = memory_resize(inflation.bytes, inflation.length);
    inflated->length = inflation.length;
    return true;
}

size_t gunzip_start(struct span compressed, char *bytes, size_t capacity)
{
    struct inflation inflation = { .compressed = compressed };
    if (compressed.length > FILE_LIMIT_BYTES) {
        return 0;
    }
    start_stream(&inflation);
    inflation.stream.next_out = (unsigned char *)bytes;
    inflation.stream.avail_out = (uInt)capacity;
    inflate(&inflation.stream, Z_NO_FLUSH);
    inflateEnd(&inflation.stream);
    return capacity - inflation.stream.avail_out;
}
