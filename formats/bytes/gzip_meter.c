#include "formats/bytes/gzip_meter.h"

#include <limits.h>

#include "core/base/memory.h"

enum { WINDOW_BITS_GZIP = 15 + 16, MEMORY_LEVEL = 8 };

void gzip_meter_init(struct gzip_meter *meter)
{
    *meter = (struct gzip_meter){ .measured = 0 };
    if (deflateInit2(&meter->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                     WINDOW_BITS_GZIP, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        memory_exhausted(0);
    }
}

void gzip_meter_release(struct gzip_meter *meter)
{
    deflateEnd(&meter->stream);
}

/* Only the length of what comes out is kept. */
static void compress_part(struct gzip_meter *meter, char *bytes, size_t length)
{
    unsigned char sink[1 << 14];
    z_stream *stream = &meter->stream;
    stream->next_in = (unsigned char *)bytes;
    stream->avail_in = (uInt)length;
    do {
        stream->next_out = sink;
        stream->avail_out = sizeof(sink);
        deflate(stream, Z_SYNC_FLUSH);
        meter->size += sizeof(sink) - stream->avail_out;
    } while (stream->avail_out == 0);
}

size_t gzip_meter_size(struct gzip_meter *meter, const struct buffer *text)
{
    if (meter->measured > text->length) {
        meter->measured = text->length;
    }
    while (meter->measured < text->length) {
        size_t left = text->length - meter->measured;
        size_t length = left < INT_MAX ? left : INT_MAX;
        compress_part(meter, text->bytes + meter->measured, length);
        meter->measured += length;
    }
    return meter->size;
}
