#include "core/model/patch.h"

#include <string.h>

static bool is_path(const char *path, const char *wanted)
{
    return path != NULL && strcmp(path, wanted) == 0;
}

const struct patch_file *patch_find_head(const struct patch *patch,
                                         const char *path)
{
    for (size_t i = 0; i < patch->files.count; i++) {
        if (is_path(patch->files.items[i].head_path, path)) {
            return &patch->files.items[i];
        }
    }
    return NULL;
}

const struct patch_file *patch_find_base(const struct patch *patch,
                                         const char *path)
{
    for (size_t i = 0; i < patch->files.count; i++) {
        if (is_path(patch->files.items[i].base_path, path)) {
            return &patch->files.items[i];
        }
    }
    return NULL;
}

enum side { SIDE_BASE, SIDE_HEAD };

static uint32_t line_on(const struct patch_line *line, enum side side)
{
    return side == SIDE_BASE ? line->base_line : line->head_line;
}

/*
 * Lines outside the hunks keep their distance to the entries before them. An
 * entry that only the other side has stands before the line if it is not
 * beyond the place to which the line maps so far: diffs without context say
 * no more.
 */
static uint32_t map_line(const struct patch_file *file, uint32_t line,
                         enum side from)
{
    enum side to = from == SIDE_BASE ? SIDE_HEAD : SIDE_BASE;
    int64_t mapped = line;
    for (size_t i = 0; i < file->lines.count; i++) {
        const struct patch_line *entry = &file->lines.items[i];
        uint32_t own = line_on(entry, from), other = line_on(entry, to);
        if (own == line) {
            return other;
        }
        if (own > line || (own == 0 && other > mapped)) {
            break;
        }
        mapped += (own == 0) - (other == 0);
    }
    return mapped > 0 && mapped <= UINT32_MAX ? (uint32_t)mapped : 0;
}

uint32_t patch_base_line(const struct patch *patch, const char *head_path,
                         uint32_t line)
{
    const struct patch_file *file = patch_find_head(patch, head_path);
    if (file == NULL || line == 0) {
        return line;
    }
    return file->base_path == NULL ? 0 : map_line(file, line, SIDE_HEAD);
}

uint32_t patch_head_line(const struct patch *patch, const char *base_path,
                         uint32_t line)
{
    const struct patch_file *file = patch_find_base(patch, base_path);
    if (file == NULL || line == 0) {
        return line;
    }
    return file->head_path == NULL ? 0 : map_line(file, line, SIDE_BASE);
}

/* The first line that the edit of a removed line added, 0: none. */
static uint32_t edited_place(const struct patch_file *file, uint32_t base_line)
{
    bool is_here = false;
    uint32_t added = 0; /* by the edit so far */
    for (size_t i = 0; i < file->lines.count; i++) {
        const struct patch_line *entry = &file->lines.items[i];
        if (entry->sign == ' ' || entry->starts_hunk) {
            if (is_here) {
                break;
            }
            added = 0;
        }
        if (entry->sign == '+') {
            added = added != 0 ? added : entry->head_line;
        }
        is_here |= entry->sign == '-' && entry->base_line == base_line;
    }
    return is_here ? added : 0;
}

struct location patch_place(const struct patch *patch, struct location location)
{
    const struct patch_file *file = patch_find_base(patch, location.file);
    if (file == NULL) {
        return location;
    }
    struct location place = { .file = file->head_path };
    if (file->head_path == NULL || location.line == 0) {
        return place;
    }
    place.line = edited_place(file, location.line);
    /* A deletion ends with its hunk, at the latest. */
    for (size_t i = 0; place.line == 0 && i <= file->lines.count; i++) {
        place.line = map_line(file, location.line + (uint32_t)i, SIDE_BASE);
    }
    return place;
}

/* Lines stand in head's order except for removed ones, which have none. */
const struct patch_line *patch_added_line(const struct patch *patch,
                                          const char *head_path, uint32_t line)
{
    const struct patch_file *file = patch_find_head(patch, head_path);
    for (size_t i = 0; file != NULL && i < file->lines.count; i++) {
        const struct patch_line *entry = &file->lines.items[i];
        if (entry->sign == '+' && entry->head_line == line) {
            return entry;
        }
    }
    return NULL;
}

bool patch_has_line(const struct patch *patch, const char *head_path,
                    uint32_t line)
{
    return patch_added_line(patch, head_path, line) != NULL;
}

bool patch_changes_line(const struct patch *patch, const char *head_path,
                        uint32_t line)
{
    const struct patch_line *added = patch_added_line(patch, head_path, line);
    return added != NULL && !added->is_trivial;
}

bool patch_moves_line(const struct patch *patch, const char *head_path,
                      uint32_t line)
{
    const struct patch_line *added = patch_added_line(patch, head_path, line);
    return added != NULL && !added->is_trivial && added->is_moved;
}

/* `shift` is head less base line behind the entry. */
static bool is_within(const struct patch_line *entry, int64_t shift,
                      uint32_t first, uint32_t last)
{
    if (entry->sign == '+') {
        return entry->head_line >= first && entry->head_line <= last;
    }
    int64_t before = entry->base_line + shift; /* head's line before it */
    return entry->sign == '-' && before >= first && before < last;
}

bool patch_touches(const struct patch *patch, const char *head_path,
                   uint32_t first, uint32_t last)
{
    const struct patch_file *file = patch_find_head(patch, head_path);
    int64_t shift = 0;
    for (size_t i = 0; file != NULL && i < file->lines.count; i++) {
        const struct patch_line *entry = &file->lines.items[i];
        shift += (entry->sign == '+') - (entry->sign == '-');
        if (!entry->is_trivial && is_within(entry, shift, first, last)) {
            return true;
        }
    }
    return false;
}
