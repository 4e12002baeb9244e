/*
 * Makes gzip data for tests.
 */
#ifndef TESTS_UNIT_GZIP_SUPPORT_H
#define TESTS_UNIT_GZIP_SUPPORT_H

#include "files_support.h"

#include <zlib.h>

/* Appends one gzip member that holds the content. */
static inline void gzip_append(struct buffer *out, const void *content,
                               size_t length)
{
    z_stream stream = { .avail_in = (uInt)length };
    size_t most = length + length / 1000 + 128;
    assert_int_equal(
        deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY),
        Z_OK);
    memcpy(&stream.next_in, &content, sizeof(stream.next_in));
    stream.next_out = (unsigned char *)buffer_reserve(out, most);
    stream.avail_out = (uInt)most;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out->length += most - stream.avail_out;
    out->bytes[out->length] = '\0';
    deflateEnd(&stream);
}

static inline void gzip_text(struct buffer *out, const char *text)
{
    gzip_append(out, text, strlen(text));
}

#endif
