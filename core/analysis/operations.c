#include "core/analysis/operations.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/source_text.h"
#include "core/model/go_symbol.h"

static enum benchmark_role role_for(enum profile_kind kind)
{
    return kind == PROFILE_MUTEX || kind == PROFILE_BLOCK
               ? BENCHMARK_COUNTS_CONTENDED
               : BENCHMARK_COUNTS_PROFILED;
}

/* A time of 1 s for 1e9 rounds of nothing: the testing package goes no higher,
 * whatever -benchtime is. */
static const uint64_t most_iterations = 1000000000;

/* "cpu.pb.gz" names "head/cpu.pb.gz", not "head/old-cpu.pb.gz". */
static bool is_named(const struct profile *profile, const char *file)
{
    size_t length = strlen(profile->name), wanted = strlen(file);
    return wanted > 0 && text_ends_with(profile->name, file) &&
           (length == wanted || profile->name[length - wanted - 1] == '/');
}

static double declared(const struct evidence_side *side,
                       const struct profile *profile, const char *benchmark)
{
    for (size_t i = 0; i < side->operations.count; i++) {
        const struct declared_operations *entry = &side->operations.items[i];
        if (strcmp(entry->benchmark, benchmark) == 0 &&
            is_named(profile, entry->file)) {
            return entry->count;
        }
    }
    return (double)NAN;
}

static size_t profiles_of_kind(const struct evidence_side *side,
                               enum profile_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < side->profiles.count; i++) {
        count += side->profiles.items[i].kind == kind;
    }
    return count;
}

/* The text of the run that made the profile: of the same replicate, or the
 * only one beside the only profile. */
static const struct benchmark_file *file_for(const struct evidence_side *side,
                                             const struct profile *profile)
{
    enum benchmark_role role = role_for(profile->kind);
    const struct benchmark_file *only = NULL;
    size_t files = 0;
    for (size_t i = 0; i < side->benchmarks.count; i++) {
        const struct benchmark_file *file = &side->benchmarks.items[i];
        if (file->role != role) {
            continue;
        }
        if (file->replicate == profile->replicate) {
            return file;
        }
        only = file;
        files++;
    }
    bool is_plain = files == 1 && profiles_of_kind(side, profile->kind) == 1;
    return is_plain ? only : NULL;
}

/* -benchtime=Nx makes all lines say N; one line alone proves nothing. */
static bool has_fixed_iterations(const struct benchmark_file *file)
{
    for (size_t i = 1; i < file->results.count; i++) {
        if (file->results.items[i].iterations !=
            file->results.items[0].iterations) {
            return false;
        }
    }
    return file->results.count > 1 &&
           file->results.items[0].iterations < most_iterations;
}

static bool is_result_of(const struct benchmark_result *result,
                         const char *benchmark)
{
    const char *name = benchmark + strlen("Benchmark");
    size_t length = go_benchmark_base_length(result->name);
    return strlen(name) == length && memcmp(result->name, name, length) == 0;
}

/* How a benchmark's printed number is to be read. */
struct rounds {
    bool loops;    /* with b.Loop: it is exact */
    bool is_fixed; /* with b.N under -benchtime=Nx */
};

/* Operations of one line. b.N runs one first and then the rest, unless one was
 * all that was wanted. */
static double count_of(const struct benchmark_result *result,
                       struct rounds rounds)
{
    if (rounds.loops || result->iterations == 1) {
        return (double)result->iterations;
    }
    return rounds.is_fixed ? (double)result->iterations + 1 : (double)NAN;
}

static bool loops(const struct analysis *analysis,
                  const struct evidence_side *side, const char *benchmark)
{
    return source_benchmark_loops(
        analysis->sources, source_tree_of(analysis->evidence, side), benchmark);
}

double operations_of(const struct analysis *analysis,
                     const struct evidence_side *side,
                     const struct profile *profile, const char *benchmark)
{
    if (benchmark[0] == '\0') {
        return (double)NAN;
    }
    double count = declared(side, profile, benchmark);
    const struct benchmark_file *file = file_for(side, profile);
    if (!isnan(count) || file == NULL) {
        return count;
    }
    struct rounds rounds = { .loops = loops(analysis, side, benchmark),
                             .is_fixed = has_fixed_iterations(file) };
    double sum = 0;
    for (size_t i = 0; i < file->results.count; i++) {
        if (is_result_of(&file->results.items[i], benchmark)) {
            sum += count_of(&file->results.items[i], rounds);
        }
    }
    return sum > 0 ? sum : (double)NAN;
}

static int compare_names(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return text_compare(*a, *b);
}

static void drop_doubles(struct benchmark_name_list *names)
{
    size_t kept = 0;
    if (names->count > 1) {
        qsort(names->items, names->count, sizeof(*names->items), compare_names);
    }
    for (size_t i = 0; i < names->count; i++) {
        if (kept == 0 || names->items[i] != names->items[kept - 1]) {
            names->items[kept++] = names->items[i];
        }
    }
    names->count = kept;
}

void operations_benchmarks(const struct analysis *analysis,
                           const struct evidence_side *side,
                           const struct profile *profile,
                           struct benchmark_name_list *names)
{
    const struct benchmark_file *file = file_for(side, profile);
    struct buffer name;
    buffer_init(&name);
    for (size_t i = 0; file != NULL && i < file->results.count; i++) {
        const char *result = file->results.items[i].name;
        buffer_clear(&name);
        buffer_text(&name, "Benchmark");
        buffer_append(&name, result, go_benchmark_base_length(result));
        *LIST_PUSH(analysis->arena, names) = strings_intern(
            analysis->evidence->strings, name.bytes, name.length);
    }
    buffer_release(&name);
    drop_doubles(names);
}
