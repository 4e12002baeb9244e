#include "core/analysis/sources/map_sources.h"

#include <string.h>

#include "core/analysis/sources/package_folder.h"
#include "core/analysis/sources/source_path.h"
#include "core/analysis/sources/source_roots.h"

struct path_list LIST_STRUCT(const char *);

static void collect(struct analysis *analysis, struct path_list *paths,
                    const char *recorded)
{
    const char *clean = source_path_clean(analysis->arena, recorded);
    *LIST_PUSH(analysis->arena, paths) =
        strings_intern_text(analysis->evidence->strings, clean);
}

static void collect_dumps(struct analysis *analysis,
                          const struct goroutine_dump_list *dumps,
                          struct path_list *paths)
{
    const char *last = NULL;
    for (size_t i = 0; i < dumps->count; i++) {
        const struct goroutine_frame_list *frames = &dumps->items[i].frames;
        for (size_t f = 0; f < frames->count; f++) {
            if (frames->items[f].at.file != last) {
                last = frames->items[f].at.file;
                collect(analysis, paths, last);
            }
        }
    }
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
    collect_dumps(roots->analysis, &side->goroutines, &paths);
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

static void map_dump(struct source_roots *roots, struct goroutine_dump *dump)
{
    for (size_t i = 0; i < dump->frames.count; i++) {
        struct goroutine_frame *frame = &dump->frames.items[i];
        frame->path = source_roots_find(roots, frame->at.file);
    }
    for (size_t i = 0; i < dump->stacks.count; i++) {
        struct goroutine_frame *creator = &dump->stacks.items[i].creator;
        if (creator->at.file != NULL) {
            creator->path = source_roots_find(roots, creator->at.file);
        }
    }
}

/*
 * Where relative paths of one package's diagnostics start. The compiler's
 * output is cached with the paths of the first build's folder, so the header
 * "# import/path" decides, not the folder: that of a file of the package,
 * `climbs` levels up and then down again, is the package's. Instances of
 * generic functions stand in files of other packages.
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

/* What is known of one package's paths. */
struct package_paths {
    const char *name;   /* as the compiler's header has it, interned */
    const char *folder; /* below the source root; NULL: unknown */
    bool is_standard;   /* of the standard library, by its import path */
    struct relative_base base;
};
struct package_list LIST_STRUCT(struct package_paths);

struct compiler_paths {
    struct source_roots *roots;
    struct map names; /* of packages, to indexes */
    struct package_list packages;
};

/* Import paths of other modules have a dot in their first part. */
static bool is_standard(const char *package)
{
    size_t length = strcspn(package, "/");
    return length > 0 && memchr(package, '.', length) == NULL &&
           strcmp(package, "command-line-arguments") != 0;
}

static struct package_paths *package_of(struct compiler_paths *paths,
                                        const char *name)
{
    bool added;
    uint32_t index = map_add(&paths->names, &name, &added);
    if (added) {
        *LIST_PUSH(paths->roots->arena, &paths->packages) =
            (struct package_paths){
                .name = name,
                .folder = folder_of_package(paths->roots, name),
                .is_standard = is_standard(name),
            };
    }
    return &paths->packages.items[index];
}

/* Learns from a diagnostic in one of the package's own files. */
static void learn_base(struct compiler_paths *paths,
                       const struct diagnostic *diagnostic)
{
    struct package_paths *package = package_of(paths, diagnostic->package);
    const char *file = diagnostic->location.file;
    if (package->base.is_known || package->folder == NULL || file == NULL) {
        return;
    }
    const char *path = source_path_clean(paths->roots->arena, file);
    struct relative_base base = base_of(paths->roots, package->folder, path);
    const char *found = resolve(paths->roots, &base, path);
    if (found != NULL && !source_path_is_absolute(path) &&
        source_roots_accept(paths->roots, found) != NULL) {
        package->base = base;
    }
}

static const char *find_relative(struct source_roots *roots,
                                 const struct package_paths *package,
                                 const char *path)
{
    const char *candidate = resolve(roots, &package->base, path);
    const char *found = NULL;
    if (candidate != NULL) {
        found = source_roots_accept(roots, candidate);
    }
    if (found == NULL) {
        found = source_roots_find(roots, path); /* -trimpath */
    }
    if (found == NULL && package->folder == NULL && !package->is_standard) {
        found = source_roots_accept(roots, path);
    }
    return found;
}

static const char *find_printed(struct source_roots *roots,
                                const struct package_paths *package,
                                const char *file)
{
    if (file == NULL || file[0] == '\0' || file[0] == '<') {
        return NULL;
    }
    const char *path = source_path_clean(roots->arena, file);
    return source_path_is_absolute(path) ? source_roots_find(roots, path)
                                         : find_relative(roots, package, path);
}

static void map_diagnostic(struct compiler_paths *paths,
                           struct escapes *escapes,
                           struct diagnostic *diagnostic)
{
    const struct package_paths *package =
        package_of(paths, diagnostic->package);
    diagnostic->path =
        find_printed(paths->roots, package, diagnostic->location.file);
    for (uint32_t i = 0; i < diagnostic->flow_count; i++) {
        struct flow_step *step =
            &escapes->flow.items[diagnostic->flow_first + i];
        step->path = find_printed(paths->roots, package, step->at.file);
    }
}

static void map_escapes(struct source_roots *roots, struct escapes *escapes)
{
    struct compiler_paths paths = { .roots = roots };
    map_init(&paths.names, sizeof(const char *));
    for (size_t i = 0; i < escapes->diagnostics.count; i++) {
        learn_base(&paths, &escapes->diagnostics.items[i]);
    }
    for (size_t i = 0; i < escapes->diagnostics.count; i++) {
        map_diagnostic(&paths, escapes, &escapes->diagnostics.items[i]);
    }
    map_release(&paths.names);
}

static void map_side(struct analysis *analysis, struct evidence_side *side)
{
    struct source_roots roots;
    source_roots_init(&roots, analysis, side);
    learn(&roots);
    for (size_t i = 0; i < side->profiles.count; i++) {
        map_profile(&roots, &side->profiles.items[i]);
    }
    for (size_t i = 0; i < side->goroutines.count; i++) {
        map_dump(&roots, &side->goroutines.items[i]);
    }
    map_escapes(&roots, &side->escapes);
    source_roots_release(&roots);
}

void map_sources(struct analysis *analysis)
{
    map_side(analysis, &analysis->evidence->base);
    map_side(analysis, &analysis->evidence->head);
}
