#include "formats/text/text_table.h"

#include <string.h>

#include "formats/text/clean.h"

/* What the columns need, margins included. */
struct layout {
    size_t columns;
    size_t *margins;
    size_t *widths;
    size_t *starts; /* [columns + 1] */
};

void text_table_init(struct text_table *table)
{
    arena_init(&table->arena);
    table->cells = (struct text_cell_list){ .items = NULL };
}

void text_table_release(struct text_table *table)
{
    arena_release(&table->arena);
}

void text_table_add(struct text_table *table, struct text_cell cell)
{
    struct buffer clean;
    buffer_init(&clean);
    clean_terminal(&clean, cell.text);
    cell.text = arena_copy(&table->arena, clean.bytes, clean.length);
    buffer_release(&clean);
    if (cell.margin == NULL) {
        cell.margin = cell.column == 0 || cell.text[0] == '\0' ? "" : " ";
    }
    if (cell.span == 0) {
        cell.span = 1;
    }
    *LIST_PUSH(&table->arena, &table->cells) = cell;
}

static size_t characters(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return count;
}

static size_t larger(size_t left, size_t right)
{
    return left > right ? left : right;
}

static struct layout make_layout(struct text_table *table)
{
    struct layout layout = { .columns = 0 };
    for (size_t i = 0; i < table->cells.count; i++) {
        const struct text_cell *cell = &table->cells.items[i];
        layout.columns = larger(layout.columns, cell->column + cell->span);
    }
    size_t count = layout.columns + 1;
    layout.margins = arena_array(&table->arena, count, sizeof(size_t));
    layout.widths = arena_array(&table->arena, count, sizeof(size_t));
    layout.starts = arena_array(&table->arena, count, sizeof(size_t));
    for (size_t i = 0; i < table->cells.count; i++) {
        const struct text_cell *cell = &table->cells.items[i];
        size_t *margin = &layout.margins[cell->column];
        *margin = larger(*margin, characters(cell->margin));
    }
    return layout;
}

/* Makes room for a cell: in its first column, if it has several. */
static void fit(const struct layout *layout, const struct text_cell *cell)
{
    size_t needed = characters(cell->text) + layout->margins[cell->column];
    size_t others = 0;
    for (size_t i = 1; i < cell->span; i++) {
        others += layout->widths[cell->column + i];
    }
    if (needed > others && (cell->span == 1 || cell->stretches)) {
        size_t *width = &layout->widths[cell->column];
        *width = larger(*width, needed - others);
    }
}

/* Narrow cells first, so that wide ones need to grow as little as possible. */
static void fit_cells(const struct text_table *table,
                      const struct layout *layout)
{
    for (size_t span = 1; span <= layout->columns; span++) {
        for (size_t i = 0; i < table->cells.count; i++) {
            if (table->cells.items[i].span == span) {
                fit(layout, &table->cells.items[i]);
            }
        }
    }
    for (size_t i = 0; i < layout->columns; i++) {
        layout->starts[i + 1] = layout->starts[i] + layout->widths[i];
    }
}

/* Where a cell that did not fit ran over its end, the next one is kept apart
 * by as much again: what benchstat prints. */
static size_t distance(size_t from, size_t to)
{
    return to > from ? to - from : from - to;
}

static size_t padding(const struct text_cell *cell, size_t length, size_t room)
{
    switch (cell->align) {
    case ALIGN_CENTER:
        return distance(length, room) / 2;
    case ALIGN_RIGHT:
        return room > length ? room - length : 0;
    case ALIGN_LEFT:
        break;
    }
    return 0;
}

/* Prints the cell from `position` on and gives the position behind it. */
static size_t print_cell(const struct layout *layout,
                         const struct text_cell *cell, size_t position,
                         struct buffer *out)
{
    size_t start = layout->starts[cell->column];
    size_t end = layout->starts[cell->column + cell->span];
    size_t margin = layout->margins[cell->column];
    size_t length = characters(cell->text);
    size_t room = end - start > margin ? end - start - margin : 0;
    size_t indent = padding(cell, length, room);
    buffer_repeat(out, ' ', distance(position, start));
    buffer_repeat(out, ' ', margin - characters(cell->margin));
    buffer_text(out, cell->margin);
    buffer_repeat(out, ' ', indent);
    buffer_text(out, cell->text);
    return start + margin + indent + length;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " ")] == '\0';
}

void text_table_print(struct text_table *table, struct buffer *out)
{
    struct layout layout = make_layout(table);
    fit_cells(table, &layout);
    size_t row = 0, position = 0;
    for (size_t i = 0; i < table->cells.count; i++) {
        const struct text_cell *cell = &table->cells.items[i];
        if (is_blank(cell->text) && is_blank(cell->margin)) {
            continue;
        }
        if (cell->row > row) {
            buffer_repeat(out, '\n', cell->row - row);
            row = cell->row;
            position = 0;
        }
        position = print_cell(&layout, cell, position, out);
    }
    if (table->cells.count > 0) {
        buffer_byte(out, '\n');
    }
}
