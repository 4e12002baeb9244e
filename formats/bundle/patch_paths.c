#include "formats/bundle/patch_paths.h"

#include <string.h>

enum { MOST_FOLDERS = 12 };

static unsigned octal(const char *digits)
{
    return (unsigned)(digits[0] - '0') << 6 | (unsigned)(digits[1] - '0') << 3 |
           (unsigned)(digits[2] - '0');
}

static bool is_octal(struct span text, size_t i)
{
    for (size_t j = i; j < i + 3; j++) {
        if (j >= text.length || text.bytes[j] < '0' || text.bytes[j] > '7') {
            return false;
        }
    }
    return true;
}

/* The byte that a letter behind a backslash means. */
static char unescape(char letter)
{
    static const char letters[] = "abtnvfr";
    static const char meanings[] = "\a\b\t\n\v\f\r";
    const char *found = memchr(letters, letter, sizeof(letters) - 1);
    return found == NULL ? letter : meanings[found - letters];
}

/* git quotes like C: "a/\303\244.go". */
static const char *unquote(struct arena *arena, struct span text)
{
    char *path = arena_allocate(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 1; i < text.length && text.bytes[i] != '"'; i++) {
        if (text.bytes[i] != '\\' || i + 1 >= text.length) {
            path[length++] = text.bytes[i];
        } else if (is_octal(text, i + 1)) {
            path[length++] = (char)octal(text.bytes + i + 1);
            i += 3;
        } else {
            path[length++] = unescape(text.bytes[++i]);
        }
    }
    return path;
}

const char *patch_path(struct arena *arena, struct span text)
{
    if (span_starts_with(text, "\"")) {
        return unquote(arena, text);
    }
    size_t tab = span_find(text, "\t");
    text = span_trim(span_until(text, tab));
    return span_equals(text, "/dev/null")
               ? NULL
               : arena_copy(arena, text.bytes, text.length);
}

void patch_git_names(struct arena *arena, struct span text,
                     struct patch_path_pair *pair)
{
    /* "a/X b/X": without quotes both halves are of equal length. */
    size_t half = text.length / 2;
    if (text.length % 2 == 1 && text.bytes[half] == ' ') {
        pair->base = patch_path(arena, span_until(text, half));
        pair->head = patch_path(arena, span_from(text, half + 1));
    }
}

/* Behind the first `count` folders; NULL when there are not as many. */
static const char *strip(const char *path, size_t count)
{
    while (*path == '/') {
        path++;
    }
    for (size_t i = 0; i < count; i++) {
        path = strchr(path, '/');
        if (path == NULL) {
            return NULL;
        }
        path++;
    }
    return path;
}

static size_t count_existing(const struct reader_target *target,
                             const struct patch_path_pair_list *pairs,
                             size_t folders)
{
    size_t count = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        const char *path = pairs->items[i].head;
        path = path != NULL ? strip(path, folders) : NULL;
        count +=
            path != NULL && tree_has_file(&target->evidence->head.tree, path);
    }
    return count;
}

static bool has_git_prefix(const struct patch_path_pair *pair)
{
    return (pair->base == NULL || strncmp(pair->base, "a/", 2) == 0) &&
           (pair->head == NULL || strncmp(pair->head, "b/", 2) == 0);
}

/* How many folders to strip from all paths of the patch. */
static size_t folders_to_strip(const struct reader_target *target,
                               const struct patch_path_pair_list *pairs)
{
    size_t git = pairs->count > 0 && has_git_prefix(&pairs->items[0]) ? 1 : 0;
    size_t best = git;
    size_t most = count_existing(target, pairs, git);
    for (size_t i = 0; i < MOST_FOLDERS && most < pairs->count; i++) {
        size_t count = count_existing(target, pairs, i);
        if (count > most) {
            most = count;
            best = i;
        }
    }
    return best;
}

static const char *place(const struct reader_target *target,
                         const struct patch_path_pair *pair, const char *path,
                         size_t folders)
{
    if (path == NULL) {
        return NULL;
    }
    const char *stripped = pair->is_bare ? path : strip(path, folders);
    return strings_intern_text(target->strings,
                               stripped != NULL ? stripped : path);
}

void patch_place_paths(const struct reader_target *target,
                       const struct patch_path_pair_list *pairs, size_t first)
{
    size_t folders = folders_to_strip(target, pairs);
    for (size_t i = 0; i < pairs->count; i++) {
        struct patch_file *file =
            &target->evidence->patch.files.items[first + i];
        const struct patch_path_pair *pair = &pairs->items[i];
        const char *base = pair->is_copy ? NULL : pair->base;
        file->base_path = place(target, pair, base, folders);
        file->head_path = place(target, pair, pair->head, folders);
    }
}
