/*
 * Comma-separated rows, quoted as Go's encoding/csv does: only fields with a
 * comma, a quote, a line end, or white space in front. Control characters
 * other than these, which could steer a terminal, become U+FFFD.
 */
#ifndef FORMATS_CSV_H
#define FORMATS_CSV_H

#include "core/base/buffer.h"

struct csv_row {
    struct buffer *out;
    size_t fields; /* of the row in progress */
};

void csv_field(struct csv_row *row, const char *text);

/* Adds empty fields until there are `fields`. */
void csv_fill(struct csv_row *row, size_t fields);

/* Ends the row with a newline. */
void csv_end(struct csv_row *row);

#endif
