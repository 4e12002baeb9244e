/*
 * Comma-separated rows, quoted as Go's encoding/csv does: only fields with a
 * comma, a quote, a line end, or white space in front; and those that a CI log
 * would take for a command ("::"). Other control characters, which could steer
 * a terminal, and invalid UTF-8 become U+FFFD.
 */
#ifndef FORMATS_CSV_H
#define FORMATS_CSV_H

#include "core/base/buffer.h"

struct csv_row {
    struct buffer *out;
    size_t fields; /* of the row in progress */
};

void csv_field(struct csv_row *row, const char *text);

/* A name that comes from a file: where a spreadsheet would take it for a
 * formula it gets an apostrophe in front. */
void csv_name(struct csv_row *row, const char *name);

/* Adds empty fields until there are `fields`. */
void csv_fill(struct csv_row *row, size_t fields);

/* Ends the row with a newline. */
void csv_end(struct csv_row *row);

#endif
