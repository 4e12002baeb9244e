#include "core/analysis/sources/line_places.h"

#include <string.h>

void line_places_init(struct line_places *places, const struct profile *head)
{
    places->head = head;
    map_init(&places->head_functions, sizeof(const char *));
    for (uint32_t i = 0; i < head->function_count; i++) {
        map_add(&places->head_functions, &head->functions[i].name, NULL);
    }
}

void line_places_release(struct line_places *places)
{
    map_release(&places->head_functions);
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* The name of a function holds its package's path: with it the file's own name
 * tells the file, whatever the folder. */
static const char *file_in_head(const struct line_places *places,
                                const struct profile *base, uint32_t line)
{
    const struct profile_line *entry = &base->lines[line];
    uint32_t index = map_find(&places->head_functions,
                              &base->functions[entry->function].name);
    if (index == MAP_NONE ||
        entry->file != base->functions[entry->function].file) {
        return entry->file;
    }
    const char *file = places->head->functions[index].file;
    bool is_same = strcmp(name_of(file), name_of(entry->file)) == 0;
    return is_same ? file : entry->file;
}

static const char *intern(const struct line_places *places, const char *text)
{
    return strings_intern_text(places->strings, text);
}

/* Of a path below the source root, by the patch. */
static struct line_place moved(const struct line_places *places,
                               const char *path, int64_t line)
{
    const struct patch_file *file = patch_find_base(places->patch, path);
    bool is_line = line > 0 && line <= INT32_MAX;
    if (file == NULL || !is_line) {
        return (struct line_place){ path, line };
    }
    uint32_t head_line = patch_head_line(places->patch, path, (uint32_t)line);
    if (head_line == 0 || file->head_path == NULL) {
        const char *gone = arena_printf(places->arena, "%s (base)", path);
        return (struct line_place){ intern(places, gone), line };
    }
    return (struct line_place){ intern(places, file->head_path), head_line };
}

struct line_place line_places_of(const struct line_places *places,
                                 const struct profile *profile, uint32_t line)
{
    const struct profile_line *entry = &profile->lines[line];
    bool is_base = profile != places->head;
    if (entry->path != NULL && is_base && places->patch != NULL) {
        return moved(places, entry->path, entry->line);
    }
    if (entry->path != NULL) {
        return (struct line_place){ intern(places, entry->path), entry->line };
    }
    const char *file =
        is_base ? file_in_head(places, profile, line) : entry->file;
    return (struct line_place){ file, entry->line };
}
