/*
 * Diagnostics of the compiler as `perfscribe escape` prints them. The rows
 * belong to the caller; what is printed is appended to a buffer.
 */
#ifndef FORMATS_ESCAPE_PRINT_H
#define FORMATS_ESCAPE_PRINT_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/model/escapes.h"

struct escape_row {
    const struct diagnostic *diagnostic;
    const struct escapes *escapes; /* whose flow the diagnostic refers to */
    const char *state;             /* "new", "gone"; NULL: no base */
};
struct escape_row_list LIST_STRUCT(struct escape_row);

struct escape_listing {
    struct escape_row_list rows; /* in the order met */
    bool has_base;               /* every row has a state */
};

/* What concerns the heap, by file and line, each with its flow. Sorts a copy
 * of the rows. */
void escape_print_text(const struct escape_listing *listing,
                       struct buffer *out);

/* "package,file,line,column,kind,subject,function,reason,destination", with a
 * base "state" before it; lines and columns that are not known are empty. */
void escape_print_csv(const struct escape_listing *listing, struct buffer *out);

/* {"diagnostics": [{the columns, "flow": [{"destination", "source"} or
 * {"expression", "reason", "file", "line", "column"}]}]}; what is not known is
 * left out. */
void escape_print_json(const struct escape_listing *listing,
                       struct buffer *out);

#endif
