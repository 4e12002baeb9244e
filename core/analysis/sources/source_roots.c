#include "core/analysis/sources/source_roots.h"

#include <string.h>

#include "core/analysis/sources/source_path.h"
#include "core/analysis/sources/source_text.h"

void source_roots_init(struct source_roots *roots, struct analysis *analysis,
                       const struct evidence_side *side)
{
    *roots = (struct source_roots){ .analysis = analysis,
                                    .side = side,
                                    .arena = analysis->arena };
    map_init(&roots->known, sizeof(const char *));
    map_init(&roots->judged, sizeof(const char *));
}

void source_roots_release(struct source_roots *roots)
{
    map_release(&roots->known);
    map_release(&roots->judged);
}

static const struct tree *head_tree(const struct source_roots *roots)
{
    return &roots->analysis->evidence->head.tree;
}

/* The tree to read the side's files from: head's stands in for base's. */
static const struct tree *own_tree(const struct source_roots *roots)
{
    return roots->side->tree.descriptor >= 0 ? &roots->side->tree
                                             : head_tree(roots);
}

/*
 * Whether the side has the file. Without base's own tree it has what head has
 * unless the patch added it, and what the patch names as base's.
 */
static bool exists(const struct source_roots *roots, const char *path)
{
    const struct patch *patch = &roots->analysis->evidence->patch;
    bool is_base = roots->side == &roots->analysis->evidence->base;
    if (!is_base || roots->side->tree.descriptor >= 0) {
        return tree_has_file(own_tree(roots), path);
    }
    if (patch_find_base(patch, path) != NULL) {
        return true;
    }
    const struct patch_file *file = patch_find_head(patch, path);
    return file == NULL && tree_has_file(head_tree(roots), path);
}

static bool is_vendored(const char *path)
{
    return text_starts_with(path, "vendor/") ||
           strstr(path, "/vendor/") != NULL;
}

/* "// Code generated ... DO NOT EDIT." before the package clause, as
 * https://go.dev/s/generatedcode has it. */
static bool is_generated(const struct source_roots *roots, const char *path)
{
    struct span content;
    if (!source_content(roots->analysis->sources, own_tree(roots), path,
                        &content)) {
        return false;
    }
    struct cursor cursor = cursor_over(content.bytes, content.length);
    for (struct span line; cursor_line(&cursor, &line);) {
        if (span_starts_with(line, "package ")) {
            return false;
        }
        if (span_starts_with(line, "// Code generated ") &&
            span_ends_with(line, " DO NOT EDIT.")) {
            return true;
        }
    }
    return false;
}

const char *source_roots_accept(struct source_roots *roots, const char *path)
{
    const char *key =
        strings_intern_text(roots->analysis->evidence->strings, path);
    bool added;
    uint32_t index = map_add(&roots->judged, &key, &added);
    if (added) {
        bool is_ours = exists(roots, key) && !is_vendored(key) &&
                       !config_ignores(roots->analysis->config, key) &&
                       !is_generated(roots, key);
        *LIST_PUSH(roots->arena, &roots->accepted) = is_ours ? key : NULL;
    }
    return roots->accepted.items[index];
}

/* The module that a go.mod in the folder declares; "" without one. */
static const char *module_in(const struct source_roots *roots,
                             const char *folder)
{
    struct span content;
    const char *path = source_path_join(roots->arena, folder, "go.mod");
    if (!source_content(roots->analysis->sources, own_tree(roots), path,
                        &content)) {
        return "";
    }
    struct cursor cursor = cursor_over(content.bytes, content.length);
    for (struct span line; cursor_line(&cursor, &line);) {
        if (span_starts_with(line, "module ")) {
            struct span name = span_trim(span_from(line, 7));
            return arena_copy(roots->arena, name.bytes, name.length);
        }
    }
    return "";
}

/* What follows the module's name in a path of -trimpath; NULL: another. */
static const char *below_module(const char *path, const char *module)
{
    size_t length = strlen(module);
    bool matches =
        length > 0 && text_starts_with(path, module) && path[length] == '/';
    return matches ? path + length + 1 : NULL;
}

/* Tries the go.mod of each folder above the file `suffix`, the nearest first;
 * `path` is as recorded. */
static const char *find_above(struct source_roots *roots, const char *path,
                              const char *suffix)
{
    size_t length = source_path_folder_length(suffix);
    for (;;) {
        const char *folder = arena_copy(roots->arena, suffix, length);
        const char *rest = below_module(path, module_in(roots, folder));
        if (rest != NULL) {
            return source_roots_accept(
                roots, source_path_join(roots->arena, folder, rest));
        }
        if (length == 0) {
            return NULL;
        }
        length = source_path_folder_length(folder);
    }
}

/* A module's folder below the source root ends its name as a rule: any suffix
 * of the path may lie there. */
static const char *find_in_module(struct source_roots *roots, const char *path)
{
    const char *rest = below_module(path, roots->analysis->evidence->module);
    if (rest != NULL && exists(roots, rest)) {
        return source_roots_accept(roots, rest);
    }
    const char *found = NULL;
    for (const char *slash = path;
         found == NULL && (slash = strchr(slash, '/')) != NULL;) {
        found = find_above(roots, path, ++slash);
    }
    return found;
}

static bool is_below(const char *path, const char *folder)
{
    size_t length = folder == NULL ? 0 : strlen(folder);
    return length > 0 && text_starts_with(path, folder) && path[length] == '/';
}

static bool is_foreign(const struct source_roots *roots, const char *path)
{
    return path[0] == '\0' || path[0] == '<' || is_below(path, roots->goroot) ||
           strstr(path, "/pkg/mod/") != NULL;
}

static const char *find(struct source_roots *roots, const char *recorded)
{
    const char *path = source_path_clean(roots->arena, recorded);
    if (is_foreign(roots, path)) {
        return NULL;
    }
    if (source_path_is_absolute(path)) {
        return is_below(path, roots->root)
                   ? source_roots_accept(roots, path + strlen(roots->root) + 1)
                   : NULL;
    }
    return strchr(path, '@') == NULL ? find_in_module(roots, path) : NULL;
}

const char *source_roots_find(struct source_roots *roots, const char *path)
{
    const char *key =
        strings_intern_text(roots->analysis->evidence->strings, path);
    bool added;
    uint32_t index = map_add(&roots->known, &key, &added);
    if (added) {
        *LIST_PUSH(roots->arena, &roots->found) = NULL;
        roots->found.items[index] = find(roots, key);
    }
    return roots->found.items[index];
}

/* "/usr/local/go" of "/usr/local/go/src/runtime/proc.go". */
static const char *goroot_of(struct arena *arena, const char *path)
{
    const char *runtime = strstr(path, "/src/runtime/");
    if (runtime == NULL || strchr(runtime + 13, '/') != NULL) {
        return NULL;
    }
    return arena_copy(arena, path, (size_t)(runtime - path));
}

struct vote {
    const char *prefix;
    uint32_t count;
};
struct vote_list LIST_STRUCT(struct vote);

/* One vote for each prefix under which the path exists. */
static void vote(struct source_roots *roots, struct map *prefixes,
                 struct vote_list *votes, const char *path)
{
    struct strings *strings = roots->analysis->evidence->strings;
    for (const char *slash = path; (slash = strchr(slash, '/')) != NULL;
         slash++) {
        if (slash[1] == '\0' || !exists(roots, slash + 1)) {
            continue;
        }
        const char *prefix =
            strings_intern(strings, path, (size_t)(slash - path));
        bool added;
        uint32_t index = map_add(prefixes, &prefix, &added);
        if (added) {
            *LIST_PUSH(roots->arena, votes) = (struct vote){ .prefix = prefix };
        }
        votes->items[index].count++;
    }
}

/* Most votes; among equals the shortest, so that the longest suffix fits. */
static bool is_better(const struct vote *candidate, const struct vote *best)
{
    if (best == NULL || candidate->count != best->count) {
        return best == NULL || candidate->count > best->count;
    }
    size_t left = strlen(candidate->prefix), right = strlen(best->prefix);
    return left != right ? left < right
                         : strcmp(candidate->prefix, best->prefix) < 0;
}

static void elect_root(struct source_roots *roots,
                       const struct recorded_paths *paths)
{
    struct map prefixes, seen;
    struct vote_list votes = { .items = NULL };
    map_init(&prefixes, sizeof(const char *));
    map_init(&seen, sizeof(const char *));
    for (size_t i = 0; i < paths->count; i++) {
        bool added;
        map_add(&seen, &paths->items[i], &added);
        if (added && source_path_is_absolute(paths->items[i]) &&
            !is_foreign(roots, paths->items[i])) {
            vote(roots, &prefixes, &votes, paths->items[i]);
        }
    }
    const struct vote *best = NULL;
    for (size_t i = 0; i < votes.count; i++) {
        if (is_better(&votes.items[i], best)) {
            best = &votes.items[i];
        }
    }
    roots->root = best == NULL ? NULL : best->prefix;
    map_release(&seen);
    map_release(&prefixes);
}

void source_roots_learn(struct source_roots *roots,
                        const struct recorded_paths *paths)
{
    for (size_t i = 0; i < paths->count && roots->goroot == NULL; i++) {
        roots->goroot = goroot_of(roots->arena, paths->items[i]);
    }
    elect_root(roots, paths);
}
