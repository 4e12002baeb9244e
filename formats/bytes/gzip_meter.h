/*
 * How large a growing text becomes in gzip, for a limit on what may be sent.
 * The meter's compression is flushed at each question, so its answer is at
 * most a little above what gzip makes of the whole.
 */
#ifndef FORMATS_GZIP_METER_H
#define FORMATS_GZIP_METER_H

#include <stddef.h>

#include <zlib.h>

#include "core/base/buffer.h"

struct gzip_meter {
    z_stream stream;
    size_t measured; /* bytes of the text that were compressed */
    size_t size;     /* what became of them */
};

void gzip_meter_init(struct gzip_meter *meter);
void gzip_meter_release(struct gzip_meter *meter);

/* The size of all of the text so far. What was cut off it since the last
 * question still counts. */
size_t gzip_meter_size(struct gzip_meter *meter, const struct buffer *text);

#endif
