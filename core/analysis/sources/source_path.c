#include "core/analysis/sources/source_path.h"

#include <ctype.h>
#include <string.h>

#include "core/base/strings.h"

bool source_path_is_absolute(const char *path)
{
    return path[0] == '/' || (isalpha((unsigned char)path[0]) &&
                              path[1] == ':' && path[2] == '/');
}

size_t source_path_folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path);
}

const char *source_path_join(struct arena *arena, const char *folder,
                             const char *name)
{
    return folder[0] == '\0' ? name
                             : arena_printf(arena, "%s/%s", folder, name);
}

size_t source_path_climbs(const char *path)
{
    size_t count = 0;
    while (text_starts_with(path, "../")) {
        path += 3;
        count++;
    }
    return count;
}

/* Drops the last part of what was written; false when there is none, or when
 * it is ".." itself. The root stays. */
static bool drop_part(const char *clean, size_t *length)
{
    size_t start = *length;
    while (start > 0 && clean[start - 1] != '/') {
        start--;
    }
    size_t part = *length - start;
    if (part == 0 || (part == 2 && memcmp(clean + start, "..", 2) == 0)) {
        return false;
    }
    *length = start > 1 ? start - 1 : start;
    return true;
}

static size_t add_part(char *clean, size_t length, const char *part,
                       size_t part_length)
{
    if (length > 0 && clean[length - 1] != '/') {
        clean[length++] = '/';
    }
    memmove(clean + length, part, part_length);
    return length + part_length;
}

const char *source_path_clean(struct arena *arena, const char *path)
{
    char *text = arena_copy(arena, path, strlen(path));
    for (char *at = text; (at = strchr(at, '\\')) != NULL;) {
        *at = '/';
    }
    char *clean = arena_allocate(arena, strlen(text) + 1);
    size_t length = 0;
    if (text[0] == '/') {
        clean[length++] = '/';
    }
    for (const char *next = text; *next != '\0';) {
        size_t part = strcspn(next, "/");
        bool is_self = part == 1 && next[0] == '.';
        bool is_up = part == 2 && memcmp(next, "..", 2) == 0;
        if (part > 0 && !is_self && !(is_up && drop_part(clean, &length))) {
            length = add_part(clean, length, next, part);
        }
        next += part + (next[part] == '/');
    }
    clean[length] = '\0';
    return clean;
}
