#include "core/analysis/map_sources.h"

#include <string.h>

#include "core/analysis/package_folder.h"
#include "core/analysis/source_path.h"
#include "core/analysis/source_roots.h"

struct path_list LIST_STRUCT(const char *);

static void collect(struct analysis *analysis, struct path_list *paths,
                    const char *recorded)
{
    const char *clean = source_path_clean(analysis->arena, recorded);
    *LIST_PUSH(analysis->arena, paths) =
        strings_intern_text(analysis->evidence->strings, clean);
}

static void learn(struct source_roots *roots)
{
    struct path_list paths = { .items = NULL };
    const struct evidence_side *side = roots->side;
    for (size_t i = 0; i < side->profiles.count; i++) {
        const struct profile *profile = &side->profiles.items[i];
        const char *last = NULL; /* lines of one file stand together */
        for (uint32_t line = 0; line < profile->line_count; line++) {
            if (profile->lines[line].file != last) {
                last = profile->lines[line].file;
                collect(roots->analysis, &paths, last);
            }
        }
    }
    for (size_t i = 0; i < side->escapes.diagnostics.count; i++) {
        const char *file = side->escapes.diagnostics.items[i].location.file;
        if (file != NULL && source_path_is_absolute(file)) {
            collect(roots->analysis, &paths, file);
        }
    }
    source_roots_learn(roots, &(struct recorded_paths){ .items = paths.items,
                                                        .count = paths.count });
}

static void map_profile(struct source_roots *roots, struct profile *profile)
{
    for (uint32_t i = 0; i < profile->line_count; i++) {
        profile->lines[i].path =
            source_roots_find(roots, profile->lines[i].file);
    }
}

/*
 * Where relative paths of one package's diagnostics start. The compiler's
 * output is cached with the paths of the first build's folder, so the header
 * "# import/path" decides, not the folder: the diagnostic's own folder,
 * `climbs` levels up and then down again, is the package's.
 */
struct relative_base {
    bool is_known;
    size_t climbs;      /* "../" in front of the diagnostic's path */
    const char *folder; /* below the source root, that many levels up */
};

/* The package's folder below the source root; of the module in which head's
 * go.mod stands. External tests ("p_test") lie in the folder of p. */
static const char *folder_of_package(const struct source_roots *roots,
                                     const char *package)
{
    const char *folder =
        package_folder(roots->analysis->evidence->module, package);
    if (folder != NULL && text_ends_with(folder, "_test")) {
        return arena_copy(roots->arena, folder,
                          strlen(folder) - strlen("_test"));
    }
    if (folder == NULL && text_ends_with(package, "_test")) {
        return package_folder(roots->analysis->evidence->module,
                              arena_copy(roots->arena, package,
                                         strlen(package) - strlen("_test")));
    }
    return folder;
}

static struct relative_base base_of(const struct source_roots *roots,
                                    const char *folder, const char *path)
{
    struct relative_base base = { .climbs = source_path_climbs(path) };
    const char *down = path + 3 * base.climbs;
    size_t down_length = source_path_folder_length(down);
    size_t length = strlen(folder);
    if (down_length > length ||
        memcmp(folder + length - down_length, down, down_length) != 0 ||
        (down_length < length && down_length > 0 &&
         folder[length - down_length - 1] != '/')) {
        return base;
    }
    size_t rest = length - down_length;
    base.folder = arena_copy(roots->arena, folder,
                             rest > 0 && down_length > 0 ? rest - 1 : rest);
    base.is_known = true;
    return base;
}

/* A relative path of the same output, below the source root. */
static const char *resolve(const struct source_roots *roots,
                           const struct relative_base *base, const char *path)
{
    size_t climbs = source_path_climbs(path);
    if (!base->is_known || climbs < base->climbs) {
        return NULL;
    }
    const char *down = path + 3 * base->climbs;
    return source_path_clean(
        roots->arena, source_path_join(roots->arena, base->folder, down));
}

struct diagnostic_paths {
    struct source_roots *roots;
    const char *folder; /* of the package; NULL: unknown */
    bool is_standard;   /* of the standard library, by its import path */
    struct relative_base base;
};

/* A file that has no folder, or the package's own: a build elsewhere printed
 * it with another path. */
static const char *in_package(const struct diagnostic_paths *paths,
                              const char *path)
{
    size_t folder = source_path_folder_length(path);
    const char *name = path + folder + (folder > 0);
    return source_path_join(paths->roots->arena, paths->folder, name);
}

static const char *find_relative(const struct diagnostic_paths *paths,
                                 const char *path)
{
    const char *found = NULL;
    const char *candidate = resolve(paths->roots, &paths->base, path);
    if (candidate != NULL) {
        found = source_roots_accept(paths->roots, candidate);
    }
    if (found == NULL) {
        found = source_roots_find(paths->roots, path); /* -trimpath */
    }
    if (found == NULL && paths->folder == NULL && !paths->is_standard) {
        found = source_roots_accept(paths->roots, path);
    }
    return found;
}

static const char *find_printed(const struct diagnostic_paths *paths,
                                const char *file)
{
    if (file == NULL || file[0] == '\0' || file[0] == '<') {
        return NULL;
    }
    const char *path = source_path_clean(paths->roots->arena, file);
    return source_path_is_absolute(path) ? source_roots_find(paths->roots, path)
                                         : find_relative(paths, path);
}

/* Import paths of other modules have a dot in their first part. */
static bool is_standard(const char *package)
{
    size_t length = strcspn(package, "/");
    return length > 0 && memchr(package, '.', length) == NULL &&
           strcmp(package, "command-line-arguments") != 0;
}

static void map_diagnostic(struct source_roots *roots, struct escapes *escapes,
                           struct diagnostic *diagnostic)
{
    struct diagnostic_paths paths = {
        .roots = roots,
        .folder = folder_of_package(roots, diagnostic->package),
        .is_standard = is_standard(diagnostic->package),
    };
    const char *file = diagnostic->location.file;
    if (file == NULL) {
        return;
    }
    const char *path = source_path_clean(roots->arena, file);
    bool is_relative = !source_path_is_absolute(path);
    if (paths.folder != NULL && is_relative) {
        paths.base = base_of(roots, paths.folder, path);
    }
    diagnostic->path = find_printed(&paths, file);
    if (diagnostic->path == NULL && paths.folder != NULL && is_relative) {
        diagnostic->path = source_roots_accept(roots, in_package(&paths, path));
    }
    for (uint32_t i = 0; i < diagnostic->flow_count; i++) {
        struct flow_step *step =
            &escapes->flow.items[diagnostic->flow_first + i];
        step->path = find_printed(&paths, step->at.file);
    }
}

static void map_side(struct analysis *analysis, struct evidence_side *side)
{
    struct source_roots roots;
    source_roots_init(&roots, analysis, side);
    learn(&roots);
    for (size_t i = 0; i < side->profiles.count; i++) {
        map_profile(&roots, &side->profiles.items[i]);
    }
    for (size_t i = 0; i < side->escapes.diagnostics.count; i++) {
        map_diagnostic(&roots, &side->escapes,
                       &side->escapes.diagnostics.items[i]);
    }
    source_roots_release(&roots);
}

void map_sources(struct analysis *analysis)
{
    map_side(analysis, &analysis->evidence->base);
    map_side(analysis, &analysis->evidence->head);
}
