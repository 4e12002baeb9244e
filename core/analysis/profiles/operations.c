#include "core/analysis/profiles/operations.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/sources/source_text.h"
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

/* A benchmark's speed varies by at least this much from run to run, so that
 * two timed runs of N say the same with a chance of 1 in 1 + this times N. So
 * much chance is too little for all runs to be timed. */
static const double least_variation = 0.01;
static const double most_chance = 0.001;

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

/* The lines of counts that agree on a number. */
struct agreement {
    uint64_t iterations;
    size_t lines;
};

static bool all_say(const struct benchmark_file *file, uint64_t iterations)
{
    for (size_t i = 0; i < file->results.count; i++) {
        if (file->results.items[i].iterations != iterations) {
            return false;
        }
    }
    return true;
}

static bool is_copy(const struct benchmark_file_list *files, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (files->items[i].role == files->items[index].role &&
            files->items[i].content_hash == files->items[index].content_hash) {
            return true;
        }
    }
    return false;
}

/* False when some line of a side's counts says another number. */
static bool add_side(struct agreement *agreement,
                     const struct evidence_side *side, enum benchmark_role role)
{
    const struct benchmark_file_list *files = &side->benchmarks;
    size_t lines = 0;
    for (size_t i = 0; i < files->count; i++) {
        const struct benchmark_file *file = &files->items[i];
        if (file->role != role) {
            continue;
        }
        if (!all_say(file, agreement->iterations)) {
            return false;
        }
        lines += is_copy(files, i) ? 0 : file->results.count;
    }
    agreement->lines += lines;
    return true;
}

static bool has_two_names(const struct benchmark_file *file)
{
    for (size_t i = 1; i < file->results.count; i++) {
        if (strcmp(file->results.items[i].name, file->results.items[0].name) !=
            0) {
            return true;
        }
    }
    return false;
}

/*
 * -benchtime=Nx makes all lines say N. Two benchmarks do not by chance. One
 * that is timed says another N in each run, as its speed varies, unless N is
 * small: then it takes many runs.
 */
static bool has_fixed_iterations(const struct analysis *analysis,
                                 const struct evidence_side *side,
                                 const struct benchmark_file *file)
{
    const struct evidence *evidence = analysis->evidence;
    const struct evidence_side *other =
        side == &evidence->base ? &evidence->head : &evidence->base;
    struct agreement agreement = { .lines = 0 };
    if (file->results.count == 0) {
        return false;
    }
    agreement.iterations = file->results.items[0].iterations;
    if (agreement.iterations >= most_iterations ||
        !all_say(file, agreement.iterations)) {
        return false;
    }
    if (has_two_names(file)) {
        return true;
    }
    if (!add_side(&agreement, side, file->role)) {
        return false;
    }
    (void)add_side(&agreement, other, file->role); /* it may run otherwise */
    double chance = 1 / (1 + least_variation * (double)agreement.iterations);
    return pow(chance, (double)agreement.lines - 1) <= most_chance;
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
                             .is_fixed =
                                 has_fixed_iterations(analysis, side, file) };
    double sum = 0;
    for (size_t i = 0; i < file->results.count; i++) {
        if (is_result_of(&file->results.items[i], benchmark)) {
            sum += count_of(&file->results.items[i], rounds);
        }
    }
    return sum > 0 ? sum : (double)NAN;
}

/* In nanoseconds; 0: the line has none. */
static double time_of_line(const struct benchmark_file *file,
                           const struct benchmark_result *result)
{
    for (uint32_t i = 0; i < result->value_count; i++) {
        const struct benchmark_value *value =
            &file->values.items[result->value_first + i];
        if (strcmp(value->unit, "ns/op") == 0) {
            return value->value;
        }
    }
    return 0;
}

double operations_time(const struct evidence_side *side,
                       const struct profile *profile, const char *benchmark)
{
    const struct benchmark_file *file = file_for(side, profile);
    double time = 0, rounds = 0;
    for (size_t i = 0; file != NULL && i < file->results.count; i++) {
        const struct benchmark_result *result = &file->results.items[i];
        if (is_result_of(result, benchmark)) {
            double count = (double)result->iterations;
            time += time_of_line(file, result) * count;
            rounds += count;
        }
    }
    return time > 0 ? time * 1e-9 / rounds : (double)NAN;
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
