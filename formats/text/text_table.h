/*
 * A table for a fixed-width font whose cells may span columns. Widths are
 * counted in Unicode characters. Every cell has a margin on its left; the
 * margin of a column is the widest of its cells'. Owned by the caller.
 */
#ifndef FORMATS_TEXT_TABLE_H
#define FORMATS_TEXT_TABLE_H

#include <stdbool.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"

enum text_align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct text_cell {
    size_t row, column;
    size_t span;        /* columns; 0 is 1 */
    const char *text;   /* copied, made clean for a terminal */
    const char *margin; /* NULL: one space, none when first or empty */
    enum text_align align;
    bool stretches; /* its first column grows when a span needs the room */
};
struct text_cell_list LIST_STRUCT(struct text_cell);

struct text_table {
    struct arena arena;
    struct text_cell_list cells;
};

void text_table_init(struct text_table *table);
void text_table_release(struct text_table *table);

/* Cells come row by row, from left to right. */
void text_table_add(struct text_table *table, struct text_cell cell);

/* Empty cells print nothing, so no line ends with spaces. */
void text_table_print(struct text_table *table, struct buffer *out);

#endif
