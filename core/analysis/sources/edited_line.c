#include "core/analysis/sources/edited_line.h"

/* The run of added and removed lines of a hunk around an index, and its
 * counts. */
struct edit {
    size_t first, last; /* last is exclusive */
    size_t removed, added;
};

static struct edit edit_around(const struct patch_line_list *lines,
                               size_t index)
{
    struct edit edit = { .first = index, .last = index };
    while (edit.first > 0 && !lines->items[edit.first].starts_hunk &&
           lines->items[edit.first - 1].sign != ' ') {
        edit.first--;
    }
    while (edit.last < lines->count && lines->items[edit.last].sign != ' ' &&
           (edit.last == index || !lines->items[edit.last].starts_hunk)) {
        edit.removed += lines->items[edit.last].sign == '-';
        edit.added += lines->items[edit.last].sign == '+';
        edit.last++;
    }
    for (size_t i = edit.first; i < index; i++) {
        edit.removed += lines->items[i].sign == '-';
        edit.added += lines->items[i].sign == '+';
    }
    return edit;
}

/* The added line with the same rank as the removed one at `index`. */
static uint32_t replacement_of(const struct patch_line_list *lines,
                               size_t index)
{
    struct edit edit = edit_around(lines, index);
    if (edit.removed != edit.added) {
        return 0;
    }
    size_t rank = 0;
    for (size_t i = edit.first; i < index; i++) {
        rank += lines->items[i].sign == '-';
    }
    for (size_t i = edit.first; i < edit.last; i++) {
        if (lines->items[i].sign == '+' && rank-- == 0) {
            return lines->items[i].twin == NULL ? lines->items[i].head_line : 0;
        }
    }
    return 0;
}

uint32_t edited_head_line(const struct patch *patch, const char *base_path,
                          uint32_t line)
{
    uint32_t mapped = patch_head_line(patch, base_path, line);
    const struct patch_file *file = patch_find_base(patch, base_path);
    if (mapped != 0 || file == NULL) {
        return mapped;
    }
    for (size_t i = 0; i < file->lines.count; i++) {
        const struct patch_line *entry = &file->lines.items[i];
        if (entry->sign == '-' && entry->base_line == line) {
            return entry->twin != NULL ? entry->twin->head_line
                                       : replacement_of(&file->lines, i);
        }
    }
    return 0;
}
