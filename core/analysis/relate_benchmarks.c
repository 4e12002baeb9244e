#include <string.h>

#include "core/analysis/attribute_change.h"
#include "core/analysis/carriers.h"
#include "core/analysis/package_folder.h"
#include "core/analysis/patched_function.h"
#include "core/model/go_symbol.h"

struct relation {
    const char *benchmark; /* "BenchmarkJoin" */
    bool is_known, is_related;
};
struct relation_list LIST_STRUCT(struct relation);

/* By its stacks: known as soon as the profile has any under it. */
static struct relation relation_by_profile(const struct analysis *analysis,
                                           const char *benchmark)
{
    struct relation relation = { .benchmark = benchmark };
    struct carrier_query query = { .kind = PROFILE_CPU,
                                   .value_type = "samples",
                                   .benchmark = benchmark };
    struct carriers carriers = carriers_of(analysis, &query);
    relation.is_known = carriers.stack.count > 0;
    for (size_t i = 0; i < carriers.lines.count && !relation.is_related; i++) {
        relation.is_related =
            patched_function_at(analysis, carriers.lines.items[i].location);
    }
    return relation;
}

static bool is_in_folder(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    if (length > 0 &&
        (!text_starts_with(path, folder) || path[length] != '/')) {
        return false;
    }
    const char *name = path + length + (length > 0 ? 1 : 0);
    return strchr(name, '/') == NULL;
}

static bool touches_package(const struct analysis *analysis, const char *folder)
{
    const struct patch_file_list *files = &analysis->evidence->patch.files;
    for (size_t i = 0; i < files->count; i++) {
        const char *path = files->items[i].head_path != NULL
                               ? files->items[i].head_path
                               : files->items[i].base_path;
        if (path != NULL && text_ends_with(path, ".go") &&
            is_in_folder(path, folder)) {
            return true;
        }
    }
    return false;
}

static struct relation relation_of(const struct analysis *analysis,
                                   struct relation_list *known,
                                   const struct benchmark_row *row)
{
    size_t length = go_benchmark_base_length(row->name);
    const char *benchmark =
        arena_printf(analysis->arena, "Benchmark%.*s", (int)length, row->name);
    for (size_t i = 0; i < known->count; i++) {
        if (strcmp(known->items[i].benchmark, benchmark) == 0) {
            return known->items[i];
        }
    }
    struct relation relation = relation_by_profile(analysis, benchmark);
    const char *folder =
        package_folder(analysis->evidence->module, row->package);
    if (!relation.is_known && folder != NULL) {
        relation.is_known = true;
        relation.is_related = touches_package(analysis, folder);
    }
    *LIST_PUSH(analysis->arena, known) = relation;
    return relation;
}

void relate_benchmarks(struct analysis *analysis)
{
    struct benchmark_row_list *rows = &analysis->comparison->benchmarks;
    struct relation_list known = { .items = NULL };
    for (size_t i = 0; analysis->evidence->patch.is_present && i < rows->count;
         i++) {
        struct relation relation =
            relation_of(analysis, &known, &rows->items[i]);
        rows->items[i].relation_known = relation.is_known;
        rows->items[i].is_related = relation.is_related;
    }
}
