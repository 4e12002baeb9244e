#include "core/analysis/profiles/stack_benchmarks.h"

#include "core/analysis/profiles/operations.h"
#include "core/analysis/profiles/stack_frames.h"
#include "core/model/go_symbol.h"

/* `names` are sorted. */
static bool has_name(const struct benchmark_name_list *names, const char *name)
{
    size_t first = 0, last = names->count;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        int order = text_compare(name, names->items[middle]);
        if (order == 0) {
            return true;
        }
        first = order > 0 ? middle + 1 : first;
        last = order < 0 ? middle : last;
    }
    return false;
}

/* Of those that reach the helper, the ones that ran; all that ran, where it
 * cannot be told which reach it. */
static void find_callers(const struct analysis *analysis,
                         const struct evidence_side *side,
                         const struct source_helper *helper,
                         const struct benchmark_name_list *ran,
                         struct benchmark_name_list *callers)
{
    struct benchmark_name_list reaching = { .items = NULL };
    if (!source_helper_benchmarks(analysis->sources,
                                  source_tree_of(analysis->evidence, side),
                                  helper, &reaching)) {
        *callers = *ran;
        return;
    }
    for (size_t i = 0; i < reaching.count; i++) {
        const char *name =
            strings_intern_text(analysis->evidence->strings, reaching.items[i]);
        if (ran->count == 0 || has_name(ran, name)) {
            *LIST_PUSH(analysis->arena, callers) = name;
        }
    }
}

static void describe_helper(const struct analysis *analysis,
                            const struct evidence_side *side,
                            struct stack_benchmarks *benchmarks,
                            const struct profile_line *line)
{
    const struct profile *profile = benchmarks->profile;
    struct span name =
        go_symbol_parts(profile->functions[line->function].name).name;
    struct source_helper helper = {
        .name = arena_copy(analysis->arena, name.bytes, name.length),
        .file = line->path,
    };
    struct benchmark_name_list *callers =
        arena_allocate(analysis->arena, sizeof(*callers));
    find_callers(analysis, side, &helper, &benchmarks->ran, callers);
    benchmarks->of_helper[line->function] = callers;
}

struct stack_benchmarks stack_benchmarks_of(const struct analysis *analysis,
                                            const struct evidence_side *side,
                                            const struct profile *profile)
{
    size_t count = profile->function_count;
    struct stack_benchmarks benchmarks = {
        .profile = profile,
        .declared = arena_array(analysis->arena, count, sizeof(const char *)),
        .of_helper =
            arena_array(analysis->arena, count, sizeof(*benchmarks.of_helper)),
    };
    operations_benchmarks(analysis, side, profile, &benchmarks.ran);
    for (uint32_t i = 0; i < count; i++) {
        struct span name = go_symbol_benchmark(profile->functions[i].name);
        if (name.length > 0) {
            benchmarks.declared[i] = strings_intern(analysis->evidence->strings,
                                                    name.bytes, name.length);
        }
    }
    for (uint32_t i = 0; i < profile->line_count; i++) {
        const struct profile_line *line = &profile->lines[i];
        if (go_is_test_file(line->path) &&
            benchmarks.declared[line->function] == NULL &&
            benchmarks.of_helper[line->function] == NULL) {
            describe_helper(analysis, side, &benchmarks, line);
        }
    }
    return benchmarks;
}

static struct benchmark_name_list only(const char **name)
{
    return (struct benchmark_name_list){ .items = name, .count = 1 };
}

/* Whether the testing package's benchmark runs what it calls. */
static bool is_harness(const struct profile_function *function)
{
    return text_starts_with(function->name, "testing.(*B).");
}

struct benchmark_name_list stack_benchmarks_find(
    const struct stack_benchmarks *benchmarks,
    const struct profile_sample *sample)
{
    const struct profile *profile = benchmarks->profile;
    struct benchmark_name_list found = { .items = NULL };
    bool in_harness = false, in_repository = false;
    struct stack_walk walk = stack_from_root(profile, sample);
    for (uint32_t line; stack_next(&walk, &line);) {
        uint32_t function = profile->lines[line].function;
        if (benchmarks->declared[function] != NULL) {
            return only(&benchmarks->declared[function]);
        }
        if (in_repository) {
            continue; /* the outermost frame there has told what it can */
        }
        in_harness |= is_harness(&profile->functions[function]);
        in_repository = profile->lines[line].path != NULL;
        if (in_repository && benchmarks->of_helper[function] != NULL) {
            found = *benchmarks->of_helper[function];
        } else if (in_repository && in_harness) {
            found = benchmarks->ran;
        }
    }
    return found;
}
