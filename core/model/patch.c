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
 * Lines outside the hunks keep their distance to the last line before them
 * that stands on both sides, which the hunk's context or its last line gives:
 * `shift` is other minus own behind each entry.
 */
static uint32_t map_line(const struct patch_file *file, uint32_t line,
                         enum side from)
{
    enum side to = from == SIDE_BASE ? SIDE_HEAD : SIDE_BASE;
    int64_t shift = 0;
    int64_t removed = 0, added = 0; /* counts up to here give the shift */
    for (size_t i = 0; i < file->lines.count; i++) {
        const struct patch_line *entry = &file->lines.items[i];
        uint32_t own = line_on(entry, from);
        if (own == line) {
            return line_on(entry, to);
        }
        if (own > line) {
            break;
        }
        removed += entry->sign == '-';
        added += entry->sign == '+';
    }
    shift = from == SIDE_BASE ? added - removed : removed - added;
    int64_t mapped = (int64_t)line + shift;
    return mapped > 0 && mapped <= UINT32_MAX ? (uint32_t)mapped : 0;
}

uint32_t patch_base_line(const struct patch *patch, const char *head_path,
                         uint32_t line)
{
    const struct patch_file *file = patch_find_head(patch, head_path);
    return file == NULL || line == 0 ? line : map_line(file, line, SIDE_HEAD);
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

/* The line added at this place of head, or NULL: lines stand in head's order
 * except for removed ones, which have none. */
static const struct patch_line *added_line(const struct patch *patch,
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
    return added_line(patch, head_path, line) != NULL;
}

bool patch_changes_line(const struct patch *patch, const char *head_path,
                        uint32_t line)
{
    const struct patch_line *added = added_line(patch, head_path, line);
    return added != NULL && !added->is_trivial;
}

bool patch_touches(const struct patch *patch, const char *head_path,
                   uint32_t first, uint32_t last)
{
    const struct patch_file *file = patch_find_head(patch, head_path);
    uint32_t head_line = 0; /* of the last line that head has */
    for (size_t i = 0; file != NULL && i < file->lines.count; i++) {
        const struct patch_line *entry = &file->lines.items[i];
        head_line = entry->sign == '-' ? head_line : entry->head_line;
        if (entry->sign == ' ' || entry->is_trivial) {
            continue;
        }
        /* A removed line stands between head_line and the next. */
        bool inside = head_line >= first && head_line <= last;
        bool behind =
            entry->sign == '-' && head_line + 1 > first && head_line < last;
        if (inside || behind) {
            return true;
        }
    }
    return false;
}
