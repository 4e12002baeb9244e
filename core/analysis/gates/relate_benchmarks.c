#include <string.h>

#include "core/analysis/findings/attribute_change.h"
#include "core/analysis/profiles/tally.h"
#include "core/analysis/sources/package_folder.h"
#include "core/analysis/sources/source_path.h"
#include "core/model/go_symbol.h"

/* Stacks of the cpu profiles under the row's benchmark, or NULL. */
static const struct tally_group *group_of(const struct analysis *analysis,
                                          const struct benchmark_row *row)
{
    const struct tally *tally = analysis->tallies[PROFILE_CPU];
    size_t prefix = strlen("Benchmark");
    size_t length = go_benchmark_base_length(row->name);
    for (size_t i = 1; tally != NULL && i < tally->groups.count; i++) {
        const struct tally_group *group = &tally->groups.items[i];
        if (group->has_stacks && strlen(group->benchmark) == prefix + length &&
            memcmp(group->benchmark + prefix, row->name, length) == 0) {
            return group;
        }
    }
    return NULL;
}

static bool is_in_folder(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return source_path_folder_length(path) == length &&
           memcmp(path, folder, length) == 0;
}

static const char *path_of(const struct patch_file *file)
{
    return file->head_path != NULL ? file->head_path : file->base_path;
}

static bool touches_package(const struct patch *patch, const char *folder)
{
    for (size_t i = 0; i < patch->files.count; i++) {
        const char *path = path_of(&patch->files.items[i]);
        if (path != NULL && text_ends_with(path, ".go") &&
            is_in_folder(path, folder)) {
            return true;
        }
    }
    return false;
}

/* Other versions of what the module requires may be anywhere, and of ignored
 * code no function is known: the file that says so, or NULL. */
static const char *changed_elsewhere(const struct analysis *analysis)
{
    const struct patch *patch = &analysis->evidence->patch;
    for (size_t i = 0; i < patch->files.count; i++) {
        const char *path = path_of(&patch->files.items[i]);
        const char *slash = path == NULL ? NULL : strrchr(path, '/');
        const char *name = slash == NULL ? path : slash + 1;
        if (path != NULL &&
            (strcmp(name, "go.mod") == 0 || strcmp(name, "go.work") == 0 ||
             text_starts_with(path, "vendor/") ||
             strstr(path, "/vendor/") != NULL ||
             (text_ends_with(path, ".go") &&
              config_ignores(analysis->config, path)))) {
            return path;
        }
    }
    return NULL;
}

static void relate_by_stacks(const struct analysis *analysis,
                             const struct tally_group *group,
                             struct benchmark_row *row)
{
    const char *function = group->patched_function;
    row->relation_known = true;
    row->is_related = function != NULL;
    row->relation =
        function == NULL
            ? "no stack of its CPU profile passes a function of the patch"
            : arena_printf(analysis->arena,
                           "its CPU profile passes %s, which the patch changes",
                           go_symbol_short(function));
}

static void relate_by_package(const struct analysis *analysis,
                              const char *folder, struct benchmark_row *row)
{
    const char *name = folder[0] == '\0' ? "." : folder;
    row->relation_known = true;
    row->is_related = touches_package(&analysis->evidence->patch, folder);
    row->relation = arena_printf(
        analysis->arena, "no CPU profile shows it, and the patch %s %s",
        row->is_related ? "changes its package," : "leaves its package alone,",
        name);
}

static void relate(const struct analysis *analysis, struct benchmark_row *row)
{
    const struct tally_group *group = group_of(analysis, row);
    const char *folder =
        package_folder(analysis->evidence->module, row->package);
    const char *elsewhere = changed_elsewhere(analysis);
    row->relation = "neither a CPU profile nor its package tells";
    if (group != NULL) {
        relate_by_stacks(analysis, group, row);
    } else if (folder != NULL) {
        relate_by_package(analysis, folder, row);
    }
    if (!row->is_related && elsewhere != NULL) {
        row->relation_known = false;
        row->relation = arena_printf(
            analysis->arena, "the patch changes %s, and so code anywhere",
            elsewhere);
    }
}

void relate_benchmarks(struct analysis *analysis)
{
    struct benchmark_row_list *rows = &analysis->comparison->benchmarks;
    for (size_t i = 0; analysis->evidence->patch.is_present && i < rows->count;
         i++) {
        relate(analysis, &rows->items[i]);
    }
}
